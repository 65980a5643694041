//! What the system does: authorise → load → decide → persist → announce.
//!
//! What belongs here: one function a use case, in the module of its capability; a use case asks
//! `policy` for a permit first, then runs one named transaction in which `domain` decides, `store`
//! keeps, and the audit entry and the outbox event are written. What does not: SQL, rules, GraphQL.

mod app;
mod context;
mod failure;
mod record;
mod relay;

pub mod conferences;
pub mod councils;
pub mod identity;
pub mod seeding;

pub use app::{App, Settings};
pub use context::{Clock, Ctx, Entropy, SystemClock, SystemEntropy};
pub use failure::{Failure, Outcome};
pub use record::Act;
pub use relay::Relay;
pub use store::{Page, PageRequest};
