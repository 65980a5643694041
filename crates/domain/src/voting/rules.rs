//! The cycle's parameters for voting, and what a poll takes of them.

use super::{Majority, SubjectKind};
use crate::codes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// What follows a tie (*desempate*); a rule is a sequence of these. Source: domain.md section 7.6.
    pub enum TieStep {
        /// Vote once more, after one more pair of defences (*segunda votação*).
        RepeatOnce = "REPEAT_ONCE", "repetir a votação uma vez";
        /// The chair decides (*voto de qualidade*).
        CastingVote = "CASTING_VOTE", "voto de qualidade da presidência";
        /// The matter is rejected (*rejeição*).
        Reject = "REJECT", "rejeição";
    }
}

impl TieStep {
    /// The step after the `attempt`-th vote (1 for the first) has tied; a rule that says no more rejects.
    pub fn after(rule: &[Self], attempt: u32) -> Self {
        let mut repeated = attempt.saturating_sub(1);
        for step in rule {
            if *step == Self::RepeatOnce && repeated > 0 {
                repeated -= 1;
                continue;
            }
            return *step;
        }
        Self::Reject
    }
}

/// The majority of each matter (*maioria por matéria*), in the shape of the cycle's `majority`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MajorityRules {
    /// Where nothing else is said.
    #[serde(default)]
    pub default: Majority,
    /// Whether abstentions are valid votes.
    #[serde(default)]
    pub abstentions_count: bool,
    /// Matters with a majority of their own.
    #[serde(flatten)]
    pub by_subject: BTreeMap<SubjectKind, Majority>,
}

impl MajorityRules {
    /// The majority of a matter.
    pub fn of(&self, subject: SubjectKind) -> Majority {
        self.by_subject.get(&subject).copied().unwrap_or(self.default)
    }
}

/// Where the rules of procedure say it (*dispositivos citados*), as in "art. 21, § 2º".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Citations {
    /// Which majority decides.
    pub majority: Option<String>,
    /// What follows a tie.
    pub tie: Option<String>,
    /// Who votes.
    pub roll: Option<String>,
    /// That a late vote is not accepted.
    pub late_vote: Option<String>,
    /// How many signatures admit a motion, where another article than that of its vote says so.
    pub motion_admission: Option<String>,
    /// Where a matter's majority or procedure stands elsewhere.
    pub by_subject: BTreeMap<SubjectKind, String>,
}

/// The cycle's parameters for voting (`majority`, `tieRule` and what is shown).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct VotingRules {
    /// Majorities and whether abstentions count.
    pub majority: MajorityRules,
    /// What follows a tie, in order.
    pub tie_rule: Vec<TieStep>,
    /// Whether a roll call publishes who chose what.
    pub publish_choices: bool,
    /// Whether displays show counts while a poll is open.
    pub show_partial_results: bool,
    /// Articles to cite in results and refusals.
    pub citations: Citations,
}

impl Default for VotingRules {
    /// The demonstration values of domain.md section 16.
    fn default() -> Self {
        Self {
            majority: MajorityRules::default(),
            tie_rule: vec![TieStep::RepeatOnce, TieStep::CastingVote],
            publish_choices: true,
            show_partial_results: false,
            citations: Citations::default(),
        }
    }
}

impl VotingRules {
    /// What a poll about that matter is bound to.
    pub fn terms(&self, subject: SubjectKind) -> PollTerms {
        let own = self.citations.by_subject.get(&subject).cloned();
        PollTerms {
            majority: self.majority.of(subject),
            abstentions_count: self.majority.abstentions_count,
            tie_rule: self.tie_rule.clone(),
            publish_choices: self.publish_choices,
            show_partial_results: self.show_partial_results,
            majority_article: own.or_else(|| self.citations.majority.clone()),
            tie_article: self.citations.tie.clone(),
            roll_article: self.citations.roll.clone(),
            late_vote_article: self.citations.late_vote.clone(),
        }
    }
}

/// The rules one poll was created under; a later change of the cycle does not touch them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PollTerms {
    /// How many votes approve.
    pub majority: Majority,
    /// Whether abstentions are valid votes.
    pub abstentions_count: bool,
    /// What follows a tie, in order.
    pub tie_rule: Vec<TieStep>,
    /// Whether a roll call publishes who chose what.
    pub publish_choices: bool,
    /// Whether displays show counts while the poll is open.
    pub show_partial_results: bool,
    /// The article of the majority.
    pub majority_article: Option<String>,
    /// The article of the tie.
    pub tie_article: Option<String>,
    /// The article that says who votes.
    pub roll_article: Option<String>,
    /// The article that refuses late votes.
    pub late_vote_article: Option<String>,
}
