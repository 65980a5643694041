//! Consolidation in GraphQL: inbox, accreditation, pool of proposals, book.

mod accreditation;
mod book;
mod clusters;
mod conference;
mod inbox;
mod path;
mod pool;
mod received;

pub(crate) use accreditation::{Accreditation, AccreditationList};
pub(crate) use book::PublishedBook;
pub(crate) use clusters::ClusterRun;
pub(crate) use conference::ConferenceConsolidation;
pub(crate) use inbox::{Inbox, InboxEntry, InboxFilterInput, InboxSummary, open};
pub(crate) use path::PathStation;
pub(crate) use pool::{PoolItem, PoolItemList, PoolOperation};
pub(crate) use received::ReceivedReport;
