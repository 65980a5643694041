//! Ballots of an election: who may cast one, what it may say, how they add up.

use super::parameters::ElectionRules;
use super::result::PoolVotes;
use super::state::ElectionState;
use crate::people::Pool;
use crate::{Code, Refusal};
use std::collections::BTreeSet;

/// What a blank ballot says where names are written (*voto em branco*).
pub const BLANK: &str = "BLANK";

/// A ballot that may be counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ballot {
    /// No name (*em branco*).
    Blank,
    /// The participants voted for, in the order of their ids, each once.
    Names(Vec<String>),
}

/// Roll of one pool (*lista de votantes do segmento*), fixed when the ballot opens, and who has voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRoll {
    /// The pool.
    pub pool: Pool,
    /// Participants with a vote.
    pub voters: BTreeSet<String>,
    /// Those of them who have used it. Kept apart from the ballots, which name nobody.
    pub voted: BTreeSet<String>,
}

impl PoolRoll {
    /// A roll on which nobody has voted yet.
    pub fn new(pool: Pool, voters: impl IntoIterator<Item = String>) -> Self {
        Self { pool, voters: voters.into_iter().collect(), voted: BTreeSet::new() }
    }

    /// Whether the voter may cast a ballot now.
    ///
    /// # Errors
    /// [`BallotRefused::NotOpen`], [`BallotRefused::NotOnRoll`], [`BallotRefused::AlreadyVoted`].
    pub fn admit(&self, voter: &str, state: ElectionState) -> Result<(), BallotRefused> {
        if state != ElectionState::Ballot {
            return Err(BallotRefused::NotOpen { state });
        }
        if !self.voters.contains(voter) {
            return Err(BallotRefused::NotOnRoll { pool: self.pool });
        }
        if self.voted.contains(voter) {
            return Err(BallotRefused::AlreadyVoted);
        }
        Ok(())
    }

    /// Notes that the voter has voted.
    ///
    /// # Errors
    /// As [`Self::admit`].
    pub fn mark(&mut self, voter: &str, state: ElectionState) -> Result<(), BallotRefused> {
        self.admit(voter, state)?;
        self.voted.insert(voter.to_owned());
        Ok(())
    }
}

/// Reads what was chosen: [`BLANK`] alone, or names of candidates of the pool up to the limit of the rules.
///
/// # Errors
/// [`BallotRefused::InvalidChoice`].
pub fn read_ballot(
    choices: &[String],
    candidates: &BTreeSet<String>,
    rules: &ElectionRules,
) -> Result<Ballot, BallotRefused> {
    let invalid = |why| Err(BallotRefused::InvalidChoice { why });
    if choices == [BLANK] {
        return Ok(Ballot::Blank);
    }
    let limit = rules.marks_allowed(u32::try_from(candidates.len()).unwrap_or(u32::MAX));
    let names: BTreeSet<_> = choices.iter().cloned().collect();
    if names.is_empty() {
        return invalid(InvalidChoice::Nothing);
    }
    if names.contains(BLANK) {
        return invalid(InvalidChoice::BlankAndNames);
    }
    if names.len() < choices.len() {
        return invalid(InvalidChoice::SameNameTwice);
    }
    if !names.is_subset(candidates) {
        return invalid(InvalidChoice::NotACandidate);
    }
    if u32::try_from(names.len()).unwrap_or(u32::MAX) > limit {
        return invalid(InvalidChoice::TooMany { given: names.len(), limit });
    }
    Ok(Ballot::Names(names.into_iter().collect()))
}

/// Adds ballots of one pool up.
pub fn tally<'a>(ballots: impl IntoIterator<Item = &'a Ballot>) -> PoolVotes {
    let mut votes = PoolVotes::default();
    for ballot in ballots {
        match ballot {
            Ballot::Blank => votes.blank += 1,
            Ballot::Names(names) => {
                for name in names {
                    *votes.by_participant.entry(name.clone()).or_default() += 1;
                }
            }
        }
    }
    votes
}

/// What is wrong with a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvalidChoice {
    /// Neither a name nor blank.
    Nothing,
    /// Blank together with names.
    BlankAndNames,
    /// A name more than once.
    SameNameTwice,
    /// Somebody who is no candidate of the pool.
    NotACandidate,
    /// More names than the rules allow.
    TooMany {
        /// Names given.
        given: usize,
        /// Names allowed.
        limit: u32,
    },
}

impl std::fmt::Display for InvalidChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => f.write_str("Nenhum nome foi marcado. Marque um nome ou escolha “em branco”."),
            Self::BlankAndNames => {
                f.write_str("Há nomes marcados junto com “em branco”. Deixe só uma das duas coisas.")
            }
            Self::SameNameTwice => f.write_str("O mesmo nome foi marcado mais de uma vez. Marque-o uma vez só."),
            Self::NotACandidate => {
                f.write_str("Há um nome que não é candidatura deste segmento. Escolha entre os nomes da lista.")
            }
            Self::TooMany { given, limit } => {
                write!(f, "Foram marcados {given} nomes; o máximo é {limit}. Desmarque os que sobram.")
            }
        }
    }
}

/// Why a ballot is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BallotRefused {
    /// The voter has used the vote.
    #[error("O seu voto nesta eleição já foi registrado. Cada pessoa vota uma vez.")]
    AlreadyVoted,
    /// Not a voter of this pool.
    #[error("Você não está na lista de votantes de {}. Se for engano, procure o credenciamento.", pool.label())]
    NotOnRoll {
        /// The pool voting.
        pool: Pool,
    },
    /// The choice cannot be counted.
    #[error("{why}")]
    InvalidChoice {
        /// What is wrong with it.
        why: InvalidChoice,
    },
    /// The ballot is not open.
    #[error("A eleição está {}; não recebe votos agora. Acompanhe o telão.", state.label())]
    NotOpen {
        /// State of the election.
        state: ElectionState,
    },
}

impl From<BallotRefused> for Refusal {
    fn from(refused: BallotRefused) -> Self {
        let message = refused.to_string();
        match refused {
            BallotRefused::AlreadyVoted => Self::rule("ALREADY_VOTED", "um voto por pessoa", message),
            BallotRefused::NotOnRoll { .. } => Self::rule("NOT_ON_ROLL", "lista de votantes do segmento", message),
            BallotRefused::InvalidChoice { .. } => {
                Self { rule: Some("votesPerVoter".into()), ..Self::invalid("choices", "INVALID_CHOICE", message) }
            }
            BallotRefused::NotOpen { .. } => Self::rule("POLL_CLOSED", "etapas da eleição", message),
        }
    }
}
