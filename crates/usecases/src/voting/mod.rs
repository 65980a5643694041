//! Voting (*votação*): polls by show of cards and by roll call.
//!
//! Locks are taken in one order: the conference, the poll, what it decides. A vote takes the poll
//! shared, so that votes do not wait for each other; closing takes it alone.

mod bench;
mod cards;
mod cast;
mod close;
mod create;
mod facts;
mod live;
mod open;
mod priority;
mod read;
mod receipt;
mod settle;
mod tally;
mod turnout;

pub use cards::{CardsSeen, RecordShowOfCards, record_show_of_cards};
pub use cast::{CastVote, VoteReceipt, cast_vote};
pub use close::{ClosePoll, ExtendPoll, close_poll, extend_poll};
pub use create::{CreatePoll, PublishPoll, create_poll, publish_poll};
pub use open::{OpenPoll, open_poll};
pub use read::{BallotView, Counting, PollFilter};
pub use read::{ballots, countings, get, my_votes, open, page, partial_counts, present, turnouts};
pub use receipt::{CheckedReceipt, verify_receipt};
pub use settle::{AnnulPoll, BreakTie, ProclaimPoll, TieDecision, annul_poll, break_tie, proclaim_poll};
pub use store::voting::ballot::Model as BallotRow;
pub use store::voting::poll::Model as Poll;

pub(crate) use close::close_due;
pub(crate) use facts::{polls_open, report_facts};
pub(crate) use live::{last_result, open_polls_of};
pub(crate) use turnout::{Turnout, tell_turnout};
