//! Adding actions and evidence, and reading them.

use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::conferences::ConferenceState;
use domain::ids::RowId;
use domain::monitoring::Evidence;
use domain::people::GovernmentLevel;
use domain::{Code, Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::actions::{self as kept, action, evidence};
use store::conferences::conference;
use store::{Coded, Scope};
use uuid::Uuid;

/// Longest text of an action, in characters.
const TEXT_MAX: usize = 2_000;

/// An action to add.
#[derive(Debug, Clone, Serialize)]
pub struct AddAction {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference that verifies.
    pub conference: RowId,
    /// Axis it is told under.
    pub axis: i32,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// The conference that decided it, as people call it.
    pub decided_by: String,
    /// What was decided.
    pub text: String,
    /// Who answers for it, if known.
    pub responsible: Option<String>,
}

/// Evidence to attach.
#[derive(Debug, Clone, Serialize)]
pub struct AttachEvidence {
    /// Idempotency key.
    pub key: Uuid,
    /// The action.
    pub action: RowId,
    /// The evidence.
    pub evidence: Evidence,
}

/// An action with its evidence.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
pub struct ActionView {
    /// The action.
    pub action: action::Model,
    /// What was attached, in order of time.
    pub evidence: Vec<evidence::Model>,
}

/// Adds an action to verify (*ação a conferir*) that does not come from the council's own last conference.
///
/// # Errors
/// `AXIS_UNKNOWN`, `CONFERENCE_CLOSED`, those of the texts.
pub async fn add_action(app: &App, ctx: &Ctx, command: &AddAction) -> Outcome<ActionView> {
    let at = command.conference;
    let permit = ctx.permit(Action::ManageActions, at.tenant, Some(at.id))?;
    let decided_by = &text::line("decidedBy", &command.decided_by, text::LINE_MAX)?;
    let body = &text::body("text", &command.text, TEXT_MAX)?;
    let responsible = &text::optional_line("responsible", command.responsible.as_deref(), text::LINE_MAX)?;
    app.act(ctx, "actions.add", &permit, command.key, command, |scope| async move {
        // Positions are given one at a time.
        let conference = scope.lock::<conference::Entity>(at.id).await?.found()?;
        check_open(&conference)?;
        if !conference.parameters.axes.iter().any(|axis| i32::from(axis.number) == command.axis) {
            let message = "Este eixo não existe no ciclo da conferência. Escolha um dos eixos da lista.";
            return Err(Refusal::invalid("axis", "AXIS_UNKNOWN", message).into());
        }
        let position = kept::actions(&scope, at.id).await?.last().map_or(1, |last| last.position + 1);
        let row = action::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: at.id,
            position,
            axis: command.axis,
            level: Coded(command.level),
            decided_by: decided_by.clone(),
            text: body.clone(),
            deliberation_id: None,
            assessment: None,
            comment: None,
            evidence: None,
            responsible: responsible.clone(),
            assessed_at: None,
            version: 1,
        };
        let row = scope.insert::<action::Entity>(row).await?;
        let act = Act::new(Action::ManageActions, "ActionItem", row.id).of(at.id);
        act.with(json!({ "position": position })).live().record(&scope, ctx).await?;
        Ok(ActionView { action: row, evidence: Vec::new() })
    })
    .await
}

/// Attaches evidence to an action (*comprovação*): a document in words, with its address where there is one.
///
/// # Errors
/// `EVIDENCE_ADDRESS`, `CONFERENCE_CLOSED`, those of the texts.
pub async fn attach_action_evidence(app: &App, ctx: &Ctx, command: &AttachEvidence) -> Outcome<ActionView> {
    let permit = ctx.permit(Action::AssessAction, command.action.tenant, None)?;
    let proof = &command.evidence.clone().checked()?;
    app.act(ctx, "actions.attach_evidence", &permit, command.key, command, |scope| async move {
        let action = locked(&scope, ctx, command.action.id).await?;
        let row = evidence::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            action_id: action.id,
            description: proof.description.clone(),
            address: proof.address.clone(),
            attached_at: ctx.now(),
        };
        let row = scope.insert::<evidence::Entity>(row).await?;
        let act = Act::new(Action::AssessAction, "ActionItem", action.id).of(action.conference_id);
        act.with(json!({ "evidence": row.id })).live().record(&scope, ctx).await?;
        view(&scope, action).await
    })
    .await
}

/// Locks an action of a conference that is not over.
pub(super) async fn locked(scope: &Scope, ctx: &Ctx, id: Uuid) -> Outcome<action::Model> {
    let action = scope.lock::<action::Entity>(id).await?.found()?;
    ctx.permit(Action::AssessAction, scope.tenant(), Some(action.conference_id))?;
    check_open(&scope.get::<conference::Entity>(action.conference_id).await?.found()?)?;
    Ok(action)
}

pub(super) async fn view(scope: &Scope, action: action::Model) -> Outcome<ActionView> {
    Ok(ActionView { evidence: kept::evidence_of(scope, vec![action.id]).await?, action })
}

fn check_open(conference: &conference::Model) -> Outcome<()> {
    if matches!(*conference.state, ConferenceState::Closed | ConferenceState::Cancelled) {
        let message = format!("A conferência está {}; as ações a conferir não mudam mais.", conference.state.label());
        return Err(Refusal::rule("CONFERENCE_CLOSED", "etapas da conferência", message).into());
    }
    Ok(())
}

/// The actions of a conference with their evidence, open to everybody; in two queries.
///
/// # Errors
/// When the database fails.
pub async fn actions(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<ActionView>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let rows = kept::actions(&scope, conference.id).await?;
    let mut evidence = kept::evidence_of(&scope, rows.iter().map(|row| row.id).collect()).await?;
    let views = rows.into_iter().map(|action| {
        let (own, rest) = evidence.drain(..).partition(|one| one.action_id == action.id);
        evidence = rest;
        ActionView { action, evidence: own }
    });
    Ok(views.collect())
}
