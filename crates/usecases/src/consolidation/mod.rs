//! Consolidation (*sistematização*): what a parent council does with the reports it receives.

mod accreditation;
mod arrive;
mod book;
mod clusters;
mod cycle;
mod decide;
mod import;
mod inbox;
mod merge;
mod path;
mod pool;
mod seats;
mod undo;

pub(crate) use arrive::{arrive, cycle_of_letter};
pub(crate) use seats::seat_waiting;

pub use accreditation::{
    DecideAccreditation, ReplaceAccredited, accredit, accreditation_page, refuse, reinstate, substitute,
};
pub use book::{PublishBook, Published, book_page, publish_book};
pub use clusters::{ClusterPage, SuggestClusters, cluster_page, run_of, suggest_clusters};
pub use decide::{AcceptReport, ReturnReport, accept, return_report};
pub use inbox::{Inbox, InboxQuery, Place, ReceivedReport, entries, inbox, received_report, summary};
pub use merge::{Merge, Reword, Split, merge, reword, split};
pub use path::{Station, StationKind, path};
pub use pool::{PoolQuery, originals, pool_page};
pub use store::consolidation::accreditation::Model as AccreditationRow;
pub use store::consolidation::book_entry::Model as BookEntryRow;
pub use store::consolidation::cluster::Model as ClusterRow;
pub use store::consolidation::cluster_run::Model as ClusterRunRow;
pub use store::consolidation::inbox_entry::Model as InboxEntryRow;
pub use store::consolidation::pool_item::Model as PoolItemRow;
pub use store::consolidation::pool_operation::Model as PoolOperationRow;
pub use store::consolidation::{AccreditationDecision, AccreditationFilter, ClusterRunState};
pub use undo::{Undo, undo};
