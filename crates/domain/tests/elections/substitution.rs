//! Who takes over from whom.

use super::fixture::code;
use domain::elections::*;
use domain::people::{Pool, SeatKind};

const SCOPE: SubstitutionScope = SubstitutionScope::SameSegmentAndTown;

fn delegate(id: &str, pool: Pool, kind: SeatKind, order: u32) -> Delegate {
    let town = Some(3_132_503);
    let (participant_id, name) = (id.to_owned(), id.to_uppercase());
    Delegate { participant_id, name, pool, town, kind, order, departed: None, stands_for: None }
}

fn delegation() -> Vec<Delegate> {
    use SeatKind::{Alternate, Titular};
    vec![
        delegate("g1", Pool::Government, Titular, 1),
        delegate("g2", Pool::Government, Titular, 2),
        delegate("ga", Pool::Government, Alternate, 1),
        delegate("gb", Pool::Government, Alternate, 2),
        delegate("u1", Pool::Users, Titular, 1),
        delegate("ua", Pool::Users, Alternate, 1),
        delegate("w1", Pool::Workers, Titular, 1),
    ]
}

#[test]
fn the_first_alternate_takes_over_and_the_second_follows_with_the_chain_kept() {
    let first = substitute(&delegation(), "g2", None, DepartureCause::Resigned, SCOPE).unwrap();
    assert_eq!(first.entering.as_deref(), Some("ga"));
    assert_eq!(first.sentence, "Substituição por renúncia: sai G2 (governo), assume GA, primeira suplência.");
    let after = first.apply(&delegation());
    let second = substitute(&after, "ga", Some("gb"), DepartureCause::Died, SCOPE).unwrap();
    assert_eq!(second.chain, ["g2", "ga", "gb"]);
    let last = second.apply(&after);
    assert_eq!(chain(&last, "gb"), ["g2", "ga", "gb"]);
    let holders: Vec<_> = last.iter().filter(|one| one.holds_seat()).map(|one| one.participant_id.as_str()).collect();
    assert_eq!(holders, ["g1", "gb", "u1", "w1"]);
    assert_eq!(code(substitute(&last, "g1", None, DepartureCause::Absent, SCOPE)), "NO_ALTERNATE");
}

#[test]
fn a_seat_without_an_alternate_stays_vacant_and_the_departure_is_recorded() {
    assert_eq!(code(substitute(&delegation(), "w1", None, DepartureCause::Absent, SCOPE)), "NO_ALTERNATE");
    let left = leave(&delegation(), "w1", DepartureCause::Absent, SCOPE).unwrap();
    assert_eq!(left.entering, None);
    assert_eq!(left.sentence, "Saída por ausência: W1 (trabalhadores). Sem suplente, a vaga fica vaga.");
    assert_eq!(code(leave(&delegation(), "g1", DepartureCause::Absent, SCOPE)), "ALTERNATE_AVAILABLE");
}

#[test]
fn a_substitution_never_crosses_the_sector_whatever_the_scope() {
    for &scope in <SubstitutionScope as domain::Code>::ALL {
        assert_eq!(code(substitute(&delegation(), "w1", Some("ga"), DepartureCause::Absent, scope)), "CROSSES_SECTOR");
    }
    let sector = substitute(&delegation(), "w1", None, DepartureCause::Absent, SubstitutionScope::SameSector).unwrap();
    assert_eq!(sector.entering.as_deref(), Some("ua"));
}

#[test]
fn an_alternate_of_another_segment_or_town_is_outside_the_scope() {
    assert_eq!(
        code(substitute(&delegation(), "w1", Some("ua"), DepartureCause::Absent, SCOPE)),
        "OUTSIDE_SUBSTITUTION_SCOPE"
    );
    let mut elsewhere = delegation();
    elsewhere[5].town = Some(3_106_200);
    assert_eq!(code(substitute(&elsewhere, "u1", None, DepartureCause::Absent, SCOPE)), "NO_ALTERNATE");
    let same_segment = substitute(&elsewhere, "u1", None, DepartureCause::Absent, SubstitutionScope::SameSegment);
    assert_eq!(same_segment.unwrap().entering.as_deref(), Some("ua"));
}

#[test]
fn the_order_of_the_election_cannot_be_jumped() {
    let asked = |entering| substitute(&delegation(), "g1", Some(entering), DepartureCause::Resigned, SCOPE);
    assert_eq!(code(asked("gb")), "NOT_NEXT_ALTERNATE");
    assert_eq!(code(asked("g2")), "NOT_AN_ALTERNATE");
    assert_eq!(code(asked("nobody")), "NOT_IN_DELEGATION");
}

#[test]
fn an_alternate_who_left_is_passed_over_and_nobody_leaves_twice() {
    let left = leave(&delegation(), "ga", DepartureCause::Resigned, SCOPE).unwrap().apply(&delegation());
    let next = substitute(&left, "g1", None, DepartureCause::Resigned, SCOPE).unwrap();
    assert_eq!(next.entering.as_deref(), Some("gb"));
    assert_eq!(code(substitute(&next.apply(&left), "g1", None, DepartureCause::Died, SCOPE)), "ALREADY_LEFT");
    assert_eq!(code(substitute(&delegation(), "ga", None, DepartureCause::Died, SCOPE)), "HOLDS_NO_SEAT");
}
