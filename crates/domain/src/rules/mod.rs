//! The rules of procedure (*regimento interno*): articles, versions, reading, adoption.
//! Source: domain.md sections 6 and 7; mission.md steps 5, 8 and 9.

mod adoption;
mod article;
mod document;
mod model;
mod parameters;
mod reading;
mod refusals;

pub use crate::destaques::diff::{DiffOp, DiffPart, diff};
pub use adoption::{AdoptedArticle, AdoptionPlan, ArticleDestaque, ArticleOutcome, plan_adoption};
pub use article::{Article, Chapter, article_citation, article_label, chapter_label, check_articles, renumber};
pub use document::{RulesAct, RulesState, RulesVersion, next_version};
pub use model::{RulesModel, fill_model, placeholders};
pub use parameters::AdoptedParameter;
pub use reading::{DestaqueWindow, Reading};
pub use refusals::RulesRefusal;
