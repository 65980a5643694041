//! Which cycle the reports of a council belong to.

use crate::{App, Outcome, failure::Found};
use domain::ids::{RowId, TenantId};
use store::Scope;
use store::conferences::conference;
use store::consolidation;
use store::cycles::{CycleState, cycle};

/// A published cycle, which is public, wherever it was published.
///
/// # Errors
/// Not found when there is none, or it was never published.
pub(super) async fn published(app: &App, id: RowId) -> Outcome<cycle::Model> {
    let scope = app.db.read(&policy::public(id.tenant)).await?;
    scope.get::<cycle::Entity>(id.id).await?.filter(|cycle| *cycle.state == CycleState::Published).found()
}

/// The cycle that the council published last; none when it published none.
pub(super) async fn latest(scope: &Scope) -> Outcome<Option<cycle::Model>> {
    Ok(consolidation::latest_published_cycle(scope).await?)
}

/// The cycle whose reports a conference of the council is made of: the council's own, or else the
/// one under which the conference itself is held.
pub(super) async fn behind(scope: &Scope, conference: &conference::Model) -> Outcome<RowId> {
    let own = RowId { tenant: TenantId(conference.cycle_tenant_id), id: conference.cycle_id };
    if own.tenant == scope.tenant() {
        return Ok(own);
    }
    let latest = latest(scope).await?;
    Ok(latest.map_or(own, |cycle| RowId { tenant: TenantId(cycle.tenant_id), id: cycle.id }))
}

/// The parameters of a cycle as published.
pub(super) fn parameters(cycle: &cycle::Model) -> &domain::cycles::CycleParameters {
    cycle.published_parameters.as_ref().map_or(&cycle.parameters.0, |published| &published.0)
}
