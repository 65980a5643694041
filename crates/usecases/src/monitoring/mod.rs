//! What becomes of the deliberations of a conference: responsible, deadline, progress, evidence.

mod open;
mod read;
mod update;

pub(crate) use open::open_all;
pub use open::{OpenDeliberation, open_deliberation};
pub use read::{DeliberationView, deliberations, summary};
pub use store::monitoring::deliberation::Model as Deliberation;
pub use update::{
    AttachEvidence, CloseDeliberation, ReopenDeliberation, UpdateProgress, attach_deliberation_evidence,
    close_deliberation, reopen_deliberation, update_progress,
};
