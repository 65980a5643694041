//! Everything that is kept: entities, tenant-scoped queries, named transactions, outbox, audit log.
//!
//! What belongs here: all SQL. A capability has one module with its entities and its queries.
//! What does not: decisions (`domain`), permission (`policy`) and the order of a use case
//! (`usecases`). A row of a tenant is reached only through a [`Scope`], and a scope only with a
//! `policy::Permit`.

mod column;
mod database;
mod directory;
mod entity;
mod error;
mod page;
mod scope;
mod sweep;

pub mod audit;
pub mod conferences;
pub mod councils;
pub mod idempotency;
pub mod identity;
pub mod outbox;
pub mod participants;
pub mod reference;
pub mod sequence;

pub use column::{Coded, Doc};
pub use database::{Database, Options};
pub use directory::Directory;
pub use error::{Result, StoreError, Transient};
pub use page::{Page, PageRequest};
pub use scope::{Scope, TenantTable};
pub use sweep::Sweep;
