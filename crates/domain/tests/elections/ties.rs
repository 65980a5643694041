//! Ties: age, lots, and ties that decide nothing.

use super::fixture::*;
use domain::elections::*;
use domain::people::Pool;

#[test]
fn the_older_of_two_tied_is_elected_and_the_other_is_the_alternate() {
    let result = compute(&users_only(1, rules(), &[("a", 5, 1990), ("b", 5, 1950), ("c", 2, 1940)])).unwrap();
    assert_eq!((ids(&result.titulars), ids(&result.alternates)), (vec!["b"], vec!["a"]));
    assert_eq!(result.titulars[0].reason, "Empate em 5 votos; prefere-se a pessoa de mais idade.");
    assert_eq!(result.alternates[0].reason, "Empate em 5 votos; segunda por idade.");
}

#[test]
fn equal_ages_go_to_lots_and_the_seed_decides() {
    let rows = [("a", 5, 1950), ("b", 5, 1950)];
    let drawn = |seed: &str| {
        let input = ElectionInput { seed: Some(seed.into()), ..users_only(1, rules(), &rows) };
        let result = compute(&input).unwrap();
        assert!(told(&result, &format!("Sorteio com a semente publicada “{seed}”")));
        let winner = ids(&result.titulars)[0].to_owned();
        let loser = if winner == "a" { "b" } else { "a" };
        assert!(lot(seed, Pool::Users, &winner) < lot(seed, Pool::Users, loser));
        winner
    };
    let winners: std::collections::BTreeSet<_> = (0..20).map(|number| drawn(&format!("semente {number}"))).collect();
    assert_eq!(winners.len(), 2);
}

#[test]
fn lots_without_a_published_seed_are_refused() {
    let input = users_only(1, rules(), &[("a", 5, 1950), ("b", 5, 1950)]);
    assert_eq!(code(compute(&input)), "LOTS_SEED_MISSING");
}

#[test]
fn a_tie_that_no_rule_breaks_goes_back_to_the_plenary() {
    let rules = ElectionRules { tie_breaks: vec![TieBreak::Older], ..rules() };
    let input = users_only(1, rules, &[("a", 5, 1950), ("b", 5, 1950)]);
    assert_eq!(code(compute(&input)), "TIE_UNBROKEN");
}

#[test]
fn a_tie_within_the_seats_or_beyond_all_places_needs_no_lots() {
    let within = users_only(2, rules(), &[("a", 5, 1950), ("b", 5, 1950)]);
    assert_eq!(ids(&compute(&within).unwrap().titulars), ["a", "b"]);
    let beyond = users_only(1, rules(), &[("a", 9, 1950), ("b", 8, 1950), ("c", 1, 1960), ("d", 1, 1960)]);
    assert_eq!(ids(&compute(&beyond).unwrap().not_elected), ["c", "d"]);
}

#[test]
fn a_tie_at_the_last_seat_is_told_with_the_counts() {
    let input = users_only(2, rules(), &[("a", 9, 1980), ("b", 5, 1970), ("c", 5, 1960)]);
    let result = compute(&input).unwrap();
    assert_eq!(ids(&result.titulars), ["a", "c"]);
    assert!(told(
        &result,
        "Usuários: A 9, C 5, B 5. C e B empatam em 5 votos. Desempate por idade: C (nascimento em 01/01/1960) precede \
         B (01/01/1970). Titulares por votos: A e C."
    ));
}

#[test]
fn age_tells_some_apart_and_lots_the_rest() {
    let rows = [("a", 5, 1970), ("b", 5, 1970), ("c", 5, 1940)];
    let input = ElectionInput { seed: Some("s".into()), ..users_only(1, rules(), &rows) };
    let result = compute(&input).unwrap();
    assert_eq!(ids(&result.titulars), ["c"]);
    assert_eq!(result.alternates[0].reason, "Empate em 5 votos; segunda por sorteio.");
}
