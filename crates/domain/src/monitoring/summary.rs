//! All deliberations together, and what the next edition starts from.

use super::{Deliberation, DeliberationState};
use crate::people::GovernmentLevel;
use crate::{Code as _, codes};
use chrono::NaiveDate;
use std::collections::BTreeMap;

codes! {
    /// How a deliberation is suggested to be assessed in the next edition; its conference decides.
    pub enum SuggestedAssessment {
        /// Done (*avançou*).
        Advanced = "ADVANCED", "avançou";
        /// Something was done (*avançou em parte*).
        Partly = "PARTLY", "avançou em parte";
        /// Nothing was done (*não avançou*).
        NotAdvanced = "NOT_ADVANCED", "não avançou";
    }
}

/// An action to verify in the next edition, made of a deliberation (*ação a conferir*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SuggestedAction {
    /// Label in the conference that decided: `1M2`.
    pub label: String,
    /// Axis in that conference.
    pub axis: u32,
    /// Level of government.
    pub level: GovernmentLevel,
    /// What was decided.
    pub text: String,
    /// Who is responsible.
    pub responsible: Option<String>,
    /// Suggested assessment.
    pub assessment: SuggestedAssessment,
    /// The last account of what was done.
    pub comment: Option<String>,
    /// The last evidence.
    pub evidence: Option<String>,
}

/// Figures of the public page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MonitoringSummary {
    /// How many deliberations.
    pub total: u64,
    /// By state; every state is there.
    pub by_state: BTreeMap<DeliberationState, u64>,
    /// Deadline passed and not closed.
    pub overdue: u64,
    /// Nobody named as responsible and not closed.
    pub without_responsible: u64,
    /// Mean progress in whole per cent, rounded down; 0 without deliberations.
    pub progress: u8,
}

/// Counts the deliberations as of `today`.
pub fn summarize(deliberations: &[Deliberation], today: NaiveDate) -> MonitoringSummary {
    let number =
        |counted: &dyn Fn(&Deliberation) -> bool| deliberations.iter().filter(|one| counted(one)).count() as u64;
    let open = |one: &Deliberation| matches!(one.state, DeliberationState::Open | DeliberationState::InProgress);
    let sum: u64 = deliberations.iter().map(|one| u64::from(one.progress)).sum();
    let mean = sum.checked_div(deliberations.len() as u64).unwrap_or_default();
    MonitoringSummary {
        total: deliberations.len() as u64,
        by_state: DeliberationState::ALL.iter().map(|state| (*state, number(&|one| one.state == *state))).collect(),
        overdue: number(&|one| one.overdue(today)),
        without_responsible: number(&|one| open(one) && one.responsible.is_none()),
        progress: u8::try_from(mean).unwrap_or(100),
    }
}

impl Deliberation {
    /// The action to verify that this deliberation becomes in the next edition.
    ///
    /// Done suggests advanced; progress above 0 partly, also where it was closed undone; otherwise not advanced.
    pub fn as_action(&self) -> SuggestedAction {
        let assessment = match (self.state, self.progress) {
            (DeliberationState::Done, _) => SuggestedAssessment::Advanced,
            (_, 0) => SuggestedAssessment::NotAdvanced,
            _ => SuggestedAssessment::Partly,
        };
        let evidence = self.entries.iter().rev().find_map(|entry| entry.evidence.as_ref());
        SuggestedAction {
            label: self.label.clone(),
            axis: self.axis,
            level: self.level,
            text: self.text.clone(),
            responsible: self.responsible.clone(),
            assessment,
            comment: self.entries.last().map(|entry| entry.account.clone()),
            evidence: evidence.map(|evidence| match &evidence.address {
                Some(address) => format!("{} ({address})", evidence.description),
                None => evidence.description.clone(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::monitoring::Evidence;
    use chrono::DateTime;

    fn cases() -> [Deliberation; 4] {
        let at = DateTime::from_timestamp(0, 0).unwrap();
        let new = || Deliberation::new("1M1", 1, GovernmentLevel::Municipal, "Texto.");
        let proof = Some(Evidence { description: "Ata".into(), address: Some("https://example.org".into()) });
        let half = new().advanced((at, "C", "Metade."), 50, None).unwrap();
        [
            new(),
            half.clone(),
            half.not_done((at, "C", "Parou.")).unwrap(),
            half.done((at, "C", "Feito."), proof).unwrap(),
        ]
    }

    #[test]
    fn the_next_edition_starts_from_what_was_recorded() {
        use SuggestedAssessment::{Advanced, NotAdvanced, Partly};
        let actions = cases().map(|one| one.as_action());
        assert_eq!(actions.each_ref().map(|action| action.assessment), [NotAdvanced, Partly, Partly, Advanced]);
        assert_eq!(actions[3].evidence.as_deref(), Some("Ata (https://example.org)"));
        assert_eq!(actions[2].comment.as_deref(), Some("Parou."));
    }

    #[test]
    fn the_summary_counts_states_and_open_ends() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let mut cases = cases();
        cases[0].deadline = NaiveDate::from_ymd_opt(2025, 12, 31);
        let summary = summarize(&cases, today);
        assert_eq!((summary.total, summary.overdue, summary.without_responsible, summary.progress), (4, 1, 2, 50));
        assert_eq!(summary.by_state[&DeliberationState::NotDone], 1);
        assert_eq!(summarize(&[], today).progress, 0);
    }
}
