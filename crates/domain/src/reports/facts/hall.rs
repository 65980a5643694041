//! Who was there and what took place in the hall.

use super::super::wording::Coded;
use crate::people::{Category, ReservedGroup, Sector, Segment};
use chrono::{DateTime, Utc};

/// A participant, as far as figures need one: no name, no document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantFact {
    /// Category.
    pub category: Category,
    /// Sector; guests and observers may have none.
    pub sector: Option<Sector>,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Self-declared gender.
    pub gender: Option<Coded>,
    /// Self-declared groups with reserved shares.
    pub reserved_groups: Vec<ReservedGroup>,
    /// Registered at the desk on the day.
    pub walk_in: bool,
    /// Checked in.
    pub present: bool,
    /// Asked for something to take part on equal terms.
    pub accessibility_needs: bool,
}

/// A session of the programme.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionFact {
    /// Title.
    pub title: String,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: Option<String>,
    /// Whether it counts among the total hours (not lunch, not preparatory moments).
    pub counts_for_hours: bool,
}

/// Somebody at the opening table (*mesa de abertura*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TableFact {
    /// Name.
    pub name: String,
    /// In which capacity.
    pub role: String,
}

/// Keynote (*palestra magna*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KeynoteFact {
    /// Title.
    pub title: String,
    /// Speaker.
    pub speaker: String,
    /// Where the speaker comes from.
    pub organization: Option<String>,
    /// What was said, in short.
    pub summary: Option<String>,
}
