//! What is kept of decisions about a registration.

use crate::{Ctx, Outcome};
use store::participants::{ChangeKind, change, participant};
use store::{Coded, Scope, voting};
use uuid::Uuid;

/// Keeps a decision with its author.
pub(crate) async fn note(
    scope: &Scope,
    ctx: &Ctx,
    row: &participant::Model,
    kind: ChangeKind,
    before: Option<&str>,
    after: Option<&str>,
    reason: Option<&str>,
) -> Outcome<()> {
    let change = change::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: row.conference_id,
        participant_id: row.id,
        kind: Coded(kind),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        reason: reason.map(str::to_owned),
        actor: ctx.actor.key().0,
        at: ctx.now(),
    };
    scope.insert::<change::Entity>(change).await?;
    Ok(())
}

/// Whether a participant was on the roll of a vote that opened.
pub(crate) async fn on_a_roll(scope: &Scope, participant: Uuid) -> Outcome<bool> {
    Ok(voting::is_on_a_roll(scope, participant).await?)
}
