//! What can be asked about an evaluation.

use crate::{App, Ctx, Outcome};
use domain::evaluations::{
    Answer, CrossCut, DEFAULT_MINIMUM_GROUP, OpenComments, Summary, cross_cut, shuffled_comments, summarize,
};
use domain::ids::RowId;
use policy::Action;
use store::Scope;
use store::evaluations::{self as kept, evaluation};

/// An evaluation as this actor may see it.
#[derive(Debug, Clone)]
pub struct EvaluationView {
    /// The evaluation.
    pub evaluation: evaluation::Model,
    /// How many answered.
    pub answered: u64,
    /// The figures, where they give nobody away and are this actor's to see.
    pub figures: Option<EvaluationFigures>,
}

/// Figures of an evaluation.
#[derive(Debug, Clone)]
pub struct EvaluationFigures {
    /// All answers together.
    pub summary: Summary,
    /// By category, as far as groups are large enough.
    pub by_category: CrossCut,
    /// What was written, for the organization; none for others.
    pub comments: Option<Vec<OpenComments>>,
}

/// The evaluation of a conference, if it was published.
///
/// # Errors
/// When the database fails.
pub async fn of_conference(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Option<EvaluationView>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    match kept::of_conference(&scope, conference.id).await? {
        Some(row) => view(&scope, ctx, row).await.map(Some),
        None => Ok(None),
    }
}

/// While it is open the figures are for the hall, and only once so many have answered that one more answer cannot
/// be told from the others; closed, they are public.
pub(super) async fn view(scope: &Scope, ctx: &Ctx, evaluation: evaluation::Model) -> Outcome<EvaluationView> {
    let may = |action| ctx.permit(action, scope.tenant(), Some(evaluation.conference_id)).is_ok();
    let answers = answers(scope, &evaluation).await?;
    let answered = answers.len() as u64;
    let closed = evaluation.closed_at.is_some();
    let shown = closed || may(Action::ReadEvaluation) && answered >= DEFAULT_MINIMUM_GROUP;
    let comments = may(Action::ReadOrganization)
        .then(|| shuffled_comments(&evaluation.form, &answers, evaluation.comment_seed.as_bytes()));
    let figures = shown.then(|| EvaluationFigures {
        summary: summarize(&evaluation.form, &answers),
        by_category: cross_cut(&evaluation.form, &answers, DEFAULT_MINIMUM_GROUP),
        comments,
    });
    Ok(EvaluationView { evaluation, answered, figures })
}

/// All answers, without anybody's name on them.
pub(super) async fn answers(scope: &Scope, evaluation: &evaluation::Model) -> Outcome<Vec<Answer>> {
    Ok(kept::boxes(scope, evaluation.id).await?.into_iter().flat_map(|kept| kept.answers.0).collect())
}
