//! Attendance of sessions, and the share of presence that the election asks for.

use crate::failure::Found;
use crate::{Act, App, Ctx, Failure, Outcome};
use domain::Refusal;
use domain::ids::RowId;
use domain::participants::presence::PresenceShare;
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use store::Scope;
use store::conferences::conference;
use store::participants::{self as people, attendance, participant};
use store::programme::session;
use uuid::Uuid;

/// Most people of one request.
const PEOPLE_MAX: usize = 500;

/// People who were at a session.
#[derive(Debug, Clone, Serialize)]
pub struct RecordSessionAttendance {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The session of its programme.
    pub session: RowId,
    /// Who was there.
    pub participants: Vec<RowId>,
}

/// How many are on a session's list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionAttendance {
    /// The session.
    pub session: RowId,
    /// People added by this request.
    pub added: u32,
    /// People on the list now.
    pub present: u32,
}

/// Records who was at a session of the programme (*lista de presença*). Who is on the list stays on it.
///
/// # Errors
/// `REQUIRED`, `TOO_MANY`; not found when the session or somebody does not belong to the conference.
pub async fn record_session_attendance(
    app: &App,
    ctx: &Ctx,
    command: &RecordSessionAttendance,
) -> Outcome<SessionAttendance> {
    let permit = ctx.permit(Action::CheckIn, command.conference.tenant, Some(command.conference.id))?;
    check_number(command.participants.len())?;
    app.act(ctx, "participants.record_session_attendance", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        let session = scope.get::<session::Entity>(command.session.id).await?;
        session.filter(|session| session.conference_id == conference.id).found()?;
        let listed = people::attendees_of(&scope, command.session.id).await?;
        let mut wanted: Vec<Uuid> = command.participants.iter().map(|person| person.id).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let found = scope.get_many::<participant::Entity>(wanted.clone()).await?;
        if found.len() != wanted.len() || found.iter().any(|row| row.conference_id != conference.id) {
            return Err(Failure::NotFound);
        }
        wanted.retain(|person| !listed.contains(person));
        let rows = wanted.iter().map(|person| attendance::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            session_id: command.session.id,
            participant_id: *person,
            at: ctx.now(),
        });
        scope.insert_all::<attendance::Entity>(rows.collect()).await?;
        let act = Act::new(Action::CheckIn, "Session", command.session.id).of(conference.id);
        act.with(json!({ "attended": wanted.len() })).record(&scope, ctx).await?;
        let (added, present) = (count(wanted.len()), count(listed.len() + wanted.len()));
        Ok(SessionAttendance { session: command.session, added, present })
    })
    .await
}

fn check_number(people: usize) -> Result<(), Refusal> {
    match people {
        0 => Err(Refusal::invalid("participantIds", "REQUIRED", "Escolha ao menos uma pessoa.")),
        1..=PEOPLE_MAX => Ok(()),
        _ => {
            let message = format!("Envie até {PEOPLE_MAX} pessoas de cada vez; as demais vão no pedido seguinte.");
            Err(Refusal::invalid("participantIds", "TOO_MANY", message))
        }
    }
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

/// The share of presence of every participant of a conference over the sessions that count for it.
/// Who attended none has nothing attended of as many.
///
/// # Errors
/// When the database fails.
pub(crate) async fn presence_shares(
    scope: &Scope,
    conference: Uuid,
    counting: &[Uuid],
) -> Outcome<HashMap<Uuid, PresenceShare>> {
    let attended = people::attended(scope, conference).await?;
    let everybody = people::all_of(scope, conference).await?;
    let none = Vec::new();
    let share = |row: participant::Model| {
        let sessions = attended.get(&row.id).unwrap_or(&none);
        (row.id, PresenceShare::over(counting, sessions))
    };
    Ok(everybody.into_iter().map(share).collect())
}
