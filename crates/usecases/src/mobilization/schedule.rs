//! Scheduling events.

use super::not_over;
use crate::{Act, App, Ctx, Outcome, failure::Found};
use chrono::{DateTime, Utc};
use domain::Refusal;
use domain::ids::RowId;
use domain::mobilization::{self as rules, EventKind, MobilizationEventInput};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::mobilization::mobilization_event;
use store::{Coded, Scope};
use uuid::Uuid;

/// An event to schedule or correct.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleEvent {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The event to correct, with the version that was read; none for a new one.
    pub event: Option<(RowId, i32)>,
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: EventKind,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
}

/// Schedules an event (*evento de mobilização*), or corrects one.
///
/// # Errors
/// `TIMES_REVERSED`, `TOO_LONG_EVENT`, `CONFERENCE_STATE`; refusals on each field; `STALE_VERSION`.
pub async fn schedule_event(app: &App, ctx: &Ctx, command: &ScheduleEvent) -> Outcome<mobilization_event::Model> {
    let permit = ctx.permit(Action::ManageMobilization, command.conference.tenant, Some(command.conference.id))?;
    let input = MobilizationEventInput {
        title: command.title.clone(),
        kind: command.kind,
        starts_at: command.starts_at,
        ends_at: command.ends_at,
        place: command.place.clone(),
        elects_delegates: false,
    };
    let event = &rules::MobilizationEvent::parse(input, false)?;
    app.act(ctx, "mobilization.schedule", &permit, command.key, command, |scope| async move {
        let conference = not_over(&scope, command.conference.id).await?;
        let kept = current(&scope, command).await?;
        let base = kept.clone().unwrap_or_else(|| unheld(&scope, ctx, conference.id));
        let row = mobilization_event::Model {
            title: event.title.clone(),
            kind: Coded(event.kind),
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            place: event.place.clone(),
            version: base.version + 1,
            ..base
        };
        let row = match kept {
            Some(_) => scope.save::<mobilization_event::Entity>(row).await?,
            None => scope.insert::<mobilization_event::Entity>(row).await?,
        };
        let act = Act::new(Action::ManageMobilization, "MobilizationEvent", row.id).of(conference.id);
        act.with(json!({ "kind": row.kind, "version": row.version })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

async fn current(scope: &Scope, command: &ScheduleEvent) -> Outcome<Option<mobilization_event::Model>> {
    let Some((wanted, version)) = command.event else { return Ok(None) };
    let kept = scope.lock::<mobilization_event::Entity>(wanted.id).await?;
    let kept = kept.filter(|kept| kept.conference_id == command.conference.id).found()?;
    if kept.version != version {
        return Err(Refusal::stale(kept.version).into());
    }
    Ok(Some(kept))
}

/// An event of which nothing is known yet.
fn unheld(scope: &Scope, ctx: &Ctx, conference: Uuid) -> mobilization_event::Model {
    mobilization_event::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: conference,
        title: String::new(),
        kind: Coded(EventKind::Other),
        starts_at: ctx.now(),
        ends_at: ctx.now(),
        place: String::new(),
        government: None,
        users: None,
        workers: None,
        entities: None,
        contributions: 0,
        created_at: ctx.now(),
        version: 0,
    }
}
