//! Mobilization (*mobilização, pré-conferências*): events before the conference and what came out
//! of them. Source: domain.md section 5.

mod attendance;
mod contribution;
mod event;

pub use attendance::{Attendance, AttendanceInput};
pub use contribution::{
    AxisNumbers, Contribution, DraftProposal, DraftProposalInput, draft_proposal, record_contribution,
};
pub use event::{EventKind, MobilizationEvent, MobilizationEventInput, MobilizationSummary, summary};
