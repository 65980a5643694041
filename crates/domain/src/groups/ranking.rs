//! What a group sends to the final plenary: threshold first, then the limit by rank.

use super::rules::GroupRules;
use super::vote::{GroupVote, TooManyVotes};
use crate::people::GovernmentLevel;
use crate::{Code, Refusal, codes};
use std::collections::BTreeMap;
use uuid::Uuid;

codes! {
    /// What became of a proposal in its group.
    pub enum GroupOutcome {
        /// Goes to the final plenary.
        ToPlenary = "TO_PLENARY", "vai à plenária final";
        /// Reached the threshold, but others of its axis and level had more votes than the limit takes.
        CutByLimit = "CUT_BY_LIMIT", "ficou fora do limite";
        /// Did not reach the threshold.
        BelowThreshold = "BELOW_THRESHOLD", "não atingiu o mínimo";
    }
}

/// A proposal that a group voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VotedProposal {
    /// The proposal.
    pub proposal: Uuid,
    /// Number of the axis.
    pub axis: u8,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// Number within axis and level; decides between equal votes.
    pub number: u32,
    /// The group's vote.
    pub vote: GroupVote,
}

/// A proposal with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The proposal.
    pub proposal: Uuid,
    /// What became of it.
    pub outcome: GroupOutcome,
    /// Place among those of its axis and level that reached the threshold, from 1.
    pub rank: Option<u32>,
    /// Figures and rule, in pt-BR.
    pub explanation: String,
}

/// A vote that cannot be right, and of which proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImpossibleVote {
    /// The proposal.
    pub proposal: Uuid,
    /// What is wrong.
    pub error: TooManyVotes,
}

impl From<ImpossibleVote> for Refusal {
    fn from(impossible: ImpossibleVote) -> Self {
        impossible.error.into()
    }
}

/// Decides what goes to the plenary, in the order given.
///
/// Per axis and level, those that reached the threshold are ranked by votes in favour, then by
/// number; the first as many as the limit go on.
///
/// # Errors
/// [`ImpossibleVote`] for the first proposal with more votes than delegates present.
pub fn conclude(
    rules: &GroupRules,
    delegates_present: u32,
    proposals: &[VotedProposal],
) -> Result<Vec<Ranked>, ImpossibleVote> {
    for voted in proposals {
        let check = voted.vote.check(delegates_present);
        check.map_err(|error| ImpossibleVote { proposal: voted.proposal, error })?;
    }
    let places = places(rules, delegates_present, proposals);
    Ok(proposals
        .iter()
        .enumerate()
        .map(|(index, voted)| outcome(rules, delegates_present, voted, places.get(&index).copied()))
        .collect())
}

/// Place of each proposal that reached the threshold, by its index.
fn places(rules: &GroupRules, delegates_present: u32, proposals: &[VotedProposal]) -> BTreeMap<usize, u32> {
    let mut classes: BTreeMap<(u8, GovernmentLevel), Vec<usize>> = BTreeMap::new();
    for (index, voted) in proposals.iter().enumerate() {
        if voted.vote.measured(rules, delegates_present).reached {
            classes.entry((voted.axis, voted.level)).or_default().push(index);
        }
    }
    let mut places = BTreeMap::new();
    for class in classes.values_mut() {
        class.sort_by_key(|index| {
            let voted = &proposals[*index];
            (std::cmp::Reverse(voted.vote.in_favour), voted.number, voted.proposal)
        });
        places.extend(class.iter().copied().zip(1_u32..));
    }
    places
}

fn outcome(rules: &GroupRules, delegates_present: u32, voted: &VotedProposal, rank: Option<u32>) -> Ranked {
    let figures = voted.vote.measured(rules, delegates_present).explanation(rules);
    let limit = rules.limits.get(&voted.level).copied();
    let (outcome, place) = match (rank, limit) {
        (None, _) => (GroupOutcome::BelowThreshold, String::new()),
        (Some(rank), None) => (GroupOutcome::ToPlenary, format!(" {rank}º lugar, sem limite.")),
        (Some(rank), Some(limit)) => {
            let outcome = if rank <= limit { GroupOutcome::ToPlenary } else { GroupOutcome::CutByLimit };
            (outcome, format!(" {rank}º lugar; o limite para {} no eixo é {limit}.", voted.level.label()))
        }
    };
    Ranked { proposal: voted.proposal, outcome, rank, explanation: format!("{figures}{place}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::groups::rules::ThresholdBase;
    use crate::participants::Share;
    use proptest::prelude::*;

    fn rules(limit: u32) -> GroupRules {
        GroupRules {
            groups_per_axis: 1,
            group_threshold: Share::HALF,
            group_threshold_base: ThresholdBase::DelegatesPresentInGroup,
            limits: GovernmentLevel::ALL.iter().map(|level| (*level, limit)).collect(),
        }
    }

    fn voted(id: u128, level: GovernmentLevel, number: u32, in_favour: u32) -> VotedProposal {
        let vote = GroupVote { in_favour, against: 0, abstention: 0 };
        VotedProposal { proposal: Uuid::from_u128(id), axis: 1, level, number, vote }
    }

    #[test]
    fn equal_votes_go_by_number_and_the_cut_says_why() {
        let level = GovernmentLevel::State;
        let proposals = [voted(1, level, 2, 8), voted(2, level, 1, 8), voted(3, level, 3, 9), voted(4, level, 4, 6)];
        let ranked = conclude(&rules(2), 13, &proposals).unwrap();
        let outcomes: Vec<_> = ranked.iter().map(|ranked| (ranked.outcome, ranked.rank)).collect();
        let expected = [
            (GroupOutcome::CutByLimit, Some(3)),
            (GroupOutcome::ToPlenary, Some(2)),
            (GroupOutcome::ToPlenary, Some(1)),
            (GroupOutcome::BelowThreshold, None),
        ];
        assert_eq!(outcomes, expected);
        assert!(ranked[0].explanation.contains("3º lugar; o limite para estado no eixo é 2."));
    }

    #[test]
    fn a_level_without_a_limit_cuts_nothing() {
        let rules = GroupRules { limits: BTreeMap::new(), ..rules(0) };
        let proposals: Vec<_> = (1..30).map(|n| voted(n.into(), GovernmentLevel::Union, n, 10)).collect();
        let ranked = conclude(&rules, 10, &proposals).unwrap();
        assert!(ranked.iter().all(|ranked| ranked.outcome == GroupOutcome::ToPlenary));
    }

    #[test]
    fn a_vote_of_more_than_the_delegates_present_stops_the_conclusion() {
        let proposals = [voted(1, GovernmentLevel::Union, 1, 10), voted(2, GovernmentLevel::Union, 2, 11)];
        assert_eq!(conclude(&rules(2), 10, &proposals).unwrap_err().proposal, Uuid::from_u128(2));
    }

    proptest! {
        #[test]
        fn no_class_exceeds_its_limit_and_none_below_beats_one_above(
            rows in prop::collection::vec((1_u8..4, 0_usize..3, 0_u32..20), 0..60), limit in 0_u32..6
        ) {
            let proposals: Vec<_> = rows.iter().enumerate().map(|(index, (axis, level, votes))| {
                let number = u32::try_from(index).unwrap();
                VotedProposal { axis: *axis, ..voted(index as u128, GovernmentLevel::ALL[*level], number, *votes) }
            }).collect();
            let ranked = conclude(&rules(limit), 20, &proposals).unwrap();
            prop_assert_eq!(ranked.len(), proposals.len());
            let of = |axis: u8, level, outcome| proposals.iter().zip(&ranked)
                .filter(move |(p, r)| p.axis == axis && p.level == level && r.outcome == outcome)
                .map(|(p, _)| p.vote.in_favour);
            for axis in 1..4 {
                for level in GovernmentLevel::ALL {
                    let sent = of(axis, *level, GroupOutcome::ToPlenary);
                    prop_assert!(sent.clone().count() <= limit as usize);
                    let cut = of(axis, *level, GroupOutcome::CutByLimit).max().unwrap_or(0);
                    prop_assert!(sent.clone().all(|votes| votes >= cut && votes >= 10));
                    if cut > 0 {
                        prop_assert_eq!(sent.count(), limit as usize);
                    }
                }
            }
        }
    }
}
