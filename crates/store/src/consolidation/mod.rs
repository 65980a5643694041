//! What a parent council does with the reports it receives.

mod accreditations;
mod book;
mod clusters;
mod inbox;
mod pool;
mod seats;

pub use accreditations::{
    AccreditationDecision, AccreditationFilter, accreditation, accreditations, roster, waiting_for_conference,
};
pub use book::{book, book_entry, book_entry_of_item};
pub use clusters::{ClusterRunState, cluster, cluster_run, clusters, forget_clusters, latest_run, lock_latest_run};
pub use inbox::{
    InboxCount, InboxFilter, PlaceEntry, inbox_entry, inbox_page, inbox_summary, lock_entry_of, time_zones_of_children,
};
pub use pool::{
    PoolFilter, items, items_in_force, items_of_proposal, last_operation, lock_items, open_pool, pool_item,
    pool_operation, pool_page, proposal_pool, remove_item,
};
pub use seats::{conferences_ahead, latest_published_cycle, participant_known_by};
