//! Live (*ao vivo*): what a hall's screens and phones show, as it changes.
//!
//! A note of the bus is a hint, the sequence in the database the truth: whoever shows a conference
//! reads its snapshot again whenever the sequence has risen, at most ten times a second.

mod follow;
mod others;
mod snapshot;
mod watch;

pub use follow::{Versioned, follow};
pub use others::{Shown, credentialing, poll, submissions};
pub use snapshot::{Plenary, ReadingShown, plenary, plenary_snapshot};
pub(crate) use watch::Watch;
