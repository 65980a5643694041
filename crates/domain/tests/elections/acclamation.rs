//! Acclamation instead of votes.

use super::fixture::*;
use domain::elections::*;
use domain::people::Pool;

fn acclaimed(seats_of_users: u32, method: ElectionMethod, rows: &[Row<'_>], list: &[&str]) -> ElectionInput {
    let mut input = users_only(seats_of_users, ElectionRules { method, ..rules() }, rows);
    let list = list.iter().map(|id| (*id).to_owned()).collect();
    input.decisions.insert(Pool::Users, PoolDecision::Acclaimed(list));
    input
}

#[test]
fn no_more_candidates_than_seats_may_be_acclaimed() {
    let rows = [("a", 0, 1980), ("b", 0, 1970)];
    let result = compute(&acclaimed(2, ElectionMethod::MostVotesPerPool, &rows, &[])).unwrap();
    assert_eq!(ids(&result.titulars), ["b", "a"]);
    assert_eq!(result.titulars[0].votes, None);
    assert!(told(&result, "Usuários: 2 candidaturas para 2 vagas. Por aclamação: B e A."));
}

#[test]
fn more_candidates_than_seats_are_voted_unless_the_method_is_acclamation_of_a_list() {
    let rows = [("a", 0, 1980), ("b", 0, 1970)];
    let contested = |method, list: &[&str]| compute(&acclaimed(1, method, &rows, list));
    assert_eq!(code(contested(ElectionMethod::MostVotesPerPool, &["a", "b"])), "ACCLAMATION_CONTESTED");
    assert_eq!(code(contested(ElectionMethod::Acclamation, &[])), "ACCLAMATION_CONTESTED");
}

#[test]
fn a_single_list_is_elected_in_its_order_and_who_is_not_on_it_is_not_elected() {
    let rows = [("a", 0, 1940), ("b", 0, 1970), ("c", 0, 1980)];
    let result = compute(&acclaimed(1, ElectionMethod::Acclamation, &rows, &["c", "b"])).unwrap();
    assert_eq!((ids(&result.titulars), ids(&result.alternates)), (vec!["c"], vec!["b"]));
    assert_eq!(result.not_elected[0].reason, "Não integra a lista aclamada.");
    assert!(told(&result, "Usuários: lista única aclamada, C e B. Titular pela ordem da lista: C."));
}

#[test]
fn a_list_with_somebody_who_does_not_stand_is_refused() {
    let input = acclaimed(1, ElectionMethod::Acclamation, &[("a", 0, 1940)], &["a", "x"]);
    assert_eq!(code(compute(&input)), "NOT_A_CANDIDATE");
}

#[test]
fn the_reserved_share_reaches_an_acclaimed_list_too() {
    let mut input = acclaimed(1, ElectionMethod::Acclamation, &[("a", 0, 1940), ("b*", 0, 1970)], &["a", "b"]);
    input.rules.reserved_share = Some(thirty_percent());
    let result = compute(&input).unwrap();
    assert_eq!((ids(&result.titulars), ids(&result.alternates)), (vec!["b"], vec!["a"]));
    assert!(told(&result, "usuários, A por B, por aclamação, sem diferença de votos. É a menor."));
}
