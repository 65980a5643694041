//! The fair order of the queue.

use super::{Defences, SpeakersQueue, SpeechRequest};
use crate::programme::SpeechKind;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the rules say about the order beyond what is always so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueOrder {
    /// Of every two speeches one is of a user of the services, if one waits.
    pub alternate_users: bool,
}

/// First those who spoke less, among them those with priority, then by time and identifier.
type Rank = (u32, bool, DateTime<Utc>, Uuid);

impl SpeakersQueue {
    /// The queue in the order in which the floor would be given if nobody else came: points
    /// (order, referral, clarification), presentations, defences for and against in turn, then
    /// speeches, of those who spoke less first. Defences beyond the open pairs are not in it:
    /// they wait for the plenary to be asked.
    pub fn ordered(&self, order: QueueOrder) -> Vec<&SpeechRequest> {
        let mut ahead: Vec<&SpeechRequest> =
            self.waiting.iter().filter(|request| request.kind <= SpeechKind::Presentation).collect();
        ahead.sort_by_key(|request| (request.kind, !request.priority, request.requested_at, request.id));
        let mut turns = self.turns.clone();
        if let Some(speech) = self.speaking.filter(|speech| counts_as_turn(speech.kind)) {
            *turns.entry(speech.person).or_default() += 1;
        }
        ahead.extend(self.ordered_defences(&mut turns));
        ahead.extend(self.ordered_speeches(turns, order));
        ahead
    }

    /// Who is next, if anybody.
    pub fn next(&self, order: QueueOrder) -> Option<&SpeechRequest> {
        self.ordered(order).first().copied()
    }

    fn ordered_defences(&self, turns: &mut BTreeMap<Uuid, u32>) -> Vec<&SpeechRequest> {
        let Some(mut defences) = self.defences else { return Vec::new() };
        if let Some(speech) = self.speaking.filter(|speech| speech.kind.is_defence()) {
            defences = defences.with_one_more(speech.kind);
        }
        let mut left: Vec<_> = self.waiting.iter().filter(|request| request.kind.is_defence()).collect();
        let mut chosen = Vec::new();
        while let Some(at) = next_defence(&left, defences, turns) {
            let request = left.remove(at);
            defences = defences.with_one_more(request.kind);
            *turns.entry(request.person).or_default() += 1;
            chosen.push(request);
        }
        chosen
    }

    fn ordered_speeches(&self, mut turns: BTreeMap<Uuid, u32>, order: QueueOrder) -> Vec<&SpeechRequest> {
        let mut left: Vec<_> = self.waiting.iter().filter(|request| request.kind == SpeechKind::Speech).collect();
        let mut chosen = Vec::with_capacity(left.len());
        let mut last_was_user = match self.speaking {
            Some(speech) if speech.kind == SpeechKind::Speech => speech.is_user,
            _ => self.last_was_user,
        };
        while !left.is_empty() {
            let users_turn = order.alternate_users && !last_was_user && left.iter().any(|request| request.is_user);
            let first = first_of(&left, &turns, |request| !users_turn || request.is_user);
            let request = left.remove(first.expect("a user waits when it is a user's turn"));
            last_was_user = request.is_user;
            *turns.entry(request.person).or_default() += 1;
            chosen.push(request);
        }
        chosen
    }
}

/// Whether a speech counts against who spoke less: points and presentations do not.
pub(super) fn counts_as_turn(kind: SpeechKind) -> bool {
    kind.is_defence() || kind == SpeechKind::Speech
}

/// The side whose turn it is, or the other when that one has nobody or no room.
fn next_defence(left: &[&SpeechRequest], defences: Defences, turns: &BTreeMap<Uuid, u32>) -> Option<usize> {
    let turn = defences.turn();
    let other = if turn == SpeechKind::DefenceFor { SpeechKind::DefenceAgainst } else { SpeechKind::DefenceFor };
    [turn, other]
        .into_iter()
        .filter(|side| defences.has_room(*side))
        .find_map(|side| first_of(left, turns, |request| request.kind == side))
}

fn first_of(
    left: &[&SpeechRequest],
    turns: &BTreeMap<Uuid, u32>,
    wanted: impl Fn(&SpeechRequest) -> bool,
) -> Option<usize> {
    let rank = |request: &SpeechRequest| -> Rank {
        let spoken = turns.get(&request.person).copied().unwrap_or(0);
        (spoken, !request.priority, request.requested_at, request.id)
    };
    left.iter()
        .enumerate()
        .filter(|(_, request)| wanted(request))
        .min_by_key(|(_, request)| rank(request))
        .map(|(at, _)| at)
}
