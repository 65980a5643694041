//! The evaluation of a conference.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::evaluations::Evaluation;
use async_graphql::{Context, ID, InputObject, Object};
use usecases::evaluations;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct EvaluationsMutation;

/// A form to publish.
#[derive(InputObject)]
pub(crate) struct PublishEvaluationInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Questions of the council's own, answered by a score, after those of the cycle.
    #[graphql(default)]
    questions: Vec<String>,
    /// Open questions of the council's own, after those of the cycle.
    #[graphql(default)]
    open: Vec<String>,
}

/// An answer.
#[derive(InputObject)]
pub(crate) struct AnswerEvaluationInput {
    /// Idempotency key. It remembers that the person answered, never what.
    key: Uuid,
    /// The evaluation.
    evaluation_id: ID,
    /// One score a question, in the form's order; null where left blank.
    scores: Vec<Option<u8>>,
    /// One comment an open question, in the form's order.
    #[graphql(default)]
    comments: Vec<Option<String>>,
    /// Whether the category may be counted with the answer (delegate, guest, observer).
    #[graphql(default = true)]
    share_category: bool,
}

/// An evaluation to close.
#[derive(InputObject)]
pub(crate) struct CloseEvaluationInput {
    /// Idempotency key.
    key: Uuid,
    /// The evaluation.
    evaluation_id: ID,
}

outcome! {
    /// What came of a step of the evaluation.
    EvaluationOutcome = Evaluation
}

#[Object]
impl EvaluationsMutation {
    /// Publishes the evaluation form (*publicação da avaliação*): the cycle's, with the council's own questions.
    async fn publish_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PublishEvaluationInput,
    ) -> async_graphql::Result<EvaluationOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command =
            evaluations::PublishEvaluation { key: input.key, conference, questions: input.questions, open: input.open };
        settle(asking, evaluations::publish_evaluation(app, asking, &command).await, Evaluation)
    }

    /// Answers the evaluation (*resposta*), once a person present. Who answered is kept, apart from the answer.
    async fn answer_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AnswerEvaluationInput,
    ) -> async_graphql::Result<EvaluationOutcome> {
        let (app, asking) = asked(ctx);
        let command = evaluations::AnswerEvaluation {
            key: input.key,
            evaluation: id::row("Evaluation", &input.evaluation_id)?,
            scores: input.scores,
            comments: input.comments,
            share_category: input.share_category,
        };
        settle(asking, evaluations::answer_evaluation(app, asking, &command).await, Evaluation)
    }

    /// Closes the evaluation (*encerramento*); its figures become public. Repeating is harmless.
    async fn close_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CloseEvaluationInput,
    ) -> async_graphql::Result<EvaluationOutcome> {
        let (app, asking) = asked(ctx);
        let evaluation = id::row("Evaluation", &input.evaluation_id)?;
        let command = evaluations::CloseEvaluation { key: input.key, evaluation };
        settle(asking, evaluations::close_evaluation(app, asking, &command).await, Evaluation)
    }
}
