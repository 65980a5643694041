//! Models that a cycle offers: evaluation, report, rules of procedure.

use super::figures::{count, optional_count, shown};
use crate::types::enums::Enumeration;
use async_graphql::{InputObject, SimpleObject};
use chrono::NaiveDate;
use domain::cycles::CycleParameters;
use domain::evaluations::{EvaluationForm, Question};
use domain::reports::{Binding, ReportModel, SectionModel};
use domain::rules::{Article, Chapter, RulesModel};
use domain::{Refusal, text};
use serde::Serialize;

/// A question answered by a score.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleQuestionInput")]
pub(crate) struct CycleQuestion {
    /// Short name, unique in the form: Q1.
    code: String,
    /// What is asked.
    label: String,
}

/// Form of the evaluation (*formulário de avaliação*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleEvaluationInput")]
pub(crate) struct CycleEvaluation {
    /// Scores that may be given, rising.
    scale: Vec<i32>,
    /// Questions answered by a score, in order.
    questions: Vec<CycleQuestion>,
    /// Open questions, in order.
    open: Vec<String>,
}

impl CycleEvaluation {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let form = &parameters.evaluation_form;
        let question = |one: &Question| CycleQuestion { code: one.id.clone(), label: one.label.clone() };
        Self {
            scale: form.scale.iter().copied().map(i32::from).collect(),
            questions: form.questions.iter().map(question).collect(),
            open: form.open.clone(),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let question = |one: &CycleQuestion| Question { id: one.code.clone(), label: one.label.clone() };
        let form = EvaluationForm {
            scale: self.scale.iter().map(|score| count("scale", *score)).collect::<Result<_, _>>()?,
            questions: self.questions.iter().map(question).collect(),
            open: self.open.clone(),
        };
        parameters.evaluation_form = form.checked()?;
        Ok(())
    }
}

/// A section of the report's model.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleReportSectionInput")]
pub(crate) struct CycleReportSection {
    /// Number, rising.
    number: i32,
    /// Title.
    title: String,
    /// Where the content comes from.
    binding: Enumeration<Binding>,
    /// Whether a report without content here can be signed.
    required: bool,
    /// Instructions to who writes.
    instructions: Option<String>,
    /// Longest free text, in characters; null for the general limit.
    max_chars: Option<i32>,
}

/// Model of the final report (*instrumental*) and when it is due.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleReportInput")]
pub(crate) struct CycleReport {
    /// Sections, in order.
    sections: Vec<CycleReportSection>,
    /// Days after the conference until it is due; null when `deadlineOn` is set.
    deadline_days: Option<i32>,
    /// Date on which it is due for everybody.
    deadline_on: Option<NaiveDate>,
    /// Whether it is taken after the deadline, marked as late.
    late_filing_allowed: bool,
    /// How often it may come back; null for no limit.
    return_rounds: Option<i32>,
}

impl CycleReport {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let section = |one: &SectionModel| CycleReportSection {
            number: shown(one.number),
            title: one.title.clone(),
            binding: Enumeration(one.binding),
            required: one.required,
            instructions: one.instructions.clone(),
            max_chars: one.max_chars.map(shown),
        };
        Self {
            sections: parameters.report_model.sections.iter().map(section).collect(),
            deadline_days: parameters.report_deadline_days.map(i32::from),
            deadline_on: parameters.report_deadline_on,
            late_filing_allowed: parameters.late_filing_allowed,
            return_rounds: parameters.return_rounds.map(shown),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let section = |one: &CycleReportSection| {
            Ok::<_, Refusal>(SectionModel {
                number: count("sections", one.number)?,
                title: one.title.clone(),
                binding: one.binding.0,
                required: one.required,
                instructions: one.instructions.clone(),
                max_chars: optional_count("maxChars", one.max_chars)?,
            })
        };
        let model = ReportModel { sections: self.sections.iter().map(section).collect::<Result<_, _>>()? };
        parameters.report_model = model.checked()?;
        parameters.report_deadline_days = optional_count("deadlineDays", self.deadline_days)?;
        parameters.report_deadline_on = self.deadline_on;
        parameters.late_filing_allowed = self.late_filing_allowed;
        parameters.return_rounds = optional_count("returnRounds", self.return_rounds)?;
        Ok(())
    }
}

/// A chapter of the model of rules.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleRulesChapterInput")]
pub(crate) struct CycleRulesChapter {
    /// Number, from 1.
    number: i32,
    /// Title, for instance "DAS VOTAÇÕES".
    title: String,
}

/// An article of the model of rules.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleRulesArticleInput")]
pub(crate) struct CycleRulesArticle {
    /// Number, from 1.
    number: i32,
    /// Number of its chapter.
    chapter: i32,
    /// Text without the label; may hold placeholders such as {{edition}}.
    text: String,
}

/// Model of the rules of procedure (*modelo de regimento interno*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleRulesInput")]
pub(crate) struct CycleRules {
    /// Chapters, in order.
    chapters: Vec<CycleRulesChapter>,
    /// Articles, in order.
    articles: Vec<CycleRulesArticle>,
}

impl CycleRules {
    pub(super) fn of(parameters: &CycleParameters) -> Option<Self> {
        let chapter = |one: &Chapter| CycleRulesChapter { number: shown(one.number), title: one.title.clone() };
        let article = |one: &Article| CycleRulesArticle {
            number: shown(one.number),
            chapter: shown(one.chapter),
            text: one.text.clone(),
        };
        parameters.rules_model.as_ref().map(|model| Self {
            chapters: model.chapters.iter().map(chapter).collect(),
            articles: model.articles.iter().map(article).collect(),
        })
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let chapter = |one: &CycleRulesChapter| {
            let title = text::line("chapters", &one.title, text::LINE_MAX)?;
            Ok::<_, Refusal>(Chapter { number: count("chapters", one.number)?, title })
        };
        let article = |one: &CycleRulesArticle| {
            Ok::<_, Refusal>(Article {
                number: count("articles", one.number)?,
                chapter: count("articles", one.chapter)?,
                text: text::body("articles", &one.text, text::BODY_MAX)?,
            })
        };
        parameters.rules_model = Some(RulesModel {
            chapters: self.chapters.iter().map(chapter).collect::<Result<_, _>>()?,
            articles: self.articles.iter().map(article).collect::<Result<_, _>>()?,
        });
        Ok(())
    }
}
