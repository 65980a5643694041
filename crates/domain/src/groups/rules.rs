//! The parameters of a cycle that concern working groups (domain.md section 16).

use crate::codes;
use crate::participants::Share;
use crate::people::GovernmentLevel;
use std::collections::BTreeMap;

codes! {
    /// What the group's threshold is a share of.
    pub enum ThresholdBase {
        /// The delegates on the group's attendance list.
        DelegatesPresentInGroup = "DELEGATES_PRESENT_IN_GROUP", "delegadas e delegados presentes no grupo";
        /// Votes in favour and against, without abstentions.
        ValidVotes = "VALID_VOTES", "votos válidos";
    }
}

/// What the cycle says on groups. Stored as data of the conference.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupRules {
    /// Groups that discuss the same axis.
    pub groups_per_axis: u8,
    /// Share of the base that must be in favour (`groupThreshold`).
    pub group_threshold: Share,
    /// What the share is taken of.
    pub group_threshold_base: ThresholdBase,
    /// Most proposals a group sends to the plenary for each axis, by level of government
    /// (`proposalLimits.group`); a level that is not named has no limit.
    pub limits: BTreeMap<GovernmentLevel, u32>,
}

/// The place of a group: its axis, and its letter where several share the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedGroup {
    /// Number of the axis.
    pub axis: u8,
    /// 1 for the first group of the axis.
    pub ordinal: u8,
}

impl GroupRules {
    /// The groups to plan for these axes, in order of axis.
    pub fn planned(&self, axes: &[u8]) -> Vec<PlannedGroup> {
        let of_axis = |axis| (1..=self.groups_per_axis).map(move |ordinal| PlannedGroup { axis, ordinal });
        axes.iter().copied().flat_map(of_axis).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_axis_gets_its_groups() {
        let rules = GroupRules {
            groups_per_axis: 2,
            group_threshold: Share::HALF,
            group_threshold_base: ThresholdBase::ValidVotes,
            limits: BTreeMap::new(),
        };
        let planned: Vec<_> = rules.planned(&[1, 3]).iter().map(|group| (group.axis, group.ordinal)).collect();
        assert_eq!(planned, [(1, 1), (1, 2), (3, 1), (3, 2)]);
    }
}
