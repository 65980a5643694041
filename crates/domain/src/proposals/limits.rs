//! Limits of a cycle: how many proposals each stage sends on, and how long a text may be.
//! Parameters `proposalLimits`, `proposalMaxChars`, `overflowRule`, `groupThreshold`.

use super::Share;
use crate::people::GovernmentLevel;
use crate::{Refusal, codes, text};

codes! {
    /// Where a limit applies.
    pub enum Stage {
        /// What a group sends to the plenary (*grupo*).
        Group = "GROUP", "grupo";
        /// What the caderno holds (*plenária*).
        Plenary = "PLENARY", "plenária";
        /// What the report takes on (*relatório*).
        Report = "REPORT", "relatório";
    }
}

codes! {
    /// What happens when there is more than a limit allows.
    pub enum OverflowRule {
        /// The most voted go on, the rest is recorded as cut (*por ordem de votos*).
        RankByVotes = "RANK_BY_VOTES", "por ordem de votos";
        /// No more are taken; the group must choose (*não se aceitam mais*).
        Refuse = "REFUSE", "não se aceitam mais";
    }
}

/// Limits by level of government, per axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct LevelLimits {
    /// For the municipality.
    pub municipal: u32,
    /// For the state.
    pub state: u32,
    /// For the Union.
    pub union: u32,
}

impl LevelLimits {
    /// The limit of a level.
    pub fn of(self, level: GovernmentLevel) -> u32 {
        match level {
            GovernmentLevel::Municipal => self.municipal,
            GovernmentLevel::State => self.state,
            GovernmentLevel::Union => self.union,
        }
    }
}

/// Limits of the three stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalLimits {
    /// What each group sends.
    pub group: LevelLimits,
    /// What the caderno holds.
    pub plenary: LevelLimits,
    /// What the report takes on.
    pub report: LevelLimits,
}

/// All that a cycle says about proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalRules {
    /// Share of the delegates present in the group whose votes in favour send a proposal on.
    pub group_threshold: Share,
    /// Share from which it counts as consensus; none when the cycle makes no difference.
    #[serde(default)]
    pub consensus_threshold: Option<Share>,
    /// Limits per axis.
    pub proposal_limits: ProposalLimits,
    /// What to do beyond them.
    pub overflow_rule: OverflowRule,
    /// Longest text, in characters.
    pub proposal_max_chars: usize,
}

impl ProposalRules {
    /// How many proposals of an axis go on from a stage for a level.
    pub fn limit(self, stage: Stage, level: GovernmentLevel) -> u32 {
        let limits = self.proposal_limits;
        match stage {
            Stage::Group => limits.group.of(level),
            Stage::Plenary => limits.plenary.of(level),
            Stage::Report => limits.report.of(level),
        }
    }

    /// The text of a proposal, made safe to keep.
    ///
    /// # Errors
    /// `REQUIRED`, `CONTROL_CHARACTER`; `TOO_LONG`, which names the cycle's parameter.
    pub fn check_text(self, input: &str) -> Result<String, Refusal> {
        text::body("text", input, self.proposal_max_chars).map_err(|mut refusal| {
            if refusal.code == "TOO_LONG" {
                refusal.rule = Some(format!("proposalMaxChars ({} caracteres)", self.proposal_max_chars));
            }
            refusal
        })
    }

    /// Checks whether a group that already has `present` proposals for a level takes another.
    ///
    /// # Errors
    /// `PROPOSAL_LIMIT` when the cycle refuses more than the limit instead of ranking.
    pub fn check_submission(self, level: GovernmentLevel, present: u32) -> Result<(), Refusal> {
        let limit = self.limit(Stage::Group, level);
        if self.overflow_rule == OverflowRule::RankByVotes || present < limit {
            return Ok(());
        }
        let message = format!(
            "O grupo já tem {present} propostas para este ente; o limite é {limit}. Reúna ou retire uma antes de \
             incluir outra."
        );
        Err(Refusal::rule("PROPOSAL_LIMIT", "proposalLimits (limite por eixo e ente federado)", message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(overflow_rule: &str) -> ProposalRules {
        let limits = r#"{"MUNICIPAL": 5, "STATE": 3, "UNION": 2}"#;
        let json = format!(
            r#"{{"groupThreshold": 0.5, "overflowRule": "{overflow_rule}", "proposalMaxChars": 10,
                "proposalLimits": {{"group": {limits}, "plenary": {limits}, "report": {limits}}}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn a_text_beyond_the_limit_names_the_parameter() {
        let refusal = rules("RANK_BY_VOTES").check_text("12345678901").unwrap_err();
        assert_eq!(refusal.code, "TOO_LONG");
        assert!(refusal.rule.unwrap().contains("proposalMaxChars"));
        assert_eq!(rules("RANK_BY_VOTES").check_text(" ção ").unwrap(), "ção");
    }

    #[test]
    fn beyond_the_limit_a_group_ranks_or_refuses_as_the_cycle_says() {
        assert!(rules("RANK_BY_VOTES").check_submission(GovernmentLevel::Union, 2).is_ok());
        assert!(rules("REFUSE").check_submission(GovernmentLevel::Union, 1).is_ok());
        let refusal = rules("REFUSE").check_submission(GovernmentLevel::Union, 2).unwrap_err();
        assert_eq!(refusal.code, "PROPOSAL_LIMIT");
    }
}
