//! What the hall is at, who speaks, and points.

use crate::context::asked;
use crate::error::not_found;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::enums::Enumeration;
use crate::types::programme::{CurrentItem, Defences, Point, SpeechRequest};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::ids::RowId;
use domain::programme::{PointKind, Ruling, SpeechEnd, SpeechKind};
use usecases::programme::{self, ItemKind, ItemView, ProgrammeRow};
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct SpeakingMutation;

/// What the hall comes to. With neither subject nor title nor text, the hall is at nothing.
#[derive(InputObject)]
pub(crate) struct SetCurrentItemInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The article, destaque, proposal, motion or point; null for something else.
    subject_id: Option<ID>,
    /// Heading in the table's words; null for the subject's own.
    title: Option<String>,
    /// Text in the table's words; null for the subject's own.
    text: Option<String>,
}

/// What was set by mistake.
#[derive(InputObject)]
pub(crate) struct UndoCurrentItemInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// A request to speak.
#[derive(InputObject)]
pub(crate) struct RequestToSpeakInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// SPEECH, DEFENCE_FOR, DEFENCE_AGAINST or PRESENTATION; points are raised by `raisePointOfOrder`.
    #[graphql(default_with = "Enumeration(SpeechKind::Speech)")]
    kind: Enumeration<SpeechKind>,
    /// The person for whom the table asks; null when participants ask themselves.
    participant_id: Option<ID>,
}

/// A request to take back.
#[derive(InputObject)]
pub(crate) struct WithdrawRequestInput {
    /// Idempotency key.
    key: Uuid,
    /// The request.
    speech_request_id: ID,
}

/// The floor for somebody.
#[derive(InputObject)]
pub(crate) struct GrantFloorInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The request; null for the next in the fair order.
    speech_request_id: Option<ID>,
}

/// The end of a speech.
#[derive(InputObject)]
pub(crate) struct EndSpeechInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// How it ended.
    #[graphql(default_with = "Enumeration(SpeechEnd::Ended)")]
    end: Enumeration<SpeechEnd>,
}

/// Another pair of defences.
#[derive(InputObject)]
pub(crate) struct OpenDefencePairInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// A point of order, referral or clarification.
#[derive(InputObject)]
pub(crate) struct RaisePointOfOrderInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// ORDER, REFERRAL or CLARIFICATION.
    kind: Enumeration<PointKind>,
    /// What is said.
    text: String,
    /// Number of the article said to be broken; a point of order needs one.
    article_cited: Option<i32>,
    /// Whether it is about the vote that is open; only such a point of order is taken meanwhile.
    #[graphql(default = false)]
    about_the_vote: bool,
    /// The person for whom the table raises it; null when participants raise it themselves.
    participant_id: Option<ID>,
}

/// A ruling.
#[derive(InputObject)]
pub(crate) struct RuleOnPointOfOrderInput {
    /// Idempotency key.
    key: Uuid,
    /// The point.
    point_id: ID,
    /// UPHELD, DENIED or PUT_TO_VOTE.
    ruling: Enumeration<Ruling>,
    /// The ruling in words.
    text: Option<String>,
}

/// An appeal.
#[derive(InputObject)]
pub(crate) struct AppealRulingInput {
    /// Idempotency key.
    key: Uuid,
    /// The point.
    point_id: ID,
}

/// What the hall is at after it was set.
#[derive(SimpleObject)]
pub(crate) struct CurrentItemSet {
    /// What the hall is at; null when at nothing.
    current_item: Option<CurrentItem>,
}

outcome! {
    /// What came of setting the current item.
    CurrentItemOutcome = CurrentItemSet
}
outcome! {
    /// What came of an act in the speakers' queue.
    SpeechRequestOutcome = SpeechRequest
}
outcome! {
    /// What came of opening a pair of defences.
    DefencesOutcome = Defences
}
outcome! {
    /// What came of an act on a point.
    PointOutcome = Point
}

/// The item a global id names, with its kind.
fn subject(given: Option<&ID>) -> async_graphql::Result<Option<(ItemKind, RowId)>> {
    let Some((kind, row)) = given.map(|given| id::decode(given).ok_or_else(not_found)).transpose()? else {
        return Ok(None);
    };
    let kind = match kind.as_str() {
        "RulesArticle" => ItemKind::Article,
        "Destaque" => ItemKind::Destaque,
        "Proposal" => ItemKind::Proposal,
        "Motion" => ItemKind::Motion,
        "Point" => ItemKind::Point,
        _ => return Err(not_found()),
    };
    Ok(Some((kind, row)))
}

fn shown((row, item): (ProgrammeRow, Option<ItemView>)) -> CurrentItemSet {
    CurrentItemSet { current_item: item.map(|item| CurrentItem { tenant: row.tenant_id, item }) }
}

#[Object]
impl SpeakingMutation {
    /// Says what the hall is at (*em pauta*). Another text begins its own debate: defences of the
    /// one before leave the queue. Can be undone within 10 seconds.
    async fn set_current_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SetCurrentItemInput,
    ) -> async_graphql::Result<CurrentItemOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::SetCurrentItem {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            subject: subject(input.subject_id.as_ref())?,
            title: input.title,
            text: input.text,
        };
        settle(asking, programme::set_current_item(app, asking, &command).await, shown)
    }

    /// Goes back to what the hall was at, within 10 seconds (*desfazer*).
    async fn undo_current_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UndoCurrentItemInput,
    ) -> async_graphql::Result<CurrentItemOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = programme::UndoCurrentItem { key: input.key, conference };
        settle(asking, programme::undo_current_item(app, asking, &command).await, shown)
    }

    /// Asks to speak in the plenary that runs (*inscrever-se*).
    async fn request_to_speak(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RequestToSpeakInput,
    ) -> async_graphql::Result<SpeechRequestOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::RequestToSpeak {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            kind: input.kind.0,
            participant: id::optional_row("Participant", input.participant_id.as_ref())?,
        };
        settle(asking, programme::request_to_speak(app, asking, &command).await, SpeechRequest::from)
    }

    /// Takes a request to speak back: one's own, or for the table anybody's.
    async fn withdraw_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: WithdrawRequestInput,
    ) -> async_graphql::Result<SpeechRequestOutcome> {
        let (app, asking) = asked(ctx);
        let request = id::row("SpeechRequest", &input.speech_request_id)?;
        let command = programme::WithdrawRequest { key: input.key, request };
        settle(asking, programme::withdraw_request(app, asking, &command).await, SpeechRequest::from)
    }

    /// Gives the floor (*conceder a palavra*), to the next in the fair order or to whom the chair calls.
    async fn grant_floor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: GrantFloorInput,
    ) -> async_graphql::Result<SpeechRequestOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::GrantFloor {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            request: id::optional_row("SpeechRequest", input.speech_request_id.as_ref())?,
        };
        settle(asking, programme::grant_floor(app, asking, &command).await, SpeechRequest::from)
    }

    /// Ends the speech that goes on (*encerrar a fala*).
    async fn end_speech(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: EndSpeechInput,
    ) -> async_graphql::Result<SpeechRequestOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = programme::EndSpeech { key: input.key, conference, end: input.end.0 };
        settle(asking, programme::end_speech(app, asking, &command).await, SpeechRequest::from)
    }

    /// Opens another pair of defences, because the plenary is not clear yet (*novo par de defesas*).
    async fn open_defence_pair(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenDefencePairInput,
    ) -> async_graphql::Result<DefencesOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = programme::OpenDefencePair { key: input.key, conference };
        settle(asking, programme::open_defence_pair(app, asking, &command).await, Defences::from)
    }

    /// Raises a point of order, referral or clarification (*questão de ordem, de encaminhamento, de
    /// esclarecimento*); who raises it comes before the speakers' list.
    async fn raise_point_of_order(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RaisePointOfOrderInput,
    ) -> async_graphql::Result<PointOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::RaisePoint {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            kind: input.kind.0,
            text: input.text,
            article: input.article_cited.map(i64::from),
            about_the_vote: input.about_the_vote,
            participant: id::optional_row("Participant", input.participant_id.as_ref())?,
        };
        settle(asking, programme::raise_point(app, asking, &command).await, Point::from)
    }

    /// The chair rules on a point (*decidir a questão*).
    async fn rule_on_point_of_order(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RuleOnPointOfOrderInput,
    ) -> async_graphql::Result<PointOutcome> {
        let (app, asking) = asked(ctx);
        let point = id::row("Point", &input.point_id)?;
        let command = programme::RuleOnPoint { key: input.key, point, ruling: input.ruling.0, text: input.text };
        settle(asking, programme::rule_on_point(app, asking, &command).await, Point::from)
    }

    /// Appeals from a ruling to the plenary (*recorrer da decisão*): a poll of the subject POINT_APPEAL
    /// decides whether it stands.
    async fn appeal_ruling(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AppealRulingInput,
    ) -> async_graphql::Result<PointOutcome> {
        let (app, asking) = asked(ctx);
        let command = programme::AppealRuling { key: input.key, point: id::row("Point", &input.point_id)? };
        settle(asking, programme::appeal_ruling(app, asking, &command).await, Point::from)
    }
}
