//! What the system does: authorise → load → decide → persist → announce.
//!
//! What belongs here: one function a use case, in the module of its capability; a use case asks
//! `policy` for a permit first, then runs one named transaction in which `domain` decides, `store`
//! keeps, and the audit entry and the outbox event are written. What does not: SQL, rules, GraphQL.

mod app;
mod context;
mod decided;
mod failure;
mod record;
mod relay;

pub mod actions;
pub mod conferences;
pub mod consolidation;
pub mod councils;
pub mod cycles;
pub mod destaques;
pub mod displays;
pub mod elections;
pub mod evaluations;
pub mod groups;
pub mod housekeeping;
pub mod identity;
pub mod live;
pub mod mobilization;
pub mod monitoring;
pub mod motions;
pub mod participants;
pub mod programme;
pub mod proposals;
pub mod reports;
pub mod rules;
pub mod seeding;
pub mod voting;

pub use app::{App, Settings};
pub use context::{Clock, Ctx, Entropy, SystemClock, SystemEntropy};
pub use failure::{Failure, Outcome, Trouble};
pub use record::Act;
pub use relay::Relay;
pub use store::{Page, PageRequest};
