//! What can be asked about councils.

use crate::{App, Ctx, Outcome, Page, PageRequest};
use domain::{ids::TenantId, text};
use policy::Action;
use store::councils::{self, CouncilFilter, council, invitation, mandate, membership};
use store::reference::{self, municipality::Model as Municipality};
use store::{audit, identity as people};
use uuid::Uuid;

/// Most municipalities that a search shows.
const SEARCH_MAX: u64 = 50;

/// A council by id; what the directory says is public.
///
/// # Errors
/// When the database fails.
pub async fn get(app: &App, id: TenantId) -> Outcome<Option<council::Model>> {
    Ok(councils::council(&app.db.directory(None).await?, id.0).await?)
}

/// Councils by id, in no order.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(app: &App, ids: Vec<Uuid>) -> Outcome<Vec<council::Model>> {
    Ok(councils::councils(&app.db.directory(None).await?, ids).await?)
}

/// A council by its name in addresses.
///
/// # Errors
/// When the database fails.
pub async fn by_slug(app: &App, slug: &str) -> Outcome<Option<council::Model>> {
    Ok(councils::council_by_slug(&app.db.directory(None).await?, slug).await?)
}

/// Councils that fit a filter, by slug, after a slug. Those that are not active are shown only to
/// who decides about them.
///
/// # Errors
/// When the database fails.
pub async fn search(app: &App, filter: CouncilFilter, after: Option<&str>, limit: u64) -> Outcome<Vec<council::Model>> {
    let search = filter.search.as_deref().map(text::search_key);
    let filter = CouncilFilter { search, status: Some(councils::CouncilStatus::Active), ..filter };
    Ok(councils::search_councils(&app.db.directory(None).await?, &filter, after, limit).await?)
}

/// The councils under one, whatever their status, for who decides about them.
///
/// # Errors
/// Not found for strangers.
pub async fn children(
    app: &App,
    ctx: &Ctx,
    parent: TenantId,
    filter: CouncilFilter,
    after: Option<&str>,
    limit: u64,
) -> Outcome<Vec<council::Model>> {
    ctx.permit(Action::ReadMembers, parent, None)?;
    let search = filter.search.as_deref().map(text::search_key);
    let filter = CouncilFilter { parent: Some(parent.0), search, ..filter };
    Ok(councils::search_councils(&app.db.directory(None).await?, &filter, after, limit).await?)
}

/// A member with the account's name.
#[derive(Debug, Clone)]
pub struct MemberView {
    /// The membership.
    pub membership: membership::Model,
    /// Name of the person.
    pub name: String,
    /// E-mail of the person.
    pub email: String,
}

/// The members of a council.
///
/// # Errors
/// Not found for strangers.
pub async fn members(app: &App, ctx: &Ctx, council: TenantId, page: &PageRequest) -> Outcome<Page<MemberView>> {
    let permit = ctx.permit(Action::ReadMembers, council, None)?;
    let scope = app.db.read(&permit).await?;
    let rows = councils::memberships(&scope, page).await?;
    let ids = rows.rows.iter().map(|(_, row)| row.account_id).collect();
    let accounts = people::accounts(&scope.directory(), ids).await?;
    Ok(rows.map(|membership| {
        let account = accounts.iter().find(|account| account.id == membership.account_id);
        let (name, email) = account.map(|a| (a.name.clone(), a.email.clone())).unwrap_or_default();
        MemberView { membership, name, email }
    }))
}

/// The invitations of a council.
///
/// # Errors
/// Not found for strangers.
pub async fn invitations(
    app: &App,
    ctx: &Ctx,
    council: TenantId,
    page: &PageRequest,
) -> Outcome<Page<invitation::Model>> {
    let permit = ctx.permit(Action::ReadMembers, council, None)?;
    Ok(councils::invitations(&app.db.read(&permit).await?, page).await?)
}

/// The mandates of a council, by seat.
///
/// # Errors
/// Not found for strangers.
pub async fn mandates(app: &App, ctx: &Ctx, council: TenantId) -> Outcome<Vec<mandate::Model>> {
    let permit = ctx.permit(Action::ReadMembers, council, None)?;
    Ok(councils::mandates(&app.db.read(&permit).await?).await?)
}

/// The audit log of a council, of one conference or one subject (`Type:<uuid>`) if given.
///
/// # Errors
/// Not found for strangers; not permitted for roles without access to it.
pub async fn audit_page(
    app: &App,
    ctx: &Ctx,
    council: TenantId,
    conference: Option<Uuid>,
    subject: Option<String>,
    page: &PageRequest,
) -> Outcome<Page<audit::entry::Model>> {
    let permit = ctx.permit(Action::ReadAudit, council, None)?;
    Ok(audit::page(&app.db.read(&permit).await?, conference, subject, page).await?)
}

/// Municipalities whose name contains the search, of one state if given; accents and case do not matter.
///
/// # Errors
/// When the database fails.
pub async fn municipalities(app: &App, search: &str, uf: Option<&str>, limit: u64) -> Outcome<Vec<Municipality>> {
    let directory = app.db.directory(None).await?;
    let uf = uf.map(str::to_uppercase);
    let search = text::search_key(search);
    Ok(reference::search_municipalities(&directory, &search, uf.as_deref(), limit.clamp(1, SEARCH_MAX)).await?)
}

/// The municipality with an IBGE code.
///
/// # Errors
/// When the database fails.
pub async fn municipality(app: &App, ibge_code: &str) -> Outcome<Option<Municipality>> {
    Ok(reference::municipality(&app.db.directory(None).await?, ibge_code).await?)
}

/// Municipalities by IBGE code, in no order.
///
/// # Errors
/// When the database fails.
pub async fn municipalities_by_code(app: &App, ibge_codes: Vec<String>) -> Outcome<Vec<Municipality>> {
    Ok(reference::municipalities(&app.db.directory(None).await?, ibge_codes).await?)
}
