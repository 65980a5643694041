//! Giving the floor and taking it back.

use super::{QueueOrder, SpeakersQueue, SpeechRequest};
use crate::programme::{FinishedSpeech, ProgrammeRefusal, Speech, SpeechEnd, SpeechKind, SpeechRules};
use chrono::{DateTime, Utc};
use uuid::Uuid;

impl SpeakersQueue {
    /// Gives the floor to a request; the chair may depart from the fair order, not from the pairs
    /// of defences nor into a vote.
    ///
    /// # Errors
    /// `FLOOR_TAKEN`, `NOT_WAITING`, `VOTE_IN_PROGRESS`, `DEFENCE_PAIR_NOT_OPEN`.
    pub fn grant(&mut self, request: Uuid, rules: SpeechRules, at: DateTime<Utc>) -> Result<Speech, ProgrammeRefusal> {
        if self.speaking.is_some() {
            return Err(ProgrammeRefusal::FloorTaken);
        }
        let position = self.waiting.iter().position(|waiting| waiting.id == request);
        let position = position.ok_or(ProgrammeRefusal::NotWaiting)?;
        self.check_grant(&self.waiting[position])?;
        let SpeechRequest { id, person, kind, is_user, .. } = self.waiting.remove(position);
        let speech = Speech { request: id, person, kind, is_user, started_at: at, limit_seconds: rules.limit(kind) };
        self.speaking = Some(speech);
        Ok(speech)
    }

    /// Gives the floor to the next in the fair order; none when nobody waits.
    ///
    /// # Errors
    /// As [`Self::grant`].
    pub fn grant_next(
        &mut self,
        order: QueueOrder,
        rules: SpeechRules,
        at: DateTime<Utc>,
    ) -> Result<Option<Speech>, ProgrammeRefusal> {
        match self.next(order).map(|request| request.id) {
            Some(request) => self.grant(request, rules, at).map(Some),
            None => Ok(None),
        }
    }

    /// Takes the floor back and counts the turn.
    ///
    /// # Errors
    /// `FLOOR_FREE` when nobody speaks.
    pub fn end_speech(&mut self, end: SpeechEnd, at: DateTime<Utc>) -> Result<FinishedSpeech, ProgrammeRefusal> {
        let speech = self.speaking.take().ok_or(ProgrammeRefusal::FloorFree)?;
        let finished = speech.finish(end, at);
        self.defences = self.defences.map(|defences| defences.with_one_more(speech.kind));
        self.note(&finished);
        Ok(finished)
    }

    /// Takes a request out of the queue before its turn; it counts as no turn.
    ///
    /// # Errors
    /// `NOT_WAITING`.
    pub fn withdraw(&mut self, request: Uuid) -> Result<SpeechRequest, ProgrammeRefusal> {
        let position = self.waiting.iter().position(|waiting| waiting.id == request);
        Ok(self.waiting.remove(position.ok_or(ProgrammeRefusal::NotWaiting)?))
    }

    fn check_grant(&self, request: &SpeechRequest) -> Result<(), ProgrammeRefusal> {
        // Only a point of order about the vote could enter while it is open; one that came
        // before waits with the others.
        if self.vote_open && request.kind != SpeechKind::Order {
            return Err(ProgrammeRefusal::VoteInProgress);
        }
        if request.kind.is_defence() {
            let defences = self.defences.ok_or(ProgrammeRefusal::NothingToDefend)?;
            if !defences.has_room(request.kind) {
                return Err(ProgrammeRefusal::PairNotOpen);
            }
        }
        Ok(())
    }
}
