//! Asking to speak, and leaving the queue.

use super::queue::{self, SpeakerView};
use super::{in_name_of, is_in_hall, meeting, participant_of, plenary_now};
use crate::{Act, App, Ctx, Failure, Outcome, failure::Found, failure::OrRefuse};
use domain::people::Segment;
use domain::programme::{Asker, ProgrammeRefusal, SpeechKind, SpeechRequest};
use domain::{Refusal, ids::RowId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::participants::participant;
use store::programme::{SpeechState, lock_programme, session, speech_request};
use store::{Coded, Scope};
use uuid::Uuid;

/// Age from which a person has priority in lines. Law 10.048/2000.
const PRIORITY_AGE: u32 = 60;

/// A request to speak.
#[derive(Debug, Clone, Serialize)]
pub struct RequestToSpeak {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// What for; points are raised as such.
    pub kind: SpeechKind,
    /// For whom; none for oneself.
    pub participant: Option<RowId>,
}

/// Asks to speak in the plenary that runs (*inscrever-se para falar*).
///
/// # Errors
/// `RAISE_A_POINT`, `NO_SESSION_RUNNING`, and those of [`domain::programme::SpeakersQueue::request`].
pub async fn request_to_speak(app: &App, ctx: &Ctx, command: &RequestToSpeak) -> Outcome<speech_request::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::RequestToSpeak, conference.tenant, Some(conference.id))?;
    let person = in_name_of(ctx, command.participant)?;
    if command.kind.is_point() {
        let message = "Questões de ordem, de encaminhamento e de esclarecimento se apresentam com o texto: use o \
                       pedido próprio.";
        return Err(Refusal::invalid("kind", "RAISE_A_POINT", message).into());
    }
    app.act(ctx, "programme.request_to_speak", &permit, command.key, command, |scope| async move {
        meeting(&scope, conference.id).await?;
        let session = plenary_now(&scope, conference.id).await?;
        let asked = Asked { kind: command.kind, point: None, about_the_vote: false };
        let row = take_in(ctx, &scope, &session, person, asked).await?;
        let act = Act::new(Action::RequestToSpeak, "SpeechRequest", row.id).of(conference.id);
        act.with(json!({ "kind": row.kind })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// What somebody asks for.
pub(super) struct Asked {
    /// Kind of speech.
    pub kind: SpeechKind,
    /// The point it speaks to.
    pub point: Option<Uuid>,
    /// Whether that is about the open vote.
    pub about_the_vote: bool,
}

/// Takes somebody into the queue of a session, if the rules let it.
pub(super) async fn take_in(
    ctx: &Ctx,
    scope: &Scope,
    session: &session::Model,
    person: Uuid,
    asked: Asked,
) -> Outcome<speech_request::Model> {
    let programme = lock_programme(scope, session.conference_id).await?;
    let conference = meeting(scope, session.conference_id).await?;
    let person = participant_of(scope, session.conference_id, person).await?;
    let rows = store::programme::queue(scope, session.id).await?;
    let vote_open = queue::vote_open(scope, session.conference_id).await?;
    let mut line = queue::of_rows(&rows, programme.defences.map(|kept| kept.0), vote_open);
    let request = SpeechRequest {
        id: ctx.new_id(),
        person: person.id,
        kind: asked.kind,
        is_user: person.segment.is_some_and(|segment| *segment == Segment::Users),
        priority: has_priority(ctx, &person),
        requested_at: ctx.now(),
    };
    let asker = Asker {
        category: *person.category,
        in_hall: is_in_hall(&person, ctx.now()),
        presiding: session.chair_id == Some(person.id),
        about_the_vote: asked.about_the_vote,
    };
    line.request(request, asker, &conference.parameters.voice_matrix(), *session.kind).or_refuse()?;
    let row = speech_request::Model {
        tenant_id: scope.tenant_id(),
        id: request.id,
        conference_id: session.conference_id,
        session_id: session.id,
        participant_id: person.id,
        kind: Coded(request.kind),
        is_user: request.is_user,
        priority: request.priority,
        point_id: asked.point,
        state: Coded(SpeechState::Waiting),
        requested_at: request.requested_at,
        started_at: None,
        limit_seconds: None,
        ended_at: None,
        end: None,
    };
    Ok(scope.insert::<speech_request::Entity>(row).await?)
}

/// Priority in lines, by age or by a need for accessibility. Law 10.048/2000.
fn has_priority(ctx: &Ctx, person: &participant::Model) -> bool {
    let today = ctx.now().date_naive();
    let old = person.birth_date.and_then(|born| today.years_since(born)).is_some_and(|age| age >= PRIORITY_AGE);
    old || !person.accessibility_needs.is_empty()
}

/// A request to take back.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawRequest {
    /// Idempotency key.
    pub key: Uuid,
    /// The request.
    pub request: RowId,
}

/// Takes a request to speak back (*retirar a inscrição*): one's own, or for the table anybody's.
///
/// # Errors
/// `NOT_WAITING`.
pub async fn withdraw_request(app: &App, ctx: &Ctx, command: &WithdrawRequest) -> Outcome<speech_request::Model> {
    let permit = ctx.permit(Action::RequestToSpeak, command.request.tenant, None)?;
    app.act(ctx, "programme.withdraw_request", &permit, command.key, command, |scope| async move {
        let row = scope.get::<speech_request::Entity>(command.request.id).await?.found()?;
        ctx.permit(Action::RequestToSpeak, command.request.tenant, Some(row.conference_id))?;
        if ctx.actor.participant().is_some_and(|own| own != row.participant_id) {
            return Err(Refusal::not_permitted("quem se inscreveu, e a mesa").into());
        }
        lock_programme(&scope, row.conference_id).await?;
        let row = scope.lock::<speech_request::Entity>(row.id).await?.found()?;
        if *row.state != SpeechState::Waiting {
            return Err(Failure::from(Refusal::from(ProgrammeRefusal::NotWaiting)));
        }
        let row = speech_request::Model { state: Coded(SpeechState::Withdrawn), ..row };
        let row = scope.save::<speech_request::Entity>(row).await?;
        let act = Act::new(Action::RequestToSpeak, "SpeechRequest", row.id).of(row.conference_id);
        act.with(json!({ "state": row.state })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A request with the name of the person, after it changed.
///
/// # Errors
/// Not found when it is not there.
pub async fn view(app: &App, ctx: &Ctx, row: &speech_request::Model) -> Outcome<SpeakerView> {
    let tenant = domain::ids::TenantId(row.tenant_id);
    let permit = ctx.permit(Action::ReadConference, tenant, Some(row.conference_id))?;
    queue::named(&app.db.read(&permit).await?, row).await
}
