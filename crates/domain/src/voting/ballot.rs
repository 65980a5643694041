//! One delegate's vote in a roll call (*voto nominal*).

use super::{Poll, PollKind, PollState, VotingError};
use chrono::{DateTime, Utc};

/// A vote as it arrives, with what is known about the voter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BallotAttempt<'a> {
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// Whether the voter is on the roll fixed at opening.
    pub on_roll: bool,
    /// When the voter already voted in this poll.
    pub voted_at: Option<DateTime<Utc>>,
    /// Codes of the marked options.
    pub choices: &'a [&'a str],
}

impl Poll {
    /// Says whether the vote is taken. Checked in this order: the poll's state and time, the roll,
    /// the voter's earlier vote, the choice.
    ///
    /// # Errors
    /// [`VotingError::WrongKind`], [`VotingError::NotOpenYet`], [`VotingError::PollClosed`],
    /// [`VotingError::BallotOnAnnulled`], [`VotingError::NotOnRoll`], [`VotingError::AlreadyVoted`], and for
    /// the choice [`VotingError::InvalidChoice`], [`VotingError::NoChoice`], [`VotingError::TooManyChoices`],
    /// [`VotingError::RepeatedChoice`], [`VotingError::AbstentionWithChoices`].
    pub fn accept_ballot(&self, ballot: BallotAttempt<'_>) -> Result<(), VotingError> {
        if self.kind != PollKind::RollCall {
            return Err(VotingError::WrongKind { needed: PollKind::RollCall });
        }
        self.takes_votes_at(ballot.at)?;
        if !ballot.on_roll {
            return Err(VotingError::NotOnRoll { article: self.terms.roll_article.clone() });
        }
        if let Some(at) = ballot.voted_at {
            return Err(VotingError::AlreadyVoted { at: self.local(at) });
        }
        self.check_choices(ballot.choices)
    }

    fn takes_votes_at(&self, at: DateTime<Utc>) -> Result<(), VotingError> {
        let closed_at = match self.state {
            PollState::Draft | PollState::Published => return Err(VotingError::NotOpenYet),
            PollState::Annulled => return Err(VotingError::BallotOnAnnulled),
            PollState::Open => self.closes_at.filter(|end| at > *end),
            PollState::Closed | PollState::Tallied | PollState::Proclaimed => Some(self.closed_at.unwrap_or(at)),
        };
        match closed_at {
            None => Ok(()),
            Some(closed_at) => Err(VotingError::PollClosed {
                closed_at: self.local(closed_at),
                at: self.local(at),
                article: self.terms.late_vote_article.clone(),
            }),
        }
    }

    fn check_choices(&self, choices: &[&str]) -> Result<(), VotingError> {
        if choices.is_empty() {
            return Err(VotingError::NoChoice);
        }
        let mut abstains = false;
        for (index, code) in choices.iter().enumerate() {
            let Some(option) = self.options.iter().find(|option| option.code == *code) else {
                return Err(VotingError::InvalidChoice { choice: (*code).to_owned() });
            };
            if choices[..index].contains(code) {
                return Err(VotingError::RepeatedChoice { choice: option.label.clone() });
            }
            abstains |= option.is_abstention();
        }
        if abstains && choices.len() > 1 {
            return Err(VotingError::AbstentionWithChoices);
        }
        if choices.len() > self.max_choices as usize {
            return Err(VotingError::TooManyChoices { marked: choices.len(), allowed: self.max_choices });
        }
        Ok(())
    }
}
