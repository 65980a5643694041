//! What happened, as plain data, from which a report is made.
//!
//! Whoever loads a conference fills these; values of other modules come as [`Coded`] pairs, so that
//! the report shows what was recorded and depends on nobody's enumerations.

mod before;
mod decided;
mod hall;

pub use before::{ActFact, CommitteeFact, CommitteeMemberFact, MobilizationFact, SignerFact};
pub use decided::{
    ActionFact, DelegateFact, DelegationFact, GroupFact, MotionFact, PollFact, ProposalFact, RulesArticleFact,
    RulesFact, VacantSeat,
};
pub use hall::{KeynoteFact, ParticipantFact, SessionFact, TableFact};

use super::wording::Coded;
use crate::evaluations::Summary;
use crate::people::{Level, ReservedGroup, SeatKind, Sector, Segment, SizeClass};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// Everything a report says that people do not write for it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportFacts {
    /// Where.
    pub place: PlaceFact,
    /// Council that held the conference.
    pub council: CouncilFact,
    /// The conference.
    pub conference: ConferenceFact,
    /// Act that convened it.
    pub convocation_act: Option<ActFact>,
    /// Committee that organized it.
    pub committee: Option<CommitteeFact>,
    /// Preparatory events, in order of time.
    pub mobilization: Vec<MobilizationFact>,
    /// Everybody registered.
    pub participants: Vec<ParticipantFact>,
    /// Groups with reserved shares in this cycle; only these are counted.
    pub reserved_groups: Vec<ReservedGroup>,
    /// Sessions in order of time.
    pub sessions: Vec<SessionFact>,
    /// People at the opening table, in order.
    pub opening_table: Vec<TableFact>,
    /// Keynote.
    pub keynote: Option<KeynoteFact>,
    /// Rules of procedure as adopted.
    pub rules: Option<RulesFact>,
    /// Earlier deliberations that were verified.
    pub actions: Vec<ActionFact>,
    /// Working groups.
    pub groups: Vec<GroupFact>,
    /// All proposals submitted, in order of their labels.
    pub proposals: Vec<ProposalFact>,
    /// Outcomes of the destaques on proposals (codes with labels), one per destaque.
    pub proposal_destaques: Vec<Coded>,
    /// Motions submitted.
    pub motions: Vec<MotionFact>,
    /// Votes, one per poll.
    pub polls: Vec<PollFact>,
    /// Delegation to the next stage.
    pub delegation: Option<DelegationFact>,
    /// Evaluation.
    pub evaluation: Option<Summary>,
    /// General rapporteur who signs beside the president.
    pub rapporteur: Option<String>,
    /// Last day on which the report is in time.
    pub deadline: NaiveDate,
}

/// A place with a council: a municipality, or a state as a whole.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlaceFact {
    /// IBGE code (7 digits for a municipality, 2 for a state).
    pub ibge_code: String,
    /// Official name.
    pub name: String,
    /// State, two letters; empty for the nation.
    pub uf: String,
    /// Inhabitants on the cycle's basis.
    pub population: Option<u64>,
    /// Size class; only municipalities have one.
    pub size_class: Option<SizeClass>,
    /// Time zone in which the report's times are written.
    pub time_zone: Tz,
}

/// The council.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CouncilFact {
    /// Full name.
    pub name: String,
    /// Acronym: CMAS.
    pub acronym: String,
    /// Its level.
    pub level: Level,
    /// Name of its president at the time of the report.
    pub president: Option<String>,
    /// Seats, one per member.
    pub seats: Vec<SeatFact>,
}

/// A seat in the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SeatFact {
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Sector.
    pub sector: Sector,
    /// Segment of civil society.
    pub segment: Option<Segment>,
}

/// The conference.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConferenceFact {
    /// Sequential number of the conference in its place.
    pub edition: u32,
    /// Title.
    pub title: String,
    /// Theme.
    pub theme: String,
    /// Ordinary or extraordinary.
    pub kind: Coded,
    /// In person, hybrid or virtual.
    pub mode: Coded,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day.
    pub last_day: NaiveDate,
    /// Name of the venue.
    pub venue: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Numbers and titles of the axes, in order.
    pub axes: Vec<AxisFact>,
}

/// An axis.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AxisFact {
    /// Number, from 1.
    pub number: u32,
    /// Title.
    pub title: String,
}
