//! The steps of a poll. Each is idempotent: an act that has already happened changes nothing.

use super::{Annulment, Opening, Outcome, Poll, PollAct, PollState, VotingError, explanation};
use crate::quorum::QuorumCheck;
use crate::text;
use chrono::{DateTime, Utc};

/// Longest reason of an annulment, in characters.
const REASON_MAX: usize = 500;

/// A poll after an act.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Transition {
    /// The poll as it now stands.
    pub poll: Poll,
    /// False when the act had already happened and everything stayed as it was.
    pub changed: bool,
}

impl Poll {
    /// Shows the poll with its rule (*publicar*): DRAFT becomes PUBLISHED.
    ///
    /// # Errors
    /// [`VotingError::WrongState`] once annulled.
    pub fn publish(&self) -> Result<Transition, VotingError> {
        match self.state {
            PollState::Draft => Ok(self.moved(PollState::Published)),
            PollState::Annulled => Err(self.wrong_state(PollAct::Publish)),
            _ => Ok(self.unchanged()),
        }
    }

    /// Opens the poll (*abrir*): fixes roll and quorum, PUBLISHED becomes OPEN.
    ///
    /// # Errors
    /// [`VotingError::QuorumNotReached`], [`VotingError::EmptyRoll`], [`VotingError::ClosingNotAhead`],
    /// [`VotingError::WrongState`] before publication and after closing.
    pub fn open(&self, opening: Opening, closes_at: Option<DateTime<Utc>>) -> Result<Transition, VotingError> {
        match self.state {
            PollState::Open => return Ok(self.unchanged()),
            PollState::Published => {}
            _ => return Err(self.wrong_state(PollAct::Open)),
        }
        if opening.roll_size == 0 {
            return Err(VotingError::EmptyRoll);
        }
        if !opening.quorum.reached {
            return Err(VotingError::QuorumNotReached { quorum: opening.quorum });
        }
        if closes_at.is_some_and(|end| end <= opening.at) {
            return Err(VotingError::ClosingNotAhead);
        }
        let mut next = self.moved(PollState::Open);
        next.poll.opening = Some(opening);
        next.poll.closes_at = closes_at;
        Ok(next)
    }

    /// Gives more time (*prorrogar*) to an open poll; `at` is now, `until` the new end.
    ///
    /// # Errors
    /// [`VotingError::PollClosed`] when the time has run out, [`VotingError::ExtensionNotLater`],
    /// [`VotingError::ClosingNotAhead`], [`VotingError::WrongState`].
    pub fn extend(&self, at: DateTime<Utc>, until: DateTime<Utc>) -> Result<Transition, VotingError> {
        if self.state != PollState::Open {
            return Err(self.wrong_state(PollAct::Extend));
        }
        if self.closes_at == Some(until) {
            return Ok(self.unchanged());
        }
        if let Some(end) = self.closes_at {
            if at > end {
                return Err(VotingError::TimeRanOut { closed_at: self.local(end) });
            }
            if until < end {
                return Err(VotingError::ExtensionNotLater { closes_at: self.local(end) });
            }
        }
        if until <= at {
            return Err(VotingError::ClosingNotAhead);
        }
        let mut next = self.unchanged();
        next.changed = true;
        next.poll.closes_at = Some(until);
        Ok(next)
    }

    /// Ends voting (*encerrar*): OPEN becomes CLOSED, at its closing time if that came before `at`.
    /// Two who close at once meet here: the second changes nothing.
    ///
    /// # Errors
    /// [`VotingError::WrongState`] before opening and once annulled.
    pub fn close(&self, at: DateTime<Utc>, quorum: Option<QuorumCheck>) -> Result<Transition, VotingError> {
        match self.state {
            PollState::Open => {}
            state if state.is_past_closing() => return Ok(self.unchanged()),
            _ => return Err(self.wrong_state(PollAct::Close)),
        }
        let mut next = self.moved(PollState::Closed);
        next.poll.closed_at = Some(self.closes_at.map_or(at, |end| end.min(at)));
        next.poll.closing_quorum = quorum;
        Ok(next)
    }

    /// Announces the result (*proclamar*): TALLIED becomes PROCLAIMED. A tie is proclaimed as such
    /// when the vote is to be repeated.
    ///
    /// # Errors
    /// [`VotingError::CastingVotePending`], [`VotingError::WrongState`].
    pub fn proclaim(&self) -> Result<Transition, VotingError> {
        match self.state {
            PollState::Proclaimed => Ok(self.unchanged()),
            PollState::Tallied if self.awaits_casting_vote() => {
                Err(VotingError::CastingVotePending { article: self.terms.tie_article.clone() })
            }
            PollState::Tallied => Ok(self.moved(PollState::Proclaimed)),
            _ => Err(self.wrong_state(PollAct::Proclaim)),
        }
    }

    /// Takes the effect from the poll (*anular*), in any state; all that was collected stays.
    ///
    /// # Errors
    /// The refusals of [`text::line`] for the reason.
    pub fn annul(&self, at: DateTime<Utc>, reason: &str) -> Result<Transition, VotingError> {
        if self.state == PollState::Annulled {
            return Ok(self.unchanged());
        }
        let reason = text::line("reason", reason, REASON_MAX)?;
        let mut next = self.moved(PollState::Annulled);
        if let Some(result) = &mut next.poll.result {
            result.outcome = Outcome::Annulled;
            result.explanation = explanation::annulled(&reason, self.opening.is_some());
        }
        let outcome_before = self.result.as_ref().map(|result| result.outcome);
        next.poll.annulment = Some(Annulment { at, reason, from: self.state, outcome_before });
        Ok(next)
    }

    /// What is told about the result, or about the annulment; nothing before the tally.
    pub fn explanation(&self) -> Option<String> {
        if let Some(annulment) = &self.annulment {
            return Some(explanation::annulled(&annulment.reason, self.opening.is_some()));
        }
        let ranked = self.ranking.as_ref().map(|ranking| ranking.explanation.clone());
        self.result.as_ref().map(|result| result.explanation.clone()).or(ranked)
    }

    pub(super) fn moved(&self, state: PollState) -> Transition {
        debug_assert!(self.state.can_become(state), "only legal steps are taken");
        Transition { poll: Self { state, ..self.clone() }, changed: true }
    }

    pub(super) fn unchanged(&self) -> Transition {
        Transition { poll: self.clone(), changed: false }
    }

    pub(super) fn wrong_state(&self, act: PollAct) -> VotingError {
        VotingError::WrongState { state: self.state, act }
    }
}
