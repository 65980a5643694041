//! Rules of an election: what the cycle and the rules of procedure fix before anybody votes.

use super::methods::*;
use crate::people::ReservedGroup;
use crate::seats::Share;
use crate::{Code, Refusal};

/// Most alternates a seat may have.
pub const ALTERNATES_PER_SEAT_MAX: u32 = 10;
/// Most names a ballot may take.
pub const VOTES_PER_VOTER_MAX: u32 = 100;

/// Reserved share (*cota; reserva de vagas*). Res. CNAS 187/2025; a person in two groups counts once.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReservedShare {
    /// Share of the base.
    pub fraction: Share,
    /// What it is a share of.
    #[serde(default = "titular_seats")]
    pub base: ReservedBase,
    /// How a part of a seat is rounded.
    #[serde(default = "up")]
    pub rounding: Rounding,
    /// Groups whose declaration counts.
    pub groups: Vec<ReservedGroup>,
    /// How the result by votes is adjusted.
    #[serde(default = "smallest_gap")]
    pub adjustment: Adjustment,
    /// What happens to what nobody fills.
    #[serde(default = "fill_by_votes")]
    pub unfilled: Unfilled,
}

impl ReservedShare {
    /// Seats the share asks for.
    pub fn needed(&self, base: u32) -> u32 {
        match self.rounding {
            Rounding::Up => self.fraction.up(base),
            Rounding::Down => self.fraction.down(base),
            Rounding::Nearest => self.fraction.nearest(base),
        }
    }

    /// Whether somebody with these declarations counts towards the share.
    pub fn counts(&self, declared: &[ReservedGroup]) -> bool {
        declared.iter().any(|group| self.groups.contains(group))
    }
}

/// Where the rules of procedure say each thing (`art. 30, § 2º`); empty where the adopted text is silent.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ElectionArticles {
    /// Who may be a candidate.
    pub eligibility: Option<String>,
    /// How ties are broken.
    pub ties: Option<String>,
    /// How the reserved share is reached.
    pub reserved_share: Option<String>,
    /// Alternates and vacant seats.
    pub vacancies: Option<String>,
}

/// Rules of an election (*regras da eleição*), frozen when nominations open. domain.md sections 11 and 16.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ElectionRules {
    /// How candidates are chosen.
    pub method: ElectionMethod,
    /// Who elects.
    #[serde(default = "segment_meeting")]
    pub body: ElectionBody,
    /// Whether the final plenary must homologate before the result is proclaimed.
    #[serde(default = "yes")]
    pub homologated_by_plenary: bool,
    /// Names a ballot may take; approval takes any number.
    #[serde(default = "one")]
    pub votes_per_voter: u32,
    /// Votes below which nobody is elected.
    #[serde(default = "one")]
    pub minimum_votes: u32,
    /// Share of the counted sessions a candidate must have attended.
    #[serde(rename = "eligibilityMinimumPresence", default)]
    pub minimum_presence: Share,
    /// Whether born delegates may be candidates.
    #[serde(default = "yes")]
    pub born_delegates_eligible: bool,
    /// Reserved share; none where the cycle has none.
    #[serde(default)]
    pub reserved_share: Option<ReservedShare>,
    /// Tie-breaks in the order in which they apply.
    pub tie_breaks: Vec<TieBreak>,
    /// Alternates elected for each titular seat.
    pub alternates_per_seat: u32,
    /// What happens to seats without a candidate.
    pub vacant_seat_rule: VacantSeatRule,
    /// From where an alternate may come later.
    #[serde(default = "same_segment_and_town")]
    pub substitution_scope: SubstitutionScope,
    /// Where the rules of procedure say so.
    #[serde(default)]
    pub articles: ElectionArticles,
}

fn titular_seats() -> ReservedBase {
    ReservedBase::TitularSeats
}
fn up() -> Rounding {
    Rounding::Up
}
fn smallest_gap() -> Adjustment {
    Adjustment::SmallestVoteGapSamePool
}
fn fill_by_votes() -> Unfilled {
    Unfilled::FillByVotes
}
fn segment_meeting() -> ElectionBody {
    ElectionBody::SegmentMeeting
}
fn same_segment_and_town() -> SubstitutionScope {
    SubstitutionScope::SameSegmentAndTown
}
fn yes() -> bool {
    true
}
fn one() -> u32 {
    1
}

impl ElectionRules {
    /// Names a ballot may take where there are `candidates` to choose from.
    pub fn marks_allowed(&self, candidates: u32) -> u32 {
        if self.method == ElectionMethod::Approval { candidates } else { self.votes_per_voter.min(candidates.max(1)) }
    }

    /// Whether a reserved share is to be reached by adjusting the result.
    pub(super) fn adjusts(&self) -> bool {
        self.reserved_share
            .as_ref()
            .is_some_and(|share| share.adjustment != Adjustment::None && !share.fraction.is_zero())
    }

    /// Checks that the rules can be applied.
    ///
    /// # Errors
    /// The first [`ElectionRulesRefused`] found.
    pub fn validate(&self) -> Result<(), ElectionRulesRefused> {
        if !(1..=VOTES_PER_VOTER_MAX).contains(&self.votes_per_voter) {
            return Err(ElectionRulesRefused::VotesPerVoter { given: self.votes_per_voter });
        }
        if self.alternates_per_seat > ALTERNATES_PER_SEAT_MAX {
            return Err(ElectionRulesRefused::AlternatesPerSeat { given: self.alternates_per_seat });
        }
        for (place, tie_break) in self.tie_breaks.iter().enumerate() {
            if self.tie_breaks[..place].contains(tie_break) {
                return Err(ElectionRulesRefused::RepeatedTieBreak { tie_break: *tie_break });
            }
        }
        match &self.reserved_share {
            Some(share) if !share.fraction.is_zero() && share.groups.is_empty() => {
                Err(ElectionRulesRefused::ShareWithoutGroups { percent: share.fraction.percent() })
            }
            _ => Ok(()),
        }
    }
}

/// Why rules of an election cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ElectionRulesRefused {
    /// No name, or too many, on a ballot.
    #[error("Cada pessoa votaria em {given} nomes; informe um número de 1 a {VOTES_PER_VOTER_MAX}.")]
    VotesPerVoter {
        /// Names given.
        given: u32,
    },
    /// Too many alternates a seat.
    #[error("São {given} suplentes por titular; o máximo aqui é {ALTERNATES_PER_SEAT_MAX}. Confira o número.")]
    AlternatesPerSeat {
        /// Alternates given.
        given: u32,
    },
    /// A tie-break appears twice.
    #[error("O critério de desempate “{}” aparece mais de uma vez. Deixe-o uma vez, na ordem em que vale.", tie_break.label())]
    RepeatedTieBreak {
        /// The one repeated.
        tie_break: TieBreak,
    },
    /// A reserved share without a group.
    #[error("A reserva de {percent} não diz para quais grupos. Informe ao menos um grupo.")]
    ShareWithoutGroups {
        /// The share.
        percent: String,
    },
}

impl From<ElectionRulesRefused> for Refusal {
    fn from(refused: ElectionRulesRefused) -> Self {
        let (code, field) = match refused {
            ElectionRulesRefused::VotesPerVoter { .. } => ("ELECTION_VOTES_PER_VOTER", "votesPerVoter"),
            ElectionRulesRefused::AlternatesPerSeat { .. } => ("ELECTION_ALTERNATES_PER_SEAT", "alternatesPerSeat"),
            ElectionRulesRefused::RepeatedTieBreak { .. } => ("ELECTION_TIE_BREAK_REPEATED", "tieBreaks"),
            ElectionRulesRefused::ShareWithoutGroups { .. } => ("ELECTION_SHARE_WITHOUT_GROUPS", "reservedShare"),
        };
        Self::invalid(field, code, refused.to_string())
    }
}
