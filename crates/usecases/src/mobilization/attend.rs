//! Who came to an event, as figures.

use super::not_over;
use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::Refusal;
use domain::ids::RowId;
use domain::mobilization::{self as rules, Attendance, AttendanceInput};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::mobilization::mobilization_event;
use uuid::Uuid;

/// The attendance of an event.
#[derive(Debug, Clone, Serialize)]
pub struct RecordAttendance {
    /// Idempotency key.
    pub key: Uuid,
    /// The event.
    pub event: RowId,
    /// The version that was read.
    pub version: i32,
    /// Of the government.
    pub government: i32,
    /// Users.
    pub users: i32,
    /// Workers.
    pub workers: i32,
    /// Of entities.
    pub entities: i32,
    /// The total on the paper list; none to derive it.
    pub total: Option<i32>,
}

/// Records who came (*lista de presença*), by group; recording again corrects.
///
/// # Errors
/// `EVENT_NOT_STARTED`, `ATTENDANCE_INVALID`, `TOTAL_MISMATCH`, `CONFERENCE_STATE`, `STALE_VERSION`.
pub async fn record_attendance(app: &App, ctx: &Ctx, command: &RecordAttendance) -> Outcome<mobilization_event::Model> {
    let permit = ctx.permit(Action::ManageMobilization, command.event.tenant, None)?;
    let attendance = Attendance::parse(&AttendanceInput {
        government: i64::from(command.government),
        users: i64::from(command.users),
        workers: i64::from(command.workers),
        entities: i64::from(command.entities),
        total: command.total.map(i64::from),
    })?;
    app.act(ctx, "mobilization.attendance", &permit, command.key, command, |scope| async move {
        let row = scope.lock::<mobilization_event::Entity>(command.event.id).await?.found()?;
        ctx.permit(Action::ManageMobilization, command.event.tenant, Some(row.conference_id))?;
        not_over(&scope, row.conference_id).await?;
        if row.version != command.version {
            return Err(Refusal::stale(row.version).into());
        }
        as_rule(&row).check_recording(ctx.now())?;
        let counts = attendance.counts();
        let figure = |count: u32| Some(i32::try_from(count).unwrap_or(i32::MAX));
        let row = mobilization_event::Model {
            government: figure(counts.government),
            users: figure(counts.users),
            workers: figure(counts.workers),
            entities: figure(counts.entities),
            version: row.version + 1,
            ..row
        };
        let row = scope.save::<mobilization_event::Entity>(row).await?;
        let act = Act::new(Action::ManageMobilization, "MobilizationEvent", row.id).of(row.conference_id);
        act.with(json!({ "attendance": row.attendance() })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A kept event as the rules see it.
pub(super) fn as_rule(kept: &mobilization_event::Model) -> rules::MobilizationEvent {
    rules::MobilizationEvent {
        title: kept.title.clone(),
        kind: *kept.kind,
        starts_at: kept.starts_at,
        ends_at: kept.ends_at,
        place: kept.place.clone(),
        elects_delegates: false,
    }
}
