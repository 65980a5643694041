//! The speakers' queue (*fila de inscrições*): who asked, who is next, who has the floor.

mod admission;
mod defences;
mod floor;
#[cfg(test)]
mod laws;
mod order;

pub use admission::Asker;
pub use defences::Defences;
pub use order::QueueOrder;

use super::{FinishedSpeech, Speech, SpeechKind};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A request that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpeechRequest {
    /// Identifier; decides between requests of the same moment.
    pub id: Uuid,
    /// Who asks.
    pub person: Uuid,
    /// What for.
    pub kind: SpeechKind,
    /// Whether the person is a user of the services.
    pub is_user: bool,
    /// Whether the person has priority in lines by law or by the rules (disability, age,
    /// pregnancy, a small child). Law 10.048/2000.
    pub priority: bool,
    /// When the person asked.
    pub requested_at: DateTime<Utc>,
}

/// The queue of one session, as its rows say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpeakersQueue {
    /// Requests that wait, in any order.
    pub waiting: Vec<SpeechRequest>,
    /// The speech going on.
    pub speaking: Option<Speech>,
    /// How often each person has spoken in the debate; points and presentations do not count.
    pub turns: BTreeMap<Uuid, u32>,
    /// Whether the last speech in the debate was of a user of the services.
    pub last_was_user: bool,
    /// Defences on the text under debate; none when no text is.
    pub defences: Option<Defences>,
    /// Whether a vote is open.
    pub vote_open: bool,
}

impl SpeakersQueue {
    /// How often a person has spoken in the debate.
    pub fn turns_of(&self, person: Uuid) -> u32 {
        self.turns.get(&person).copied().unwrap_or(0)
    }

    /// A text comes under debate: defences of the one before leave the queue.
    pub fn begin_debate(&mut self, defences: Defences) {
        self.waiting.retain(|request| !request.kind.is_defence());
        self.defences = Some(defences);
    }

    fn note(&mut self, finished: &FinishedSpeech) {
        let Speech { person, kind, is_user, .. } = finished.speech;
        if order::counts_as_turn(kind) {
            *self.turns.entry(person).or_default() += 1;
        }
        if kind == SpeechKind::Speech {
            self.last_was_user = is_user;
        }
    }
}
