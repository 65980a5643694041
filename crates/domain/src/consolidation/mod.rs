//! Consolidation (*sistematização*): what a parent council does with the reports it receives.
//!
//! Inbox, accreditation of delegates, the pool of proposals with their lineage, suggestions of what
//! belongs together, and the proposal book for its own plenary. Source: domain.md section 14. The
//! towns' copies of their reports never change.

mod accreditation;
mod book;
mod clusters;
mod inbox;
mod pool;
mod pool_item;
mod roster;
mod set_phrases;
mod similarity;

pub use accreditation::{QuotaProblem, check_quota};
pub use book::{BookEntry, BookRefused, book};
pub use clusters::{Candidate, Cluster, DEFAULT_THRESHOLD, suggest};
pub use inbox::{Arrival, EntryState, InboxEntry, InboxRefused, InboxSummary, summarize};
pub use pool::{Operation, OperationRecord, PoolRefused, ProposalPool};
pub use pool_item::{ItemId, Origin, PoolItem};
pub use roster::{AccreditationState, Accredited, Roster, RosterRefused, SubstitutionScope};
