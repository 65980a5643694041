//! What people said at an event, and the draft proposals made of it.

use super::attend::as_rule;
use super::{axes, not_over};
use crate::proposals::drafts::draft_from_contribution;
use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::ids::RowId;
use domain::mobilization::{self as rules, DraftProposalInput};
use domain::people::GovernmentLevel;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::mobilization::{contribution, mobilization_event};
use uuid::Uuid;

/// A contribution to take down.
#[derive(Debug, Clone, Serialize)]
pub struct RecordContribution {
    /// Idempotency key.
    pub key: Uuid,
    /// The event.
    pub event: RowId,
    /// The words, without the person.
    pub text: String,
    /// Axis it seems to belong to.
    pub axis: Option<i32>,
}

/// Takes a contribution down (*contribuição*).
///
/// # Errors
/// `AXIS_UNKNOWN`, `EVENT_NOT_STARTED`, `CONFERENCE_STATE`; refusals of the text.
pub async fn record_contribution(app: &App, ctx: &Ctx, command: &RecordContribution) -> Outcome<contribution::Model> {
    let permit = ctx.permit(Action::ManageMobilization, command.event.tenant, None)?;
    app.act(ctx, "mobilization.contribution", &permit, command.key, command, |scope| async move {
        let event = scope.lock::<mobilization_event::Entity>(command.event.id).await?.found()?;
        ctx.permit(Action::ManageMobilization, command.event.tenant, Some(event.conference_id))?;
        let conference = not_over(&scope, event.conference_id).await?;
        as_rule(&event).check_recording(ctx.now())?;
        let said = rules::record_contribution(&command.text, command.axis.map(i64::from), &axes(&conference))?;
        let row = contribution::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            event_id: event.id,
            text: said.text,
            axis: said.axis.map(i32::from),
            proposal_id: None,
            recorded_at: ctx.now(),
        };
        let row = scope.insert::<contribution::Entity>(row).await?;
        let counted = mobilization_event::Model { contributions: event.contributions + 1, ..event };
        scope.save::<mobilization_event::Entity>(counted).await?;
        let act = Act::new(Action::ManageMobilization, "Contribution", row.id).of(conference.id);
        act.with(json!({ "axis": row.axis })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A draft to make of a contribution.
#[derive(Debug, Clone, Serialize)]
pub struct TurnIntoProposal {
    /// Idempotency key.
    pub key: Uuid,
    /// The contribution.
    pub contribution: RowId,
    /// Axis; none for the contribution's own.
    pub axis: Option<i32>,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// Another wording; none keeps the words that were said.
    pub text: Option<String>,
}

/// Makes a draft proposal of a contribution, once; it waits for the group of its axis.
///
/// # Errors
/// `ALREADY_DRAFTED`, `AXIS_REQUIRED`, `AXIS_UNKNOWN`, `TOO_LONG`, `CONFERENCE_STATE`.
pub async fn turn_into_proposal(app: &App, ctx: &Ctx, command: &TurnIntoProposal) -> Outcome<contribution::Model> {
    let permit = ctx.permit(Action::ManageMobilization, command.contribution.tenant, None)?;
    app.act(ctx, "mobilization.turn_into_proposal", &permit, command.key, command, |scope| async move {
        let row = scope.lock::<contribution::Entity>(command.contribution.id).await?.found()?;
        ctx.permit(Action::ManageMobilization, command.contribution.tenant, Some(row.conference_id))?;
        let conference = not_over(&scope, row.conference_id).await?;
        let said = rules::Contribution {
            text: row.text.clone(),
            axis: row.axis.and_then(|axis| u16::try_from(axis).ok()),
            proposal: row.proposal_id,
        };
        let input =
            DraftProposalInput { axis: command.axis.map(i64::from), level: command.level, text: command.text.clone() };
        let max = conference.parameters.proposal_max_chars;
        let draft = rules::draft_proposal(&said, &input, &axes(&conference), max)?;
        let proposal = draft_from_contribution(&scope, ctx, conference.id, row.id, draft).await?;
        let row = contribution::Model { proposal_id: Some(proposal.id), ..row };
        let row = scope.save::<contribution::Entity>(row).await?;
        let act = Act::new(Action::ManageMobilization, "Contribution", row.id).of(conference.id);
        act.with(json!({ "proposal": row.proposal_id })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}
