//! What can be chosen, and how often it was.

use super::VotingError;
use crate::{Code, codes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// The three choices of a usual poll, in the order in which the chair asks (domain.md section 7.5).
    pub enum Choice {
        /// In favour (*a favor*).
        For = "FOR", "a favor";
        /// Against (*contra*).
        Against = "AGAINST", "contra";
        /// Present without choosing (*abstenção*).
        Abstention = "ABSTENTION", "abstenção";
    }
}

/// One thing that can be chosen in a poll (*opção*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollOption {
    /// Stable within the poll; `ABSTENTION` always means an abstention.
    pub code: String,
    /// What a person reads.
    pub label: String,
}

impl PollOption {
    /// An option with its label.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }

    /// In favour, against, abstention.
    pub fn default_three() -> Vec<Self> {
        Choice::ALL.iter().map(|choice| Self::new(choice.code(), choice.label())).collect()
    }

    /// Whether choosing it is an abstention.
    pub fn is_abstention(&self) -> bool {
        self.code == Choice::Abstention.code()
    }
}

/// Votes by the code of the option; an option that is not named has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(pub BTreeMap<String, u32>);

impl Counts {
    /// Counts of a usual poll.
    pub fn usual(in_favour: u32, against: u32, abstention: u32) -> Self {
        [(Choice::For, in_favour), (Choice::Against, against), (Choice::Abstention, abstention)]
            .into_iter()
            .map(|(choice, votes)| (choice.code().to_owned(), votes))
            .collect()
    }

    /// Counts of single votes, by the code each chose.
    pub fn of_ballots<'a>(ballots: impl IntoIterator<Item = &'a str>) -> Self {
        let mut counts = Self::default();
        for code in ballots {
            *counts.0.entry(code.to_owned()).or_insert(0) += 1;
        }
        counts
    }

    /// Votes of one option.
    pub fn votes(&self, code: &str) -> u32 {
        self.0.get(code).copied().unwrap_or(0)
    }

    /// Votes of one of the usual choices.
    pub fn of(&self, choice: Choice) -> u32 {
        self.votes(choice.code())
    }

    /// All votes together.
    pub fn total(&self) -> u64 {
        self.0.values().map(|votes| u64::from(*votes)).sum()
    }

    /// Takes the counts only for options of the poll and not above its roll; names every option.
    ///
    /// # Errors
    /// [`VotingError::InvalidChoice`], [`VotingError::CountExceedsRoll`].
    pub(super) fn within(&self, options: &[PollOption], roll_size: u32) -> Result<Self, VotingError> {
        if let Some(code) = self.0.keys().find(|code| options.iter().all(|option| &option.code != *code)) {
            return Err(VotingError::InvalidChoice { choice: code.clone() });
        }
        if self.total() > u64::from(roll_size) {
            return Err(VotingError::CountExceedsRoll { counted: self.total(), roll_size });
        }
        Ok(options.iter().map(|option| (option.code.clone(), self.votes(&option.code))).collect())
    }
}

impl FromIterator<(String, u32)> for Counts {
    fn from_iter<I: IntoIterator<Item = (String, u32)>>(counts: I) -> Self {
        Self(counts.into_iter().collect())
    }
}
