//! The result of an election as a pure function of its input.

use super::compute_refused::ComputeRefused;
use super::contest::{Contest, Standing};
use super::methods::ElectionMethod;
use super::ranking::{Bounds, rank};
use super::reasons::Reasons;
use super::reserve::reach_share;
use super::result::*;
use super::trace::{alternates_line, opening_lines, parity_lines, pool_line};
use super::transfer::{is_electable, transfer};
use crate::Code;
use crate::people::{Pool, Sector};
use crate::seats::{SEATS_MAX, SeatsByPool};
use std::collections::BTreeSet;

/// Computes who is elected, who stands by, which seats stay vacant, and why (*apuração*). voting.md.
///
/// The same input gives the same result whatever the order of its candidates; lots come from the published seed.
///
/// # Errors
/// [`ComputeRefused`] when the input contradicts itself, a pool has not decided, or a tie that matters is unbroken.
pub fn compute(input: &ElectionInput) -> Result<ElectionResult, ComputeRefused> {
    check(input)?;
    let (seats, moves) = transfer(input);
    let mut contests = Vec::new();
    for &pool in Pool::ALL {
        contests.push(contest(pool, &seats, input)?);
    }
    let mut trace = opening_lines(input);
    trace.extend(moves);
    trace.extend(contests.iter().filter_map(|contest| pool_line(contest, input)));
    let reserved_needed = reach_share(&mut contests, input, &mut trace);
    trace.extend(alternates_line(&contests));
    let mut result = assemble(&contests, input, reserved_needed);
    trace.extend(parity_lines(&result));
    result.trace = trace;
    Ok(result)
}

fn check(input: &ElectionInput) -> Result<(), ComputeRefused> {
    let seats = input.seats.total();
    if seats > SEATS_MAX {
        return Err(ComputeRefused::TooManySeats { seats, max: SEATS_MAX });
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = input.candidates.iter().find(|candidate| !seen.insert(&candidate.participant_id)) {
        return Err(ComputeRefused::CandidateTwice { name: twice.name.clone() });
    }
    Pool::ALL.iter().try_for_each(|pool| check_decision(*pool, input))
}

fn check_decision(pool: Pool, input: &ElectionInput) -> Result<(), ComputeRefused> {
    let standing: BTreeSet<_> =
        input.candidates.iter().filter(|one| one.pool == pool).map(|one| one.participant_id.as_str()).collect();
    let seats = input.seats.of(pool);
    let named: Vec<&String> = match input.decisions.get(&pool) {
        None if seats > 0 && !standing.is_empty() => return Err(ComputeRefused::Undecided { pool }),
        None => Vec::new(),
        Some(PoolDecision::Votes(votes)) => votes.by_participant.keys().collect(),
        Some(PoolDecision::Acclaimed(list)) => {
            let contested = u32::try_from(standing.len()).unwrap_or(u32::MAX) > seats;
            if contested && (list.is_empty() || input.rules.method != ElectionMethod::Acclamation) {
                return Err(ComputeRefused::Contested { pool, candidates: standing.len(), seats });
            }
            list.iter().collect()
        }
    };
    match named.into_iter().find(|one| !standing.contains(one.as_str())) {
        Some(stranger) => Err(ComputeRefused::NotACandidate { pool, participant_id: stranger.clone() }),
        None => Ok(()),
    }
}

fn contest<'a>(pool: Pool, seats: &SeatsByPool, input: &'a ElectionInput) -> Result<Contest<'a>, ComputeRefused> {
    let decision = input.decisions.get(&pool);
    let standing: Vec<_> = input
        .candidates
        .iter()
        .filter(|candidate| candidate.pool == pool)
        .map(|candidate| Standing {
            candidate,
            votes: match decision {
                Some(PoolDecision::Votes(votes)) => {
                    Some(votes.by_participant.get(&candidate.participant_id).copied().unwrap_or(0))
                }
                Some(PoolDecision::Acclaimed(_)) => None,
                None => Some(0),
            },
            electable: decision.is_some_and(|decision| is_electable(decision, &candidate.participant_id, input)),
            declared: input.rules.reserved_share.as_ref().is_some_and(|share| share.counts(&candidate.reserved_groups)),
            placement: None,
        })
        .collect();
    let seat_count = seats.of(pool) as usize;
    let alternate_places = seat_count * input.rules.alternates_per_seat as usize;
    let bounds = Bounds { seats: seat_count, places: seat_count + alternate_places };
    let (standing, ties, blank, acclaimed) = match decision {
        Some(PoolDecision::Acclaimed(list)) => (acclaim(standing, list), Vec::new(), 0, Some(!list.is_empty())),
        Some(PoolDecision::Votes(votes)) => {
            let (standing, ties) = rank(standing, pool, bounds, input)?;
            (standing, ties, votes.blank, None)
        }
        None => (acclaim(standing, &[]), Vec::new(), 0, None),
    };
    let titulars = (0..standing.len()).filter(|position| standing[*position].electable).take(seat_count).collect();
    Ok(Contest {
        pool,
        seats: seat_count,
        alternate_places,
        standing,
        ties,
        blank,
        acclaimed,
        titulars,
        gave_way: Vec::new(),
        entered: Vec::new(),
    })
}

/// Those on the list in its order, then everybody else by age and name.
fn acclaim<'a>(mut standing: Vec<Standing<'a>>, list: &[String]) -> Vec<Standing<'a>> {
    standing.sort_by_cached_key(|one| {
        let candidate = one.candidate;
        let place = list.iter().position(|listed| *listed == candidate.participant_id).unwrap_or(usize::MAX);
        (place, candidate.birth_date, candidate.name.clone(), candidate.participant_id.clone())
    });
    standing
}

fn assemble(contests: &[Contest<'_>], input: &ElectionInput, reserved_needed: u32) -> ElectionResult {
    let mut result = ElectionResult {
        titulars: Vec::new(),
        alternates: Vec::new(),
        vacant: Vec::new(),
        not_elected: Vec::new(),
        reserved_needed,
        reserved_elected: small(contests.iter().map(Contest::declared_titulars).sum()),
        parity: Parity::default(),
        counts: contests.iter().filter(|contest| contest.places() > 0).map(count).collect(),
        trace: Vec::new(),
    };
    let mut vacant_alternates = Vec::new();
    for contest in contests {
        let reasons = Reasons { contest, input };
        let alternates = contest.alternates();
        for (order, &position) in (1..).zip(&contest.titulars) {
            result.titulars.push(elected(contest, position, order, reasons.titular(position)));
        }
        for (order, &position) in (1..).zip(&alternates) {
            result.alternates.push(elected(contest, position, order, reasons.alternate(position, order)));
        }
        for position in 0..contest.standing.len() {
            if !contest.titulars.contains(&position) && !alternates.contains(&position) {
                let order = small(position + 1);
                result.not_elected.push(elected(contest, position, order, reasons.not_elected(position)));
            }
        }
        result.vacant.extend(reasons.vacant_titulars());
        vacant_alternates.extend(reasons.vacant_alternates(alternates.len()));
        match contest.pool.sector() {
            Sector::Government => result.parity.government += small(contest.titulars.len()),
            Sector::CivilSociety => result.parity.civil_society += small(contest.titulars.len()),
        }
    }
    result.vacant.extend(vacant_alternates);
    result
}

fn elected(contest: &Contest<'_>, position: usize, order: u32, reason: String) -> Elected {
    let standing = &contest.standing[position];
    Elected {
        order,
        pool: contest.pool,
        sector: contest.pool.sector(),
        participant_id: standing.candidate.participant_id.clone(),
        name: standing.candidate.name.clone(),
        votes: standing.votes,
        reserved_share: standing.declared,
        reason,
    }
}

fn count(contest: &Contest<'_>) -> PoolCount {
    let votes = contest.standing.iter().filter_map(|standing| standing.votes).fold(0_u32, u32::saturating_add);
    PoolCount { pool: contest.pool, votes, blank: contest.blank, acclaimed: contest.acclaimed.is_some() }
}

/// A count of seats or candidates as the result carries it.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
