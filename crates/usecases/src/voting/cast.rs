//! Casting: the path that three hundred people take at once, so it is short.

use super::receipt;
use crate::{
    Act, App, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::voting::{BallotAttempt, Poll};
use policy::{Action, Permit};
use serde::{Deserialize, Serialize};
use store::voting::{self, ballot, poll, refused_ballot};
use store::{Doc, Scope};
use uuid::Uuid;

/// Refusals that are counted in the report.
const KEPT: &[&str] = &["POLL_CLOSED", "NOT_ON_ROLL", "ALREADY_VOTED"];

/// A vote.
#[derive(Debug, Clone, Serialize)]
pub struct CastVote {
    /// Idempotency key: the same vote sent again gets the same receipt.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
    /// Codes of the marked options.
    pub choices: Vec<String>,
}

/// Proof of a vote for who cast it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VoteReceipt {
    /// The poll.
    pub poll: RowId,
    /// When the vote was taken.
    pub cast_at: DateTime<Utc>,
    /// The receipt.
    pub receipt: String,
}

/// Casts the acting delegate's vote (*votar*). The poll is taken shared until the commit: a vote is
/// in the tally if and only if it was committed before the closing.
///
/// # Errors
/// `POLL_NOT_OPEN`, `POLL_CLOSED`, `POLL_ANNULLED`, `NOT_ON_ROLL`, `ALREADY_VOTED` with the time of the
/// vote that stands, and what is wrong with the choice.
pub async fn cast_vote(app: &App, ctx: &Ctx, command: &CastVote) -> Outcome<VoteReceipt> {
    let permit = may_try(ctx, command.poll.tenant, None)?;
    let voter = ctx.actor.participant().found()?;
    let cast = app.act(ctx, "voting.cast_vote", &permit, command.key, command, |scope| async move {
        let row = scope.lock_shared::<poll::Entity>(command.poll.id).await?.found()?;
        may_try(ctx, command.poll.tenant, Some(row.conference_id))?;
        let receipt = take(&scope, ctx, &row.poll, voter, command).await?;
        Act::new(Action::CastVote, "Poll", row.id).of(row.conference_id).record(&scope, ctx).await?;
        Ok((row.conference_id, receipt))
    });
    match cast.await {
        Ok((conference, receipt)) => {
            app.turnout.changed(command.poll.tenant, conference);
            Ok(receipt)
        }
        Err(Failure::Refused(refusal)) if KEPT.contains(&refusal.code) => {
            note(app, ctx, &permit, voter, command, refusal.code).await?;
            Err(refusal.into())
        }
        Err(failure) => Err(failure),
    }
}

/// Delegates vote. Guests and observers may try: the answer is then the roll's, with the article that
/// says who votes, and the attempt is counted in the report.
fn may_try(ctx: &Ctx, tenant: TenantId, conference: Option<Uuid>) -> Outcome<Permit> {
    match ctx.permit(Action::CastVote, tenant, conference) {
        Err(Failure::Refused(_)) if ctx.actor.participant().is_some() => {
            ctx.permit(Action::ReadSelf, tenant, conference)
        }
        permitted => permitted,
    }
}

async fn take(scope: &Scope, ctx: &Ctx, open: &Poll, voter: Uuid, command: &CastVote) -> Outcome<VoteReceipt> {
    let at = ctx.now();
    let choices: Vec<&str> = command.choices.iter().map(String::as_str).collect();
    let on_roll = voting::on_roll(scope, open.id, voter).await?;
    let attempt = BallotAttempt { at, on_roll, voted_at: None, choices: &choices };
    let salt = receipt::hex(&ctx.bytes::<16>());
    let code = receipt::receipt(open.id, voter, &command.choices, at, &salt);
    let ballot = ballot::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        poll_id: open.id,
        participant_id: voter,
        choices: Doc(command.choices.clone()),
        cast_at: at,
        salt,
        receipt: code.clone(),
    };
    let accepted = open.accept_ballot(attempt);
    if accepted.is_ok() && scope.insert_new::<ballot::Entity>(ballot).await? {
        return Ok(VoteReceipt { poll: command.poll, cast_at: at, receipt: code });
    }
    // Not taken: an earlier vote is named before anything is said about this choice.
    let voted_at = voting::ballot_of(scope, open.id, voter).await?.map(|earlier| earlier.cast_at);
    open.accept_ballot(BallotAttempt { voted_at, ..attempt }).or_refuse()?;
    Err(store::StoreError::Conflict("a ballot that was there is gone".into()).into())
}

/// Keeps that an attempt was refused, after its own transaction kept nothing.
async fn note(
    app: &App,
    ctx: &Ctx,
    permit: &Permit,
    voter: Uuid,
    command: &CastVote,
    code: &'static str,
) -> Outcome<()> {
    let attempt = &refused_ballot::Model {
        tenant_id: permit.tenant().0,
        id: ctx.new_id(),
        poll_id: command.poll.id,
        participant_id: voter,
        code: code.to_owned(),
        at: ctx.now(),
    };
    let keep = |scope: Scope| async move { Ok(voting::note_refused(&scope, attempt.clone()).await?) };
    app.db.transact("voting.note_refused", permit, keep).await
}
