//! The programme (*programação*): sessions, the tables, who speaks when, points, quorum, announcements.

mod announcements;
mod facts;
mod floor;
mod item;
mod keynote;
mod points;
mod queue;
mod quorum;
mod read;
mod run;
mod schedule;
mod speak;
mod tables;

pub use announcements::{Announce, WithdrawAnnouncement, announce, withdraw_announcement};
pub use floor::{EndSpeech, GrantFloor, OpenDefencePair, end_speech, grant_floor, open_defence_pair};
pub use item::{ItemView, SetCurrentItem, UndoCurrentItem, set_current_item, undo_current_item};
pub use keynote::{SetKeynote, set_keynote};
pub use points::{AppealRuling, RaisePoint, RuleOnPoint, appeal_ruling, raise_point, rule_on_point};
pub use queue::{Defending, QueueView, SpeakerView};
pub use quorum::{VerifyQuorum, verify_quorum};
pub use read::{ProgrammeView, SessionView, points_of, programme_of, quorum_checks_of, raiser_of};
pub use read::{length, session_view, sessions_of, speaking_in};
pub use run::{RunSession, end_session, interrupt_session, start_session};
pub use schedule::{CancelSession, ScheduleSession, SessionInput, UpdateSession, cancel, schedule, update};
pub use speak::{RequestToSpeak, WithdrawRequest, request_to_speak, view as speaker_of, withdraw_request};
pub use store::programme::announcement::Model as AnnouncementRow;
pub use store::programme::point::Model as PointRow;
pub use store::programme::programme::Model as ProgrammeRow;
pub use store::programme::quorum_check::Model as QuorumCheckRow;
pub use store::programme::session::{KeptKeynote, Model as SessionRow};
pub use store::programme::speech_request::Model as SpeechRequestRow;
pub use store::programme::{CurrentItem, ItemKind, SpeechState};
pub use tables::{
    OpeningTable, SetDirectingTable, SetOpeningTable, TablePlace, set_directing_table, set_opening_table,
};

pub(crate) use announcements::shown as shown_announcement;
pub(crate) use facts::{report_facts, step_facts};
pub(crate) use item::view as item_view;
pub use points::as_rule as point_as_rule;
pub(crate) use points::{check_appeal, record_appeal, reopen_appeal};
pub(crate) use queue::view as queue_view;
pub(crate) use quorum::{call_in_force, call_of};

use crate::{Ctx, Outcome, failure::Found};
use chrono::{DateTime, Utc};
use domain::{Refusal, ids::RowId};
use policy::Action;
use store::Scope;
use store::conferences::conference;
use store::participants::participant;
use store::programme::{running_plenary, session};
use uuid::Uuid;

/// The conference, which must not be over or cancelled.
async fn open_conference(scope: &Scope, conference: Uuid) -> Outcome<conference::Model> {
    let conference = scope.get::<conference::Entity>(conference).await?.found()?;
    if conference.state.is_terminal() {
        let message = "A conferência já terminou ou foi cancelada; a programação não muda mais.";
        return Err(Refusal::rule("CONFERENCE_OVER", "situação da conferência", message).into());
    }
    Ok(conference)
}

/// The conference, which must be meeting.
async fn meeting(scope: &Scope, conference: Uuid) -> Outcome<conference::Model> {
    crate::rules::meeting(scope, conference).await
}

/// The session in which all meet now.
async fn plenary_now(scope: &Scope, conference: Uuid) -> Outcome<session::Model> {
    running_plenary(scope, conference).await?.ok_or_else(|| {
        let message = "Nenhuma sessão da plenária está em andamento. Aguarde a mesa abrir a sessão.";
        Refusal::rule("NO_SESSION_RUNNING", "programação da conferência", message).into()
    })
}

/// The session a command names, locked, after the actor was found to belong to its conference.
async fn locked_session(ctx: &Ctx, scope: &Scope, action: Action, wanted: RowId) -> Outcome<session::Model> {
    let row = scope.lock::<session::Entity>(wanted.id).await?.found()?;
    ctx.permit(action, wanted.tenant, Some(row.conference_id))?;
    Ok(row)
}

/// The participant who speaks: who acts, or whom the table names at the microphone.
fn in_name_of(ctx: &Ctx, named: Option<RowId>) -> Outcome<Uuid> {
    match (ctx.actor.participant(), named) {
        (Some(own), Some(named)) if named.id != own => {
            Err(Refusal::not_permitted("mesa, em nome de quem pede a palavra ao microfone").into())
        }
        (Some(own), _) => Ok(own),
        (None, Some(named)) => Ok(named.id),
        (None, None) => {
            Err(Refusal::invalid("participantId", "REQUIRED", "Informe a pessoa que pede a palavra.").into())
        }
    }
}

/// A participant of a conference.
async fn participant_of(scope: &Scope, conference: Uuid, id: Uuid) -> Outcome<participant::Model> {
    let person = scope.get::<participant::Entity>(id).await?;
    person.filter(|person| person.conference_id == conference).found()
}

/// Whether a participant is in the hall at an instant: checked in, and not gone.
fn is_in_hall(person: &participant::Model, at: DateTime<Utc>) -> bool {
    person.check_in_at.is_some_and(|came| came <= at) && person.check_out_at.is_none_or(|left| left > at)
}

/// Checks the version somebody edited.
fn check_version(kept: i32, read: i32) -> Outcome<()> {
    if kept == read { Ok(()) } else { Err(Refusal::stale(kept).into()) }
}
