//! Which approved proposals go into the report, in which order. voting.md, "Priorities".

use super::{ProposalLabel, ProposalRules, Stage};
use crate::people::GovernmentLevel;

/// A deliberation with what orders it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApprovedProposal {
    /// Its number.
    pub label: ProposalLabel,
    /// Votes in favour in its group; none when it came to the plenary another way.
    pub group_votes: Option<u32>,
    /// Marks in the vote on priorities; none where there was no such vote.
    pub priority_marks: Option<u32>,
}

/// Its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Its number.
    pub label: ProposalLabel,
    /// Place within axis and level, from 1.
    pub priority: u32,
    /// Whether it goes into the report; the others stay deliberations of the conference.
    pub reported: bool,
}

/// Orders each axis and level by marks, then by the group's votes, then by number, and cuts at the
/// report's limit.
pub fn rank_for_report(approved: &[ApprovedProposal], rules: ProposalRules) -> Vec<Ranked> {
    let mut sorted: Vec<&ApprovedProposal> = approved.iter().collect();
    sorted.sort_by_key(|proposal| {
        let marks = proposal.priority_marks.unwrap_or(0);
        let votes = proposal.group_votes.unwrap_or(0);
        let ProposalLabel { axis, level, number } = proposal.label;
        (axis, level, std::cmp::Reverse(marks), std::cmp::Reverse(votes), number)
    });
    let mut ranked: Vec<Ranked> = Vec::with_capacity(sorted.len());
    for proposal in sorted {
        let label = proposal.label;
        let priority = match ranked.last() {
            Some(last) if (last.label.axis, last.label.level) == (label.axis, label.level) => last.priority + 1,
            _ => 1,
        };
        ranked.push(Ranked { label, priority, reported: priority <= rules.limit(Stage::Report, label.level) });
    }
    ranked
}

/// The axes and levels for which more was approved than the report takes, so that the plenary
/// votes on priorities, with how many were approved and how many go on.
pub fn surplus(approved: &[ProposalLabel], rules: ProposalRules) -> Vec<(u32, GovernmentLevel, u32, u32)> {
    let mut found: Vec<(u32, GovernmentLevel, u32, u32)> = Vec::new();
    for label in approved {
        let limit = rules.limit(Stage::Report, label.level);
        match found.iter_mut().find(|(axis, level, ..)| (*axis, *level) == (label.axis, label.level)) {
            Some((_, _, count, _)) => *count += 1,
            None => found.push((label.axis, label.level, 1, limit)),
        }
    }
    found.retain(|(_, _, count, limit)| count > limit);
    found.sort_by_key(|(axis, level, ..)| (*axis, *level));
    found
}
