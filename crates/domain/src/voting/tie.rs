//! Ties (*empates*): a second vote, then the chair's casting vote or rejection, as the rules say.
//! Source: domain.md section 7.6.

use super::{Choice, DecidedBy, Outcome, Poll, PollAct, PollState, TieStep, Transition, VotingError, explanation};
use crate::{Code, text};
use uuid::Uuid;

impl Poll {
    /// What the rules say comes next if this vote ties.
    pub fn next_tie_step(&self) -> TieStep {
        TieStep::after(&self.terms.tie_rule, self.attempt)
    }

    /// Whether the result is a tie that only the chair can decide.
    pub fn awaits_casting_vote(&self) -> bool {
        self.is_tied() && self.next_tie_step() == TieStep::CastingVote
    }

    /// A draft of the second vote (*segunda votação*) on a tied matter, after one more pair of defences.
    ///
    /// # Errors
    /// [`VotingError::NoTie`], [`VotingError::TieStepNotDue`] when the rules want another step, the refusals
    /// of [`text::line`] for the question.
    pub fn second_vote(&self, id: Uuid, question: &str) -> Result<Self, VotingError> {
        self.step_due(TieStep::RepeatOnce)?;
        let question = text::line("question", question, super::poll::QUESTION_MAX)?;
        Ok(Self { question, attempt: self.attempt.saturating_add(1), repeats: Some(self.id), ..self.afresh(id) })
    }

    /// Decides a tied poll by the chair's casting vote (*voto de qualidade*). The counts stay as they are;
    /// the same casting vote again changes nothing.
    ///
    /// # Errors
    /// [`VotingError::WrongState`] unless TALLIED, [`VotingError::NoTie`], [`VotingError::TieStepNotDue`],
    /// [`VotingError::CastingVoteGiven`] for another casting vote, [`VotingError::InvalidChoice`] for an
    /// abstention, or for a vote among options that are not for and against.
    pub fn break_tie(&self, choice: Choice) -> Result<Transition, VotingError> {
        let outcome = match choice {
            Choice::For if self.is_decision() => Outcome::Approved,
            Choice::Against if self.is_decision() => Outcome::Rejected,
            _ => return Err(VotingError::InvalidChoice { choice: choice.label().to_owned() }),
        };
        if !matches!(self.state, PollState::Tallied | PollState::Proclaimed) {
            return Err(self.wrong_state(PollAct::BreakTie));
        }
        if let Some(result) = self.result.as_ref().filter(|result| result.decided_by == DecidedBy::CastingVote) {
            return if result.outcome == outcome { Ok(self.unchanged()) } else { Err(VotingError::CastingVoteGiven) };
        }
        self.step_due(TieStep::CastingVote)?;
        let mut next = self.unchanged();
        next.changed = true;
        if let Some(result) = &mut next.poll.result {
            result.outcome = outcome;
            result.decided_by = DecidedBy::CastingVote;
            result.winner = (outcome == Outcome::Approved).then(|| choice.code().to_owned());
            result.explanation = explanation::casting_vote(self, result);
        }
        Ok(next)
    }

    fn is_tied(&self) -> bool {
        let effective = matches!(self.state, PollState::Tallied | PollState::Proclaimed);
        effective && self.result.as_ref().is_some_and(|result| result.outcome == Outcome::Tie)
    }

    fn step_due(&self, step: TieStep) -> Result<(), VotingError> {
        if !self.is_tied() {
            return Err(VotingError::NoTie);
        }
        let due = self.next_tie_step();
        if due != step {
            return Err(VotingError::TieStepNotDue { due, article: self.terms.tie_article.clone() });
        }
        Ok(())
    }
}
