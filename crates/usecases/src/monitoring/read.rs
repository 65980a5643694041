//! What everybody can read of the deliberations.

use crate::{App, Ctx, Outcome, Page, PageRequest, failure::Found};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::ids::{RowId, TenantId};
use domain::monitoring::{Deliberation, DeliberationState, MonitoringSummary, summarize};
use policy::Action;
use store::Scope;
use store::councils;
use store::monitoring::{self as kept, deliberation};
use uuid::Uuid;

/// A deliberation as of today.
#[derive(Debug, Clone)]
pub struct DeliberationView {
    /// The deliberation.
    pub deliberation: deliberation::Model,
    /// Whether its deadline has passed while it is not closed.
    pub overdue: bool,
}

/// A kept deliberation as the rules see it.
pub(super) fn as_rule(row: &deliberation::Model) -> Deliberation {
    Deliberation {
        label: row.label.clone(),
        axis: u32::try_from(row.axis).unwrap_or_default(),
        level: *row.level,
        text: row.text.clone(),
        state: *row.state,
        responsible: row.responsible.clone(),
        deadline: row.deadline,
        progress: u8::try_from(row.progress).unwrap_or_default(),
        entries: row.entries.0.clone(),
    }
}

/// A deliberation; what the council follows up is public.
pub(super) async fn one(app: &App, ctx: &Ctx, id: RowId) -> Outcome<DeliberationView> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let row = scope.get::<deliberation::Entity>(id.id).await?.found()?;
    let today = today(&scope, ctx).await?;
    Ok(view(row, today))
}

fn view(deliberation: deliberation::Model, today: NaiveDate) -> DeliberationView {
    DeliberationView { overdue: as_rule(&deliberation).overdue(today), deliberation }
}

/// The day in the council's time zone.
async fn today(scope: &Scope, ctx: &Ctx) -> Outcome<NaiveDate> {
    let council = councils::council(&scope.directory(), scope.tenant_id()).await?.found()?;
    let zone = council.time_zone.parse::<Tz>().unwrap_or(Tz::America__Sao_Paulo);
    Ok(ctx.now().with_timezone(&zone).date_naive())
}

/// The deliberations of a council by label, of one conference or in one state if given; open to everybody.
///
/// # Errors
/// When the database fails.
pub async fn deliberations(
    app: &App,
    ctx: &Ctx,
    council: TenantId,
    conference: Option<Uuid>,
    state: Option<DeliberationState>,
    page: &PageRequest,
) -> Outcome<Page<DeliberationView>> {
    let permit = ctx.permit(Action::ReadConference, council, conference)?;
    let scope = app.db.read(&permit).await?;
    let rows = kept::page(&scope, conference, state, page).await?;
    let today = today(&scope, ctx).await?;
    Ok(rows.map(|row| view(row, today)))
}

/// The deliberations of a conference in figures; open to everybody.
///
/// # Errors
/// When the database fails.
pub async fn summary(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<MonitoringSummary> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let rows = kept::deliberations(&scope, conference.id).await?;
    let all: Vec<Deliberation> = rows.iter().map(as_rule).collect();
    Ok(summarize(&all, today(&scope, ctx).await?))
}
