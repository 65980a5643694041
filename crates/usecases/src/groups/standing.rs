//! The conference and the group that an act is about, as far as they must stand in a certain way.

use crate::{Ctx, Outcome, failure::Found};
use domain::conferences::ConferenceState;
use domain::{Code, Refusal};
use policy::Action;
use store::Scope;
use store::conferences::conference;
use store::groups::working_group;
use store::participants::participant;
use uuid::Uuid;

/// Checks that a conference is neither closed nor cancelled.
///
/// # Errors
/// `CONFERENCE_STATE`.
pub(crate) fn not_over(conference: &conference::Model) -> Result<(), Refusal> {
    if conference.state.is_terminal() { Err(wrong_state(conference)) } else { Ok(()) }
}

/// Checks that a conference is meeting.
///
/// # Errors
/// `CONFERENCE_STATE`.
pub(crate) fn meeting(conference: &conference::Model) -> Result<(), Refusal> {
    if *conference.state == ConferenceState::InProgress { Ok(()) } else { Err(wrong_state(conference)) }
}

fn wrong_state(conference: &conference::Model) -> Refusal {
    let state = conference.state.label();
    let next = if conference.state.is_terminal() {
        "Nada mais se altera nela; o que foi decidido continua à vista."
    } else {
        "Inicie a conferência antes de registrar este ato."
    };
    Refusal::rule("CONFERENCE_STATE", "situação da conferência", format!("A conferência está {state}. {next}"))
}

/// The conference, locked: for what is numbered or weighed across all of it.
///
/// # Errors
/// Not found when there is none.
pub(crate) async fn lock_conference(scope: &Scope, id: Uuid) -> Outcome<conference::Model> {
    scope.lock::<conference::Entity>(id).await?.found()
}

/// A group, locked, with its conference, for an actor who may do the action there.
///
/// # Errors
/// Not found for strangers; `NOT_PERMITTED`.
pub(crate) async fn lock_group(
    scope: &Scope,
    ctx: &Ctx,
    action: Action,
    id: Uuid,
) -> Outcome<(conference::Model, working_group::Model)> {
    let group = scope.lock::<working_group::Entity>(id).await?.found()?;
    ctx.permit(action, scope.tenant(), Some(group.conference_id))?;
    let conference = scope.get::<conference::Entity>(group.conference_id).await?.found()?;
    Ok((conference, group))
}

/// The participants of a conference with these ids, in the order given.
///
/// # Errors
/// Not found when one is missing.
pub(crate) async fn participants(scope: &Scope, conference: Uuid, ids: &[Uuid]) -> Outcome<Vec<participant::Model>> {
    let rows = scope.get_many::<participant::Entity>(ids.to_vec()).await?;
    let find = |id: &Uuid| rows.iter().find(|row| row.id == *id && row.conference_id == conference).cloned().found();
    ids.iter().map(find).collect()
}

/// Checks the version somebody read.
///
/// # Errors
/// `STALE_VERSION` with the current one.
pub(crate) fn current(kept: i32, read: i32) -> Result<(), Refusal> {
    if kept == read { Ok(()) } else { Err(Refusal::stale(kept)) }
}
