//! Who is taken into the queue.

use super::{SpeakersQueue, SpeechRequest};
use crate::people::Category;
use crate::programme::{ProgrammeRefusal, SessionKind, SpeechKind, VoiceMatrix};

/// What must be known about the person who asks.
#[derive(Debug, Clone, Copy)]
pub struct Asker {
    /// Category.
    pub category: Category,
    /// Whether checked in and not gone.
    pub in_hall: bool,
    /// Whether the person presides over this session.
    pub presiding: bool,
    /// Whether the request is a point of order about the vote that is open.
    pub about_the_vote: bool,
}

impl SpeakersQueue {
    /// Takes a request into the queue.
    ///
    /// # Errors
    /// `NOT_IN_HALL`, `NO_VOICE`, `VOTE_IN_PROGRESS`, `PRESIDING`, `ALREADY_SPEAKING`,
    /// `ALREADY_WAITING`, `BOTH_SIDES`, `NOTHING_TO_DEFEND`, `DEFENCE_PAIRS_FULL`.
    pub fn request(
        &mut self,
        request: SpeechRequest,
        asker: Asker,
        voice: &VoiceMatrix,
        session: SessionKind,
    ) -> Result<(), ProgrammeRefusal> {
        if !asker.in_hall {
            return Err(ProgrammeRefusal::NotInHall);
        }
        if !voice.allows(asker.category, session) {
            return Err(ProgrammeRefusal::NoVoice);
        }
        if self.vote_open && !(request.kind == SpeechKind::Order && asker.about_the_vote) {
            return Err(ProgrammeRefusal::VoteInProgress);
        }
        if asker.presiding && !request.kind.is_point() {
            return Err(ProgrammeRefusal::Presiding);
        }
        self.check_others(&request)?;
        self.check_room(request.kind)?;
        self.waiting.push(request);
        Ok(())
    }

    /// Checks the request against what the same person already asked.
    fn check_others(&self, request: &SpeechRequest) -> Result<(), ProgrammeRefusal> {
        if self.speaking.is_some_and(|speech| speech.person == request.person && !request.kind.is_point()) {
            return Err(ProgrammeRefusal::AlreadySpeaking);
        }
        for other in self.waiting.iter().filter(|other| other.person == request.person) {
            if other.kind == request.kind {
                return Err(ProgrammeRefusal::AlreadyWaiting);
            }
            if other.kind.is_defence() && request.kind.is_defence() {
                return Err(ProgrammeRefusal::BothSides);
            }
        }
        Ok(())
    }

    /// Checks that a defence has a text and a place.
    fn check_room(&self, kind: SpeechKind) -> Result<(), ProgrammeRefusal> {
        if !kind.is_defence() {
            return Ok(());
        }
        let defences = self.defences.ok_or(ProgrammeRefusal::NothingToDefend)?;
        let waiting = self.waiting.iter().filter(|request| request.kind == kind).count();
        let speaking = usize::from(self.speaking.is_some_and(|speech| speech.kind == kind));
        let left = usize::try_from(defences.max_pairs.saturating_sub(defences.made(kind))).unwrap_or(usize::MAX);
        if waiting + speaking < left { Ok(()) } else { Err(ProgrammeRefusal::PairsFull { pairs: defences.max_pairs }) }
    }
}
