//! The actions as the steps and the report see them.

use crate::Outcome;
use domain::Code;
use domain::conferences::steps::ActionFacts;
use domain::reports::Coded;
use domain::reports::facts::ActionFact;
use store::Scope;
use store::actions::{self as kept, action, evidence};
use store::conferences::conference;

/// Facts for the steps; in one query.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<ActionFacts> {
    let rows = kept::actions(scope, conference.id).await?;
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    Ok(ActionFacts {
        total: count(rows.len()),
        assessed: count(rows.iter().filter(|row| row.assessment.is_some()).count()),
        assessed_at: rows.iter().filter_map(|row| row.assessed_at).max(),
    })
}

/// The actions for the report; in two queries.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Vec<ActionFact>> {
    let rows = kept::actions(scope, conference.id).await?;
    let attached = kept::evidence_of(scope, rows.iter().map(|row| row.id).collect()).await?;
    Ok(rows.into_iter().map(|row| fact(row, &attached)).collect())
}

fn fact(row: action::Model, attached: &[evidence::Model]) -> ActionFact {
    let said = row.evidence.clone();
    let others = attached
        .iter()
        .filter(|one| one.action_id == row.id && Some(&one.description) != said.as_ref())
        .map(|one| one.description.clone());
    let evidence: Vec<String> = said.clone().into_iter().chain(others).collect();
    ActionFact {
        axis: u32::try_from(row.axis).unwrap_or_default(),
        level: *row.level,
        decided_by: row.decided_by,
        text: row.text,
        assessment: row.assessment.map(|assessment| Coded::new(assessment.code(), assessment.label())),
        comment: row.comment,
        evidence: (!evidence.is_empty()).then(|| evidence.join("; ")),
        responsible: row.responsible,
    }
}
