//! Councils as such, and what they keep about their people.

mod directory;
mod mandates;
mod members;

pub use directory::*;
pub use mandates::*;
pub use members::*;
