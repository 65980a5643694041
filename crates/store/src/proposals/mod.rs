//! Proposals with their wordings, their lineage and the decisions on them.

mod rows;
mod story;

pub use rows::{Onlooker, ProposalFilter, ProposalOrigin, in_order, is_book_sent, lock_all, page, proposal, siblings};
pub use story::{
    DecisionWay, OriginKind, decision, decisions_of, last_decided_at, last_version, merged_into, origin, origins_of,
    version, versions_of,
};
