//! What became of the deliberations (*monitoramento das deliberações*) until the next conference.
//!
//! Mission: "a conference exists to check what has been done". A deliberation has a responsible, a
//! deadline, progress and evidence, all public; it comes back as an action to verify.

mod deliberation;
mod summary;

pub use deliberation::{
    DEFAULT_STALE_DAYS, Deliberation, DeliberationRefused, DeliberationState, Evidence, MonitoringEntry,
};
pub use summary::{MonitoringSummary, SuggestedAction, SuggestedAssessment, summarize};
