//! Working groups (*grupos de trabalho*): who sits in which, attendance, votes and what goes on.
//!
//! Steps 3 and 12 of the process; domain.md sections 8 and 16.

pub mod assignment;
pub mod attendance;
pub mod ranking;
pub mod rules;
pub mod state;
pub mod vote;

#[cfg(test)]
mod specimen_tests;

pub use assignment::{Assignment, assign};
pub use ranking::{GroupOutcome, conclude};
pub use rules::GroupRules;
pub use state::GroupState;
pub use vote::GroupVote;
