//! What can be asked about cycles. Published ones are public, drafts belong to their council.

use crate::{App, Ctx, Outcome, Page, PageRequest, failure::Found};
use domain::Refusal;
use domain::cycles::{CycleParameters, loosened};
use domain::ids::{RowId, TenantId};
use policy::Action;
use store::cycles::{self, cycle};

/// A cycle; a draft only for the people of its council.
///
/// # Errors
/// Not found when there is none, or none for this actor.
pub async fn get(app: &App, ctx: &Ctx, id: RowId) -> Outcome<cycle::Model> {
    let permit = ctx.permit(Action::ReadCycle, id.tenant, None)?;
    let row = app.db.read(&permit).await?.get::<cycle::Entity>(id.id).await?.found()?;
    if row.published_version == 0 {
        ctx.permit(Action::ReadCycleDraft, id.tenant, None)?;
    }
    Ok(row)
}

/// The cycles of a council, oldest first; drafts only for its people.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, ctx: &Ctx, council: TenantId, page: &PageRequest) -> Outcome<Page<cycle::Model>> {
    let permit = ctx.permit(Action::ReadCycle, council, None)?;
    let only_published = ctx.permit(Action::ReadCycleDraft, council, None).is_err();
    Ok(cycles::cycles(&app.db.read(&permit).await?, only_published, page).await?)
}

/// The parameters being written, for the people of the council.
///
/// # Errors
/// Not found for strangers.
pub fn draft(ctx: &Ctx, row: &cycle::Model) -> Outcome<CycleParameters> {
    ctx.permit(Action::ReadCycleDraft, TenantId(row.tenant_id), None)?;
    Ok(row.parameters.0.clone())
}

/// Everything that keeps the cycle, as it is written now, from being published.
///
/// # Errors
/// Not found for strangers.
pub async fn contradictions(app: &App, ctx: &Ctx, row: &cycle::Model) -> Outcome<Vec<Refusal>> {
    let written = draft(ctx, row)?;
    let above = inherited(app, row).await?;
    Ok(all_contradictions(row, &written, above.as_ref()))
}

pub(super) fn all_contradictions(
    row: &cycle::Model,
    written: &CycleParameters,
    above: Option<&cycle::Model>,
) -> Vec<Refusal> {
    let mut found = written.contradictions(*row.level);
    let theirs = above.and_then(|above| above.published_parameters.as_ref());
    found.extend(theirs.map(|theirs| loosened(theirs, written)).unwrap_or_default());
    found
}

/// The published cycle that this one inherits from.
pub(super) async fn inherited(app: &App, row: &cycle::Model) -> Outcome<Option<cycle::Model>> {
    let (Some(tenant), Some(id)) = (row.inherits_tenant_id, row.inherits_id) else { return Ok(None) };
    published(app, RowId { tenant: TenantId(tenant), id }).await.map(Some)
}

/// A published cycle of any council: publication made it public.
///
/// # Errors
/// Not found when there is none, or it is a draft.
pub(crate) async fn published(app: &App, id: RowId) -> Outcome<cycle::Model> {
    let scope = app.db.read(&policy::public(id.tenant)).await?;
    let row = scope.get::<cycle::Entity>(id.id).await?.filter(|row| row.published_parameters.is_some());
    row.found()
}
