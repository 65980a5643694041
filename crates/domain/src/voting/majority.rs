//! Majorities (*maiorias*): of what, and how many votes they take.

use super::VotingError;
use crate::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// What a majority is a part of (*base da maioria*).
    pub enum MajorityBase {
        /// Votes given, without abstentions unless the rules count them (*votos válidos*).
        ValidVotes = "VALID_VOTES", "votos válidos";
        /// Everybody on the roll fixed at opening (*colégio de votantes, presentes*).
        Roll = "ROLL", "presentes";
    }
}

codes! {
    /// Kind of majority (*tipo de maioria*).
    pub enum MajorityKind {
        /// More than half of the valid votes (*maioria simples*).
        Simple = "SIMPLE", "maioria simples";
        /// More than half of the roll (*maioria absoluta*).
        Absolute = "ABSOLUTE", "maioria absoluta";
        /// Two thirds of the roll, rounded up (*dois terços dos presentes*).
        TwoThirds = "TWO_THIRDS", "dois terços dos presentes";
        /// Another fraction (*fração própria*).
        Fraction = "FRACTION", "fração";
    }
}

/// A fraction above zero and up to one (*fração*), for majorities a cycle defines itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FractionParts")]
pub struct Fraction {
    numerator: u32,
    denominator: u32,
}

#[derive(Deserialize)]
struct FractionParts {
    numerator: u32,
    denominator: u32,
}

impl TryFrom<FractionParts> for Fraction {
    type Error = VotingError;

    fn try_from(parts: FractionParts) -> Result<Self, VotingError> {
        Self::new(parts.numerator, parts.denominator)
    }
}

impl Fraction {
    /// `numerator` of `denominator` parts.
    ///
    /// # Errors
    /// [`VotingError::InvalidFraction`] unless 0 < numerator <= denominator.
    pub fn new(numerator: u32, denominator: u32) -> Result<Self, VotingError> {
        if numerator == 0 || numerator > denominator {
            return Err(VotingError::InvalidFraction { numerator, denominator });
        }
        Ok(Self { numerator, denominator })
    }

    /// Upper and lower number.
    pub fn parts(self) -> (u32, u32) {
        (self.numerator, self.denominator)
    }

    /// The part of `base`, rounded up.
    pub fn of(self, base: u32) -> u32 {
        let part = (u64::from(base) * u64::from(self.numerator)).div_ceil(u64::from(self.denominator));
        u32::try_from(part).unwrap_or(base)
    }
}

impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// How many votes a matter takes (*maioria exigida*). Source: `majority`, domain.md section 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Majority {
    /// Half of the valid votes plus one.
    #[default]
    #[serde(rename = "SIMPLE")]
    Simple,
    /// Half of the roll plus one.
    #[serde(rename = "ABSOLUTE")]
    Absolute,
    /// Two thirds of the roll, rounded up.
    #[serde(rename = "TWO_THIRDS")]
    TwoThirds,
    /// At least that fraction of its base, rounded up.
    #[serde(rename = "FRACTION")]
    Fraction {
        /// The part.
        fraction: Fraction,
        /// Of what.
        base: MajorityBase,
    },
}

impl Majority {
    /// Its kind, without the figures of a fraction.
    pub fn kind(self) -> MajorityKind {
        match self {
            Self::Simple => MajorityKind::Simple,
            Self::Absolute => MajorityKind::Absolute,
            Self::TwoThirds => MajorityKind::TwoThirds,
            Self::Fraction { .. } => MajorityKind::Fraction,
        }
    }

    /// What it is a part of.
    pub fn base(self) -> MajorityBase {
        match self {
            Self::Simple => MajorityBase::ValidVotes,
            Self::Absolute | Self::TwoThirds => MajorityBase::Roll,
            Self::Fraction { base, .. } => base,
        }
    }

    /// How many votes it takes when its base counts `base`; never less than one.
    pub fn minimum(self, base: u32) -> u32 {
        match self {
            Self::Simple | Self::Absolute => base / 2 + 1,
            Self::TwoThirds => Fraction { numerator: 2, denominator: 3 }.of(base).max(1),
            Self::Fraction { fraction, .. } => fraction.of(base).max(1),
        }
    }

    /// Its name within a sentence: "maioria simples", "3/5 dos votos válidos".
    pub fn name(self) -> String {
        use crate::Code;
        match self {
            Self::Fraction { fraction, base } => format!("{fraction} dos {}", base.label()),
            named => named.kind().label().to_owned(),
        }
    }

    /// What is needed if all who are present vote: "maioria simples: 76 de 151 se todas as pessoas
    /// presentes votarem".
    pub fn forecast(self, present: u32) -> Forecast {
        let minimum = self.minimum(present);
        let figures = format!("{}: {minimum} de {present}", self.name());
        let text = match (self, self.base()) {
            (_, MajorityBase::ValidVotes) => format!("{figures} se todas as pessoas presentes votarem"),
            (Self::Absolute, _) => format!("{figures} pessoas do colégio de votantes, votem ou não"),
            (_, MajorityBase::Roll) => format!("{figures} pessoas presentes, votem ou não"),
        };
        Forecast { present, minimum, text }
    }
}

/// What can be known before a poll is opened (*o que é preciso para aprovar*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// How many could vote at this moment.
    pub present: u32,
    /// How many votes would then be needed.
    pub minimum: u32,
    /// Both in words.
    pub text: String,
}
