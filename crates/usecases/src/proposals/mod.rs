//! Proposals (*propostas*): from the group or the mobilization to the caderno, the plenary's decision and the report.

pub(crate) mod amend;
pub(crate) mod book;
mod decide;
pub(crate) mod decided;
pub(crate) mod drafts;
mod edit;
pub(crate) mod facts;
mod merge;
mod plenary;
mod priorities;
mod read;
mod submit;
mod to_be_voted;
mod write;

pub use decide::{DecideEnBloc, RecordDecision, decide_en_bloc, record_decision};
pub use edit::{EditProposal, WithdrawProposal, edit, withdraw};
pub use merge::{MergeProposals, merge};
pub use plenary::{SendToPlenary, SentBook, send_to_plenary};
pub use priorities::{Rank, Surplus, ranks, surplus};
pub use read::{Wanted, authors, decisions, get, histories, origins, page, parents, sees_authors};
pub use store::proposals::decision::Model as Decision;
pub use store::proposals::origin::Model as Origin;
pub use store::proposals::proposal::Model as Proposal;
pub use store::proposals::version::Model as TextVersion;
pub use store::proposals::{DecisionWay, OriginKind, ProposalOrigin};
pub use submit::{SubmitProposal, submit};
pub use to_be_voted::{ToBeVoted, VoteStep, to_be_voted};
