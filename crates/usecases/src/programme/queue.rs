//! The queue as its rows say it, and as the hall sees it.

use crate::Outcome;
use chrono::{DateTime, Utc};
use domain::people::{Category, Segment};
use domain::programme::{Defences, QueueOrder, SpeakersQueue, Speech, SpeechKind, SpeechRequest};
use std::collections::HashMap;
use store::Scope;
use store::participants::participant;
use store::programme::{SpeechState, programme, speech_request};
use uuid::Uuid;

/// What no cycle sets: the order is by who spoke less, priority and time alone.
pub(super) const ORDER: QueueOrder = QueueOrder { alternate_users: false };

/// Whether a vote is open in a conference.
pub(super) async fn vote_open(scope: &Scope, conference: Uuid) -> Outcome<bool> {
    Ok(!store::voting::open_polls(scope, conference).await?.is_empty())
}

/// The queue of a session, from its rows.
pub(super) fn of_rows(rows: &[speech_request::Model], defences: Option<Defences>, vote_open: bool) -> SpeakersQueue {
    let mut queue = SpeakersQueue { defences, vote_open, ..SpeakersQueue::default() };
    let mut last = None;
    for row in rows {
        match *row.state {
            SpeechState::Waiting => queue.waiting.push(request(row)),
            SpeechState::Speaking => queue.speaking = speech(row),
            SpeechState::Spoken => {
                let debate = row.kind.is_defence() || *row.kind == SpeechKind::Speech;
                if debate {
                    *queue.turns.entry(row.participant_id).or_default() += 1;
                }
                if *row.kind == SpeechKind::Speech && last.is_none_or(|last| row.ended_at > last) {
                    last = Some(row.ended_at);
                    queue.last_was_user = row.is_user;
                }
            }
            SpeechState::Withdrawn => {}
        }
    }
    queue
}

fn request(row: &speech_request::Model) -> SpeechRequest {
    SpeechRequest {
        id: row.id,
        person: row.participant_id,
        kind: *row.kind,
        is_user: row.is_user,
        priority: row.priority,
        requested_at: row.requested_at,
    }
}

/// The speech of a row that has the floor.
pub(super) fn speech(row: &speech_request::Model) -> Option<Speech> {
    Some(Speech {
        request: row.id,
        person: row.participant_id,
        kind: *row.kind,
        is_user: row.is_user,
        started_at: row.started_at?,
        limit_seconds: row.limit_seconds.and_then(|seconds| u32::try_from(seconds).ok())?,
    })
}

/// Somebody who speaks or waits, with what is public of the person.
#[derive(Debug, Clone)]
pub struct SpeakerView {
    /// The request.
    pub row: speech_request::Model,
    /// Name as shown.
    pub name: String,
    /// Category.
    pub category: Option<Category>,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Until when the speech may last; none while waiting.
    pub until: Option<DateTime<Utc>>,
}

/// The queue as the hall sees it.
#[derive(Debug, Clone, Default)]
pub struct QueueView {
    /// Who has the floor.
    pub speaking: Option<SpeakerView>,
    /// Who waits, in the order in which the floor would be given, as many as were asked for.
    pub waiting: Vec<SpeakerView>,
    /// How many wait in all.
    pub length: u32,
    /// Defences on the text under debate.
    pub defences: Option<Defending>,
}

/// Defences on the text under debate.
pub type Defending = Defences;

/// The queue of a session with names, in a fixed number of statements; at most `shown` who wait.
///
/// # Errors
/// When the database fails.
pub(crate) async fn view(
    scope: &Scope,
    session: Uuid,
    programme: Option<&programme::Model>,
    shown: usize,
) -> Outcome<QueueView> {
    let rows = store::programme::queue(scope, session).await?;
    let defences = programme.and_then(|programme| programme.defences.as_ref()).map(|kept| kept.0);
    // Whether a vote is open does not change the order.
    let queue = of_rows(&rows, defences, false);
    let by_id: HashMap<Uuid, &speech_request::Model> = rows.iter().map(|row| (row.id, row)).collect();
    let mut order: Vec<Uuid> = queue.ordered(ORDER).iter().map(|request| request.id).collect();
    // Defences beyond the open pairs wait behind all others.
    order.extend(queue.waiting.iter().map(|request| request.id).filter(|id| !order.contains(id)).collect::<Vec<_>>());
    let length = u32::try_from(order.len()).unwrap_or(u32::MAX);
    order.truncate(shown);
    let speaking = queue.speaking.and_then(|speech| by_id.get(&speech.request).copied());
    let chosen: Vec<_> = order.iter().filter_map(|id| by_id.get(id).copied()).collect();
    let people = people(scope, speaking.into_iter().chain(chosen.iter().copied())).await?;
    let named = |row: &speech_request::Model| with_name(row, people.get(&row.participant_id));
    Ok(QueueView { speaking: speaking.map(named), waiting: chosen.into_iter().map(named).collect(), length, defences })
}

async fn people(
    scope: &Scope,
    rows: impl Iterator<Item = &speech_request::Model>,
) -> Outcome<HashMap<Uuid, participant::Model>> {
    let mut ids: Vec<Uuid> = rows.map(|row| row.participant_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = if ids.is_empty() { Vec::new() } else { scope.get_many::<participant::Entity>(ids).await? };
    Ok(found.into_iter().map(|person| (person.id, person)).collect())
}

fn with_name(row: &speech_request::Model, person: Option<&participant::Model>) -> SpeakerView {
    SpeakerView {
        row: row.clone(),
        name: person.map(|person| person.shown_name().to_owned()).unwrap_or_default(),
        category: person.map(|person| *person.category),
        segment: person.and_then(|person| person.segment.map(|segment| *segment)),
        until: speech(row).map(Speech::until),
    }
}

/// One request with its name.
pub(super) async fn named(scope: &Scope, row: &speech_request::Model) -> Outcome<SpeakerView> {
    let person = scope.get::<participant::Entity>(row.participant_id).await?;
    Ok(with_name(row, person.as_ref()))
}
