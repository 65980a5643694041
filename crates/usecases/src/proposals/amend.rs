//! What destaques make of proposals, in the transaction of whoever settles them.

use super::merge::together;
use super::write::{Because, How, annul, approval, decide, reword};
use crate::{Ctx, Outcome, decided::built_upon, failure::Found};
use domain::Refusal;
use domain::proposals::{ProposalAct, ProposalRefusal, ProposalState};
use store::Scope;
use store::proposals::{self, DecisionWay, decision, proposal};
use uuid::Uuid;

/// What an approved destaque changes, and why.
#[derive(Debug, Clone)]
pub(crate) struct Amending {
    /// The destaque.
    pub destaque: Uuid,
    /// The poll that approved it, if one did.
    pub poll: Option<Uuid>,
    /// Why, for the history: which destaque, by which vote.
    pub reason: String,
}

/// A proposal in the plenary's caderno, locked.
///
/// # Errors
/// Not found; `PROPOSAL_NOT_NOW` when it is not before the plenary.
pub(crate) async fn lock_in_plenary(scope: &Scope, id: Uuid) -> Outcome<proposal::Model> {
    let row = scope.lock::<proposal::Entity>(id).await?.found()?;
    if *row.state == ProposalState::InPlenary {
        return Ok(row);
    }
    Err(Refusal::from(ProposalRefusal::NotNow(*row.state)).into())
}

/// Notes whether a proposal is highlighted: it then leaves the bloc.
///
/// # Errors
/// Not found; `PROPOSAL_NOT_NOW`.
pub(crate) async fn highlighted(scope: &Scope, id: Uuid, highlighted: bool) -> Outcome<proposal::Model> {
    let row = lock_in_plenary(scope, id).await?;
    let version = row.version + 1;
    Ok(scope.save::<proposal::Entity>(proposal::Model { highlighted, version, ..row }).await?)
}

/// Gives a proposal the wording an approved destaque asked for; none suppresses it, which rejects it at once.
/// Any other stays before the plenary until [`conclude`].
///
/// # Errors
/// Not found; `PROPOSAL_NOT_NOW`.
pub(crate) async fn apply_amendment(
    scope: &Scope,
    ctx: &Ctx,
    id: Uuid,
    text: Option<String>,
    amending: Amending,
) -> Outcome<proposal::Model> {
    let row = lock_in_plenary(scope, id).await?;
    let suppressed = text.is_none();
    let how = How { way: DecisionWay::Destaques, poll: amending.poll, reason: amending.reason.clone() };
    let row = reword(scope, ctx, row, text, because(amending)).await?;
    if suppressed {
        return decide(scope, ctx, row, ProposalAct::Reject, &how).await;
    }
    let version = row.version + 1;
    Ok(scope.save::<proposal::Entity>(proposal::Model { version, ..row }).await?)
}

/// Puts proposals together as an approved destaque asked; the sources are decided with it.
///
/// # Errors
/// Not found; `PROPOSAL_NOT_NOW`, `MERGE_LEVELS`, `ALREADY_MERGED`, `MERGE_CYCLE`.
pub(crate) async fn merge_in_plenary(
    scope: &Scope,
    ctx: &Ctx,
    target: Uuid,
    sources: &[Uuid],
    text: String,
    amending: Amending,
) -> Outcome<proposal::Model> {
    let target = lock_in_plenary(scope, target).await?;
    let how = How { way: DecisionWay::Destaques, poll: amending.poll, reason: amending.reason.clone() };
    let mut rows = Vec::with_capacity(sources.len());
    for source in sources {
        rows.push(lock_in_plenary(scope, *source).await?);
    }
    super::write::note_merged(scope, ctx, &rows, &how).await?;
    together(scope, ctx, target, rows, text, because(amending)).await
}

/// Decides a proposal when its last destaque is settled: approved, with another wording where one was approved.
///
/// # Errors
/// Not found; `PROPOSAL_NOT_NOW`.
pub(crate) async fn conclude(
    scope: &Scope,
    ctx: &Ctx,
    id: Uuid,
    poll: Option<Uuid>,
    reason: String,
) -> Outcome<proposal::Model> {
    let row = lock_in_plenary(scope, id).await?;
    let act = approval(&row);
    decide(scope, ctx, row, act, &How { way: DecisionWay::Destaques, poll, reason }).await
}

/// What an annulled destaque had changed.
#[derive(Debug, Clone)]
pub(crate) struct Restoring {
    /// The destaque.
    pub destaque: Uuid,
    /// Its poll.
    pub poll: Uuid,
    /// The text before and after it; none when it was rejected and changed nothing.
    pub texts: Option<(String, Option<String>)>,
    /// The proposal that went in (MERGE).
    pub merged: Option<Uuid>,
    /// Why, for the history.
    pub reason: String,
}

/// Puts a proposal before the plenary again, with the text from before an annulled destaque.
///
/// # Errors
/// Not found; `DECISION_BUILT_UPON` when the text changed or the proposal was decided otherwise since.
pub(crate) async fn restore(scope: &Scope, ctx: &Ctx, id: Uuid, restoring: Restoring) -> Outcome<()> {
    let Restoring { destaque, poll, texts, merged, reason } = restoring;
    let how = How { way: DecisionWay::Destaques, poll: Some(poll), reason: reason.clone() };
    let by_destaques = |last: &decision::Model| *last.way == DecisionWay::Destaques;
    let mut row = scope.lock::<proposal::Entity>(id).await?.found()?;
    if *row.state != ProposalState::InPlenary {
        row = annul(scope, ctx, row, by_destaques, &how).await?;
    }
    let Some((before, after)) = texts else { return Ok(()) };
    if proposals::last_version(scope, id).await?.and_then(|last| last.text) != after {
        return Err(built_upon("Anule antes a votação do destaque que depois mudou este mesmo texto."));
    }
    let because = Because { reason, destaque: Some(destaque), poll: Some(poll) };
    let row = reword(scope, ctx, row, Some(before), because).await?;
    let version = row.version + 1;
    scope.save::<proposal::Entity>(proposal::Model { version, ..row }).await?;
    if let Some(merged) = merged {
        let source = scope.lock::<proposal::Entity>(merged).await?.found()?;
        annul(scope, ctx, source, by_destaques, &how).await?;
    }
    Ok(())
}

fn because(amending: Amending) -> Because {
    Because { reason: amending.reason, destaque: Some(amending.destaque), poll: amending.poll }
}
