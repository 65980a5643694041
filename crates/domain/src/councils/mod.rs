//! Councils (*conselhos*): how they sign up, who sits in them, what state they are in.
//! Sources: domain.md sections 2 and 3.

mod composition;
mod mandate;
mod parity;
mod size;
mod slug;
mod status;

pub use composition::{Composition, SeatIssue, SeatIssueKind, composition};
pub(crate) use mandate::segment_of;
pub use mandate::{Mandate, MandateInput, MandateRefused, Period, admit};
pub use parity::{BrokenRule, Counts, Fraction, ParityReport, ParityRule, SectorShare, parity};
pub use size::{SizeClasses, SizeLimit};
pub use slug::slug;
pub use status::{CouncilAct, CouncilStatus, StatusRefused, decision_reason};
