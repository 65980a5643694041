//! What the report takes from destaques on proposals.

use crate::Outcome;
use domain::reports::Coded;
use store::Scope;
use store::conferences::conference;
use store::destaques::DestaqueTarget;

/// Outcomes of the destaques on proposals, one per destaque.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Vec<Coded>> {
    let rows = store::destaques::on(scope, conference.id, DestaqueTarget::Proposal).await?;
    Ok(rows.iter().map(|row| Coded::of(*row.state)).collect())
}
