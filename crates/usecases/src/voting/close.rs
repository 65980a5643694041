//! Closing, by a person or by time, and giving more time.

use super::{bench, open, tally};
use crate::{
    Act, App, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::voting::PollState;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::outbox::entry;
use store::voting::{self, poll};
use uuid::Uuid;

/// More time for a poll.
#[derive(Debug, Clone, Serialize)]
pub struct ExtendPoll {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
    /// The new end.
    pub closes_at: DateTime<Utc>,
}

/// Gives more time to an open poll (*prorrogar*).
///
/// # Errors
/// `POLL_CLOSED` when the time has run out, `EXTENSION_NOT_LATER`, `CLOSING_NOT_AHEAD`, `POLL_STATE`.
pub async fn extend_poll(app: &App, ctx: &Ctx, command: &ExtendPoll) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.poll.tenant, None)?;
    app.act(ctx, "voting.extend_poll", &permit, command.key, command, |scope| async move {
        let row = bench::lock_poll(&scope, ctx, Action::ManagePolls, command.poll).await?;
        let next = row.poll.extend(ctx.now(), command.closes_at).or_refuse()?;
        if !next.changed {
            return Ok(row);
        }
        let row = scope.save::<poll::Entity>(row.holding(next.poll)).await?;
        open::remind(&scope, ctx, &row, command.closes_at).await?;
        let act = Act::new(Action::ManagePolls, "Poll", row.id).of(row.conference_id);
        act.with(json!({ "closesAt": command.closes_at })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A poll to close.
#[derive(Debug, Clone, Serialize)]
pub struct ClosePoll {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
}

/// Ends voting (*encerrar*) and computes the result (*apurar*). The poll's row is taken alone, so every
/// vote that was acknowledged is committed by then, and no other comes. Repeating is harmless.
///
/// # Errors
/// `POLL_STATE` before opening and once annulled.
pub async fn close_poll(app: &App, ctx: &Ctx, command: &ClosePoll) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.poll.tenant, None)?;
    app.act(ctx, "voting.close_poll", &permit, command.key, command, |scope| async move {
        let (conference, row) = bench::lock(&scope, ctx, Action::ManagePolls, command.poll).await?;
        close(&scope, ctx, &conference, row, "person").await
    })
    .await
}

async fn close(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    row: poll::Model,
    by: &'static str,
) -> Outcome<poll::Model> {
    let at = ctx.now();
    let accredited = voting::accredited(scope, conference.id, at).await?;
    let present = accredited.iter().filter(|delegate| delegate.present).count();
    let quorum = open::quorum(scope, conference, accredited.len(), present).await?;
    let next = row.poll.close(at, Some(quorum)).or_refuse()?;
    if !next.changed {
        return Ok(row);
    }
    let row = tally::keep(scope, row.holding(next.poll)).await?;
    let act = Act::new(Action::ManagePolls, "Poll", row.id).of(row.conference_id);
    let details = json!({ "state": row.state, "by": by, "outcome": row.outcome, "ballotsDigest": row.ballots_digest });
    act.with(details).live().record(scope, ctx).await?;
    Ok(row)
}

/// Closes a poll whose time has run out. One that was extended or closed meanwhile is left alone.
///
/// # Errors
/// When the database fails.
pub(crate) async fn close_due(app: &App, due: &entry::Model) -> Outcome<()> {
    let id: Uuid = serde_json::from_value(due.payload["poll"].clone()).map_err(Failure::internal)?;
    let permit = policy::system(TenantId(due.tenant_id), "voting.close_due");
    let ctx = &app.context(policy::Actor::Anonymous, format!("deadline-{}", due.id));
    app.db
        .transact("voting.close_due", &permit, |scope| async move {
            let row = scope.get::<poll::Entity>(id).await?.found()?;
            let conference = scope.lock::<conference::Entity>(row.conference_id).await?.found()?;
            let row = scope.lock_alone::<poll::Entity>(id).await?.found()?;
            let over = row.closes_at.is_some_and(|end| end < ctx.now());
            if *row.state == PollState::Open && over {
                close(&scope, ctx, &conference, row, "time").await?;
            }
            Ok(())
        })
        .await
}
