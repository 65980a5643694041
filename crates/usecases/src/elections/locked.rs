//! An election, locked for an act, with the permit checked against its conference.

use crate::{Act, Ctx, Outcome, failure::Found};
use domain::ids::RowId;
use policy::Action;
use serde::Serialize;
use serde_json::Value;
use store::Scope;
use store::elections::election;
use uuid::Uuid;

/// A step of an election.
#[derive(Debug, Clone, Serialize)]
pub struct ElectionStep {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election: RowId,
}

/// Locks an election: everything that is weighed in it changes one at a time.
pub(super) async fn locked(scope: &Scope, ctx: &Ctx, action: Action, id: Uuid) -> Outcome<election::Model> {
    let election = scope.lock::<election::Entity>(id).await?.found()?;
    ctx.permit(action, scope.tenant(), Some(election.conference_id))?;
    Ok(election)
}

/// Keeps a changed election and records the act.
pub(super) async fn keep(
    scope: &Scope,
    ctx: &Ctx,
    action: Action,
    election: election::Model,
    details: Value,
) -> Outcome<Uuid> {
    let (id, conference) = (election.id, election.conference_id);
    let changed = election::Model { version: election.version + 1, ..election };
    scope.save::<election::Entity>(changed).await?;
    Act::new(action, "Election", id).of(conference).with(details).live().record(scope, ctx).await?;
    Ok(id)
}
