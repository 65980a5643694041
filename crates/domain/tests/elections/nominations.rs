//! Who may be a candidate.

use super::fixture::*;
use domain::Refusal;
use domain::elections::*;
use domain::people::{Category, Pool, Sector, Segment};

fn nominee() -> Nominee {
    Nominee {
        category: Category::CivilSociety,
        sector: Some(Sector::CivilSociety),
        segment: Some(Segment::Users),
        checked_in: true,
        attended: 3,
        counted: 4,
        already_nominated: false,
    }
}

fn judged(nominee: &Nominee, rules: &ElectionRules) -> Result<(), NominationRefused> {
    judge(nominee, Pool::Users, &seats(1, 1, 0, 0), rules)
}

#[test]
fn a_delegate_with_exactly_the_minimum_presence_is_eligible() {
    assert_eq!(judged(&nominee(), &rules()), Ok(()));
}

#[test]
fn presence_below_the_minimum_is_refused_with_figures_and_parameter() {
    let refusal: Refusal = judged(&Nominee { attended: 2, ..nominee() }, &rules()).unwrap_err().into();
    assert_eq!(refusal.code, "PRESENCE_BELOW_MINIMUM");
    assert!(refusal.message.starts_with("Presença em 2 de 4 sessões (50%), mínimo 75%."), "{}", refusal.message);
    assert_eq!(refusal.rule.as_deref(), Some("minimumPresence"));
}

#[test]
fn before_any_session_counted_presence_keeps_nobody_out() {
    assert_eq!(judged(&Nominee { attended: 0, counted: 0, ..nominee() }, &rules()), Ok(()));
}

#[test]
fn each_reason_against_a_nomination_has_its_code() {
    let born = ElectionRules { born_delegates_eligible: false, ..rules() };
    for (nominee, code_expected) in [
        (Nominee { category: Category::Observer, ..nominee() }, "NOT_A_DELEGATE"),
        (Nominee { checked_in: false, ..nominee() }, "NOT_CHECKED_IN"),
        (Nominee { category: Category::Born, ..nominee() }, "BORN_DELEGATE_NOT_ELIGIBLE"),
        (Nominee { segment: Some(Segment::Workers), ..nominee() }, "OTHER_POOL"),
        (Nominee { segment: None, ..nominee() }, "OTHER_POOL"),
        (Nominee { already_nominated: true, ..nominee() }, "ALREADY_NOMINATED"),
    ] {
        assert_eq!(code(judged(&nominee, &born)), code_expected);
    }
    assert_eq!(judged(&Nominee { category: Category::Born, ..nominee() }, &rules()), Ok(()));
}

#[test]
fn a_pool_without_a_seat_takes_no_nomination() {
    let worker = Nominee { segment: Some(Segment::Workers), ..nominee() };
    assert_eq!(code(judge(&worker, Pool::Workers, &seats(1, 1, 0, 0), &rules())), "POOL_WITHOUT_SEATS");
}

#[test]
fn all_shortcomings_are_listed_together() {
    let far = Nominee { category: Category::Guest, checked_in: false, attended: 0, ..nominee() };
    assert_eq!(shortcomings(&far, Pool::Users, &seats(1, 1, 0, 0), &rules()).len(), 3);
}

#[test]
fn a_nomination_is_withdrawn_only_while_nominations_are_open() {
    let accepted = NominationState::Accepted;
    let withdrawn = NominationState::Withdrawn;
    assert_eq!(accepted.advance(withdrawn, ElectionState::Nominations), Ok(withdrawn));
    assert_eq!(code(accepted.advance(withdrawn, ElectionState::Ballot)), "NOMINATIONS_NOT_OPEN");
    assert_eq!(code(withdrawn.advance(accepted, ElectionState::Nominations)), "NOMINATION_STATE");
}

#[test]
fn an_election_is_proclaimed_only_after_homologation_where_the_rules_ask_for_it() {
    assert_eq!(code(ElectionState::Computed.proclaim(&rules(), false)), "ELECTION_NOT_HOMOLOGATED");
    assert_eq!(ElectionState::Computed.proclaim(&rules(), true), Ok(ElectionState::Proclaimed));
    let free = ElectionRules { homologated_by_plenary: false, ..rules() };
    assert_eq!(ElectionState::Computed.proclaim(&free, false), Ok(ElectionState::Proclaimed));
    assert_eq!(code(ElectionState::Ballot.proclaim(&free, true)), "ELECTION_STATE");
}

#[test]
fn rules_that_cannot_be_applied_are_refused_by_field() {
    let share = ReservedShare { groups: Vec::new(), ..thirty_percent() };
    for (broken, code_expected) in [
        (ElectionRules { votes_per_voter: 0, ..rules() }, "ELECTION_VOTES_PER_VOTER"),
        (ElectionRules { alternates_per_seat: 11, ..rules() }, "ELECTION_ALTERNATES_PER_SEAT"),
        (ElectionRules { tie_breaks: vec![TieBreak::Lots, TieBreak::Lots], ..rules() }, "ELECTION_TIE_BREAK_REPEATED"),
        (ElectionRules { reserved_share: Some(share), ..rules() }, "ELECTION_SHARE_WITHOUT_GROUPS"),
    ] {
        assert_eq!(code(broken.validate()), code_expected);
    }
    assert_eq!(rules().validate(), Ok(()));
}
