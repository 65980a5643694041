//! The evaluation of a conference by all present: form, anonymous answers, live summary.

mod answer;
pub(crate) mod facts;
mod publish;
mod read;

pub use answer::{AnswerEvaluation, answer_evaluation};
pub use publish::{CloseEvaluation, PublishEvaluation, close_evaluation, publish_evaluation};
pub use read::{EvaluationView, of_conference};
