//! Attendance of sessions.

use crate::outcome::{outcome, settle};
use crate::types::participants::SessionAttendance;
use crate::{context::asked, id};
use async_graphql::{Context, ID, InputObject, Object};
use domain::ids::RowId;
use usecases::participants;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct AttendanceMutation;

/// People who were at a session.
#[derive(InputObject)]
pub(crate) struct RecordSessionAttendanceInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The session of its programme.
    session_id: ID,
    /// Who was there; at most 500 at a time. Who is on the list already stays on it.
    participant_ids: Vec<ID>,
}

outcome! {
    /// What came of recording attendance.
    RecordSessionAttendanceOutcome = SessionAttendance
}

#[Object]
impl AttendanceMutation {
    /// Records who was at a session (*lista de presença*); the share of presence decides who may stand for election.
    async fn record_session_attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RecordSessionAttendanceInput,
    ) -> async_graphql::Result<RecordSessionAttendanceOutcome> {
        let (app, asking) = asked(ctx);
        let people: async_graphql::Result<Vec<RowId>> =
            input.participant_ids.iter().map(|person| id::row("Participant", person)).collect();
        let command = participants::RecordSessionAttendance {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            session: id::row("Session", &input.session_id)?,
            participants: people?,
        };
        let recorded = participants::record_session_attendance(app, asking, &command).await;
        settle(asking, recorded, |done| SessionAttendance {
            session_id: id::global("Session", done.session.tenant.0, done.session.id),
            added: done.added,
            present: done.present,
        })
    }
}
