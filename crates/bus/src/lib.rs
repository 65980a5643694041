//! Live notes: "conference X changed, at sequence N", from the node where it happened to all nodes.
//!
//! What belongs here: carrying notes within a process and, through Redis, between processes. What
//! does not: what changed (subscribers read it again), and any promise. A note is only a hint: it
//! may be lost or come twice, the database is the truth, and whoever needs certainty also compares
//! sequences from time to time (design: live, "Many nodes").

mod bus;
mod error;
mod note;
mod notes;
mod pause;
mod redis;

pub use bus::Bus;
pub use error::BusError;
pub use note::Note;
pub use notes::Notes;
