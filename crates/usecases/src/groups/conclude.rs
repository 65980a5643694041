//! A group concludes: threshold first, then the limits by rank; and is opened again where a mistake was made.

use super::meet::delegates_in;
use super::read::{GroupView, view};
use super::standing::{current, lock_group, meeting};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::groups::ranking::{ImpossibleVote, Ranked, VotedProposal};
use domain::groups::state::Readiness;
use domain::groups::{self as rules, GroupVote};
use domain::ids::RowId;
use domain::proposals::{GroupOutcome, ProposalState};
use domain::{Code, Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::groups::working_group;
use store::proposals::{self, ProposalFilter, proposal};
use store::{Coded, Scope};
use uuid::Uuid;

/// Longest reason, in characters.
const REASON_MAX: usize = 1_000;

/// The conclusion of a group.
#[derive(Debug, Clone, Serialize)]
pub struct ConcludeGroup {
    /// Idempotency key.
    pub key: Uuid,
    /// The group.
    pub group: RowId,
    /// The version that was read.
    pub version: i32,
}

/// A group to open again.
#[derive(Debug, Clone, Serialize)]
pub struct ReopenGroup {
    /// Idempotency key.
    pub key: Uuid,
    /// The group.
    pub group: RowId,
    /// The version that was read.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// Concludes a group (*encerramento do grupo*): each of its proposals goes to the plenary or stays, with the reason.
///
/// # Errors
/// `GROUP_WITHOUT_ATTENDANCE`, `GROUP_WITHOUT_TABLE`, `GROUP_UNVOTED_PROPOSALS`, `TOO_MANY_VOTES`,
/// `GROUP_NOT_OPEN`, `GROUP_CONCLUDED`, `STALE_VERSION`.
pub async fn conclude(app: &App, ctx: &Ctx, command: &ConcludeGroup) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::LeadGroup, command.group.tenant, None)?;
    let group = app
        .act(ctx, "groups.conclude", &permit, command.key, command, |scope| async move {
            let (conference, kept) = lock_group(&scope, ctx, Action::LeadGroup, command.group.id).await?;
            meeting(&conference)?;
            current(kept.version, command.version)?;
            let delegates = delegates_in(&scope, &kept).await?;
            let rows = in_group(&scope, &kept).await?;
            let voted: Vec<VotedProposal> = rows.iter().filter_map(voted).collect();
            let readiness = Readiness {
                delegates_present: delegates,
                table_named: kept.coordinator_id.is_some() && kept.rapporteur_id.is_some(),
                unvoted: u32::try_from(rows.len() - voted.len()).unwrap_or(u32::MAX),
            };
            let state = Coded(kept.state.conclude(readiness).or_refuse()?);
            let ranked = rules::conclude(&conference.parameters.groups(), delegates, &voted);
            let ranked = ranked.map_err(|wrong| impossible(wrong, &rows))?;
            let gone_on = write(&scope, &conference, delegates, rows, &ranked).await?;
            let version = kept.version + 1;
            let group = working_group::Model { state, concluded_at: Some(ctx.now()), version, ..kept };
            let group = scope.save::<working_group::Entity>(group).await?;
            let act = Act::new(Action::LeadGroup, "WorkingGroup", group.id).of(conference.id);
            let details = json!({ "delegates": delegates, "voted": ranked.len(), "toPlenary": gone_on });
            act.with(details).live().record(&scope, ctx).await?;
            Ok(group)
        })
        .await?;
    view(app, ctx, group).await
}

/// Opens a concluded group again, with the reason, before its proposals are before the plenary.
///
/// # Errors
/// `GROUP_NOT_CONCLUDED`, `GROUP_SENT_TO_PLENARY`, `STALE_VERSION`; the reason is required.
pub async fn reopen(app: &App, ctx: &Ctx, command: &ReopenGroup) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::LeadGroup, command.group.tenant, None)?;
    let reason = &text::body("reason", &command.reason, REASON_MAX)?;
    let group = app
        .act(ctx, "groups.reopen", &permit, command.key, command, |scope| async move {
            let (conference, kept) = lock_group(&scope, ctx, Action::LeadGroup, command.group.id).await?;
            meeting(&conference)?;
            current(kept.version, command.version)?;
            let filter = ProposalFilter { group: Some(kept.id), ..ProposalFilter::default() };
            let rows = proposals::lock_all(&scope, conference.id, &filter).await?;
            let sent = rows.iter().any(|row| row.published_at.is_some());
            let state = Coded(kept.state.reopen(sent).or_refuse()?);
            for row in rows {
                let back = row.state.back_in_group();
                if back != *row.state {
                    scope.save::<proposal::Entity>(undecided(row, back)).await?;
                }
            }
            let group = working_group::Model {
                state,
                concluded_at: None,
                reopened_reason: Some(reason.clone()),
                version: kept.version + 1,
                ..kept
            };
            let group = scope.save::<working_group::Entity>(group).await?;
            let act = Act::new(Action::LeadGroup, "WorkingGroup", group.id).of(conference.id);
            act.with(json!({ "reopened": group.number, "reason": reason })).live().record(&scope, ctx).await?;
            Ok(group)
        })
        .await?;
    view(app, ctx, group).await
}

async fn in_group(scope: &Scope, group: &working_group::Model) -> Outcome<Vec<proposal::Model>> {
    let filter =
        ProposalFilter { group: Some(group.id), state: Some(ProposalState::InGroup), ..ProposalFilter::default() };
    Ok(proposals::lock_all(scope, group.conference_id, &filter).await?)
}

fn voted(row: &proposal::Model) -> Option<VotedProposal> {
    let count = |number: Option<i32>| number.and_then(|number| u32::try_from(number).ok());
    let vote = GroupVote {
        in_favour: count(row.votes_for)?,
        against: count(row.votes_against)?,
        abstention: count(row.abstentions)?,
    };
    let label = row.label();
    let axis = u8::try_from(row.axis).ok()?;
    Some(VotedProposal { proposal: row.id, axis, level: label.level, number: label.number, vote })
}

fn impossible(wrong: ImpossibleVote, rows: &[proposal::Model]) -> Refusal {
    let label = rows.iter().find(|row| row.id == wrong.proposal).map(|row| row.label().to_string());
    let mut refusal = Refusal::from(wrong);
    refusal.message = format!("Proposta {}: {}", label.unwrap_or_default(), refusal.message);
    refusal
}

/// Writes the outcome of each proposal; says how many go to the plenary.
async fn write(
    scope: &Scope,
    conference: &conference::Model,
    delegates: u32,
    rows: Vec<proposal::Model>,
    ranked: &[Ranked],
) -> Outcome<u32> {
    let consensus = conference.parameters.consensus_threshold;
    let mut gone_on = 0;
    for row in rows {
        let Some(result) = ranked.iter().find(|result| result.proposal == row.id) else { continue };
        let Some(outcome) = GroupOutcome::from_code(result.outcome.code()) else { continue };
        let in_favour = row.votes_for.and_then(|votes| u32::try_from(votes).ok()).unwrap_or(0);
        let passed = outcome == GroupOutcome::ToPlenary;
        gone_on += u32::from(passed);
        let decided = proposal::Model {
            state: Coded(row.state.after(outcome.act()).or_refuse()?),
            group_outcome: Some(Coded(outcome)),
            group_consensus: passed && consensus.is_some_and(|share| share.is_reached(in_favour, delegates)),
            group_rank: result.rank.and_then(|rank| i32::try_from(rank).ok()),
            group_reason: Some(result.explanation.clone()),
            version: row.version + 1,
            ..row
        };
        scope.save::<proposal::Entity>(decided).await?;
    }
    Ok(gone_on)
}

fn undecided(row: proposal::Model, state: ProposalState) -> proposal::Model {
    proposal::Model {
        state: Coded(state),
        group_outcome: None,
        group_consensus: false,
        group_rank: None,
        group_reason: None,
        version: row.version + 1,
        ..row
    }
}
