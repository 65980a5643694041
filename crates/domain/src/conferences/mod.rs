//! Conferences (*conferências*): convening, dates, committee, states, and the checklist of the steps.
//! Sources: domain.md sections 3, 4, 13 and 16; mission.md for the steps.

pub mod act;
mod committee;
mod deadline;
mod edition;
mod frozen;
mod length;
mod schedule;
mod state;
pub mod steps;

pub use committee::{CommitteeMember, appoint, committee_parity};
pub use deadline::{ReportDeadline, ReportDeadlineRule};
pub use edition::{Edition, NumeralStyle};
pub use frozen::{ConferenceField, may_change};
pub use length::{CountedSession, Length, LengthReport, MinimumLength, length};
pub use schedule::{ConferenceDays, ConferenceKind, ConferenceMode, Window, WindowPosition, check_mode};
pub use state::{ConferenceAct, ConferenceState, Readiness, StateRefused, cancellation_reason};
