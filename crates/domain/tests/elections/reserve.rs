//! The reserved share.

use super::fixture::*;
use domain::elections::*;
use domain::people::{Pool, SeatKind};
use domain::seats::Share;

fn with(share: ReservedShare) -> ElectionRules {
    ElectionRules { reserved_share: Some(share), ..rules() }
}

fn half() -> ReservedShare {
    ReservedShare { fraction: Share::HALF, ..thirty_percent() }
}

#[test]
fn two_swaps_in_one_pool_keep_those_who_gave_way_in_the_order_of_their_votes() {
    let rows = [("a", 9, 1980), ("b", 8, 1980), ("c*", 4, 1980), ("d*", 3, 1980)];
    let all = ReservedShare { fraction: Share::of_ten_thousand(10_000).unwrap(), ..thirty_percent() };
    let result = compute(&users_only(2, with(all), &rows)).unwrap();
    assert_eq!((ids(&result.titulars), ids(&result.alternates)), (vec!["c", "d"], vec!["a", "b"]));
    assert!(told(&result, "D é titular; A passa à primeira suplência; B passa à segunda suplência."));
    assert_eq!(result.alternates[1].reason, "Cedeu a vaga de titular à reserva; é a segunda suplência.");
}

#[test]
fn equal_differences_are_swapped_in_the_order_of_the_pools() {
    let mut input = ElectionInput::new(seats(1, 1, 0, 0), with(thirty_percent()));
    add(&mut input, Pool::Government, &[("a", 5, 1980), ("b*", 4, 1980)]);
    add(&mut input, Pool::Users, &[("c", 5, 1980), ("d*", 4, 1980)]);
    let result = compute(&input).unwrap();
    assert_eq!(ids(&result.titulars), ["b", "c"]);
    assert!(told(&result, "Entre as menores, iguais, vale a ordem dos segmentos: governo."));
}

#[test]
fn a_share_reached_by_votes_swaps_nobody() {
    let result = compute(&users_only(2, with(half()), &[("a*", 9, 1980), ("b", 8, 1980), ("c*", 7, 1980)])).unwrap();
    assert_eq!(ids(&result.titulars), ["a", "b"]);
    assert!(told(&result, "Reserva: 50% de 2 vagas: 1 vaga. Eleitos por votos com declaração: 1. Não falta nenhuma."));
}

#[test]
fn somebody_without_a_vote_does_not_enter_by_the_share() {
    let result = compute(&users_only(1, with(half()), &[("a", 9, 1980), ("b*", 0, 1980)])).unwrap();
    assert_eq!(ids(&result.titulars), ["a"]);
}

#[test]
fn rounding_down_may_reserve_nothing() {
    let share = ReservedShare { rounding: Rounding::Down, ..thirty_percent() };
    let result = compute(&users_only(2, with(share), &[("a", 9, 1980), ("b", 8, 1980), ("c*", 7, 1980)])).unwrap();
    assert_eq!((result.reserved_needed, ids(&result.titulars)), (0, vec!["a", "b"]));
}

#[test]
fn a_share_without_adjustment_is_only_reported() {
    let share = ReservedShare { adjustment: Adjustment::None, ..half() };
    let result = compute(&users_only(1, with(share), &[("a", 9, 1980), ("b*", 8, 1980)])).unwrap();
    assert_eq!(ids(&result.titulars), ["a"]);
    assert!(told(&result, "Reserva não alcançada: 0 de 1 vaga; as regras não preveem ajuste."));
}

#[test]
fn a_share_left_vacant_takes_the_seat_with_the_fewest_votes() {
    let share = ReservedShare { unfilled: Unfilled::LeaveVacant, ..half() };
    let mut input = ElectionInput::new(seats(1, 1, 0, 0), with(share));
    add(&mut input, Pool::Government, &[("a", 9, 1980)]);
    add(&mut input, Pool::Users, &[("c", 5, 1980)]);
    let result = compute(&input).unwrap();
    assert_eq!((ids(&result.titulars), ids(&result.alternates)), (vec!["a"], vec!["c"]));
    let seat = &result.vacant[0];
    assert_eq!((seat.kind, seat.pool, seat.order), (SeatKind::Titular, Pool::Users, 1));
    assert_eq!(seat.reason, "Vaga da reserva sem candidatura com declaração.");
}

#[test]
fn a_tie_beyond_the_places_is_broken_when_the_share_calls_one_of_the_tied() {
    let rows = [("a", 9, 1980), ("b", 8, 1980), ("c*", 2, 1980), ("d*", 2, 1960)];
    let result = compute(&users_only(1, with(half()), &rows)).unwrap();
    assert_eq!(ids(&result.titulars), ["d"]);
    assert!(told(&result, "É a menor. D e C empatam em 2 votos. Desempate por idade: D"));
    let same_age = [("a", 9, 1980), ("b", 8, 1980), ("c*", 2, 1960), ("d*", 2, 1960)];
    assert_eq!(code(compute(&users_only(1, with(half()), &same_age))), "LOTS_SEED_MISSING");
}
