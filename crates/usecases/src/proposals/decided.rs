//! What polls on proposals may be about, and what their results do.

use super::decide::{article, highlighted};
use super::write::{How, annul, approval, decide};
use crate::decided::{Annulled, Decided};
use crate::{Act, Ctx, Failure, Outcome};
use domain::Refusal;
use domain::proposals::{ProposalAct, ProposalRefusal, ProposalState, Stage, new_proposal_outcome};
use domain::voting::{Outcome as Result, PriorityItem, PriorityResult, SubjectKind};
use policy::Action;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::proposals::{DecisionWay, ProposalFilter, ProposalOrigin, decision, lock_all, proposal};
use uuid::Uuid;

/// Checks that proposals may be voted now.
///
/// # Errors
/// `PROPOSAL_NOT_NOW`, `PROPOSAL_HIGHLIGHTED` for a bloc, `PRIORITY_ITEMS`; not found.
pub(crate) async fn check(
    scope: &Scope,
    conference: &conference::Model,
    subject: SubjectKind,
    items: &[Uuid],
) -> Outcome<()> {
    let rows = locked(scope, conference, items).await?;
    let fits = |row: &&proposal::Model| match subject {
        SubjectKind::NewProposal => *row.state == ProposalState::Draft && *row.origin == ProposalOrigin::Plenary,
        SubjectKind::Priority => row.state.is_deliberation(),
        _ => *row.state == ProposalState::InPlenary,
    };
    if let Some(row) = rows.iter().find(|row| !fits(row)) {
        return Err(not_now(row).into());
    }
    let marked: Vec<proposal::Model> = rows.iter().filter(|row| row.highlighted).cloned().collect();
    if subject == SubjectKind::ProposalBloc && !marked.is_empty() {
        return Err(highlighted(&marked).into());
    }
    if subject == SubjectKind::Priority && !of_one_class(&rows) {
        let message =
            "A priorização compara propostas aprovadas de um mesmo eixo e ente, ao menos duas. Escolha-as de novo.";
        return Err(Refusal::rule("PRIORITY_ITEMS", "proposalLimits (limite por eixo e ente federado)", message).into());
    }
    Ok(())
}

/// Writes what a proclaimed poll on proposals decided; a tie decides nothing.
///
/// # Errors
/// `PROPOSAL_NOT_NOW`; not found.
pub(crate) async fn record(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    let approved = match decided.result.outcome {
        Result::Approved => true,
        Result::Rejected => false,
        Result::Tie | Result::Annulled => return Ok(()),
    };
    let rows = locked(scope, conference, decided.items).await?;
    let how = how(decided, rows.len());
    for row in rows {
        let (act, reason) = match (decided.subject, approved) {
            (SubjectKind::NewProposal, admitted) => {
                let rule = article(conference, SubjectKind::NewProposal);
                let (act, reason) = new_proposal_outcome(admitted, decided.label, &rule);
                (act, format!("{reason} {}", how.reason))
            }
            (_, true) => (approval(&row), how.reason.clone()),
            (_, false) => (ProposalAct::Reject, how.reason.clone()),
        };
        let row = decide(scope, ctx, row, act, &How { way: how.way, poll: how.poll, reason }).await?;
        let note = Act::new(Action::RecordDecision, "Proposal", row.id).of(conference.id);
        note.with(json!({ "poll": decided.poll, "state": row.state })).record(scope, ctx).await?;
    }
    Ok(())
}

/// Takes back what an annulled poll decided on proposals: they are before the plenary again, and a new one of
/// the plenary waits for its admission.
///
/// # Errors
/// `DECISION_BUILT_UPON`; not found.
pub(crate) async fn take_back(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    annulled: &Annulled<'_>,
) -> Outcome<()> {
    let way =
        if annulled.decided.subject == SubjectKind::ProposalBloc { DecisionWay::BlocPoll } else { DecisionWay::Poll };
    let how = How { way, poll: Some(annulled.decided.poll), reason: annulled.note() };
    for row in locked(scope, conference, annulled.decided.items).await? {
        let by_this = |last: &decision::Model| last.poll_id == Some(annulled.decided.poll) && *last.way == way;
        let row = annul(scope, ctx, row, by_this, &how).await?;
        let note = Act::new(Action::RecordDecision, "Proposal", row.id).of(conference.id);
        note.with(json!({ "annulled": annulled.decided.poll, "state": row.state })).record(scope, ctx).await?;
    }
    Ok(())
}

/// Takes the marks of an annulled vote on priorities away.
///
/// # Errors
/// Not found when an item is no proposal of the conference.
pub(crate) async fn unrank(scope: &Scope, conference: &conference::Model, items: &[Uuid]) -> Outcome<()> {
    for row in locked(scope, conference, items).await? {
        let version = row.version + 1;
        scope.save::<proposal::Entity>(proposal::Model { priority_marks: None, version, ..row }).await?;
    }
    Ok(())
}

/// What competes in a vote on priorities, by the proposals' numbers, and how many of it the report takes.
///
/// # Errors
/// Not found when an item is no proposal of the conference.
pub(crate) async fn priority_items(
    scope: &Scope,
    conference: &conference::Model,
    items: &[Uuid],
) -> Outcome<(Vec<PriorityItem>, u32)> {
    let rows = locked(scope, conference, items).await?;
    let limit = rows.first().map_or(0, |row| conference.parameters.proposals().limit(Stage::Report, *row.level));
    let item = |row: &proposal::Model| PriorityItem {
        code: row.label().to_string(),
        group_votes: row.votes_for.and_then(|votes| u32::try_from(votes).ok()).unwrap_or(0),
        number: row.label().number,
    };
    Ok((rows.iter().map(item).collect(), limit))
}

/// Writes the marks that a vote on priorities gave: items and codes of its order are the proposals' numbers.
///
/// # Errors
/// Not found when an item is no proposal of the conference.
pub(crate) async fn prioritize(
    scope: &Scope,
    conference: &conference::Model,
    items: &[Uuid],
    order: &PriorityResult,
) -> Outcome<()> {
    for row in locked(scope, conference, items).await? {
        let label = row.label().to_string();
        let marks = order.order.iter().find(|item| item.code == label).map_or(0, |item| item.marks);
        let priority_marks = Some(i32::try_from(marks).unwrap_or(i32::MAX));
        let version = row.version + 1;
        scope.save::<proposal::Entity>(proposal::Model { priority_marks, version, ..row }).await?;
    }
    Ok(())
}

fn how(decided: &Decided<'_>, size: usize) -> How {
    let explanation = &decided.result.explanation;
    let together = if size == 1 { "1 item".to_owned() } else { format!("{size} itens") };
    let (way, reason) = match decided.subject {
        SubjectKind::ProposalBloc => {
            (DecisionWay::BlocPoll, format!("Votação em bloco de {together} sem destaque. {explanation}"))
        }
        _ => (DecisionWay::Poll, explanation.clone()),
    };
    How { way, poll: Some(decided.poll), reason }
}

/// The proposals a poll is about, locked, in the order of the caderno.
async fn locked(scope: &Scope, conference: &conference::Model, items: &[Uuid]) -> Outcome<Vec<proposal::Model>> {
    let filter = ProposalFilter { ids: Some(items.to_vec()), ..ProposalFilter::default() };
    let rows = lock_all(scope, conference.id, &filter).await?;
    if rows.is_empty() || items.iter().any(|item| rows.iter().all(|row| row.id != *item)) {
        return Err(Failure::NotFound);
    }
    Ok(rows)
}

fn of_one_class(rows: &[proposal::Model]) -> bool {
    rows.len() > 1 && rows.windows(2).all(|pair| (pair[0].axis, pair[0].level) == (pair[1].axis, pair[1].level))
}

fn not_now(row: &proposal::Model) -> Refusal {
    ProposalRefusal::NotNow(*row.state).into()
}
