//! After the tally: ties are broken, results proclaimed, polls annulled.

use super::{bench, create};
use crate::{
    Act, App, Ctx, Outcome,
    decided::{self, Annulled, Decided},
    failure::OrRefuse,
    proposals, rules,
};
use domain::ids::RowId;
use domain::voting::{Outcome as VoteOutcome, PollState};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::voting::poll;
use uuid::Uuid;

/// How a tie is broken.
#[derive(Debug, Clone, Serialize)]
pub enum TieDecision {
    /// Voting once more, after one more pair of defences, with this question.
    SecondVote {
        /// The question; none for the same as before.
        question: Option<String>,
    },
    /// The chair's casting vote for one of the tied options.
    CastingVote {
        /// Code of the option.
        option: String,
    },
}

/// A tie to break.
#[derive(Debug, Clone, Serialize)]
pub struct BreakTie {
    /// Idempotency key.
    pub key: Uuid,
    /// The tied poll.
    pub poll: RowId,
    /// How.
    pub decision: TieDecision,
}

/// Breaks a tie as the rules of procedure say (*desempatar*): with the casting vote the poll itself comes
/// back decided; for a second vote the new poll, a draft that refers to the tied one.
///
/// # Errors
/// `NO_TIE`, `TIE_STEP_NOT_DUE`, `CASTING_VOTE_GIVEN`, `INVALID_CHOICE`, `POLL_STATE`.
pub async fn break_tie(app: &App, ctx: &Ctx, command: &BreakTie) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.poll.tenant, None)?;
    app.act(ctx, "voting.break_tie", &permit, command.key, command, |scope| async move {
        let (conference, row) = bench::lock(&scope, ctx, Action::ManagePolls, command.poll).await?;
        let (row, details) = match &command.decision {
            TieDecision::SecondVote { question } => {
                let question = question.as_deref().unwrap_or(&row.poll.question);
                let second = row.poll.second_vote(ctx.new_id(), question).or_refuse()?;
                let next = create::row(&scope, ctx, &conference, second).await?;
                let next = poll::Model { item_kind: row.item_kind.clone(), items: row.items.clone(), ..next };
                decided::release(&scope, *row.subject, &row.items).await?;
                (scope.insert::<poll::Entity>(next).await?, json!({ "repeats": row.number }))
            }
            TieDecision::CastingVote { option } => {
                let next = row.poll.break_tie(option).or_refuse()?;
                let row = scope.save::<poll::Entity>(row.holding(next.poll)).await?;
                (row, json!({ "castingVote": option }))
            }
        };
        let act = Act::new(Action::ManagePolls, "Poll", row.id).of(conference.id);
        act.with(details).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A result to announce.
#[derive(Debug, Clone, Serialize)]
pub struct ProclaimPoll {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
}

/// Announces the result (*proclamar*) and has its consequences written, in one transaction. A tie to be
/// voted again is announced without consequences. Repeating is harmless.
///
/// # Errors
/// `CASTING_VOTE_PENDING`, `POLL_STATE`, and what the matter says against it.
pub async fn proclaim_poll(app: &App, ctx: &Ctx, command: &ProclaimPoll) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.poll.tenant, None)?;
    app.act(ctx, "voting.proclaim_poll", &permit, command.key, command, |scope| async move {
        let (conference, row) = bench::lock(&scope, ctx, Action::ManagePolls, command.poll).await?;
        let next = row.poll.proclaim().or_refuse()?;
        if !next.changed {
            return Ok(row);
        }
        let row = poll::Model { proclaimed_at: Some(ctx.now()), ..row.holding(next.poll) };
        let row = scope.save::<poll::Entity>(row).await?;
        consequences(&scope, ctx, &conference, &row).await?;
        let act = Act::new(Action::ManagePolls, "Poll", row.id).of(conference.id);
        act.with(json!({ "state": row.state, "outcome": row.outcome })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

async fn consequences(scope: &Scope, ctx: &Ctx, conference: &conference::Model, row: &poll::Model) -> Outcome<()> {
    if let Some(order) = &row.poll.ranking {
        return proposals::decided::prioritize(scope, conference, &row.items, order).await;
    }
    let label = row.label();
    match decided_by(row, &label) {
        Some(decided) => decided::record(ctx, scope, conference, &decided).await,
        None => decided::release(scope, *row.subject, &row.items).await,
    }
}

/// What a poll decided; nothing when it ended in a tie.
fn decided_by<'a>(row: &'a poll::Model, label: &'a str) -> Option<Decided<'a>> {
    let result = row.poll.result.as_ref()?;
    let decides = matches!(result.outcome, VoteOutcome::Approved | VoteOutcome::Rejected);
    decides.then(|| Decided { poll: row.id, label, subject: *row.subject, items: &row.items, result })
}

/// A poll to annul.
#[derive(Debug, Clone, Serialize)]
pub struct AnnulPoll {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
    /// Why; everybody reads it.
    pub reason: String,
}

/// Takes the effect from a poll (*anular*), in any state, and keeps all that was collected: what a proclaimed
/// one decided is taken back with it. A new poll on the matter refers to it. Repeating is harmless.
///
/// # Errors
/// Refusals on the reason; for a proclaimed poll `DECISION_BUILT_UPON` and `CONFERENCE_STATE`.
pub async fn annul_poll(app: &App, ctx: &Ctx, command: &AnnulPoll) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.poll.tenant, None)?;
    app.act(ctx, "voting.annul_poll", &permit, command.key, command, |scope| async move {
        let (conference, row) = bench::lock(&scope, ctx, Action::ManagePolls, command.poll).await?;
        let next = row.poll.annul(ctx.now(), &command.reason).or_refuse()?;
        if !next.changed {
            return Ok(row);
        }
        let from = row.state;
        if *from == PollState::Proclaimed {
            let annulment = next.poll.annulment.as_ref().map_or("", |annulment| annulment.reason.as_str());
            without_effect(&scope, ctx, &conference, &row, annulment).await?;
        } else {
            decided::release(&scope, *row.subject, &row.items).await?;
        }
        let row = scope.save::<poll::Entity>(row.holding(next.poll)).await?;
        let act = Act::new(Action::ManagePolls, "Poll", row.id).of(row.conference_id);
        act.with(json!({ "state": row.state, "from": from })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// Undoes the consequences of a proclaimed poll; a tie had none, and a matter of procedure leaves nothing behind.
async fn without_effect(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    row: &poll::Model,
    reason: &str,
) -> Outcome<()> {
    if row.poll.ranking.is_some() {
        rules::meets(conference)?;
        return proposals::decided::unrank(scope, conference, &row.items).await;
    }
    let label = row.label();
    let Some(decided) = decided_by(row, &label) else { return Ok(()) };
    if row.subject.has_matter() {
        rules::meets(conference)?;
    }
    decided::take_back(ctx, scope, conference, &Annulled { decided, reason }).await
}
