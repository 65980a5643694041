//! Cycles (*ciclos conferenciais*): the parameters a state or national council publishes for an edition.
//!
//! What differs by edition and state is data here, never an `if` elsewhere. Source: domain.md section 16.
//! A conference keeps the parameters it accepted; the other modules read their rules from them.

mod axis;
mod contradictions;
mod defaults;
mod difference;
mod parameter;
mod parameters;
mod population;
mod stage;
mod tighten;
mod views;
mod wording;

pub use axis::Axis;
pub use contradictions::as_one;
pub use difference::{Difference, accept, differences};
pub use parameter::{Freedom, Parameter};
pub use parameters::CycleParameters;
pub use population::PopulationBasis;
pub use stage::{Stage, StageWindow};
pub use tighten::loosened;
