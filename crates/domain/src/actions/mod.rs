//! Actions to verify (*ações a conferir*): what was decided before, and what came of it.
//! Source: domain.md section 5; mission.md step 6.

mod assessment;
mod next_edition;

pub use assessment::{ActionCounts, Assessment, AssessmentInput, assess, check_recommendation, count_assessments};
pub use next_edition::{ActionDraft, Deliberation, next_edition_actions};
