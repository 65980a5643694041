//! Consolidation: decisions on reports and delegates, the pool, the book.

mod delegates;
mod pool;
mod reports;

pub(crate) use delegates::AccreditationMutation;
pub(crate) use pool::PoolMutation;
pub(crate) use reports::InboxMutation;
