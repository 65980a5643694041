//! Laws that hold for every election.

use super::fixture::{ids, rules, seats, thirty_percent};
use chrono::NaiveDate;
use domain::Code;
use domain::elections::*;
use domain::people::{Pool, ReservedGroup, SeatKind};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

prop_compose! {
    fn candidate()(
        pool in prop::sample::select(Pool::ALL),
        votes in 0_u32..6,
        year in 1960_i32..1964,
        declared in any::<bool>(),
    ) -> (Pool, u32, i32, bool) {
        (pool, votes, year, declared)
    }
}

prop_compose! {
    fn election()(
        rows in prop::collection::vec(candidate(), 0..18),
        by_pool in prop::array::uniform4(0_u32..4),
        alternates_per_seat in 0_u32..3,
        share in prop::option::of((0_u32..=10_000, prop::sample::select(Rounding::ALL))),
        unfilled in prop::sample::select(Unfilled::ALL),
        vacant_seat_rule in prop::sample::select(VacantSeatRule::ALL),
    ) -> ElectionInput {
        let reserved_share = share.map(|(parts, rounding)| ReservedShare {
            fraction: domain::seats::Share::of_ten_thousand(parts).unwrap(), rounding, unfilled, ..thirty_percent()
        });
        let rules = ElectionRules { reserved_share, alternates_per_seat, vacant_seat_rule, ..rules() };
        let [government, users, workers, entities] = by_pool;
        let mut votes = BTreeMap::from_iter(Pool::ALL.iter().map(|pool| (*pool, PoolVotes::default())));
        let mut input = ElectionInput::new(seats(government, users, workers, entities), rules);
        input.seed = Some("semente".into());
        for (index, (pool, count, year, declared)) in rows.into_iter().enumerate() {
            let id = format!("P{index:03}");
            votes.get_mut(&pool).unwrap().by_participant.insert(id.clone(), count);
            input.candidates.push(Candidate {
                name: format!("Pessoa {}", 99 - index),
                participant_id: id,
                pool,
                birth_date: NaiveDate::from_ymd_opt(year, 6, 1).unwrap(),
                reserved_groups: if declared { vec![ReservedGroup::Disability] } else { Vec::new() },
            });
        }
        input.decisions = votes.into_iter().map(|(pool, votes)| (pool, PoolDecision::Votes(votes))).collect();
        input
    }
}

fn of_pool(places: &[Elected], pool: Pool) -> Vec<&Elected> {
    places.iter().filter(|one| one.pool == pool).collect()
}

proptest! {
    #[test]
    fn seats_are_filled_or_vacant_and_never_exceeded(input in election()) {
        let result = compute(&input).unwrap();
        let titular_vacancies = result.vacant.iter().filter(|seat| seat.kind == SeatKind::Titular).count();
        prop_assert_eq!(result.titulars.len() + titular_vacancies, input.seats.total() as usize);
        if input.rules.vacant_seat_rule == VacantSeatRule::Vacant {
            for &pool in Pool::ALL {
                let seats = input.seats.of(pool) as usize;
                prop_assert!(of_pool(&result.titulars, pool).len() <= seats);
                let places = seats * input.rules.alternates_per_seat as usize;
                let vacant = |seat: &&Vacancy| seat.kind == SeatKind::Alternate && seat.pool == pool;
                let vacant = result.vacant.iter().filter(vacant).count();
                prop_assert_eq!(of_pool(&result.alternates, pool).len() + vacant, places);
            }
        }
        let government = result.titulars.iter().filter(|one| one.pool == Pool::Government).count();
        prop_assert!(government <= input.seats.government as usize);
        prop_assert_eq!(result.parity.government as usize, government);
        prop_assert_eq!((result.parity.government + result.parity.civil_society) as usize, result.titulars.len());
    }

    #[test]
    fn every_candidate_ends_in_exactly_one_place(input in election()) {
        let result = compute(&input).unwrap();
        let mut placed = ids(&result.titulars);
        placed.extend(ids(&result.alternates));
        placed.extend(ids(&result.not_elected));
        let distinct: BTreeSet<_> = placed.iter().copied().collect();
        let stood: BTreeSet<_> = input.candidates.iter().map(|one| one.participant_id.as_str()).collect();
        prop_assert_eq!(placed.len(), input.candidates.len());
        prop_assert_eq!(distinct, stood);
    }

    #[test]
    fn more_votes_never_lose_to_fewer_except_by_a_swap_that_is_told(input in election()) {
        let result = compute(&input).unwrap();
        for titular in &result.titulars {
            let rest = result.alternates.iter().chain(&result.not_elected);
            for other in rest.filter(|one| one.pool == titular.pool && one.votes > titular.votes) {
                let told = |words: String| result.trace.iter().any(|line| line.contains(&words));
                let entered = titular.reason.starts_with("Entra pela reserva") && !other.reserved_share;
                let gave_way = other.reason.starts_with("Cedeu a vaga");
                let swapped = entered && told(format!(" {} é titular", titular.name));
                let stands_by = gave_way && told(format!("{} passa à", other.name));
                let out = gave_way && told(format!("{} fica sem vaga", other.name));
                prop_assert!(swapped || stands_by || out);
            }
        }
        for alternate in &result.alternates {
            let better = of_pool(&result.not_elected, alternate.pool).into_iter().find(|one| one.votes > alternate.votes);
            prop_assert!(better.is_none());
        }
    }

    #[test]
    fn the_result_does_not_depend_on_the_order_of_candidates(
        (input, shuffled) in election().prop_flat_map(|input| {
            (Just(input.clone()), Just(input.candidates).prop_shuffle())
        }),
    ) {
        let other = ElectionInput { candidates: shuffled, ..input.clone() };
        prop_assert_eq!(compute(&input).unwrap(), compute(&other).unwrap());
    }

    #[test]
    fn the_share_is_reached_or_nobody_is_left_who_could_reach_it(input in election()) {
        let result = compute(&input).unwrap();
        prop_assert_eq!(result.reserved_elected as usize, result.titulars.iter().filter(|one| one.reserved_share).count());
        if result.reserved_elected < result.reserved_needed {
            for &pool in Pool::ALL {
                let undeclared = of_pool(&result.titulars, pool).iter().any(|one| !one.reserved_share);
                let waiting = of_pool(&result.alternates, pool).iter().any(|one| one.reserved_share);
                prop_assert!(!(undeclared && waiting));
            }
        }
    }

    #[test]
    fn without_a_seed_a_result_is_refused_or_the_same_for_every_seed(input in election()) {
        let seedless = compute(&ElectionInput { seed: None, ..input.clone() });
        if let Ok(result) = seedless {
            let titulars = |result: &ElectionResult| {
                result.titulars.iter().map(|one| one.participant_id.clone()).collect::<BTreeSet<_>>()
            };
            prop_assert_eq!(titulars(&result), titulars(&compute(&input).unwrap()));
        }
    }

    #[test]
    fn results_and_inputs_survive_being_stored(input in election()) {
        let stored: ElectionInput = serde_json::from_str(&serde_json::to_string(&input).unwrap()).unwrap();
        prop_assert_eq!(&stored, &input);
        let result = compute(&input).unwrap();
        let read: ElectionResult = serde_json::from_str(&serde_json::to_string(&result).unwrap()).unwrap();
        prop_assert_eq!(read, result);
    }
}
