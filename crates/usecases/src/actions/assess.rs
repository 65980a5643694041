//! Assessing an action.

use super::record::{ActionView, locked, view};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::Refusal;
use domain::actions::{AssessmentInput, assess};
use domain::ids::RowId;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Coded;
use store::actions::{self as kept, action};
use uuid::Uuid;

/// An assessment to record.
#[derive(Debug, Clone, Serialize)]
pub struct AssessAction {
    /// Idempotency key.
    pub key: Uuid,
    /// The action.
    pub action: RowId,
    /// The version that was read.
    pub version: i32,
    /// The assessment.
    pub input: AssessmentInput,
}

/// Assesses an action (*avançou, avançou em parte, não avançou*). Evidence attached before counts where the
/// assessment brings none.
///
/// # Errors
/// `EVIDENCE_REQUIRED`, `COMMENT_REQUIRED`, `RESPONSIBLE_REQUIRED`, `STALE_VERSION`, `CONFERENCE_CLOSED`.
pub async fn assess_action(app: &App, ctx: &Ctx, command: &AssessAction) -> Outcome<ActionView> {
    let permit = ctx.permit(Action::AssessAction, command.action.tenant, None)?;
    app.act(ctx, "actions.assess", &permit, command.key, command, |scope| async move {
        let action = locked(&scope, ctx, command.action.id).await?;
        if action.version != command.version {
            return Err(Refusal::stale(action.version).into());
        }
        let mut input = command.input.clone();
        if input.evidence.as_deref().is_none_or(|given| given.trim().is_empty()) {
            let attached = kept::evidence_of(&scope, vec![action.id]).await?;
            input.evidence = attached.last().map(|last| last.description.clone());
        }
        input.responsible = input.responsible.or_else(|| action.responsible.clone());
        let given = assess(&input).or_refuse()?;
        let row = action::Model {
            assessment: Some(Coded(given.assessment)),
            comment: given.comment,
            evidence: given.evidence,
            responsible: given.responsible,
            assessed_at: Some(ctx.now()),
            version: action.version + 1,
            ..action
        };
        let row = scope.save::<action::Entity>(row).await?;
        let act = Act::new(Action::AssessAction, "ActionItem", row.id).of(row.conference_id);
        act.with(json!({ "assessment": row.assessment, "version": row.version })).live().record(&scope, ctx).await?;
        view(&scope, row).await
    })
    .await
}
