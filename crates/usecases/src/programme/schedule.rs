//! Sessions into the programme, changed in it, and out of it.

use super::{check_version, locked_session, open_conference};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use chrono::{DateTime, Utc};
use domain::programme::{ProgrammeRefusal, SessionKind, SessionState, check_schedule};
use domain::{ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Coded;
use store::programme::session;
use uuid::Uuid;

/// What a session of the programme says.
#[derive(Debug, Clone, Serialize)]
pub struct SessionInput {
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: SessionKind,
    /// Where.
    pub place: Option<String>,
    /// Planned beginning.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Whether it counts for the length of the conference.
    pub counts_for_hours: bool,
    /// Whether it counts for a participant's presence.
    pub counts_for_presence: bool,
}

/// A session to put into the programme.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleSession {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// What it says.
    pub input: SessionInput,
}

/// Puts a session into the programme (*incluir na programação*).
///
/// # Errors
/// `SESSION_TIMES`, `CONFERENCE_OVER`, refusals of the texts.
pub async fn schedule(app: &App, ctx: &Ctx, command: &ScheduleSession) -> Outcome<session::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageProgramme, conference.tenant, Some(conference.id))?;
    let input = &parse(&command.input)?;
    app.act(ctx, "programme.schedule", &permit, command.key, command, |scope| async move {
        open_conference(&scope, conference.id).await?;
        let blank = session::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            title: String::new(),
            kind: Coded(input.kind),
            place: None,
            starts_at: input.starts_at,
            ends_at: input.ends_at,
            counts_for_hours: false,
            counts_for_presence: false,
            state: Coded(SessionState::Planned),
            started_at: None,
            ended_at: None,
            chair_id: None,
            secretary_id: None,
            rapporteur_id: None,
            keynote: None,
            version: 1,
        };
        let row = scope.insert::<session::Entity>(with(blank, input)).await?;
        let act = Act::new(Action::ManageProgramme, "Session", row.id).of(row.conference_id);
        act.with(json!({ "kind": row.kind, "startsAt": row.starts_at })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A session to change.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateSession {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session: RowId,
    /// The version that was read.
    pub version: i32,
    /// What it says now.
    pub input: SessionInput,
}

/// Changes a session of the programme; of one that has begun only what does not change its kind.
///
/// # Errors
/// `STALE_VERSION`, `SESSION_NOT_NOW`, `SESSION_TIMES`, `CONFERENCE_OVER`, refusals of the texts.
pub async fn update(app: &App, ctx: &Ctx, command: &UpdateSession) -> Outcome<session::Model> {
    let permit = ctx.permit(Action::ManageProgramme, command.session.tenant, None)?;
    let input = &parse(&command.input)?;
    app.act(ctx, "programme.update", &permit, command.key, command, |scope| async move {
        let row = locked_session(ctx, &scope, Action::ManageProgramme, command.session).await?;
        open_conference(&scope, row.conference_id).await?;
        check_version(row.version, command.version)?;
        if *row.state != SessionState::Planned && *row.kind != input.kind {
            return Err(domain::Refusal::from(ProgrammeRefusal::SessionNotNow(*row.state)).at("kind").into());
        }
        let row = session::Model { version: row.version + 1, ..with(row, input) };
        let row = scope.save::<session::Entity>(row).await?;
        let act = Act::new(Action::ManageProgramme, "Session", row.id).of(row.conference_id);
        act.with(json!({ "version": row.version, "startsAt": row.starts_at })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A session to take out.
#[derive(Debug, Clone, Serialize)]
pub struct CancelSession {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session: RowId,
}

/// Takes a session that has not begun out of the programme; answers what it was.
///
/// # Errors
/// `SESSION_NOT_NOW`, `CONFERENCE_OVER`.
pub async fn cancel(app: &App, ctx: &Ctx, command: &CancelSession) -> Outcome<session::Model> {
    let permit = ctx.permit(Action::ManageProgramme, command.session.tenant, None)?;
    app.act(ctx, "programme.cancel", &permit, command.key, command, |scope| async move {
        let row = locked_session(ctx, &scope, Action::ManageProgramme, command.session).await?;
        open_conference(&scope, row.conference_id).await?;
        let checked = store::programme::last_check_of(&scope, row.id).await?.is_some();
        if *row.state != SessionState::Planned || checked {
            return Err(domain::Refusal::from(ProgrammeRefusal::SessionNotNow(*row.state)).into());
        }
        scope.delete::<session::Entity>(row.id).await?;
        let act = Act::new(Action::ManageProgramme, "Session", row.id).of(row.conference_id);
        act.with(json!({ "removed": row.title, "kind": row.kind })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn parse(input: &SessionInput) -> Outcome<SessionInput> {
    let title = text::line("title", &input.title, text::LINE_MAX)?;
    let place = text::optional_line("place", input.place.as_deref(), text::LINE_MAX)?;
    check_schedule(input.starts_at, input.ends_at).or_refuse()?;
    Ok(SessionInput { title, place, ..input.clone() })
}

fn with(row: session::Model, input: &SessionInput) -> session::Model {
    session::Model {
        title: input.title.clone(),
        kind: Coded(input.kind),
        place: input.place.clone(),
        starts_at: input.starts_at,
        ends_at: input.ends_at,
        counts_for_hours: input.counts_for_hours,
        counts_for_presence: input.counts_for_presence,
        ..row
    }
}
