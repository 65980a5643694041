//! Pure rules of the conferences of social assistance: no I/O, no clock, no async.
//!
//! What belongs here: data of the domain, state machines, parity, quotas, tallies, elections,
//! report validation, and the refusals with which they say no. Time and randomness arrive as
//! arguments. What does not: SQL, HTTP, GraphQL, who may do what (that is `policy`).
//!
//! One module a capability, with the same name in every layer (see `CONTRIBUTING.md`).

pub mod actions;
pub mod code;
pub mod conferences;
pub mod consolidation;
pub mod councils;
pub mod cycles;
pub mod destaques;
pub mod elections;
pub mod evaluations;
pub mod groups;
pub mod ids;
pub mod mobilization;
pub mod monitoring;
pub mod motions;
pub mod participants;
pub mod people;
pub mod programme;
pub mod proposals;
pub mod quorum;
pub mod refusal;
pub mod reports;
pub mod rules;
pub mod seats;
pub mod text;
pub mod voting;

pub use code::Code;
pub use refusal::{Refusal, RefusalKind};
