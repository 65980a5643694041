//! Seats of a segment without a candidate, where the rules let them go to another one.

use super::methods::VacantSeatRule;
use super::result::{ElectionInput, PoolDecision};
use super::wording::pool_name;
use crate::Code;
use crate::people::{Pool, Segment};
use crate::seats::SeatsByPool;

/// The seats by pool after moving those nobody stands for, with a sentence for each move.
///
/// Only among the segments of civil society: a seat never crosses the sector (domain.md section 17).
pub(super) fn transfer(input: &ElectionInput) -> (SeatsByPool, Vec<String>) {
    let (mut seats, mut moves) = (input.seats, Vec::new());
    if input.rules.vacant_seat_rule == VacantSeatRule::Vacant {
        return (seats, moves);
    }
    for &giver in Segment::ALL {
        let giver = Pool::from(giver);
        while seats.of(giver) > electable(input, giver) {
            let order = input.segment_split.remainder_order.map(Pool::from);
            let Some(taker) = order.into_iter().find(|taker| electable(input, *taker) > seats.of(*taker)) else {
                return (seats, moves);
            };
            *seats.of_mut(giver) -= 1;
            *seats.of_mut(taker) += 1;
            moves.push(format!(
                "Uma vaga de {} sem candidatura passa a {}, pela ordem dos segmentos.",
                pool_name(giver),
                pool_name(taker)
            ));
        }
    }
    (seats, moves)
}

/// How many of a pool can be elected.
fn electable(input: &ElectionInput, pool: Pool) -> u32 {
    let standing = input.candidates.iter().filter(|candidate| candidate.pool == pool);
    let count = match input.decisions.get(&pool) {
        Some(decision) => standing.filter(|one| is_electable(decision, &one.participant_id, input)).count(),
        None => 0,
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether a candidate has enough votes, or is on the acclaimed list.
pub(super) fn is_electable(decision: &PoolDecision, participant_id: &str, input: &ElectionInput) -> bool {
    match decision {
        PoolDecision::Votes(votes) => {
            votes.by_participant.get(participant_id).copied().unwrap_or(0) >= input.rules.minimum_votes
        }
        PoolDecision::Acclaimed(list) => list.is_empty() || list.iter().any(|listed| listed == participant_id),
    }
}
