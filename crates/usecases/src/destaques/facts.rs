//! What the report and the checklist take from destaques on proposals.

use crate::Outcome;
use domain::reports::Coded;
use store::Scope;
use store::conferences::conference;
use store::destaques::DestaqueTarget;
use uuid::Uuid;

/// Outcomes of the destaques on proposals, one per destaque.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Vec<Coded>> {
    let rows = store::destaques::on(scope, conference.id, DestaqueTarget::Proposal).await?;
    Ok(rows.iter().map(|row| Coded::of(*row.state)).collect())
}

/// Destaques on proposals that wait for their end.
///
/// # Errors
/// When the database fails.
pub(crate) async fn pending_on_proposals(scope: &Scope, conference: Uuid) -> Outcome<u32> {
    let rows = store::destaques::pending(scope, conference).await?;
    let count = rows.iter().filter(|row| *row.target == DestaqueTarget::Proposal).count();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
