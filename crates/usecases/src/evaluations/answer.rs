//! Answering, so that nothing says whose answer it is.

use super::publish::{BOXES, locked, shown};
use super::read::EvaluationView;
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::Refusal;
use domain::evaluations::{Answer, AnswerRefused};
use domain::ids::RowId;
use policy::Action;
use serde_json::json;
use store::evaluations::{self as kept, answer_box, evaluation, respondent};
use store::participants::participant;
use store::{Doc, Scope};
use uuid::Uuid;

/// An answer.
#[derive(Debug, Clone)]
pub struct AnswerEvaluation {
    /// Idempotency key.
    pub key: Uuid,
    /// The evaluation.
    pub evaluation: RowId,
    /// One score a question, in the form's order; none where left blank.
    pub scores: Vec<Option<u8>>,
    /// One comment an open question, in the form's order.
    pub comments: Vec<Option<String>>,
    /// Whether the person's category may be counted with the answer.
    pub share_category: bool,
}

/// Answers the evaluation, once a participant who is present. Who answered and what was answered are kept apart,
/// and neither the audit log nor the idempotency key holds any trace of the answer; so the same key with another
/// answer is answered like the first, which alone counts.
///
/// # Errors
/// `EVALUATION_NOT_OPEN`, `EVALUATION_ALREADY_ANSWERED`, `NOT_PRESENT`, those of an answer that does not fit the form.
pub async fn answer_evaluation(app: &App, ctx: &Ctx, command: &AnswerEvaluation) -> Outcome<EvaluationView> {
    let at = command.evaluation;
    let permit = ctx.permit(Action::AnswerEvaluation, at.tenant, None)?;
    let person = ctx.actor.participant().found()?;
    let id: Uuid = app
        .act(ctx, "evaluations.answer", &permit, command.key, &at, |scope| async move {
            let evaluation = locked(&scope, ctx, Action::AnswerEvaluation, at.id).await?;
            if evaluation.closed_at.is_some() {
                return Err(AnswerRefused::NotOpen).or_refuse();
            }
            let person = present(&scope, ctx, person).await?;
            let answer = answer(command, &person, &evaluation)?;
            let row = respondent::Model {
                tenant_id: scope.tenant_id(),
                id: ctx.new_id(),
                evaluation_id: evaluation.id,
                participant_id: person.id,
            };
            if !scope.insert_new::<respondent::Entity>(row).await? {
                return Err(AnswerRefused::AlreadyAnswered).or_refuse();
            }
            put(&scope, ctx, &evaluation, answer).await?;
            let act = Act::new(Action::AnswerEvaluation, "Evaluation", evaluation.id).of(evaluation.conference_id);
            act.with(json!({})).live().record(&scope, ctx).await?;
            Ok(evaluation.id)
        })
        .await?;
    shown(app, ctx, Action::AnswerEvaluation, RowId { id, ..at }).await
}

async fn present(scope: &Scope, ctx: &Ctx, person: Uuid) -> Outcome<participant::Model> {
    let person = scope.get::<participant::Entity>(person).await?.found()?;
    if person.check_in_at.is_some() && person.check_out_at.is_none_or(|gone| gone > ctx.now()) {
        return Ok(person);
    }
    let message = "A avaliação é de quem está na conferência. Passe pelo credenciamento e responda em seguida.";
    Err(Refusal::rule("NOT_PRESENT", "avaliação por todas as pessoas presentes", message).into())
}

fn answer(command: &AnswerEvaluation, person: &participant::Model, evaluation: &evaluation::Model) -> Outcome<Answer> {
    let answer = Answer {
        category: command.share_category.then_some(*person.category),
        scores: command.scores.clone(),
        comments: command.comments.clone(),
    };
    answer.checked(&evaluation.form).or_refuse()
}

/// Puts an answer into a box drawn by lot, and the box in an order that comes from the answers alone.
async fn put(scope: &Scope, ctx: &Ctx, evaluation: &evaluation::Model, answer: Answer) -> Outcome<()> {
    let [lot] = ctx.bytes::<1>();
    let number = i32::from(lot % BOXES);
    let mut drawn = kept::numbered(scope, evaluation.id, number).await?.found()?;
    let mut answers = std::mem::take(&mut drawn.answers.0);
    answers.push(answer);
    answers.sort_by_cached_key(|answer| serde_json::to_string(answer).unwrap_or_default());
    scope.save::<answer_box::Entity>(answer_box::Model { answers: Doc(answers), ..drawn }).await?;
    Ok(())
}
