//! The evaluation as the steps and the report see it.

use super::read::answers;
use crate::Outcome;
use domain::conferences::steps::EvaluationFacts;
use domain::evaluations::{Summary, summarize};
use store::Scope;
use store::conferences::conference;
use store::evaluations as kept;

/// Facts for the steps; in two queries.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<EvaluationFacts> {
    let Some(row) = kept::of_conference(scope, conference.id).await? else { return Ok(EvaluationFacts::default()) };
    let answers = u32::try_from(answers(scope, &row).await?.len()).unwrap_or(u32::MAX);
    Ok(EvaluationFacts { published_at: Some(row.published_at), answers, closed_at: row.closed_at })
}

/// The summary for the report; none where no evaluation was published. In two queries.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Option<Summary>> {
    let Some(row) = kept::of_conference(scope, conference.id).await? else { return Ok(None) };
    Ok(Some(summarize(&row.form, &answers(scope, &row).await?)))
}
