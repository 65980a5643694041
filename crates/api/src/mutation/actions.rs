//! Actions to verify.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::actions::ActionItem;
use crate::types::enums::Enumeration;
use async_graphql::{Context, ID, InputObject, Object};
use domain::actions::{Assessment, AssessmentInput};
use domain::monitoring::Evidence;
use domain::people::GovernmentLevel;
use usecases::actions;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ActionsMutation;

/// An action to add.
#[derive(InputObject)]
pub(crate) struct AddActionInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference that verifies.
    conference_id: ID,
    /// Axis it is told under.
    axis: i32,
    /// Level of government it addresses.
    level: Enumeration<GovernmentLevel>,
    /// The conference that decided it, as people call it.
    decided_by: String,
    /// What was decided.
    text: String,
    /// Who answers for it, if known.
    responsible: Option<String>,
}

/// An assessment.
#[derive(InputObject)]
pub(crate) struct AssessActionInput {
    /// Idempotency key.
    key: Uuid,
    /// The action.
    action_item_id: ID,
    /// The version that was read.
    version: i32,
    /// What came of it.
    assessment: Enumeration<Assessment>,
    /// What was done and what is missing; required unless it advanced.
    comment: Option<String>,
    /// Where it can be checked; required where something advanced and nothing is attached.
    evidence: Option<String>,
    /// Who answers for it; required unless it advanced, where nobody is named yet.
    responsible: Option<String>,
}

/// Evidence to attach.
#[derive(InputObject)]
pub(crate) struct AttachActionEvidenceInput {
    /// Idempotency key.
    key: Uuid,
    /// The action.
    action_item_id: ID,
    /// Document, page or act, in words.
    description: String,
    /// Where it can be read, if it is online: `https://…`.
    address: Option<String>,
}

outcome! {
    /// What came of a change of an action to verify.
    ActionItemOutcome = ActionItem
}

#[Object]
impl ActionsMutation {
    /// Adds an action to verify (*ação a conferir*); those of the council's last conference come by themselves.
    async fn add_action(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AddActionInput,
    ) -> async_graphql::Result<ActionItemOutcome> {
        let (app, asking) = asked(ctx);
        let command = actions::AddAction {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            axis: input.axis,
            level: input.level.0,
            decided_by: input.decided_by,
            text: input.text,
            responsible: input.responsible,
        };
        settle(asking, actions::add_action(app, asking, &command).await, ActionItem)
    }

    /// Assesses an action: advanced, partly, not advanced (*avaliação da ação*).
    async fn assess_action(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AssessActionInput,
    ) -> async_graphql::Result<ActionItemOutcome> {
        let (app, asking) = asked(ctx);
        let assessment = AssessmentInput {
            assessment: input.assessment.0,
            comment: input.comment,
            evidence: input.evidence,
            responsible: input.responsible,
        };
        let action = id::row("ActionItem", &input.action_item_id)?;
        let command = actions::AssessAction { key: input.key, action, version: input.version, input: assessment };
        settle(asking, actions::assess_action(app, asking, &command).await, ActionItem)
    }

    /// Attaches evidence to an action (*comprovação*).
    async fn attach_action_evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AttachActionEvidenceInput,
    ) -> async_graphql::Result<ActionItemOutcome> {
        let (app, asking) = asked(ctx);
        let command = actions::AttachEvidence {
            key: input.key,
            action: id::row("ActionItem", &input.action_item_id)?,
            evidence: Evidence { description: input.description, address: input.address },
        };
        settle(asking, actions::attach_action_evidence(app, asking, &command).await, ActionItem)
    }
}
