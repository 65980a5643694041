//! Evaluation (*avaliação*) of a conference by all present. Source: domain.md section 12.
//!
//! The form is data of the cycle. One answer a participant is kept by whoever stores answers; here
//! an answer has no author, so nothing computed from it can name one.

mod answer;
mod cross_cut;
mod form;
mod hundredths;
mod summary;

pub use answer::{Answer, AnswerRefused, COMMENT_MAX};
pub use cross_cut::{CategorySummary, CrossCut, DEFAULT_MINIMUM_GROUP, cross_cut};
pub use form::{EvaluationForm, FormRefused, Question};
pub use hundredths::Hundredths;
pub use summary::{OpenComments, QuestionSummary, ScoreCount, Summary, shuffled_comments, summarize};
