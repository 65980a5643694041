//! The wording of a proposal is edited, or the proposal is taken back, before any vote of the plenary.

use super::drafts::bring;
use super::write::{Because, reword};
use crate::groups::standing::{current, lock_group, not_over};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::ids::RowId;
use domain::proposals::{ProposalAct, ProposalRefusal, ProposalState};
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::groups::working_group;
use store::proposals::{ProposalOrigin, proposal};
use store::{Coded, Scope};
use uuid::Uuid;

/// Longest reason, in characters.
const REASON_MAX: usize = 1_000;

/// Another wording.
#[derive(Debug, Clone, Serialize)]
pub struct EditProposal {
    /// Idempotency key.
    pub key: Uuid,
    /// The proposal.
    pub proposal: RowId,
    /// The version that was read.
    pub version: i32,
    /// The wording.
    pub text: String,
    /// Why, for the history.
    pub reason: Option<String>,
    /// The group that is to discuss it, for a draft that has none.
    pub group: Option<RowId>,
}

/// A proposal to take back.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawProposal {
    /// Idempotency key.
    pub key: Uuid,
    /// The proposal.
    pub proposal: RowId,
    /// The version that was read.
    pub version: i32,
}

/// Edits the wording (*redação*). A group that voted the old wording votes again.
///
/// # Errors
/// `STALE_VERSION`, `PROPOSAL_NOT_NOW`, `GROUP_NOT_OPEN`, `GROUP_CONCLUDED`, refusals on the text.
pub async fn edit(app: &App, ctx: &Ctx, command: &EditProposal) -> Outcome<proposal::Model> {
    let permit = ctx.permit(Action::ManageProposals, command.proposal.tenant, None)?;
    let reason = &text::optional_body("reason", command.reason.as_deref(), REASON_MAX)?;
    app.act(ctx, "proposals.edit", &permit, command.key, command, |scope| async move {
        let (conference, kept) = lock(&scope, ctx, Action::ManageProposals, command.proposal.id).await?;
        current(kept.version, command.version)?;
        if !kept.state.is_editable() {
            return Err(Refusal::from(ProposalRefusal::NotNow(*kept.state)).into());
        }
        let kept = match command.group {
            Some(group) if kept.group_id != Some(group.id) => to_group(&scope, ctx, kept, group.id).await?,
            _ => kept,
        };
        let wording = conference.parameters.proposals().check_text(&command.text)?;
        let same = kept.text == wording;
        let why = reason.clone().unwrap_or_else(|| "Nova redação.".into());
        let row = reword(&scope, ctx, kept, Some(wording), Because::of(why)).await?;
        let row = proposal::Model { version: command.version + 1, ..if same { row } else { unvoted(row) } };
        let row = scope.save::<proposal::Entity>(row).await?;
        let act = Act::new(Action::ManageProposals, "Proposal", row.id).of(conference.id);
        act.with(json!({ "edited": !same, "version": row.version })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// Takes a proposal back (*retirada*): its author, or the council's people for it.
///
/// # Errors
/// `STALE_VERSION`, `PROPOSAL_NOT_NOW`; `NOT_PERMITTED` for a delegate who is not its author.
pub async fn withdraw(app: &App, ctx: &Ctx, command: &WithdrawProposal) -> Outcome<proposal::Model> {
    let permit = ctx.permit(Action::SubmitProposal, command.proposal.tenant, None)?;
    app.act(ctx, "proposals.withdraw", &permit, command.key, command, |scope| async move {
        let (conference, kept) = lock(&scope, ctx, Action::SubmitProposal, command.proposal.id).await?;
        if ctx.actor.participant().is_some() && ctx.actor.participant() != kept.author_id {
            return Err(Refusal::not_permitted("quem apresentou a proposta, secretaria executiva, relatoria").into());
        }
        current(kept.version, command.version)?;
        let state = Coded(kept.state.after(ProposalAct::Withdraw).or_refuse()?);
        let row = proposal::Model { state, version: kept.version + 1, ..kept };
        let row = scope.save::<proposal::Entity>(row).await?;
        let act = Act::new(Action::SubmitProposal, "Proposal", row.id).of(conference.id);
        act.with(json!({ "withdrawn": row.label().to_string() })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A proposal, locked after its group, for an actor who may do the action. In a group, the group must meet.
async fn lock(scope: &Scope, ctx: &Ctx, action: Action, id: Uuid) -> Outcome<(conference::Model, proposal::Model)> {
    let read = scope.get::<proposal::Entity>(id).await?.found()?;
    ctx.permit(action, scope.tenant(), Some(read.conference_id))?;
    let conference = scope.get::<conference::Entity>(read.conference_id).await?.found()?;
    not_over(&conference)?;
    if let Some(group) = read.group_id {
        let group = scope.lock::<working_group::Entity>(group).await?.found()?;
        if *read.state == ProposalState::InGroup {
            group.state.records().or_refuse()?;
        }
    }
    Ok((conference, scope.lock::<proposal::Entity>(id).await?.found()?))
}

/// Brings a draft to the group named, which must meet and discuss its axis.
async fn to_group(scope: &Scope, ctx: &Ctx, row: proposal::Model, group: Uuid) -> Outcome<proposal::Model> {
    let (conference, group) = lock_group(scope, ctx, Action::ManageProposals, group).await?;
    if conference.id != row.conference_id {
        return Err(crate::Failure::NotFound);
    }
    if *row.origin == ProposalOrigin::Plenary {
        return Err(Refusal::from(ProposalRefusal::NotNow(*row.state)).into());
    }
    group.state.records().or_refuse()?;
    if group.axis != row.axis {
        let message = format!(
            "Este grupo discute o eixo {}; a proposta é do eixo {}. Escolha um grupo do eixo dela.",
            group.axis, row.axis
        );
        return Err(Refusal::rule("GROUP_AXIS", "grupos de trabalho por eixo", message).at("groupId").into());
    }
    bring(scope, row, &group).await
}

/// The row without the group's vote, which was on another wording.
pub(super) fn unvoted(row: proposal::Model) -> proposal::Model {
    proposal::Model { votes_for: None, votes_against: None, abstentions: None, ..row }
}
