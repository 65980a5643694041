//! The council's own cycle and conference, and seats of accredited delegates in it.

use crate::conferences::conference;
use crate::cycles::{CycleState, cycle};
use crate::entity::*;
use crate::participants::participant;
use crate::{Result, Scope};
use domain::conferences::ConferenceState;
use sea_orm::{Condition, QueryOrder};

/// The cycle that the council published last.
///
/// # Errors
/// When the database fails.
pub async fn latest_published_cycle(scope: &Scope) -> Result<Option<cycle::Model>> {
    let query = scope.find::<cycle::Entity>().filter(cycle::Column::State.eq(Coded(CycleState::Published)));
    scope.one(query.order_by_desc(cycle::Column::PublishedAt).order_by_desc(cycle::Column::Id)).await
}

/// The council's conferences that are neither closed nor cancelled, newest first.
///
/// # Errors
/// When the database fails.
pub async fn conferences_ahead(scope: &Scope) -> Result<Vec<conference::Model>> {
    let over = [ConferenceState::Closed, ConferenceState::Cancelled].map(Coded);
    let query = scope.find::<conference::Entity>().filter(conference::Column::State.is_not_in(over));
    scope.all(query.order_by_desc(conference::Column::CreatedAt)).await
}

/// The participant of a conference with that CPF or e-mail.
///
/// # Errors
/// When the database fails.
pub async fn participant_known_by(
    scope: &Scope,
    conference: Uuid,
    cpf: Option<&str>,
    email: Option<&str>,
) -> Result<Option<participant::Model>> {
    let mut known = Condition::any();
    if let Some(cpf) = cpf {
        known = known.add(participant::Column::Cpf.eq(cpf));
    }
    if let Some(email) = email {
        known = known.add(participant::Column::Email.eq(email));
    }
    if known.is_empty() {
        return Ok(None);
    }
    let query = scope.find::<participant::Entity>().filter(participant::Column::ConferenceId.eq(conference));
    scope.one(query.filter(known)).await
}
