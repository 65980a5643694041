//! Elections of delegates to the next stage (*eleição de delegadas e delegados*).
//!
//! Rules and states, who may be a candidate, what a ballot may say, the result as a pure function of seats,
//! candidates and votes with every step told in Portuguese, and who takes over from whom afterwards.
//! Source: domain.md sections 3, 11 and 16; numbers, methods and orders are data of the cycle.
//!
//! ```
//! use domain::elections::{ElectionInput, ElectionRules, PoolDecision, compute};
//! # let rules: ElectionRules = serde_json::from_str(r#"{"method": "MOST_VOTES_PER_POOL", "tieBreaks": ["OLDER"],
//! #     "alternatesPerSeat": 1, "vacantSeatRule": "VACANT"}"#).unwrap();
//! let result = compute(&ElectionInput::new(domain::seats::SeatsByPool { users: 1, ..Default::default() }, rules));
//! assert_eq!(result.unwrap().vacant.len(), 2); // nobody stood: the titular's and the alternate's seat
//! ```

mod ballots;
mod compute;
mod compute_refused;
mod contest;
mod cycle;
mod lots;
mod methods;
mod nominations;
mod parameters;
mod ranking;
mod reasons;
mod reserve;
mod result;
mod state;
mod substitution;
mod substitution_refused;
mod trace;
mod transfer;
mod wording;

pub use ballots::{BLANK, Ballot, BallotRefused, InvalidChoice, PoolRoll, read_ballot, tally};
pub use compute::compute;
pub use compute_refused::ComputeRefused;
pub use cycle::CycleElection;
pub use lots::lot;
pub use methods::{
    Adjustment, ElectionBody, ElectionMethod, ReservedBase, Rounding, SubstitutionScope, TieBreak, Unfilled,
    VacantSeatRule,
};
pub use nominations::{Ineligible, NominationRefused, NominationState, Nominee, judge, shortcomings};
pub use parameters::{
    ALTERNATES_PER_SEAT_MAX, ElectionArticles, ElectionRules, ElectionRulesRefused, ReservedShare, VOTES_PER_VOTER_MAX,
};
pub use result::{
    Candidate, Elected, ElectionInput, ElectionResult, Parity, PoolCount, PoolDecision, PoolVotes, RefusedNomination,
    Vacancy,
};
pub use state::{ElectionState, ElectionStateRefused};
pub use substitution::{Delegate, Departure, DepartureCause, chain, leave, substitute};
pub use substitution_refused::SubstitutionRefused;
