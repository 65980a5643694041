//! What can be asked about mobilization: events are public, what was said is for the people of the council.

use super::facts::figures;
use crate::{App, Ctx, Outcome, Page, PageRequest};
use domain::ids::TenantId;
use domain::mobilization::MobilizationSummary;
use policy::Action;
use store::conferences::conference;
use store::mobilization::{self, contribution, mobilization_event};
use uuid::Uuid;

/// The events of a conference, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn events(
    app: &App,
    ctx: &Ctx,
    row: &conference::Model,
    page: &PageRequest,
) -> Outcome<Page<mobilization_event::Model>> {
    let permit = ctx.permit(Action::ReadConference, TenantId(row.tenant_id), Some(row.id))?;
    Ok(mobilization::events_page(&app.db.read(&permit).await?, row.id, page).await?)
}

/// Events, attendances and contributions of a conference, counted.
///
/// # Errors
/// When the database fails.
pub async fn summary(app: &App, ctx: &Ctx, row: &conference::Model) -> Outcome<MobilizationSummary> {
    let permit = ctx.permit(Action::ReadConference, TenantId(row.tenant_id), Some(row.id))?;
    let all = mobilization::events(&app.db.read(&permit).await?, row.id).await?;
    Ok(figures(&all))
}

/// The contributions of a conference, of one event if given.
///
/// # Errors
/// Not found for strangers.
pub async fn contributions(
    app: &App,
    ctx: &Ctx,
    row: &conference::Model,
    event: Option<Uuid>,
    page: &PageRequest,
) -> Outcome<Page<contribution::Model>> {
    let permit = ctx.permit(Action::ReadOrganization, TenantId(row.tenant_id), Some(row.id))?;
    Ok(mobilization::contributions(&app.db.read(&permit).await?, row.id, event, page).await?)
}
