//! What a working group sends to the plenary. domain.md section 8.

use super::{ProposalAct, ProposalLabel, ProposalRules, Stage};
use crate::codes;

codes! {
    /// How a proposal left its group.
    pub enum GroupOutcome {
        /// Goes to the plenary (*vai à plenária*).
        ToPlenary = "TO_PLENARY", "vai à plenária";
        /// Had the votes, and better ones filled the limit (*cortada pelo limite*).
        CutByLimit = "CUT_BY_LIMIT", "cortada pelo limite";
        /// Did not have the votes (*abaixo do mínimo*).
        BelowThreshold = "BELOW_THRESHOLD", "abaixo do mínimo";
    }
}

impl GroupOutcome {
    /// The act on the proposal's state.
    pub fn act(self) -> ProposalAct {
        match self {
            Self::ToPlenary => ProposalAct::PassGroup,
            Self::CutByLimit => ProposalAct::CutByLimit,
            Self::BelowThreshold => ProposalAct::FailGroup,
        }
    }
}

/// A proposal with the votes in favour it had in its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupVote {
    /// Which proposal.
    pub label: ProposalLabel,
    /// Votes in favour.
    pub in_favour: u32,
    /// Delegates present in the group that voted, which is what the threshold is of.
    pub delegates_present: u32,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupResult {
    /// Which proposal.
    pub label: ProposalLabel,
    /// How it left the group.
    pub outcome: GroupOutcome,
    /// Whether it reached the share of a consensus, where the cycle has one.
    pub by_consensus: bool,
    /// The reason with its figures.
    pub explanation: String,
}

/// Applies the threshold, then the limit of each axis and level: by votes in favour, then by
/// number. Results come in the order given.
pub fn group_results(votes: &[GroupVote], rules: ProposalRules) -> Vec<GroupResult> {
    votes.iter().map(|vote| result(*vote, place_of(*vote, votes, rules), rules)).collect()
}

/// What does not fit into the caderno where several groups of one axis sent more than the plenary
/// takes of it: by votes in favour, then by number; each with the reason.
pub fn cut_for_plenary(sent: &[GroupVote], rules: ProposalRules) -> Vec<(ProposalLabel, String)> {
    let mut sorted: Vec<&GroupVote> = sent.iter().collect();
    sorted
        .sort_by_key(|vote| (vote.label.axis, vote.label.level, std::cmp::Reverse(vote.in_favour), vote.label.number));
    let mut cut = Vec::new();
    let (mut class, mut place) = (None, 0);
    for vote in sorted {
        let ProposalLabel { axis, level, .. } = vote.label;
        place = if class == Some((axis, level)) { place + 1 } else { 1 };
        class = Some((axis, level));
        let limit = rules.limit(Stage::Plenary, level);
        if place > limit {
            let reason = format!(
                "Cortada pelo limite: {} votos favoráveis no grupo; {place}º lugar para {limit} vagas do eixo neste \
                 ente na plenária.",
                vote.in_favour
            );
            cut.push((vote.label, reason));
        }
    }
    cut
}

fn passes(vote: GroupVote, rules: ProposalRules) -> bool {
    vote.delegates_present > 0 && rules.group_threshold.is_reached(vote.in_favour, vote.delegates_present)
}

/// How many of the same axis and level that pass come before this one, plus one.
fn place_of(vote: GroupVote, votes: &[GroupVote], rules: ProposalRules) -> u32 {
    let better = |other: &&GroupVote| {
        let same = other.label.axis == vote.label.axis && other.label.level == vote.label.level;
        let ahead = other.in_favour > vote.in_favour
            || (other.in_favour == vote.in_favour && other.label.number < vote.label.number);
        same && ahead && passes(**other, rules)
    };
    u32::try_from(votes.iter().filter(better).count()).unwrap_or(u32::MAX).saturating_add(1)
}

fn result(vote: GroupVote, place: u32, rules: ProposalRules) -> GroupResult {
    let GroupVote { label, in_favour, delegates_present } = vote;
    let needed = rules.group_threshold.up(delegates_present);
    let figures = format!(
        "{in_favour} votos favoráveis, mínimo {needed} ({} de {delegates_present} presentes no grupo)",
        rules.group_threshold.percent()
    );
    let limit = rules.limit(Stage::Group, label.level);
    let (outcome, explanation) = if !passes(vote, rules) {
        (GroupOutcome::BelowThreshold, format!("Não segue: {figures}."))
    } else if place > limit {
        let cut = format!("Cortada pelo limite: {figures}; {place}º lugar para {limit} vagas do eixo neste ente.");
        (GroupOutcome::CutByLimit, cut)
    } else {
        (GroupOutcome::ToPlenary, format!("Vai à plenária: {figures}."))
    };
    let consensus = rules.consensus_threshold.is_some_and(|share| share.is_reached(in_favour, delegates_present));
    let by_consensus = consensus && outcome == GroupOutcome::ToPlenary;
    GroupResult { label, outcome, by_consensus, explanation }
}
