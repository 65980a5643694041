//! Small elections to vary.

use domain::Refusal;
use domain::elections::*;
use domain::people::{Pool, ReservedGroup};
use domain::seats::{SeatsByPool, Share};

pub fn rules() -> ElectionRules {
    ElectionRules {
        method: ElectionMethod::MostVotesPerPool,
        body: ElectionBody::SegmentMeeting,
        homologated_by_plenary: true,
        votes_per_voter: 1,
        minimum_votes: 1,
        minimum_presence: Share::of_ten_thousand(7_500).unwrap(),
        born_delegates_eligible: true,
        reserved_share: None,
        tie_breaks: vec![TieBreak::Older, TieBreak::Lots],
        alternates_per_seat: 1,
        vacant_seat_rule: VacantSeatRule::Vacant,
        substitution_scope: SubstitutionScope::SameSegment,
        articles: ElectionArticles::default(),
    }
}

pub fn thirty_percent() -> ReservedShare {
    ReservedShare {
        fraction: Share::of_ten_thousand(3_000).unwrap(),
        base: ReservedBase::TitularSeats,
        rounding: Rounding::Up,
        groups: vec![ReservedGroup::Black, ReservedGroup::Disability],
        adjustment: Adjustment::SmallestVoteGapSamePool,
        unfilled: Unfilled::FillByVotes,
    }
}

pub fn seats(government: u32, users: u32, workers: u32, entities: u32) -> SeatsByPool {
    SeatsByPool { government, users, workers, entities }
}

/// Candidate with an id, votes and birth year; a `*` after the id is a declaration.
pub type Row<'a> = (&'a str, u32, i32);

pub fn add(input: &mut ElectionInput, pool: Pool, rows: &[Row<'_>]) {
    let mut votes = PoolVotes::default();
    for (mark, count, year) in rows {
        let id = mark.trim_end_matches('*').to_owned();
        votes.by_participant.insert(id.clone(), *count);
        input.candidates.push(Candidate {
            name: id.to_uppercase(),
            participant_id: id,
            pool,
            birth_date: chrono::NaiveDate::from_ymd_opt(*year, 1, 1).unwrap(),
            reserved_groups: if mark.ends_with('*') { vec![ReservedGroup::Black] } else { Vec::new() },
        });
    }
    input.decisions.insert(pool, PoolDecision::Votes(votes));
}

pub fn users_only(seats_of_users: u32, rules: ElectionRules, rows: &[Row<'_>]) -> ElectionInput {
    let mut input = ElectionInput::new(seats(0, seats_of_users, 0, 0), rules);
    add(&mut input, Pool::Users, rows);
    input
}

pub fn ids(places: &[Elected]) -> Vec<&str> {
    places.iter().map(|one| one.participant_id.as_str()).collect()
}

pub fn told(result: &ElectionResult, words: &str) -> bool {
    result.trace.iter().any(|line| line.contains(words))
}

pub fn code<T: std::fmt::Debug, E: Into<Refusal>>(outcome: Result<T, E>) -> &'static str {
    match outcome {
        Ok(value) => panic!("taken: {value:?}"),
        Err(refused) => refused.into().code,
    }
}
