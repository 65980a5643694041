//! Polls on destaques: whether one may be voted, and what the vote did to the text.

use super::conclude::conclude;
use super::{amendment, as_rule, life::kept, moved, subject};
use crate::proposals::amend::{Amending, apply_amendment, merge_in_plenary};
use crate::{Ctx, Failure, Outcome, decided::Decided, failure::Found, failure::OrRefuse};
use domain::Refusal;
use domain::destaques::{
    AmendedText, Amendment, ApprovedDestaque, DestaqueAct, DestaqueState, PendingDestaque, decided_reason,
    made_pointless,
};
use domain::voting::{Outcome as Result, SubjectKind};
use store::conferences::conference;
use store::destaques::{DestaquePoll, DestaqueTarget, destaque};
use store::rules::article;
use store::voting::poll;
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// Checks that a destaque may be voted now: it was presented, says what it proposes, and that can still be
/// made on the text as it reads. From here on it is in vote.
///
/// # Errors
/// `ONE_DESTAQUE`, `DESTAQUE_POINTLESS`, `CLARIFICATION_NOT_VOTED`, `DESTAQUE_NOT_NOW`, `DESTAQUE_SETTLED`,
/// `WORDING_MISSING`, `TEXT_CHANGED`, `TEXT_SUPPRESSED`; not found for foreign destaques.
pub(crate) async fn check(
    scope: &Scope,
    conference: &conference::Model,
    subject: SubjectKind,
    items: &[Uuid],
) -> Outcome<()> {
    let row = chosen(scope, conference, subject, items).await?;
    as_rule(&row).after(DestaqueAct::OpenVote).or_refuse()?;
    if row.pointless_by.is_some() {
        return Err(Refusal::rule(
            "DESTAQUE_POINTLESS",
            "regimento interno: destaque prejudicado",
            "Um destaque já aprovado decidiu sobre o mesmo texto. Registre que este ficou prejudicado, ou reescreva \
            a emenda sobre o texto atual.",
        )
        .into());
    }
    let subject = subject::of(scope, &row).await?;
    amendment(&row).apply(subject.text.as_deref()).or_refuse()?;
    let in_vote = destaque::Model { state: Coded(DestaqueState::InVote), version: row.version + 1, ..row };
    scope.save::<destaque::Entity>(in_vote).await?;
    Ok(())
}

/// Takes destaques out of a vote that came to nothing, to be debated and voted again.
///
/// # Errors
/// When the database fails.
pub(crate) async fn release(scope: &Scope, items: &[Uuid]) -> Outcome<()> {
    for item in items {
        let Some(row) = scope.lock::<destaque::Entity>(*item).await? else { continue };
        if let Ok(state) = as_rule(&row).after(DestaqueAct::DebateAgain) {
            let row = destaque::Model { state: Coded(state), version: row.version + 1, ..row };
            scope.save::<destaque::Entity>(row).await?;
        }
    }
    Ok(())
}

/// The one destaque a poll is about, locked.
pub(super) async fn chosen(
    scope: &Scope,
    conference: &conference::Model,
    subject: SubjectKind,
    items: &[Uuid],
) -> Outcome<destaque::Model> {
    let [item] = items else {
        let message = "Cada votação decide um destaque. Escolha um só.";
        return Err(Refusal::invalid("subjects", "ONE_DESTAQUE", message).into());
    };
    let target = match subject {
        SubjectKind::RulesDestaque => DestaqueTarget::Article,
        _ => DestaqueTarget::Proposal,
    };
    let row = scope.lock::<destaque::Entity>(*item).await?.found()?;
    let fits = row.conference_id == conference.id && *row.target == target;
    if fits { Ok(row) } else { Err(Failure::NotFound) }
}

/// Writes what a proclaimed poll decided: rejected, the text stays; approved, the text changes, and those the
/// change left without a purpose are marked.
///
/// # Errors
/// Refusals of an amendment that cannot be made any more.
pub(crate) async fn record(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    let mut row = chosen(scope, conference, decided.subject, decided.items).await?;
    row.polls = Doc(votes(scope, decided).await?);
    let approved = decided.result.outcome == Result::Approved;
    let state = as_rule(&row).after(DestaqueAct::Decide { approved }).or_refuse()?;
    let reason = reason(&row, approved, decided.label);
    if !approved {
        let row = scope.save::<destaque::Entity>(moved(ctx, row, state, Some(reason))).await?;
        return conclude(ctx, scope, &row).await;
    }
    let subject = subject::of(scope, &row).await?;
    let change = amendment(&row).apply(subject.text.as_deref()).or_refuse()?;
    rewrite(ctx, scope, &row, &change, &format!("Destaque {}: {reason}", row.label())).await?;
    let row = destaque::Model { after_text: change.after.clone(), ..moved(ctx, row, state, Some(reason)) };
    let row = scope.save::<destaque::Entity>(row).await?;
    mark_pointless(scope, &row, &change).await?;
    conclude(ctx, scope, &row).await
}

/// The poll that decided with those it repeats or replaces, in order.
async fn votes(scope: &Scope, decided: &Decided<'_>) -> Outcome<Vec<DestaquePoll>> {
    let mut votes =
        vec![DestaquePoll { poll: decided.poll, label: decided.label.to_owned(), outcome: decided.result.outcome }];
    let mut next = scope.get::<poll::Entity>(decided.poll).await?.and_then(before);
    while let Some(earlier) = next {
        let Some(row) = scope.get::<poll::Entity>(earlier).await? else { break };
        let annulled = row.poll.annulment.is_some();
        let outcome =
            row.outcome.map_or(Result::Annulled, |outcome| if annulled { Result::Annulled } else { *outcome });
        votes.push(DestaquePoll { poll: row.id, label: row.label(), outcome });
        next = before(row);
    }
    votes.reverse();
    Ok(votes)
}

fn before(row: poll::Model) -> Option<Uuid> {
    row.poll.repeats.or(row.poll.supersedes)
}

/// The reason to be read out, with the votes that came to nothing before.
fn reason(row: &destaque::Model, approved: bool, poll: &str) -> String {
    let before = row.polls.iter().filter_map(|vote| match vote.outcome {
        Result::Tie => Some(format!("Empate na votação {}. ", vote.label)),
        Result::Annulled => Some(format!("Votação {} anulada. ", vote.label)),
        Result::Approved | Result::Rejected => None,
    });
    before.collect::<String>() + &decided_reason(approved, poll, kept(row))
}

/// Changes the article or the proposal, whose history keeps what it was.
async fn rewrite(ctx: &Ctx, scope: &Scope, row: &destaque::Model, change: &AmendedText, reason: &str) -> Outcome<()> {
    match *row.target {
        DestaqueTarget::Article => {
            let mut article = scope.lock::<article::Entity>(row.subject_id).await?.found()?;
            article.history.0.note(change.after.clone(), row.author_id, ctx.now(), reason);
            article.current_text.clone_from(&change.after);
            article.version += 1;
            scope.save::<article::Entity>(article).await?;
            Ok(())
        }
        DestaqueTarget::Proposal => {
            let poll = row.polls.last().map(|vote| vote.poll);
            let amending = Amending { destaque: row.id, poll, reason: reason.to_owned() };
            match (row.merges_id, &change.after) {
                (Some(merged), Some(text)) => {
                    merge_in_plenary(scope, ctx, row.subject_id, &[merged], text.clone(), amending).await?
                }
                _ => apply_amendment(scope, ctx, row.subject_id, change.after.clone(), amending).await?,
            };
            Ok(())
        }
    }
}

/// Marks the waiting destaques that the approved one decided too; the chair confirms each.
async fn mark_pointless(scope: &Scope, approved: &destaque::Model, change: &AmendedText) -> Outcome<()> {
    let mut waiting = store::destaques::pending(scope, approved.conference_id).await?;
    waiting.retain(|row| row.target == approved.target && row.reading_round == approved.reading_round);
    let asked: Vec<Amendment> = waiting.iter().map(amendment).collect();
    let as_pending = |(row, amendment)| {
        let row: &destaque::Model = row;
        PendingDestaque { id: row.id, subject: row.subject_id, state: *row.state, amendment }
    };
    let pending: Vec<_> = waiting.iter().zip(&asked).map(as_pending).collect();
    let label = approved.label();
    let by = ApprovedDestaque {
        id: approved.id,
        label: &label,
        subject: approved.subject_id,
        merged: approved.merges_id,
        change,
    };
    let found = made_pointless(by, &pending, "");
    for row in waiting.into_iter().filter(|row| found.iter().any(|mooted| mooted.id == row.id)) {
        let marked = destaque::Model { pointless_by: Some(approved.id), version: row.version + 1, ..row };
        scope.save::<destaque::Entity>(marked).await?;
    }
    Ok(())
}
