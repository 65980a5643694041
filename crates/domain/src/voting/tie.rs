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

    /// Decides a tied poll by the chair's casting vote (*voto de qualidade*) for `option`, one of those
    /// that tied. The counts stay as they are; the same casting vote again changes nothing.
    ///
    /// # Errors
    /// [`VotingError::WrongState`] before the tally and once annulled, [`VotingError::NoTie`],
    /// [`VotingError::TieStepNotDue`], [`VotingError::CastingVoteGiven`] for another casting vote,
    /// [`VotingError::InvalidChoice`] for an option that did not tie, as the abstention.
    pub fn break_tie(&self, option: &str) -> Result<Transition, VotingError> {
        if !matches!(self.state, PollState::Tallied | PollState::Proclaimed) {
            return Err(self.wrong_state(PollAct::BreakTie));
        }
        let rejects = self.is_decision() && option == Choice::Against.code();
        let outcome = if rejects { Outcome::Rejected } else { Outcome::Approved };
        let winner = (!rejects).then(|| option.to_owned());
        if let Some(result) = self.result.as_ref().filter(|result| result.decided_by == DecidedBy::CastingVote) {
            return if result.winner == winner { Ok(self.unchanged()) } else { Err(VotingError::CastingVoteGiven) };
        }
        self.step_due(TieStep::CastingVote)?;
        if !self.tied_options().contains(&option) {
            return Err(VotingError::InvalidChoice { choice: option.to_owned() });
        }
        let mut next = self.unchanged();
        next.changed = true;
        if let Some(result) = &mut next.poll.result {
            result.outcome = outcome;
            result.decided_by = DecidedBy::CastingVote;
            result.winner = winner;
            result.explanation = explanation::casting_vote(self, result);
        }
        Ok(next)
    }

    /// The options with the most votes, abstention apart.
    fn tied_options(&self) -> Vec<&str> {
        let Some(figures) = self.result.as_ref().and_then(|result| result.figures.as_ref()) else {
            return Vec::new();
        };
        let choosable = || self.options.iter().filter(|option| !option.is_abstention());
        let most = choosable().map(|option| figures.counts.votes(&option.code)).max().unwrap_or(0);
        let tied = choosable().filter(|option| figures.counts.votes(&option.code) == most);
        tied.map(|option| option.code.as_str()).collect()
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
