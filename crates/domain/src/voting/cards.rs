//! Show of cards (*votação simbólica*): tellers who count and must agree, or a declaration by sight.
//! Sources: domain.md section 7.5.

use super::{Collected, Counts, Majority, Outcome, Poll, PollKind, PollState, VotingError};
use crate::codes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Tellers who must count at least (*escrutinadores*).
const TELLERS_MIN: usize = 2;

/// What one teller counted in one round (*contagem*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TellerCount {
    /// Who counted.
    pub teller: String,
    /// 1 for the first count, one more for each recount.
    pub round: u32,
    /// Votes by option.
    pub counts: Counts,
}

codes! {
    /// How the chair declares a result without numbers.
    pub enum DeclarationKind {
        /// By sight, one side being plainly larger (*contraste visual*).
        VisualContrast = "VISUAL_CONTRAST", "contraste visual";
        /// Nobody objected to what nobody highlighted (*sem objeção*).
        NoObjection = "NO_OBJECTION", "sem objeção";
    }
}

/// A result the chair declared without numbers (*declaração da mesa*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Declaration {
    /// How.
    pub kind: DeclarationKind,
    /// Whether the matter is approved.
    pub approved: bool,
}

impl Declaration {
    pub(super) fn outcome(self) -> Outcome {
        if self.approved { Outcome::Approved } else { Outcome::Rejected }
    }

    /// A declaration is for usual questions of simple majority only; "no objection" only approves en bloc.
    pub(super) fn allowed_for(self, poll: &Poll) -> Result<(), VotingError> {
        if poll.kind != PollKind::ShowOfCards {
            return Err(VotingError::WrongKind { needed: PollKind::ShowOfCards });
        }
        if poll.terms.majority != Majority::Simple || !poll.is_decision() {
            return Err(VotingError::DeclarationNeedsCount { majority: poll.terms.majority.name() });
        }
        let en_bloc = poll.subject.is_bloc() && self.approved;
        if self.kind == DeclarationKind::NoObjection && !en_bloc {
            return Err(VotingError::NoObjectionOnlyEnBloc);
        }
        Ok(())
    }
}

/// Where the count stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountStanding {
    /// Fewer than two tellers have counted in this round.
    Waiting {
        /// The round being counted.
        round: u32,
        /// How many have counted in it.
        counted: usize,
    },
    /// The tellers of the last round differ: it is counted again.
    Recount {
        /// The round that differs.
        round: u32,
        /// Codes of the options in which they differ.
        differing: Vec<String>,
    },
    /// The tellers of the last round agree.
    Agreed(Counts),
}

/// Everything collected in a show of cards; all rounds are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ShowOfCards {
    /// Counts in the order in which they came.
    pub counts: Vec<TellerCount>,
    /// The chair's declaration, when nothing was counted.
    pub declaration: Option<Declaration>,
}

impl ShowOfCards {
    /// Adds a teller's count. The same count again changes nothing; a new round may begin once at
    /// least two tellers have counted in the current one.
    ///
    /// # Errors
    /// [`VotingError::WrongKind`], [`VotingError::NotCounting`], [`VotingError::InvalidChoice`],
    /// [`VotingError::CountExceedsRoll`], [`VotingError::WrongRound`], [`VotingError::TellerAlreadyCounted`].
    pub fn record(&self, poll: &Poll, count: TellerCount) -> Result<Self, VotingError> {
        let roll_size = counting_roll(poll)?;
        let counts = count.counts.within(&poll.options, roll_size)?;
        let count = TellerCount { counts, ..count };
        if self.counts.contains(&count) {
            return Ok(self.clone());
        }
        let expected = self.open_round();
        let current = self.last_round();
        if count.round != current && count.round != expected {
            return Err(VotingError::WrongRound { round: count.round, expected });
        }
        if self.of_round(count.round).any(|earlier| earlier.teller == count.teller) {
            return Err(VotingError::TellerAlreadyCounted { round: count.round });
        }
        let mut next = self.clone();
        next.counts.push(count);
        Ok(next)
    }

    /// Takes the chair's declaration instead of counts; the same again changes nothing.
    ///
    /// # Errors
    /// [`VotingError::AlreadyCounted`], [`VotingError::WrongKind`], [`VotingError::NotCounting`],
    /// [`VotingError::DeclarationNeedsCount`], [`VotingError::NoObjectionOnlyEnBloc`].
    pub fn declare(&self, poll: &Poll, declaration: Declaration) -> Result<Self, VotingError> {
        counting_roll(poll)?;
        declaration.allowed_for(poll)?;
        if !self.counts.is_empty() {
            return Err(VotingError::AlreadyCounted);
        }
        Ok(Self { counts: Vec::new(), declaration: Some(declaration) })
    }

    /// Where the last round stands.
    pub fn standing(&self) -> CountStanding {
        let round = self.last_round();
        let last: Vec<&TellerCount> = self.of_round(round).collect();
        let tellers: BTreeSet<&str> = last.iter().map(|count| count.teller.as_str()).collect();
        let Some(first) = last.first().filter(|_| tellers.len() >= TELLERS_MIN) else {
            return CountStanding::Waiting { round, counted: tellers.len() };
        };
        let codes: BTreeSet<&String> = last.iter().flat_map(|count| count.counts.0.keys()).collect();
        let differs = |code: &&String| last.iter().any(|count| count.counts.votes(code) != first.counts.votes(code));
        let differing: Vec<String> = codes.into_iter().filter(differs).cloned().collect();
        if differing.is_empty() {
            CountStanding::Agreed(first.counts.clone())
        } else {
            CountStanding::Recount { round, differing }
        }
    }

    /// What goes into the tally: the agreed counts of the last round, or the declaration.
    ///
    /// # Errors
    /// [`VotingError::TellersMissing`], [`VotingError::TellersDisagree`].
    pub fn collected(&self) -> Result<Collected, VotingError> {
        if let (true, Some(declaration)) = (self.counts.is_empty(), self.declaration) {
            return Ok(Collected::Declared(declaration));
        }
        match self.standing() {
            CountStanding::Waiting { counted, .. } => Err(VotingError::TellersMissing { counted }),
            CountStanding::Recount { round, .. } => Err(VotingError::TellersDisagree { round }),
            CountStanding::Agreed(counts) => Ok(Collected::Counted(counts)),
        }
    }

    fn last_round(&self) -> u32 {
        self.counts.iter().map(|count| count.round).max().unwrap_or(1)
    }

    fn open_round(&self) -> u32 {
        match self.standing() {
            CountStanding::Waiting { round, .. } => round,
            CountStanding::Recount { .. } | CountStanding::Agreed(_) => self.last_round().saturating_add(1),
        }
    }

    fn of_round(&self, round: u32) -> impl Iterator<Item = &TellerCount> {
        self.counts.iter().filter(move |count| count.round == round)
    }
}

/// The roll against which tellers count: cards are counted while a poll is open or just closed.
fn counting_roll(poll: &Poll) -> Result<u32, VotingError> {
    if poll.kind != PollKind::ShowOfCards {
        return Err(VotingError::WrongKind { needed: PollKind::ShowOfCards });
    }
    match (poll.state, &poll.opening) {
        (PollState::Open | PollState::Closed, Some(opening)) => Ok(opening.roll_size),
        _ => Err(VotingError::NotCounting),
    }
}
