//! What came before the conference.

use super::super::wording::Coded;
use crate::people::{Sector, Segment};
use chrono::{DateTime, NaiveDate, Utc};

/// Act of convocation (*ato de convocação*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActFact {
    /// Joint decree, decree, resolution.
    pub kind: Coded,
    /// Number as published.
    pub number: String,
    /// Day it was signed.
    pub date: NaiveDate,
    /// Day it was published.
    pub published_on: Option<NaiveDate>,
    /// Where it was published.
    pub published_in: Option<String>,
    /// Who signed it.
    pub signers: Vec<SignerFact>,
}

/// Who signed the act.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SignerFact {
    /// Name.
    pub name: String,
    /// Office: mayor, president of the council.
    pub role: Coded,
}

/// Organizing committee (*comissão organizadora*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CommitteeFact {
    /// Act that named it.
    pub named_by: Option<String>,
    /// Members.
    pub members: Vec<CommitteeMemberFact>,
}

/// Member of the committee.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CommitteeMemberFact {
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: Sector,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Office in the committee.
    pub role: String,
}

/// Preparatory event (*evento preparatório*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MobilizationFact {
    /// Title.
    pub title: String,
    /// Training, debate, pre-conference.
    pub kind: Coded,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// People present.
    pub attendance: u64,
    /// Contributions collected.
    pub contributions: u64,
}
