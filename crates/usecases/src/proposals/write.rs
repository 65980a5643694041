//! The few ways in which a proposal's rows are written.

use crate::{Ctx, Outcome, decided::built_upon, failure::OrRefuse};
use domain::people::GovernmentLevel;
use domain::proposals::{ProposalAct, ProposalKind, ProposalLabel, ProposalState, next_number};
use domain::{Code, text};
use store::proposals::{self, DecisionWay, OriginKind, ProposalOrigin, decision, origin, proposal, version};
use store::{Coded, Scope};
use uuid::Uuid;

/// A proposal to put down, its text checked.
pub(super) struct Fresh {
    pub conference: Uuid,
    pub group: Option<Uuid>,
    pub axis: i32,
    pub level: GovernmentLevel,
    pub kind: ProposalKind,
    pub origin: ProposalOrigin,
    pub state: ProposalState,
    pub text: String,
    pub reason: String,
}

/// Why a wording changed.
pub(super) struct Because {
    pub reason: String,
    pub destaque: Option<Uuid>,
    pub poll: Option<Uuid>,
}

impl Because {
    /// A reason in words alone.
    pub(super) fn of(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), destaque: None, poll: None }
    }
}

/// How a decision came about.
pub(super) struct How {
    pub way: DecisionWay,
    pub poll: Option<Uuid>,
    pub reason: String,
}

/// Puts a proposal down under the next number of its axis and level. The conference must be locked.
pub(super) async fn add(scope: &Scope, ctx: &Ctx, fresh: Fresh) -> Outcome<proposal::Model> {
    let siblings = proposals::siblings(scope, fresh.conference, fresh.axis, fresh.level).await?;
    let given: Vec<ProposalLabel> = siblings.iter().map(proposal::Model::label).collect();
    let axis = u32::try_from(fresh.axis).unwrap_or_default();
    let number = i32::try_from(next_number(&given, axis, fresh.level)).unwrap_or(i32::MAX);
    let row = proposal::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: fresh.conference,
        group_id: fresh.group,
        axis: fresh.axis,
        level: Coded(fresh.level),
        number,
        position: position(fresh.axis, fresh.level, number),
        kind: Coded(fresh.kind),
        origin: Coded(fresh.origin),
        state: Coded(fresh.state),
        search_text: text::search_key(&fresh.text),
        text: fresh.text,
        book_text: None,
        highlighted: false,
        author_id: ctx.actor.participant(),
        votes_for: None,
        votes_against: None,
        abstentions: None,
        group_outcome: None,
        group_consensus: false,
        group_rank: None,
        group_reason: None,
        published_at: None,
        merged_into: None,
        priority_marks: None,
        created_at: ctx.now(),
        version: 1,
    };
    let row = scope.insert::<proposal::Entity>(row).await?;
    let first = wording(ctx, &row, 1, Some(row.text.clone()), Because::of(fresh.reason));
    scope.insert::<version::Entity>(first).await?;
    Ok(row)
}

/// Axis, level and number in one, so that a page has one thing to sort by.
fn position(axis: i32, level: GovernmentLevel, number: i32) -> i64 {
    let level = GovernmentLevel::ALL.iter().position(|known| *known == level).unwrap_or_default();
    let level = i64::try_from(level).unwrap_or_default();
    (i64::from(axis) * 10 + level) * 1_000_000 + i64::from(number)
}

/// Gives a proposal another wording, without saving the row; the same wording again is no new version.
/// None suppresses it: the last wording stays readable.
pub(super) async fn reword(
    scope: &Scope,
    ctx: &Ctx,
    row: proposal::Model,
    text: Option<String>,
    because: Because,
) -> Outcome<proposal::Model> {
    let last = proposals::last_version(scope, row.id).await?;
    let (number, kept) = last.map_or((0, None), |last| (last.number, last.text));
    if kept == text {
        return Ok(row);
    }
    scope.insert::<version::Entity>(wording(ctx, &row, number + 1, text.clone(), because)).await?;
    let Some(text) = text else { return Ok(row) };
    Ok(proposal::Model { search_text: text::search_key(&text), text, ..row })
}

fn wording(ctx: &Ctx, row: &proposal::Model, number: i32, text: Option<String>, because: Because) -> version::Model {
    version::Model {
        tenant_id: row.tenant_id,
        id: ctx.new_id(),
        proposal_id: row.id,
        number,
        text,
        author: ctx.actor.key().0,
        at: ctx.now(),
        reason: because.reason,
        destaque_id: because.destaque,
        poll_id: because.poll,
    }
}

/// Notes what a proposal was made of; the same again is noted once.
pub(super) async fn made_of(
    scope: &Scope,
    ctx: &Ctx,
    row: &proposal::Model,
    kind: OriginKind,
    source: Uuid,
) -> Outcome<()> {
    let entry = origin::Model {
        tenant_id: row.tenant_id,
        id: ctx.new_id(),
        proposal_id: row.id,
        kind: Coded(kind),
        source_id: source,
        at: ctx.now(),
    };
    scope.insert_new::<origin::Entity>(entry).await?;
    Ok(())
}

/// Writes a decision of the plenary and the state that follows; a decision is public.
pub(super) async fn decide(
    scope: &Scope,
    ctx: &Ctx,
    row: proposal::Model,
    act: ProposalAct,
    how: &How,
) -> Outcome<proposal::Model> {
    let state = row.state.after(act).or_refuse()?;
    scope.insert::<decision::Entity>(decision_on(ctx, &row, act, how)).await?;
    let admitted = state == ProposalState::InPlenary;
    let decided = proposal::Model {
        state: Coded(state),
        published_at: row.published_at.or(Some(ctx.now())),
        book_text: if admitted { Some(row.text.clone()) } else { row.book_text },
        version: row.version + 1,
        ..row
    };
    Ok(scope.save::<proposal::Entity>(decided).await?)
}

/// Takes back the last decision on a proposal when it is the one meant; both stay on record.
///
/// # Errors
/// `DECISION_BUILT_UPON` when something else decided since, or an order of priorities counts on it.
pub(super) async fn annul(
    scope: &Scope,
    ctx: &Ctx,
    row: proposal::Model,
    meant: impl Fn(&decision::Model) -> bool,
    how: &How,
) -> Outcome<proposal::Model> {
    if row.priority_marks.is_some() {
        return Err(built_upon(&format!("Anule antes a priorização de que participou a proposta {}.", row.label())));
    }
    let last = proposals::decisions_of(scope, vec![row.id]).await?.pop();
    let in_force =
        last.filter(meant).filter(|last| *row.state != ProposalState::InPlenary || *last.act == ProposalAct::Admit);
    let before = in_force.and_then(|_| row.state.after(ProposalAct::Annul).ok());
    // A proposal with a destaque stays before the plenary.
    let Some(state) = before.filter(|state| *state == ProposalState::InPlenary || !row.highlighted) else {
        return Err(built_upon(&format!("Anule antes a votação mais recente sobre a proposta {}.", row.label())));
    };
    scope.insert::<decision::Entity>(decision_on(ctx, &row, ProposalAct::Annul, how)).await?;
    let book_text = if state == ProposalState::Draft { None } else { row.book_text };
    let open = proposal::Model { state: Coded(state), merged_into: None, book_text, version: row.version + 1, ..row };
    Ok(scope.save::<proposal::Entity>(open).await?)
}

/// Writes for each proposal that the plenary lets it go into another.
pub(super) async fn note_merged(scope: &Scope, ctx: &Ctx, rows: &[proposal::Model], how: &How) -> Outcome<()> {
    let entries = rows.iter().map(|row| decision_on(ctx, row, ProposalAct::Merge, how)).collect();
    Ok(scope.insert_all::<decision::Entity>(entries).await?)
}

fn decision_on(ctx: &Ctx, row: &proposal::Model, act: ProposalAct, how: &How) -> decision::Model {
    decision::Model {
        tenant_id: row.tenant_id,
        id: ctx.new_id(),
        conference_id: row.conference_id,
        proposal_id: row.id,
        act: Coded(act),
        way: Coded(how.way),
        poll_id: how.poll,
        reason: how.reason.clone(),
        author: ctx.actor.key().0,
        at: ctx.now(),
    }
}

/// What approving a proposal is: with the wording of the caderno, or with another.
pub(super) fn approval(row: &proposal::Model) -> ProposalAct {
    match &row.book_text {
        Some(book) if *book != row.text => ProposalAct::ApproveAmended,
        _ => ProposalAct::Approve,
    }
}
