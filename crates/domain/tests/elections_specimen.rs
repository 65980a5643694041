//! The election of the specimen conference and its variants: the result computed equals the one expected.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own material fails by panicking")]

use domain::Code;
use domain::elections::*;
use domain::people::{Category, Pool, ReservedGroup, SizeClass};
use domain::seats::{SeatRules, SeatTable, SeatsByPool};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn specimen() -> Value {
    serde_json::from_str(include_str!("../specimen/municipal-conference.json")).unwrap()
}

fn articles() -> ElectionArticles {
    ElectionArticles {
        eligibility: Some("art. 30".into()),
        ties: Some("art. 30, § 2º".into()),
        reserved_share: Some("art. 31, § 1º".into()),
        vacancies: Some("art. 31, § 2º".into()),
    }
}

fn seat_table(specimen: &Value) -> SeatTable {
    serde_json::from_value(specimen["cycle"]["seatTable"].clone()).unwrap()
}

fn rules(specimen: &Value) -> ElectionRules {
    let rules: ElectionRules = serde_json::from_value(specimen["election"].clone()).unwrap();
    ElectionRules { articles: articles(), ..rules }
}

fn of<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn nominations(specimen: &Value, status: NominationState) -> Vec<Value> {
    let all = specimen["election"]["nominations"].as_array().unwrap().iter();
    all.filter(|one| of::<NominationState>(&one["status"]) == status).cloned().collect()
}

/// The meeting's ballots, read and counted one by one.
fn decision(meeting: &Value, candidates: &[Candidate], rules: &ElectionRules) -> PoolVotes {
    let pool = of::<Pool>(&meeting["pool"]);
    let names: BTreeSet<String> =
        candidates.iter().filter(|one| one.pool == pool).map(|one| one.participant_id.clone()).collect();
    let ballots: Vec<String> = of(&meeting["ballots"]);
    let read: Vec<_> = ballots.into_iter().map(|choice| read_ballot(&[choice], &names, rules).unwrap()).collect();
    tally(&read)
}

fn input(specimen: &Value) -> ElectionInput {
    let row = *seat_table(specimen).row(SizeClass::Small2).unwrap();
    let rules = rules(specimen);
    let candidates: Vec<Candidate> = nominations(specimen, NominationState::Accepted).iter().map(of).collect();
    let meetings = specimen["election"]["meetings"].as_array().unwrap();
    let decisions = meetings
        .iter()
        .filter(|meeting| meeting["seats"] != 0)
        .map(|meeting| (of(&meeting["pool"]), PoolDecision::Votes(decision(meeting, &candidates, &rules))))
        .collect();
    let refused = nominations(specimen, NominationState::Refused)
        .iter()
        .map(|one| RefusedNomination {
            pool: of(&one["pool"]),
            presence: one["reason"]
                .as_str()
                .unwrap()
                .contains("presença")
                .then(|| (of(&one["attended"]), of(&one["counted"]))),
        })
        .collect();
    ElectionInput {
        size_class: Some(SizeClass::Small2),
        candidates,
        refused,
        decisions,
        ..ElectionInput::new(row.seats, rules)
    }
}

#[test]
fn the_seat_table_of_the_cycle_keeps_parity_and_thirds() {
    assert_eq!(seat_table(&specimen()).broken_rules(&SeatRules::default()), []);
}

#[test]
fn the_rules_of_the_cycle_are_those_of_the_election() {
    let specimen = specimen();
    let cycle: CycleElection = of(&specimen["cycle"]["election"]);
    assert_eq!(cycle.rules(articles()), rules(&specimen));
    assert_eq!(cycle.rules(articles()).validate(), Ok(()));
    assert_eq!(serde_json::to_value(&cycle).unwrap(), specimen["cycle"]["election"]);
}

#[test]
fn titulars_alternates_vacancies_and_reasons_are_those_expected() {
    let specimen = specimen();
    let expected = &specimen["election"]["expected"];
    let result = serde_json::to_value(compute(&input(&specimen)).unwrap()).unwrap();
    for key in ["titulars", "alternates", "vacant", "notElected", "reservedNeeded", "reservedElected", "parity"] {
        assert_eq!(result[key], expected[key], "{key}");
    }
}

#[test]
fn the_trace_is_the_expected_one_word_by_word() {
    let specimen = specimen();
    let expected: Vec<String> = of(&specimen["election"]["expected"]["trace"]);
    assert_eq!(compute(&input(&specimen)).unwrap().trace, expected);
}

#[test]
fn blank_ballots_are_counted_apart_in_every_pool() {
    let counts = compute(&input(&specimen())).unwrap().counts;
    let figures: Vec<_> = counts.iter().map(|count| (count.pool, count.votes, count.blank)).collect();
    assert_eq!(figures, [(Pool::Government, 27, 1), (Pool::Users, 12, 0), (Pool::Workers, 9, 1)]);
}

#[test]
fn the_refused_nominations_are_refused_with_the_reasons_on_record() {
    let specimen = specimen();
    let rules = rules(&specimen);
    let seats = seat_table(&specimen).row(SizeClass::Small2).unwrap().seats;
    let people = specimen["participants"].as_array().unwrap();
    for nomination in specimen["election"]["nominations"].as_array().unwrap() {
        let person = people.iter().find(|person| person["id"] == nomination["participantId"]).unwrap();
        let nominee = Nominee {
            category: of::<Category>(&person["category"]),
            sector: of(&person["sector"]),
            segment: of(&person["segment"]),
            checked_in: !person["checkInAt"].is_null(),
            attended: of(&nomination["attended"]),
            counted: of(&nomination["counted"]),
            already_nominated: false,
        };
        let judged = judge(&nominee, of(&nomination["pool"]), &seats, &rules);
        let reason = judged.err().map(|refused| refused.reason());
        let refused = of::<NominationState>(&nomination["status"]) == NominationState::Refused;
        assert_eq!(reason.as_deref(), nomination["reason"].as_str().filter(|_| refused), "{nomination}");
    }
}

fn variant_input(specimen: &Value, variant: &Value) -> ElectionInput {
    let mut rules = rules(specimen);
    let share = rules.reserved_share.as_mut().unwrap();
    share.fraction = of(&variant["reservedFraction"]);
    let mut input = ElectionInput::new(of::<SeatsByPool>(&variant["seats"]), rules);
    for &pool in Pool::ALL {
        input.decisions.insert(pool, PoolDecision::Votes(PoolVotes::default()));
    }
    for one in variant["candidates"].as_array().unwrap() {
        let (pool, id): (Pool, String) = (of(&one["pool"]), of(&one["id"]));
        if let Some(PoolDecision::Votes(votes)) = input.decisions.get_mut(&pool) {
            votes.by_participant.insert(id.clone(), of(&one["votes"]));
        }
        input.candidates.push(Candidate {
            participant_id: id.clone(),
            name: id,
            pool,
            birth_date: of(&one["birthDate"]),
            reserved_groups: if one["reserved"] == true { vec![ReservedGroup::Black] } else { Vec::new() },
        });
    }
    input
}

#[test]
fn every_variant_has_the_result_expected() {
    let specimen = specimen();
    let variants = specimen["electionVariants"].as_array().unwrap();
    assert_eq!(variants.len(), 3);
    for variant in variants {
        let result = compute(&variant_input(&specimen, variant)).unwrap();
        let ids = |places: &[Elected]| places.iter().map(|one| one.participant_id.clone()).collect::<Vec<_>>();
        let vacant: Vec<_> = result.vacant.iter().map(|seat| json!([seat.kind.code(), seat.pool.code()])).collect();
        let computed = json!({
            "titulars": ids(&result.titulars), "alternates": ids(&result.alternates), "vacant": vacant,
        });
        assert_eq!(computed, variant["expected"], "{}", variant["title"]);
    }
}

#[test]
fn thirty_percent_of_two_seats_is_told_as_one_with_both_swaps_compared() {
    let specimen = specimen();
    let result = compute(&variant_input(&specimen, &specimen["electionVariants"][1])).unwrap();
    assert_eq!(
        result.trace[4..7],
        [
            "Reserva: 30% de 2 vagas = 0,6, arredondado para cima: 1 vaga. Eleitos por votos com declaração: 0. Falta 1.",
            "Trocas possíveis no mesmo segmento: governo, a (9) por b (5), diferença 4; usuários, c (6) por d (5), \
             diferença 1. A menor é a de usuários. d é titular; c passa à primeira suplência.",
            "Reserva cumprida: 1 de 2.",
        ]
    );
}

#[test]
fn a_share_nobody_can_fill_is_told_and_filled_by_votes() {
    let specimen = specimen();
    let result = compute(&variant_input(&specimen, &specimen["electionVariants"][2])).unwrap();
    assert_eq!((result.reserved_needed, result.reserved_elected), (1, 0));
    assert!(
        result.trace.contains(
            &"Reserva não alcançada: 0 de 1 vaga; sem outra candidatura com declaração para trocar, o restante é \
          preenchido por votos."
                .to_owned()
        )
    );
}
