//! Figures by axis and level, for the report.

use super::ProposalLabel;
use crate::people::GovernmentLevel;
use std::collections::BTreeMap;

/// An axis and a level of government.
pub type AxisLevel = (u32, GovernmentLevel);

/// How many proposals there are of each axis and level; those without any are absent.
pub fn count_by_axis_level(labels: impl IntoIterator<Item = ProposalLabel>) -> BTreeMap<AxisLevel, u32> {
    let mut counts = BTreeMap::new();
    for label in labels {
        *counts.entry((label.axis, label.level)).or_default() += 1;
    }
    counts
}
