//! Motions (*moções*): who may sign, until when, and how many signatures admit one.
//! Source: domain.md section 10.

mod admission;
mod kind;
mod refusals;

pub use admission::{Admission, MotionRules, SignatureCount, admit, check_signature, count_signatures, support_base};
pub use kind::{MotionAct, MotionBase, MotionKind, MotionState};
pub use refusals::MotionRefusal;
