//! What was decided.

use super::super::wording::Coded;
use crate::people::{GovernmentLevel, Pool, SeatKind, Sector, Segment};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Rules of procedure as adopted (*regimento interno aprovado*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RulesFact {
    /// Day of adoption; nothing while it is a draft.
    pub adopted_on: Option<NaiveDate>,
    /// Articles as adopted.
    pub articles: Vec<RulesArticleFact>,
    /// Outcomes of the destaques, one per destaque.
    pub destaques: Vec<Coded>,
    /// Parameters that the plenary changed, by name: `defenceSeconds`.
    pub adopted_parameters: BTreeMap<String, i64>,
}

/// An article as adopted; suppressed ones are left out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RulesArticleFact {
    /// "Art. 1º".
    pub label: String,
    /// Its text.
    pub text: String,
}

/// An earlier deliberation that was verified (*ação a conferir*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActionFact {
    /// Axis it is told under.
    pub axis: u32,
    /// Level of government.
    pub level: GovernmentLevel,
    /// Conference that decided it.
    pub decided_by: String,
    /// What was decided.
    pub text: String,
    /// Advanced, partly, not advanced; nothing when it was not assessed.
    pub assessment: Option<Coded>,
    /// Comment.
    pub comment: Option<String>,
    /// Evidence.
    pub evidence: Option<String>,
    /// Who is responsible.
    pub responsible: Option<String>,
}

/// A working group.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct GroupFact {
    /// Short name: `G1`.
    pub id: String,
    /// Its axis.
    pub axis: u32,
    /// People present.
    pub attendance: u64,
    /// Delegates among them.
    pub delegates: u64,
    /// Coordinator.
    pub coordinator: Option<String>,
    /// Rapporteur.
    pub rapporteur: Option<String>,
}

/// A proposal and how far it came.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalFact {
    /// Identifier, unique within the conference, by which its lineage is followed.
    pub id: String,
    /// What people call it: `1M2`.
    pub label: String,
    /// Axis.
    pub axis: u32,
    /// Level of government addressed.
    pub level: GovernmentLevel,
    /// New proposal or recommendation.
    pub kind: Coded,
    /// Text in force: the final one where a plenary decided, otherwise the last.
    pub text: String,
    /// Outcome in its group (`TO_PLENARY`, `CUT_BY_LIMIT`, `BELOW_THRESHOLD`); nothing if it had no group.
    pub group_outcome: Option<Coded>,
    /// Outcome in the plenary (`APPROVED`, `APPROVED_AMENDED`, `REJECTED`, `MERGED`).
    pub plenary_outcome: Option<Coded>,
    /// Place among the approved ones of its axis and level, from 1.
    pub priority: Option<u32>,
    /// Whether it goes into the report.
    pub reported: bool,
}

impl ProposalFact {
    /// Whether the group (or the lack of one) let it through to the plenary.
    pub fn reached_plenary(&self) -> bool {
        self.group_outcome.as_ref().is_none_or(|outcome| outcome.code == "TO_PLENARY")
    }

    /// Whether the final plenary approved it: then it is a deliberation (*deliberação*).
    pub fn approved(&self) -> bool {
        self.plenary_outcome.as_ref().is_some_and(|outcome| ["APPROVED", "APPROVED_AMENDED"].contains(&&*outcome.code))
    }
}

/// A motion (*moção*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MotionFact {
    /// Support, repudiation and so on.
    pub kind: Coded,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// To whom it is sent.
    pub addressees: Vec<String>,
    /// Signatures that count.
    pub signatures: u64,
    /// Signatures needed.
    pub needed: u64,
    /// Whether it reached the threshold.
    pub admitted: bool,
    /// Whether the plenary approved it.
    pub approved: bool,
}

/// A vote, as far as the summary needs it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PollFact {
    /// Show of cards, roll call, secret.
    pub kind: Coded,
    /// Outcome.
    pub outcome: Coded,
    /// Votes that were refused, with their codes kept elsewhere.
    pub refused_attempts: u64,
}

/// Delegation elected to the next stage (*delegação*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegationFact {
    /// Titular seats of the place.
    pub seats: u32,
    /// Titulars among whom a reserved share had to be met; nothing when the cycle has none.
    pub reserved_needed: Option<u32>,
    /// Elected people, titulars first, by pool and order.
    pub delegates: Vec<DelegateFact>,
    /// Seats that nobody fills.
    pub vacant: Vec<VacantSeat>,
}

impl DelegationFact {
    /// The elected of one kind.
    pub fn of_kind(&self, kind: SeatKind) -> impl Iterator<Item = &DelegateFact> {
        self.delegates.iter().filter(move |delegate| delegate.kind == kind)
    }
}

/// A person elected.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegateFact {
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Order within kind and pool, from 1.
    pub order: u32,
    /// Sector.
    pub sector: Sector,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Name.
    pub name: String,
    /// Body or entity represented.
    pub organization: Option<String>,
    /// Whether elected by a reserved share. Which group is never said.
    pub reserved_share: bool,
    /// Other data the state asks for, by field name: `cpf`, `email`, `diet`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

impl DelegateFact {
    /// The pool of the seat, if sector and segment name one.
    pub fn pool(&self) -> Option<Pool> {
        Pool::of(self.sector, self.segment)
    }
}

/// A seat that nobody fills.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct VacantSeat {
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Pool of the seat.
    pub pool: Pool,
    /// Order within kind and pool, from 1.
    pub order: u32,
    /// Why nobody fills it.
    pub reason: Option<String>,
}
