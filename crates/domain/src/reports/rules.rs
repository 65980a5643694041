//! The cycle's rules that a report is held against. Source: domain.md section 16; all of it is data.

use super::{Coded, Deadline, Severity, SignerRole};
use crate::people::{GovernmentLevel, Pool};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What the cycle asks of a report.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportRules {
    /// Hours that a conference lasts at least (`minHours`).
    pub min_hours: u64,
    /// Days (`minDays`).
    pub min_days: u64,
    /// Mornings, afternoons, evenings (`minShifts`).
    pub min_shifts: u64,
    /// First and last day on which conferences of this stage are held (`window`), extensions included.
    pub window: Option<(NaiveDate, NaiveDate)>,
    /// Codes of the acts that convene (`convocationActTypes`); empty allows any.
    pub convocation_act_kinds: Vec<String>,
    /// Offices that sign the act (`requiredSigners`).
    pub required_signers: Vec<Coded>,
    /// Least members of the committee (`committeeMinSize`).
    pub committee_min_size: u64,
    /// How much it weighs when delegates' seats are off parity (domain.md section 3: it stops nobody
    /// unless the cycle says so).
    pub delegate_parity: Severity,
    /// Most proposals in a report (`proposalLimits`); the limit of an axis goes before the one for all.
    pub proposal_limits: Vec<ProposalLimit>,
    /// Longest proposal in characters (`proposalMaxChars`).
    pub proposal_max_chars: Option<usize>,
    /// Seats of this place at the next stage (`seatTable`), if it elects.
    pub quota: Option<SeatQuota>,
    /// Alternates per titular seat (`alternatesPerSeat`).
    pub alternates_per_seat: u32,
    /// Fields the next stage asks of each delegate (`delegateFields`), beyond name, sector and seat.
    pub delegate_fields: Vec<Coded>,
    /// Who signs the report.
    pub report_signers: Vec<SignerRole>,
    /// Until when it is filed (`reportDeadline`).
    pub deadline: Deadline,
}

/// Most proposals of a level of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProposalLimit {
    /// For one axis only, or for every axis.
    pub axis: Option<u32>,
    /// Level of government.
    pub level: GovernmentLevel,
    /// How many at most, per axis.
    pub max: u64,
}

/// Titular seats of a place at the next stage, by pool.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SeatQuota {
    /// Titular seats by pool; a pool left out has none.
    #[serde(flatten)]
    pub seats: BTreeMap<Pool, u32>,
}

impl SeatQuota {
    /// Titular seats of a pool.
    pub fn of(&self, pool: Pool) -> u32 {
        self.seats.get(&pool).copied().unwrap_or_default()
    }

    /// All titular seats.
    pub fn total(&self) -> u32 {
        self.seats.values().sum()
    }
}

impl ReportRules {
    /// Most proposals of a level in an axis; nothing is no limit.
    pub fn proposal_limit(&self, axis: u32, level: GovernmentLevel) -> Option<u64> {
        let of = |wanted| self.proposal_limits.iter().find(|limit| limit.axis == wanted && limit.level == level);
        of(Some(axis)).or_else(|| of(None)).map(|limit| limit.max)
    }
}
