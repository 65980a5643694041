//! A proposal in the parent's pool, and where it came from.

use crate::ids::TenantId;
use crate::people::GovernmentLevel;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Identifier of an item within the pool of one parent council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub Uuid);

/// Where a proposal came from (*origem*), word for word as it was reported.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Origin {
    /// Council that reported it.
    pub tenant: TenantId,
    /// Name of its place.
    pub place: String,
    /// Conference that approved it.
    pub conference: Uuid,
    /// Identifier of the proposal there.
    pub proposal: String,
    /// What people there call it: `1M2`.
    pub label: String,
    /// Axis there.
    pub axis: u32,
    /// Level of government addressed.
    pub level: GovernmentLevel,
    /// Place among those of its axis and level there, from 1.
    pub priority: u32,
    /// Text as reported.
    pub text: String,
}

/// An item of the pool: a reported proposal, or several merged into one text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolItem {
    /// Identifier.
    pub id: ItemId,
    /// Axis.
    pub axis: u32,
    /// Level of government addressed.
    pub level: GovernmentLevel,
    /// Text in force.
    pub text: String,
    /// Everything it came from, sorted; never empty, never lost.
    pub lineage: BTreeSet<Origin>,
    /// Items that were merged into it; empty for a reported proposal.
    pub sources: Vec<ItemId>,
    /// The item it was merged into; such an item is not in force.
    pub merged_into: Option<ItemId>,
}

impl PoolItem {
    /// The item of one reported proposal.
    pub fn reported(id: ItemId, origin: Origin) -> Self {
        Self {
            id,
            axis: origin.axis,
            level: origin.level,
            text: origin.text.clone(),
            lineage: BTreeSet::from([origin]),
            sources: vec![],
            merged_into: None,
        }
    }

    /// How many councils asked for it.
    pub fn towns(&self) -> usize {
        self.lineage.iter().map(|origin| origin.tenant).collect::<BTreeSet<_>>().len()
    }

    /// Whether it is in force: not merged into another.
    pub fn in_force(&self) -> bool {
        self.merged_into.is_none()
    }
}
