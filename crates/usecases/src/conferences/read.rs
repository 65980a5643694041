//! What can be asked about conferences.

use crate::{App, Ctx, Outcome, Page, PageRequest, failure::Found};
use chrono::NaiveDate;
use domain::ids::{RowId, TenantId};
use domain::text::search_key;
use policy::Action;
use store::conferences::{self, ListingFilter, act, conference, listing};
use store::cycles::cycle;
use uuid::Uuid;

/// A conference; what the law makes public of it is open to everybody.
///
/// # Errors
/// Not found when there is none.
pub async fn get(app: &App, ctx: &Ctx, id: RowId) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, Some(id.id))?;
    app.db.read(&permit).await?.get::<conference::Entity>(id.id).await?.found()
}

/// The conferences of a council, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_council(
    app: &App,
    ctx: &Ctx,
    council: TenantId,
    page: &PageRequest,
) -> Outcome<Page<conference::Model>> {
    let permit = ctx.permit(Action::ReadCouncil, council, None)?;
    Ok(conferences::conferences(&app.db.read(&permit).await?, page).await?)
}

/// Conferences of all councils that fit a filter, by first day; `after` names the last one seen.
///
/// # Errors
/// When the database fails.
pub async fn search(
    app: &App,
    filter: ListingFilter,
    after: Option<(NaiveDate, Uuid)>,
    limit: u64,
) -> Outcome<Vec<listing::Model>> {
    let filter = ListingFilter {
        search: filter.search.as_deref().map(search_key),
        uf: filter.uf.map(|uf| uf.to_uppercase()),
        ..filter
    };
    Ok(conferences::listings(&app.db.directory(None).await?, &filter, after, limit).await?)
}

/// The conference of the council above in the same tree of cycles: the next one of it that is not over when
/// this one begins.
///
/// # Errors
/// When the database fails.
pub async fn parent(app: &App, row: &conference::Model) -> Outcome<Option<listing::Model>> {
    let directory = app.db.directory(None).await?;
    let Some(own) = conferences::listing_of(&directory, row.id).await? else { return Ok(None) };
    let Some(above) = own.parent_council_id else { return Ok(None) };
    let filter = ListingFilter {
        council: Some(above),
        cycle_root: Some(own.cycle_root_id),
        from: Some(own.first_day),
        ..ListingFilter::default()
    };
    let found = conferences::listings(&directory, &filter, None, 5).await?;
    Ok(found.into_iter().find(|one| *one.state != domain::conferences::ConferenceState::Cancelled))
}

/// The conferences of the councils under this one's, in the same tree of cycles, by first day.
///
/// # Errors
/// When the database fails.
pub async fn children(
    app: &App,
    row: &conference::Model,
    after: Option<(NaiveDate, Uuid)>,
    limit: u64,
) -> Outcome<Vec<listing::Model>> {
    let directory = app.db.directory(None).await?;
    let root = conferences::listing_of(&directory, row.id).await?.map_or(row.cycle_id, |own| own.cycle_root_id);
    let filter =
        ListingFilter { parent_council: Some(row.tenant_id), cycle_root: Some(root), ..ListingFilter::default() };
    Ok(conferences::listings(&directory, &filter, after, limit).await?)
}

/// The acts of convocation of a conference: those published for everybody, drafts for the people of the council.
///
/// # Errors
/// When the database fails.
pub async fn decrees(app: &App, ctx: &Ctx, row: &conference::Model) -> Outcome<Vec<act::Model>> {
    let tenant = TenantId(row.tenant_id);
    let permit = ctx.permit(Action::ReadConference, tenant, Some(row.id))?;
    let all = conferences::acts(&app.db.read(&permit).await?, row.id).await?;
    let with_drafts = ctx.permit(Action::ReadOrganization, tenant, Some(row.id)).is_ok();
    Ok(all.into_iter().filter(|act| with_drafts || act.published_at.is_some()).collect())
}

/// The cycle a conference was planned from.
///
/// # Errors
/// When the database fails.
pub async fn cycle(app: &App, row: &conference::Model) -> Outcome<cycle::Model> {
    crate::cycles::published(app, RowId { tenant: TenantId(row.cycle_tenant_id), id: row.cycle_id }).await
}
