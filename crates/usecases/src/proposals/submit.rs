//! A proposal is submitted: in a group, before the groups, or new in the final plenary.

use super::write::{Fresh, add, made_of};
use crate::groups::standing::{lock_conference, lock_group, meeting, not_over};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::Refusal;
use domain::groups::attendance::AttendanceError;
use domain::ids::RowId;
use domain::people::GovernmentLevel;
use domain::proposals::{ProposalKind, ProposalState};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::groups::{self, working_group};
use store::participants::participant;
use store::proposals::{self, OriginKind, ProposalFilter, ProposalOrigin, proposal};
use uuid::Uuid;

/// A proposal to submit.
#[derive(Debug, Clone, Serialize)]
pub struct SubmitProposal {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The group that discusses it; none before the groups meet, or for a new one in the plenary.
    pub group: Option<RowId>,
    /// Number of the axis; the group's own where there is one.
    pub axis: Option<i32>,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// New or a recommendation.
    pub kind: ProposalKind,
    /// Its wording.
    pub text: String,
    /// The earlier deliberation on which a recommendation insists.
    pub deliberation: Option<RowId>,
}

/// Submits a proposal (*apresentação de proposta*).
///
/// # Errors
/// `AXIS_REQUIRED`, `AXIS_UNKNOWN`, `PROPOSAL_LIMIT`, `GROUP_NOT_OPEN`, `GROUP_CONCLUDED`, `NOT_IN_GROUP`,
/// `NOT_CHECKED_IN`, `SUBMIT_IN_GROUP`, `NEW_IS_NO_RECOMMENDATION`, refusals on the text.
pub async fn submit(app: &App, ctx: &Ctx, command: &SubmitProposal) -> Outcome<proposal::Model> {
    let permit = ctx.permit(Action::SubmitProposal, command.conference.tenant, Some(command.conference.id))?;
    if command.deliberation.is_some() && command.kind == ProposalKind::New {
        let message =
            "Uma proposta ligada a deliberação anterior é recomendação. Escolha esse tipo, ou retire a ligação.";
        return Err(Refusal::invalid("kind", "NEW_IS_NO_RECOMMENDATION", message).into());
    }
    app.act(ctx, "proposals.submit", &permit, command.key, command, |scope| async move {
        let conference = lock_conference(&scope, command.conference.id).await?;
        not_over(&conference)?;
        let text = conference.parameters.proposals().check_text(&command.text)?;
        let author = author(&scope, ctx, &conference).await?;
        let place = match command.group {
            Some(group) => in_group(&scope, ctx, &conference, group.id, author.as_ref(), command.level).await?,
            None => without_group(&scope, &conference, command.axis, author.as_ref()).await?,
        };
        let fresh = Fresh {
            conference: conference.id,
            group: place.group,
            axis: place.axis,
            level: command.level,
            kind: command.kind,
            origin: place.origin,
            state: place.state,
            text,
            reason: "Texto apresentado.".into(),
        };
        let row = add(&scope, ctx, fresh).await?;
        if let Some(deliberation) = command.deliberation {
            made_of(&scope, ctx, &row, OriginKind::Deliberation, deliberation.id).await?;
        }
        let act = Act::new(Action::SubmitProposal, "Proposal", row.id).of(conference.id);
        let details = json!({ "label": row.label().to_string(), "origin": row.origin, "state": row.state });
        act.with(details).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

struct Place {
    group: Option<Uuid>,
    axis: i32,
    origin: ProposalOrigin,
    state: ProposalState,
}

/// The participant who submits as such; none for the council's people.
async fn author(scope: &Scope, ctx: &Ctx, conference: &conference::Model) -> Outcome<Option<participant::Model>> {
    let Some(id) = ctx.actor.participant() else { return Ok(None) };
    let person = scope.get::<participant::Entity>(id).await?.found()?;
    meeting(conference)?;
    let now = ctx.now();
    if person.check_in_at.is_none_or(|came| came > now) || person.check_out_at.is_some_and(|left| left <= now) {
        return Err(Refusal::from(AttendanceError::NotCheckedIn).into());
    }
    Ok(Some(person))
}

async fn in_group(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    group: Uuid,
    author: Option<&participant::Model>,
    level: GovernmentLevel,
) -> Outcome<Place> {
    let (of, group) = lock_group(scope, ctx, Action::SubmitProposal, group).await?;
    if of.id != conference.id {
        return Err(crate::Failure::NotFound);
    }
    group.state.records().or_refuse()?;
    if let Some(person) = author {
        member(scope, &group, person).await?;
    }
    let filter = ProposalFilter {
        group: Some(group.id),
        level: Some(level),
        state: Some(ProposalState::InGroup),
        ..ProposalFilter::default()
    };
    let present = proposals::in_order(scope, conference.id, &filter).await?.len();
    conference.parameters.proposals().check_submission(level, u32::try_from(present).unwrap_or(u32::MAX))?;
    let (origin, state) = (ProposalOrigin::Group, ProposalState::InGroup);
    Ok(Place { group: Some(group.id), axis: group.axis, origin, state })
}

/// Checks that a delegate belongs to the group: assigned to it, or on its list.
async fn member(scope: &Scope, group: &working_group::Model, person: &participant::Model) -> Outcome<()> {
    let listed = groups::listed(scope, group.conference_id, vec![person.id]).await?;
    let there = listed.first().map_or(person.group_id, |entry| Some(entry.group_id));
    if there == Some(group.id) {
        return Ok(());
    }
    let message = "Você participa de outro grupo. Apresente a proposta no seu grupo de trabalho.";
    Err(Refusal::rule("NOT_IN_GROUP", "grupos de trabalho", message).at("groupId").into())
}

async fn without_group(
    scope: &Scope,
    conference: &conference::Model,
    axis: Option<i32>,
    author: Option<&participant::Model>,
) -> Outcome<Place> {
    let axis = axis.ok_or_else(|| Refusal::invalid("axis", "AXIS_REQUIRED", "Escolha o eixo da proposta."))?;
    let axis = i32::from(conference.parameters.known_axis(axis)?);
    let sent = proposals::is_book_sent(scope, conference.id).await?;
    if !sent && author.is_some() {
        let message = "O caderno ainda não foi à plenária final. Apresente a proposta no seu grupo de trabalho.";
        return Err(Refusal::rule("SUBMIT_IN_GROUP", "grupos de trabalho", message).at("groupId").into());
    }
    let origin = if sent { ProposalOrigin::Plenary } else { ProposalOrigin::Group };
    Ok(Place { group: None, axis, origin, state: ProposalState::Draft })
}
