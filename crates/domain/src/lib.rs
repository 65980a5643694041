//! Pure rules of the conferences of social assistance: no I/O, no clock, no async.
//!
//! What belongs here: data of the domain, state machines, parity, quotas, tallies, elections,
//! report validation, and the refusals with which they say no. Time and randomness arrive as
//! arguments. What does not: SQL, HTTP, GraphQL, who may do what (that is `policy`).
//!
//! One module a capability, with the same name in every layer (see `CONTRIBUTING.md`).

pub mod code;
pub mod consolidation;
pub mod evaluations;
pub mod ids;
pub mod monitoring;
pub mod people;
pub mod refusal;
pub mod reports;
pub mod text;

pub use code::Code;
pub use refusal::{Refusal, RefusalKind};
