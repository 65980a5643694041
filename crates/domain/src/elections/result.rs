//! What goes into the computation of an election and what comes out of it.

use super::parameters::ElectionRules;
use crate::people::{Pool, ReservedGroup, SeatKind, Sector, SizeClass};
use crate::seats::{SeatsByPool, SegmentSplit};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Somebody on the ballot: an accepted nomination.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// The participant; ballots and lots name them by this.
    pub participant_id: String,
    /// Name as called (social name where there is one).
    pub name: String,
    /// Where they stand.
    pub pool: Pool,
    /// Date of birth, for the tie-break by age.
    pub birth_date: NaiveDate,
    /// Groups the person declared to belong to. Sensitive: used here and published only as counts.
    pub reserved_groups: Vec<ReservedGroup>,
}

/// Votes of one pool.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolVotes {
    /// Votes by participant; who is missing has none.
    pub by_participant: BTreeMap<String, u32>,
    /// Ballots without a name (*em branco*).
    pub blank: u32,
}

/// How a pool decided.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PoolDecision {
    /// By votes.
    Votes(PoolVotes),
    /// By acclamation (*aclamação*): the participants of the single list in its order, titulars first. An empty list
    /// acclaims all candidates, where there are no more of them than seats.
    Acclaimed(Vec<String>),
}

/// A nomination that was refused, so that a vacancy can say why nobody stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedNomination {
    /// The pool asked for.
    pub pool: Pool,
    /// Sessions attended and sessions counted, where presence was the reason.
    pub presence: Option<(u32, u32)>,
}

/// Everything the result follows from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ElectionInput {
    /// Titular seats by pool.
    pub seats: SeatsByPool,
    /// Size class whose row of the table the seats are, if they are.
    pub size_class: Option<SizeClass>,
    /// How the table splits the civil seats; its order also says where a seat nobody stands for goes.
    pub segment_split: SegmentSplit,
    /// Accepted nominations, in any order.
    pub candidates: Vec<Candidate>,
    /// Refused nominations.
    pub refused: Vec<RefusedNomination>,
    /// How each pool decided.
    pub decisions: BTreeMap<Pool, PoolDecision>,
    /// The rules.
    pub rules: ElectionRules,
    /// Published seed of the lots, if one was published.
    pub seed: Option<String>,
}

impl ElectionInput {
    /// An election for these seats by these rules, with nobody standing yet.
    pub fn new(seats: SeatsByPool, rules: ElectionRules) -> Self {
        Self {
            seats,
            size_class: None,
            segment_split: SegmentSplit::default(),
            candidates: Vec::new(),
            refused: Vec::new(),
            decisions: BTreeMap::new(),
            rules,
            seed: None,
        }
    }
}

/// A candidate's place in the result.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Elected {
    /// Place from 1: among titulars or alternates of the pool; for who is not elected, in the pool's whole ranking.
    pub order: u32,
    /// The pool.
    pub pool: Pool,
    /// Its sector.
    pub sector: Sector,
    /// The participant.
    pub participant_id: String,
    /// Name as called.
    pub name: String,
    /// Votes; none where the pool acclaimed.
    pub votes: Option<u32>,
    /// Whether the person counts towards the reserved share. Sensitive: see [`Candidate::reserved_groups`].
    pub reserved_share: bool,
    /// Why this place, in Portuguese.
    pub reason: String,
}

/// A seat nobody was elected to (*vaga não preenchida*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vacancy {
    /// Titular or alternate.
    pub kind: SeatKind,
    /// The pool.
    pub pool: Pool,
    /// Place from 1 within the kind and pool.
    pub order: u32,
    /// Why, in Portuguese.
    pub reason: String,
}

/// Titulars elected by sector (*paridade dos titulares*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Parity {
    /// Of the government.
    pub government: u32,
    /// Of civil society.
    pub civil_society: u32,
}

/// Ballots of a pool in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolCount {
    /// The pool.
    pub pool: Pool,
    /// Votes given to candidates.
    pub votes: u32,
    /// Blank ballots.
    pub blank: u32,
    /// Whether the pool acclaimed instead of voting.
    pub acclaimed: bool,
}

/// Result of an election (*resultado da eleição*); it goes into the minutes and the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ElectionResult {
    /// Titulars by pool and order.
    pub titulars: Vec<Elected>,
    /// Alternates by pool and order.
    pub alternates: Vec<Elected>,
    /// Seats nobody was elected to: titulars first, then by pool and order.
    pub vacant: Vec<Vacancy>,
    /// Candidates who were not elected, by pool and rank.
    pub not_elected: Vec<Elected>,
    /// Titular seats the reserved share asks for.
    pub reserved_needed: u32,
    /// Titulars who count towards it.
    pub reserved_elected: u32,
    /// Titulars by sector.
    pub parity: Parity,
    /// Ballots by pool with seats and candidates.
    pub counts: Vec<PoolCount>,
    /// Every step of the computation, in Portuguese.
    pub trace: Vec<String>,
}
