//! Voting (*votação*): polls by show of cards and by roll call, their majorities, ties and results.
//!
//! Everything here is a pure value: a transition takes a [`Poll`] and gives the next one, or says
//! why not. Sources: domain.md sections 7, 16 and 17. Secret ballots are not here yet.

mod ballot;
mod bloc;
mod cards;
mod error;
mod explanation;
mod kinds;
mod majority;
mod option;
mod poll;
mod priority;
mod refusal;
mod roll;
mod rules;
mod tally;
mod tie;
mod transition;

pub use ballot::BallotAttempt;
pub use bloc::{ItemDecision, decisions_en_bloc};
pub use cards::{CountStanding, Declaration, DeclarationKind, ShowOfCards, TellerCount};
pub use error::{PollAct, VotingError};
pub use kinds::{PollKind, PollState, SubjectKind};
pub use majority::{Forecast, Fraction, Majority, MajorityBase, MajorityKind};
pub use option::{Choice, Counts, PollOption};
pub use poll::{Annulment, Opening, Poll, PollDraft};
pub use priority::{PriorityItem, PriorityResult, PriorityVotes, RankedItem, rank_priorities};
pub use roll::Presence;
pub use rules::{Citations, MajorityRules, PollTerms, TieStep, VotingRules};
pub use tally::{Collected, DecidedBy, Figures, Outcome, PollResult};
pub use transition::Transition;
