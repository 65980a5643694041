//! Evaluations in GraphQL.

use super::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::evaluations as rules;
use domain::ids::{RowId, TenantId};
use domain::people::Category;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::evaluations::{self, EvaluationView};

pub(crate) struct ConferenceEvaluation(pub Arc<Row>);

/// What a conference says of its evaluation.
#[Object]
impl ConferenceEvaluation {
    /// The evaluation by all present (*avaliação*); null while not published.
    #[graphql(complexity = "10 + child_complexity")]
    async fn evaluation(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Evaluation>> {
        let (app, asking) = asked(ctx);
        let conference = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id };
        Ok(evaluations::of_conference(app, asking, conference).await.or_fail(asking)?.map(Evaluation))
    }
}

pub(crate) struct Evaluation(pub EvaluationView);

/// The evaluation of a conference (*avaliação*). No answer can be linked to a person.
#[Object]
impl Evaluation {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Evaluation", self.0.evaluation.tenant_id, self.0.evaluation.id)
    }

    /// The form, as published.
    async fn form(&self) -> EvaluationForm {
        let form = &self.0.evaluation.form.0;
        let question = |one: &rules::Question| EvaluationQuestion { id: one.id.clone(), label: one.label.clone() };
        EvaluationForm {
            scale: form.scale.clone(),
            questions: form.questions.iter().map(question).collect(),
            open: form.open.clone(),
        }
    }

    /// How many answered.
    async fn answered(&self) -> u64 {
        self.0.answered
    }

    /// The summary: for the hall while answers come in, from five answers on; for the public once it is closed.
    async fn summary(&self) -> Option<EvaluationSummary> {
        self.0.figures.as_ref().map(|figures| (&figures.summary).into())
    }

    /// The summary by category, for groups large enough to hide everybody in them; shown as the summary is.
    async fn by_category(&self) -> Option<EvaluationByCategory> {
        self.0.figures.as_ref().map(|figures| (&figures.by_category).into())
    }

    /// What was written, in an order that says nothing of the authors; for the organization, else null.
    async fn comments(&self) -> Option<Vec<EvaluationComments>> {
        let comments = self.0.figures.as_ref()?.comments.as_ref()?;
        let shown =
            |one: &rules::OpenComments| EvaluationComments { label: one.label.clone(), comments: one.comments.clone() };
        Some(comments.iter().map(shown).collect())
    }

    /// When answers began.
    async fn published_at(&self) -> DateTime<Utc> {
        self.0.evaluation.published_at
    }

    /// When they ended; null while open.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.evaluation.closed_at
    }
}

/// The form (*formulário de avaliação*).
#[derive(SimpleObject)]
pub(crate) struct EvaluationForm {
    /// Scores that may be given, rising.
    scale: Vec<u8>,
    /// Questions answered by a score, in order.
    questions: Vec<EvaluationQuestion>,
    /// Open questions, answered in words, in order.
    open: Vec<String>,
}

/// A question answered by a score.
#[derive(SimpleObject)]
pub(crate) struct EvaluationQuestion {
    /// Short name, unique in the form.
    id: String,
    /// What is asked.
    label: String,
}

/// All answers together.
#[derive(SimpleObject)]
pub(crate) struct EvaluationSummary {
    /// How many people answered.
    answers: u64,
    /// By question, in the form's order.
    by_question: Vec<QuestionSummary>,
    /// Average of all scores given, to two decimals; null when none was given.
    overall_average: Option<f64>,
    /// How many people wrote at least one comment.
    comments: u64,
}

impl From<&rules::Summary> for EvaluationSummary {
    fn from(summary: &rules::Summary) -> Self {
        Self {
            answers: summary.answers,
            by_question: summary.by_question.iter().map(Into::into).collect(),
            overall_average: summary.overall_average.map(decimal),
            comments: summary.comments,
        }
    }
}

/// What was answered to one question.
#[derive(SimpleObject)]
pub(crate) struct QuestionSummary {
    /// The question's short name.
    question: String,
    /// What was asked.
    label: String,
    /// How many gave a score.
    answers: u64,
    /// Sum of the scores.
    sum: u64,
    /// Average of the scores given, to two decimals; null when none was given.
    average: Option<f64>,
    /// How often each score of the scale was given.
    distribution: Vec<ScoreCount>,
}

impl From<&rules::QuestionSummary> for QuestionSummary {
    fn from(one: &rules::QuestionSummary) -> Self {
        let count = |count: &rules::ScoreCount| ScoreCount { score: count.score, count: count.count };
        Self {
            question: one.question.clone(),
            label: one.label.clone(),
            answers: one.answers,
            sum: one.sum,
            average: one.average.map(decimal),
            distribution: one.distribution.iter().map(count).collect(),
        }
    }
}

/// How often a score was given.
#[derive(SimpleObject)]
pub(crate) struct ScoreCount {
    /// A score of the scale.
    score: u8,
    /// How many gave it.
    count: u64,
}

/// The summary by category.
#[derive(SimpleObject)]
pub(crate) struct EvaluationByCategory {
    /// The smallest group that is shown, in people.
    minimum: u64,
    /// The categories that are shown.
    shown: Vec<CategorySummary>,
    /// Categories with answers that are not shown, so that nobody is given away.
    hidden: Vec<Enumeration<Category>>,
}

impl From<&rules::CrossCut> for EvaluationByCategory {
    fn from(cut: &rules::CrossCut) -> Self {
        let shown = |one: &rules::CategorySummary| CategorySummary {
            category: Enumeration(one.category),
            answers: one.answers,
            by_question: one.by_question.iter().map(Into::into).collect(),
        };
        Self {
            minimum: cut.minimum,
            shown: cut.shown.iter().map(shown).collect(),
            hidden: cut.hidden.iter().copied().map(Enumeration).collect(),
        }
    }
}

/// The answers of one category.
#[derive(SimpleObject)]
pub(crate) struct CategorySummary {
    /// The category.
    category: Enumeration<Category>,
    /// How many of it answered.
    answers: u64,
    /// By question, without those that too few of it answered.
    by_question: Vec<QuestionSummary>,
}

/// The comments to one open question.
#[derive(SimpleObject)]
pub(crate) struct EvaluationComments {
    /// What was asked.
    label: String,
    /// What was written.
    comments: Vec<String>,
}

fn decimal(figure: rules::Hundredths) -> f64 {
    // Averages on a scale of small numbers: far below where whole numbers stop being exact.
    figure.0 as f64 / 100.0
}
