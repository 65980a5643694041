//! The floor: given, taken back; and further pairs of defences.

use super::queue::{self, ORDER};
use super::{meeting, plenary_now};
use crate::{Act, App, Ctx, Outcome, failure::Found, failure::OrRefuse};
use domain::programme::{Defences, ProgrammeRefusal, SpeechEnd};
use domain::{Refusal, ids::RowId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::programme::{SpeechState, lock_programme, programme, speech_request};
use store::{Coded, Doc};
use uuid::Uuid;

/// The floor for somebody who waits.
#[derive(Debug, Clone, Serialize)]
pub struct GrantFloor {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The request; none for the next in the fair order.
    pub request: Option<RowId>,
}

/// Gives the floor (*conceder a palavra*).
///
/// # Errors
/// `NO_SESSION_RUNNING`, `QUEUE_EMPTY`, `FLOOR_TAKEN`, `NOT_WAITING`, `VOTE_IN_PROGRESS`, `DEFENCE_PAIR_NOT_OPEN`.
pub async fn grant_floor(app: &App, ctx: &Ctx, command: &GrantFloor) -> Outcome<speech_request::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::LeadSession, conference.tenant, Some(conference.id))?;
    app.act(ctx, "programme.grant_floor", &permit, command.key, command, |scope| async move {
        let rules = meeting(&scope, conference.id).await?.parameters.speech;
        let programme = lock_programme(&scope, conference.id).await?;
        let session = plenary_now(&scope, conference.id).await?;
        let rows = store::programme::queue(&scope, session.id).await?;
        let vote_open = queue::vote_open(&scope, conference.id).await?;
        let mut line = queue::of_rows(&rows, programme.defences.map(|kept| kept.0), vote_open);
        let speech = match command.request {
            Some(request) => line.grant(request.id, rules, ctx.now()).or_refuse()?,
            None => line.grant_next(ORDER, rules, ctx.now()).or_refuse()?.ok_or_else(nobody_waits)?,
        };
        let row = rows.into_iter().find(|row| row.id == speech.request).found()?;
        let row = speech_request::Model {
            state: Coded(SpeechState::Speaking),
            started_at: Some(speech.started_at),
            limit_seconds: i32::try_from(speech.limit_seconds).ok(),
            ..row
        };
        let row = scope.save::<speech_request::Entity>(row).await?;
        let act = Act::new(Action::LeadSession, "SpeechRequest", row.id).of(conference.id);
        act.with(json!({ "kind": row.kind, "seconds": row.limit_seconds })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn nobody_waits() -> Refusal {
    Refusal::rule(
        "QUEUE_EMPTY",
        "regimento interno: uso da palavra",
        "Ninguém está na fila. Siga para o próximo ponto.",
    )
}

/// The end of a speech.
#[derive(Debug, Clone, Serialize)]
pub struct EndSpeech {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// How it ended.
    pub end: SpeechEnd,
}

/// Ends the speech that goes on (*encerrar a fala*).
///
/// # Errors
/// `NO_SESSION_RUNNING`, `FLOOR_FREE`.
pub async fn end_speech(app: &App, ctx: &Ctx, command: &EndSpeech) -> Outcome<speech_request::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::LeadSession, conference.tenant, Some(conference.id))?;
    app.act(ctx, "programme.end_speech", &permit, command.key, command, |scope| async move {
        meeting(&scope, conference.id).await?;
        let programme = lock_programme(&scope, conference.id).await?;
        let session = plenary_now(&scope, conference.id).await?;
        let rows = store::programme::queue(&scope, session.id).await?;
        let mut line = queue::of_rows(&rows, programme.defences.as_ref().map(|kept| kept.0), false);
        let finished = line.end_speech(command.end, ctx.now()).or_refuse()?;
        let row = rows.into_iter().find(|row| row.id == finished.speech.request).found()?;
        let (ended_at, end) = (Some(ctx.now()), Some(Coded(finished.end)));
        let row = speech_request::Model { state: Coded(SpeechState::Spoken), ended_at, end, ..row };
        let row = scope.save::<speech_request::Entity>(row).await?;
        if finished.speech.kind.is_defence() {
            let defences = line.defences.map(Doc);
            scope.save::<programme::Entity>(programme::Model { defences, ..programme }).await?;
        }
        let act = Act::new(Action::LeadSession, "SpeechRequest", row.id).of(conference.id);
        let details = json!({ "end": row.end, "seconds": finished.used_seconds, "over": finished.overrun_seconds });
        act.with(details).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// Another pair of defences.
#[derive(Debug, Clone, Serialize)]
pub struct OpenDefencePair {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Opens another pair of defences, because the plenary is not clear yet (*novo par de defesas*).
///
/// # Errors
/// `NOTHING_TO_DEFEND`, `DEFENCE_PAIRS_FULL`.
pub async fn open_defence_pair(app: &App, ctx: &Ctx, command: &OpenDefencePair) -> Outcome<Defences> {
    let conference = command.conference;
    let permit = ctx.permit(Action::LeadSession, conference.tenant, Some(conference.id))?;
    app.act(ctx, "programme.open_defence_pair", &permit, command.key, command, |scope| async move {
        meeting(&scope, conference.id).await?;
        let programme = lock_programme(&scope, conference.id).await?;
        let kept = programme.defences.as_ref().map(|kept| kept.0).ok_or(ProgrammeRefusal::NothingToDefend);
        let defences = kept.and_then(Defences::open_pair).or_refuse()?;
        scope.save::<programme::Entity>(programme::Model { defences: Some(Doc(defences)), ..programme }).await?;
        let act = Act::new(Action::LeadSession, "Conference", conference.id).of(conference.id);
        act.with(json!({ "defencePairs": defences.open_pairs })).live().record(&scope, ctx).await?;
        Ok(defences)
    })
    .await
}
