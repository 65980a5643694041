//! Seats without a candidate, and seat figures of domain.md section 17.

use super::fixture::*;
use domain::elections::*;
use domain::people::{Pool, SeatKind, SizeClass};
use domain::seats::SegmentSplit;

#[test]
fn one_civil_seat_is_not_split_and_the_trace_says_to_whom_it_goes() {
    let mut input = ElectionInput::new(seats(1, 1, 0, 0), rules());
    input.size_class = Some(SizeClass::Small1);
    add(&mut input, Pool::Government, &[("a", 3, 1980)]);
    add(&mut input, Pool::Users, &[("b", 4, 1980)]);
    let result = compute(&input).unwrap();
    assert_eq!(result.trace[0], "Porte Pequeno I: 2 vagas de titular, 1 do governo e 1 da sociedade civil.");
    assert_eq!(result.trace[1], "Uma vaga da sociedade civil não se divide: vai a usuários.");
}

#[test]
fn odd_civil_seats_are_told_with_what_each_segment_receives() {
    let split = SegmentSplit::default();
    for (civil, line) in [
        (3, "Três vagas da sociedade civil em três segmentos: 1 para cada."),
        (
            5,
            "Cinco vagas da sociedade civil em três segmentos: 1 para cada; o resto vai, pela ordem, a usuários (2) e \
             trabalhadores (2); entidades, 1.",
        ),
        (
            7,
            "Sete vagas da sociedade civil em três segmentos: 2 para cada; o resto vai, pela ordem, a usuários (3); \
             trabalhadores, 2; entidades, 2.",
        ),
    ] {
        let result = compute(&ElectionInput::new(split.split(civil), rules())).unwrap();
        assert_eq!(result.trace[1], line);
        assert_eq!(result.vacant.iter().filter(|seat| seat.kind == SeatKind::Titular).count(), civil as usize);
    }
}

#[test]
fn a_segment_without_a_candidate_leaves_its_seats_vacant_and_keeps_them() {
    let mut input = ElectionInput::new(seats(0, 1, 1, 0), rules());
    add(&mut input, Pool::Users, &[("a", 3, 1980), ("b", 2, 1980), ("c", 1, 1980)]);
    let result = compute(&input).unwrap();
    assert_eq!(ids(&result.not_elected), ["c"]);
    assert_eq!(result.vacant[0].reason, "Vaga de titular sem candidatura. A vaga não passa a outro segmento.");
    assert!(told(&result, "Trabalhadores: nenhuma candidatura."));
    assert!(told(&result, "Vagas de titular que ficam vagas: trabalhadores, 1."));
}

#[test]
fn a_seat_passes_to_the_next_segment_where_the_rules_say_so_but_never_to_the_government() {
    let rules = ElectionRules { vacant_seat_rule: VacantSeatRule::NextSegment, ..rules() };
    let mut input = ElectionInput::new(seats(2, 1, 1, 1), rules);
    add(&mut input, Pool::Government, &[("g", 3, 1980)]);
    add(&mut input, Pool::Users, &[("a", 3, 1980)]);
    add(&mut input, Pool::Entities, &[("d", 3, 1980), ("e", 2, 1970)]);
    let result = compute(&input).unwrap();
    assert_eq!(ids(&result.titulars), ["g", "a", "d", "e"]);
    assert!(told(&result, "Uma vaga de trabalhadores sem candidatura passa a entidades, pela ordem dos segmentos."));
    assert_eq!(result.vacant[0].reason, "Vaga de titular sem candidatura. A vaga não passa à sociedade civil.");
}

#[test]
fn nobody_is_elected_with_fewer_votes_than_the_rules_ask_for() {
    let result = compute(&users_only(1, rules(), &[("a", 0, 1980)])).unwrap();
    assert!(result.titulars.is_empty());
    assert_eq!(result.not_elected[0].reason, "Não alcançou o mínimo de 1 voto.");
    assert!(told(&result, "Usuários: A, candidatura única, 0 votos. Não alcança o mínimo de 1 voto."));
}

#[test]
fn an_input_that_contradicts_itself_is_refused() {
    let fair = users_only(1, rules(), &[("a", 3, 1980)]);
    let mut undecided = fair.clone();
    undecided.decisions.clear();
    assert_eq!(code(compute(&undecided)), "ELECTION_UNDECIDED");
    let mut twice = fair.clone();
    twice.candidates.push(twice.candidates[0].clone());
    assert_eq!(code(compute(&twice)), "CANDIDATE_TWICE");
    let mut stranger = fair.clone();
    stranger.candidates[0].pool = Pool::Workers;
    assert_eq!(code(compute(&stranger)), "NOT_A_CANDIDATE");
    let absurd = ElectionInput { seats: seats(u32::MAX, 1, 0, 0), ..fair };
    assert_eq!(code(compute(&absurd)), "SEATS_TOO_MANY");
}
