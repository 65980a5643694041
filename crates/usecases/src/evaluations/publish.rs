//! Publishing and closing the evaluation.

use super::read::{EvaluationView, view};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::conferences::ConferenceState;
use domain::evaluations::{EvaluationForm, Question};
use domain::ids::RowId;
use domain::{Code, Refusal};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::evaluations::{self as kept, answer_box, evaluation};
use store::{Doc, Scope};
use uuid::Uuid;

/// Boxes that answers are spread over, so that none grows long.
pub(super) const BOXES: u8 = 16;

/// A form to publish.
#[derive(Debug, Clone, Serialize)]
pub struct PublishEvaluation {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Questions of the council's own, answered by a score, after those of the cycle.
    pub questions: Vec<String>,
    /// Open questions of the council's own, after those of the cycle.
    pub open: Vec<String>,
}

/// An evaluation to close.
#[derive(Debug, Clone, Serialize)]
pub struct CloseEvaluation {
    /// Idempotency key.
    pub key: Uuid,
    /// The evaluation.
    pub evaluation: RowId,
}

/// Publishes the form (*publicação da avaliação*): the cycle's, with the council's own questions added; answers begin.
///
/// # Errors
/// `CONFERENCE_NOT_IN_PROGRESS`, `EVALUATION_PUBLISHED`, those of the form.
pub async fn publish_evaluation(app: &App, ctx: &Ctx, command: &PublishEvaluation) -> Outcome<EvaluationView> {
    let at = command.conference;
    let permit = ctx.permit(Action::ManageEvaluation, at.tenant, Some(at.id))?;
    let id: Uuid = app
        .act(ctx, "evaluations.publish", &permit, command.key, command, |scope| async move {
            let conference = scope.lock::<conference::Entity>(at.id).await?.found()?;
            if *conference.state != ConferenceState::InProgress {
                let message = format!(
                    "A conferência está {}. A avaliação se publica com a conferência em andamento.",
                    conference.state.label()
                );
                return Err(Refusal::rule("CONFERENCE_NOT_IN_PROGRESS", "etapas da conferência", message).into());
            }
            if kept::of_conference(&scope, at.id).await?.is_some() {
                let message = "A avaliação desta conferência já foi publicada. Acompanhe as respostas.";
                return Err(Refusal::rule("EVALUATION_PUBLISHED", "uma avaliação por conferência", message).into());
            }
            let form = form(&conference.parameters.evaluation_form, command)?;
            let row = evaluation::Model {
                tenant_id: scope.tenant_id(),
                id: ctx.new_id(),
                conference_id: at.id,
                form: Doc(form),
                comment_seed: ctx.bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect(),
                published_at: ctx.now(),
                closed_at: None,
            };
            let row = scope.insert::<evaluation::Entity>(row).await?;
            let boxes = (0..BOXES).map(|number| empty_box(ctx, &row, number)).collect();
            scope.insert_all::<answer_box::Entity>(boxes).await?;
            let act = Act::new(Action::ManageEvaluation, "Evaluation", row.id).of(at.id);
            act.with(json!({ "questions": row.form.questions.len() })).live().record(&scope, ctx).await?;
            Ok(row.id)
        })
        .await?;
    shown(app, ctx, Action::ManageEvaluation, RowId { id, ..at }).await
}

fn form(cycle: &EvaluationForm, command: &PublishEvaluation) -> Outcome<EvaluationForm> {
    let mut form = cycle.clone();
    let own = (1..).zip(&command.questions);
    form.questions.extend(own.map(|(number, label)| Question { id: format!("C{number}"), label: label.clone() }));
    form.open.extend(command.open.iter().cloned());
    form.checked().or_refuse()
}

fn empty_box(ctx: &Ctx, evaluation: &evaluation::Model, number: u8) -> answer_box::Model {
    answer_box::Model {
        tenant_id: evaluation.tenant_id,
        id: ctx.new_id(),
        evaluation_id: evaluation.id,
        number: i32::from(number),
        answers: Doc(Vec::new()),
    }
}

/// Closes the evaluation (*encerramento da avaliação*); closing a closed one changes nothing.
///
/// # Errors
/// Not found when there is none.
pub async fn close_evaluation(app: &App, ctx: &Ctx, command: &CloseEvaluation) -> Outcome<EvaluationView> {
    let at = command.evaluation;
    let permit = ctx.permit(Action::ManageEvaluation, at.tenant, None)?;
    let id: Uuid = app
        .act(ctx, "evaluations.close", &permit, command.key, command, |scope| async move {
            let row = locked(&scope, ctx, Action::ManageEvaluation, at.id).await?;
            if row.closed_at.is_some() {
                return Ok(row.id);
            }
            let closed = evaluation::Model { closed_at: Some(ctx.now()), ..row };
            let row = scope.save::<evaluation::Entity>(closed).await?;
            let act = Act::new(Action::ManageEvaluation, "Evaluation", row.id).of(row.conference_id);
            act.with(json!({ "closed": true })).live().record(&scope, ctx).await?;
            Ok(row.id)
        })
        .await?;
    shown(app, ctx, Action::ManageEvaluation, RowId { id, ..at }).await
}

/// Locks an evaluation, with the permit checked against its conference.
pub(super) async fn locked(scope: &Scope, ctx: &Ctx, action: Action, id: Uuid) -> Outcome<evaluation::Model> {
    let row = scope.lock::<evaluation::Entity>(id).await?.found()?;
    ctx.permit(action, scope.tenant(), Some(row.conference_id))?;
    Ok(row)
}

/// The evaluation after an act.
pub(super) async fn shown(app: &App, ctx: &Ctx, action: Action, id: RowId) -> Outcome<EvaluationView> {
    let permit = ctx.permit(action, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let row = scope.get::<evaluation::Entity>(id.id).await?.found()?;
    view(&scope, ctx, row).await
}
