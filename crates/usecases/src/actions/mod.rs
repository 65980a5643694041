//! Actions to verify: adding, assessing, evidence, and what the previous conference decided.

mod assess;
mod carry_over;
pub(crate) mod facts;
mod record;

pub use assess::{AssessAction, assess_action};
pub(crate) use carry_over::carry_over;
pub use domain::actions::ActionCounts;
pub use record::{ActionView, AddAction, AttachEvidence, actions, add_action, attach_action_evidence};
pub use store::actions::action::Model as Action;
pub use store::actions::evidence::Model as ActionEvidence;
