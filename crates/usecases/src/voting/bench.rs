//! What every act of the table on a poll needs: the conference and the poll, locked in order.

use crate::{Ctx, Outcome, failure::Found};
use chrono_tz::Tz;
use domain::ids::RowId;
use policy::Action;
use store::Scope;
use store::conferences::conference;
use store::voting::poll;

/// The conference and the poll, both locked, once the actor's right in that conference is clear.
pub(super) async fn lock(
    scope: &Scope,
    ctx: &Ctx,
    action: Action,
    id: RowId,
) -> Outcome<(conference::Model, poll::Model)> {
    let row = scope.get::<poll::Entity>(id.id).await?.found()?;
    ctx.permit(action, id.tenant, Some(row.conference_id))?;
    let conference = scope.lock::<conference::Entity>(row.conference_id).await?.found()?;
    let row = scope.lock_alone::<poll::Entity>(id.id).await?.found()?;
    Ok((conference, row))
}

/// The poll alone, locked, for acts that weigh it against nothing else.
pub(super) async fn lock_poll(scope: &Scope, ctx: &Ctx, action: Action, id: RowId) -> Outcome<poll::Model> {
    let row = scope.lock_alone::<poll::Entity>(id.id).await?.found()?;
    ctx.permit(action, id.tenant, Some(row.conference_id))?;
    Ok(row)
}

/// The time zone of a conference; Brasília's for one that cannot be read.
pub(super) fn zone(conference: &conference::Model) -> Tz {
    conference.time_zone.parse().unwrap_or(chrono_tz::America::Sao_Paulo)
}
