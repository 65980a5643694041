//! What can be asked about the programme.

use super::queue::QueueView;
use super::{ItemView, announcements, item, queue};
use crate::{App, Ctx, Outcome};
use domain::ids::TenantId;
use domain::programme::{CountedHours, CountedSession, count_hours};
use policy::{Action, Permit};
use std::collections::HashMap;
use std::sync::Arc;
use store::Scope;
use store::conferences::conference;
use store::participants::participant;
use store::programme::{announcement, point, programme, quorum_check, session};
use uuid::Uuid;

/// Most who are shown waiting.
const SHOWN: usize = 50;

/// What a programme holds beside its sessions.
#[derive(Debug, Clone)]
pub struct ProgrammeView {
    /// The kept row; none before anything was set.
    pub row: Option<programme::Model>,
    /// What the hall is at, with its text.
    pub item: Option<ItemView>,
    /// The announcement to show.
    pub announcement: Option<announcement::Model>,
}

fn permit(ctx: &Ctx, conference: &conference::Model) -> Outcome<Permit> {
    ctx.permit(Action::ReadConference, TenantId(conference.tenant_id), Some(conference.id))
}

/// The opening table, the current item and the announcement.
///
/// # Errors
/// When the database fails.
pub async fn programme_of(app: &App, ctx: &Ctx, conference: &conference::Model) -> Outcome<ProgrammeView> {
    let scope = app.db.read(&permit(ctx, conference)?).await?;
    let row = scope.get::<programme::Entity>(conference.id).await?;
    let item = match row.as_ref().and_then(|row| row.item.as_ref()) {
        Some(kept) => item::view(&scope, conference, kept).await?,
        None => None,
    };
    let since = row.as_ref().and_then(|row| row.item_at);
    let item = item.map(|item| ItemView { since, ..item });
    let announcement = announcements::shown(&scope, conference.id, ctx.now()).await?;
    Ok(ProgrammeView { row, item, announcement })
}

/// The sessions, in the order of the programme, with the names of those who direct them.
///
/// # Errors
/// When the database fails.
pub async fn sessions_of(app: &App, ctx: &Ctx, conference: &conference::Model) -> Outcome<Vec<SessionView>> {
    let scope = app.db.read(&permit(ctx, conference)?).await?;
    let rows = store::programme::sessions(&scope, conference.id).await?;
    let names = Arc::new(names(&scope, rows.iter().flat_map(directing).collect()).await?);
    Ok(rows.into_iter().map(|row| SessionView { row, names: names.clone() }).collect())
}

/// One session with the names of those who direct it.
///
/// # Errors
/// When the database fails.
pub async fn session_view(app: &App, ctx: &Ctx, row: &session::Model) -> Outcome<SessionView> {
    let permit = ctx.permit(Action::ReadConference, TenantId(row.tenant_id), Some(row.conference_id))?;
    let names = names(&app.db.read(&permit).await?, directing(row).collect()).await?;
    Ok(SessionView { row: row.clone(), names: Arc::new(names) })
}

/// How long a programme is (*carga horária*), in the conference's time zone.
pub fn length(conference: &conference::Model, sessions: &[SessionView]) -> CountedHours {
    let counted = sessions.iter().map(|view| &view.row).filter(|row| row.counts_for_hours);
    let counted: Vec<_> = counted.map(|row| CountedSession { from: row.starts_at, to: row.ends_at }).collect();
    count_hours(&counted, conference.time_zone.parse().unwrap_or(chrono_tz::America::Sao_Paulo))
}

/// A session with the names of those who direct it.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// The session.
    pub row: session::Model,
    /// Names by participant.
    pub names: Arc<HashMap<Uuid, String>>,
}

fn directing(row: &session::Model) -> impl Iterator<Item = Uuid> + use<> {
    [row.chair_id, row.secretary_id, row.rapporteur_id].into_iter().flatten()
}

/// Names as shown, by participant, in one statement.
async fn names(scope: &Scope, mut ids: Vec<Uuid>) -> Outcome<HashMap<Uuid, String>> {
    ids.sort_unstable();
    ids.dedup();
    let people = if ids.is_empty() { Vec::new() } else { scope.get_many::<participant::Entity>(ids).await? };
    Ok(people.iter().map(|person| (person.id, person.shown_name().to_owned())).collect())
}

/// The points, in the order of being raised, with the names of those who raised them.
///
/// # Errors
/// When the database fails.
pub async fn points_of(app: &App, ctx: &Ctx, conference: &conference::Model) -> Outcome<Vec<(point::Model, String)>> {
    let scope = app.db.read(&permit(ctx, conference)?).await?;
    let rows = store::programme::points(&scope, conference.id).await?;
    let names = names(&scope, rows.iter().map(|row| row.participant_id).collect()).await?;
    let name = |row: &point::Model| names.get(&row.participant_id).cloned().unwrap_or_default();
    Ok(rows.into_iter().map(|row| (row.clone(), name(&row))).collect())
}

/// The name of who raised a point.
///
/// # Errors
/// When the database fails.
pub async fn raiser_of(app: &App, ctx: &Ctx, row: &point::Model) -> Outcome<String> {
    let permit = ctx.permit(Action::ReadConference, TenantId(row.tenant_id), Some(row.conference_id))?;
    let names = names(&app.db.read(&permit).await?, vec![row.participant_id]).await?;
    Ok(names.into_values().next().unwrap_or_default())
}

/// The checks of the quorum, in their order.
///
/// # Errors
/// When the database fails.
pub async fn quorum_checks_of(
    app: &App,
    ctx: &Ctx,
    conference: &conference::Model,
) -> Outcome<Vec<quorum_check::Model>> {
    let scope = app.db.read(&permit(ctx, conference)?).await?;
    Ok(store::programme::quorum_checks(&scope, conference.id).await?)
}

/// Who speaks and who waits in the plenary that runs; nobody when none does.
///
/// # Errors
/// When the database fails.
pub async fn speaking_in(app: &App, ctx: &Ctx, conference: &conference::Model) -> Outcome<QueueView> {
    let scope = app.db.read(&permit(ctx, conference)?).await?;
    let Some(session) = store::programme::running_plenary(&scope, conference.id).await? else {
        return Ok(QueueView::default());
    };
    let programme = scope.get::<programme::Entity>(conference.id).await?;
    queue::view(&scope, session.id, programme.as_ref(), SHOWN).await
}
