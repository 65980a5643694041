//! Opening: the roll and the quorum are fixed.

use super::bench;
use crate::{Act, App, Ctx, Outcome, decided, failure::OrRefuse, programme};
use chrono::{DateTime, Duration, Utc};
use domain::conferences::ConferenceState;
use domain::quorum::QuorumCheck;
use domain::voting::{Opening, PollState};
use domain::{Refusal, ids::RowId};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::outbox::{self, Topic};
use store::voting::{self, poll, roll};
use uuid::Uuid;

/// Longest time a poll may be open by itself, in seconds.
const LONGEST: i64 = 86_400;

/// A poll to open.
#[derive(Debug, Clone, Serialize)]
pub struct OpenPoll {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll: RowId,
    /// After how many seconds it closes by itself; none when a person closes it.
    pub seconds: Option<i64>,
}

/// Opens a poll (*abrir*): the delegates checked in at this moment are its roll, whatever happens later.
///
/// # Errors
/// `CONFERENCE_NOT_IN_PROGRESS`, `ANOTHER_POLL_OPEN`, `QUORUM_NOT_REACHED`, `EMPTY_ROLL`, `POLL_STATE`,
/// `SECONDS_INVALID`, and what the matter says against it.
pub async fn open_poll(app: &App, ctx: &Ctx, command: &OpenPoll) -> Outcome<poll::Model> {
    let permit = ctx.permit(Action::ManagePolls, command.poll.tenant, None)?;
    if command.seconds.is_some_and(|seconds| !(1..=LONGEST).contains(&seconds)) {
        let message =
            "O tempo da votação vai de 1 segundo a 24 horas. Corrija-o, ou deixe em branco para encerrar à mão.";
        return Err(Refusal::invalid("seconds", "SECONDS_INVALID", message).into());
    }
    app.act(ctx, "voting.open_poll", &permit, command.key, command, |scope| async move {
        let (conference, row) = bench::lock(&scope, ctx, Action::ManagePolls, command.poll).await?;
        if *row.state == PollState::Open {
            return Ok(row);
        }
        let at = ctx.now();
        alone(&scope, &conference).await?;
        if *row.state == PollState::Published {
            decided::check(&scope, &conference, *row.subject, &row.items).await?;
        }
        let accredited = voting::accredited(&scope, conference.id, at).await?;
        let present: Vec<Uuid> = accredited.iter().filter(|a| a.present).map(|a| a.participant).collect();
        let quorum = quorum(&scope, &conference, accredited.len(), present.len()).await?;
        let opening = Opening { at, roll_size: quorum.present, quorum };
        let closes_at = command.seconds.map(|seconds| at + Duration::seconds(seconds));
        let next = row.poll.open(opening, closes_at).or_refuse()?;
        let row = scope.save::<poll::Entity>(row.holding(next.poll)).await?;
        scope.insert_all::<roll::Entity>(present.iter().map(|who| entry(ctx, &row, *who)).collect()).await?;
        if let Some(due) = closes_at {
            remind(&scope, ctx, &row, due).await?;
        }
        let act = Act::new(Action::ManagePolls, "Poll", row.id).of(conference.id);
        let details = json!({ "state": row.state, "rollSize": opening.roll_size, "closesAt": closes_at });
        act.with(details).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A plenary decides one thing at a time.
async fn alone(scope: &Scope, conference: &conference::Model) -> Outcome<()> {
    if *conference.state != ConferenceState::InProgress {
        let message = "Só se vota com a conferência em andamento. Inicie a conferência e abra a votação de novo.";
        return Err(Refusal::rule("CONFERENCE_NOT_IN_PROGRESS", "regimento interno", message).into());
    }
    let Some(other) = voting::open_polls(scope, conference.id).await?.into_iter().next() else { return Ok(()) };
    let message = format!(
        "A votação nº {} (“{}”) ainda está aberta. Encerre-a antes de abrir outra.",
        other.number, other.poll.question
    );
    Err(Refusal::rule("ANOTHER_POLL_OPEN", "regimento interno", message).into())
}

/// The quorum by the check-ins, under the call in force.
pub(super) async fn quorum(
    scope: &Scope,
    conference: &conference::Model,
    accredited: usize,
    present: usize,
) -> Outcome<QuorumCheck> {
    let call = programme::call_in_force(scope, conference.id).await?;
    let counted = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
    conference.parameters.quorum.check(call, counted(accredited), counted(present)).or_refuse()
}

fn entry(ctx: &Ctx, row: &poll::Model, participant: Uuid) -> roll::Model {
    roll::Model { tenant_id: row.tenant_id, id: ctx.new_id(), poll_id: row.id, participant_id: participant }
}

/// Has the poll closed by the relay once its time has run out.
pub(super) async fn remind(scope: &Scope, ctx: &Ctx, row: &poll::Model, due: DateTime<Utc>) -> Outcome<()> {
    let deadline = outbox::NewEntry {
        id: ctx.new_id(),
        topic: Topic::Deadline,
        conference_id: Some(row.conference_id),
        sequence: None,
        payload: json!({ "poll": row.id }),
        at: ctx.now(),
    };
    // One millisecond later than the end, which itself still takes votes.
    Ok(outbox::put_for(scope, due + Duration::milliseconds(1), deadline).await?)
}
