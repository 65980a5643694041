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

pub mod actions;
pub mod audit;
pub mod conferences;
pub mod consolidation;
pub mod councils;
pub mod cycles;
pub mod destaques;
pub mod displays;
pub mod elections;
pub mod evaluations;
pub mod groups;
pub mod idempotency;
pub mod identity;
pub mod mobilization;
pub mod monitoring;
pub mod motions;
pub mod outbox;
pub mod participants;
pub mod programme;
pub mod proposals;
pub mod reference;
pub mod reports;
pub mod rules;
pub mod sequence;
pub mod voting;

pub use column::{Coded, Doc};
pub use database::{Database, Options};
pub use directory::Directory;
pub use error::{Result, StoreError, Transient};
pub use page::{Page, PageRequest};
pub use scope::{Scope, TenantTable};
pub use sweep::Sweep;
