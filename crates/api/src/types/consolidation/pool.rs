//! The pool of proposals.

use crate::connection::{Connection, PageArgs, connection};
use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::consolidation::{self as rules, Operation};
use domain::ids::{RowId, TenantId};
use domain::people::GovernmentLevel;
use usecases::consolidation::{self, PoolItemRow, PoolOperationRow, PoolQuery};

/// Which proposals of a pool are wanted.
#[derive(InputObject, Default)]
pub(crate) struct PoolFilterInput {
    /// Only of this axis.
    axis: Option<i32>,
    /// Only for this level of government.
    level: Option<Enumeration<GovernmentLevel>>,
    /// Only those of this cluster.
    cluster_id: Option<ID>,
    /// Text or place contains this; accents and case do not matter.
    search: Option<String>,
}

impl PoolFilterInput {
    /// The filter as it is asked.
    pub(super) fn asked(self) -> async_graphql::Result<PoolQuery> {
        Ok(PoolQuery {
            axis: self.axis,
            level: self.level.map(|level| level.0),
            cluster: id::optional_row("Cluster", self.cluster_id.as_ref())?,
            search: self.search,
        })
    }
}

/// A proposal in the pool (*banco de propostas*): as a place reported it, or merged of several.
pub struct PoolItem(pub PoolItemRow);

/// A proposal in the pool (*banco de propostas*): as a place reported it, or merged of several.
#[Object]
impl PoolItem {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("PoolItem", self.0.tenant_id, self.0.id)
    }

    /// Axis.
    async fn axis(&self) -> i32 {
        self.0.axis
    }

    /// Level of government addressed.
    async fn level(&self) -> Enumeration<GovernmentLevel> {
        Enumeration(*self.0.level)
    }

    /// Text in force.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// How many councils asked for it.
    async fn councils(&self) -> i32 {
        self.0.towns
    }

    /// Whether it was merged of several.
    async fn is_merged(&self) -> bool {
        !self.0.sources.is_empty()
    }

    /// Whether it is in force; what was merged into another is not.
    async fn in_force(&self) -> bool {
        self.0.merged_into.is_none()
    }

    /// The first of the proposals it came from (*origem*), word for word; at most `first` (10 by default, up to 50).
    #[graphql(complexity = "first.unwrap_or(10) as usize * child_complexity")]
    async fn origins(
        &self,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
    ) -> async_graphql::Result<Vec<PoolOrigin>> {
        let size = crate::connection::size(Some(first.unwrap_or(10)))?;
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        Ok(self.0.lineage.iter().take(size).map(PoolOrigin::from).collect())
    }

    /// What was merged into it, in the pool's order.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn originals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<PoolItem>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let item = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id };
        Ok(connection(consolidation::originals(app, asking, item, &page).await.or_fail(asking)?, PoolItem))
    }
}

/// Where a proposal came from, word for word as it was reported.
#[derive(SimpleObject)]
pub(crate) struct PoolOrigin {
    /// The council that reported it.
    council_id: ID,
    /// Name of its place.
    place: String,
    /// The conference that approved it.
    conference_id: ID,
    /// Its identifier there.
    proposal: String,
    /// What people there call it, for instance `1E2`.
    label: String,
    /// Place among those of its axis and level there, from 1.
    priority: i32,
    /// Text as reported.
    text: String,
}

impl From<&rules::Origin> for PoolOrigin {
    fn from(origin: &rules::Origin) -> Self {
        Self {
            council_id: id::global("Council", origin.tenant.0, origin.tenant.0),
            place: origin.place.clone(),
            conference_id: id::global("Conference", origin.tenant.0, origin.conference),
            proposal: origin.proposal.clone(),
            label: origin.label.clone(),
            priority: i32::try_from(origin.priority).unwrap_or(i32::MAX),
            text: origin.text.clone(),
        }
    }
}

/// Proposals of the pool that an act brought back.
#[derive(SimpleObject)]
pub(crate) struct PoolItemList {
    /// The proposals as they stand now.
    pub(crate) items: Vec<PoolItem>,
}

/// An act on the pool that can be taken back.
#[derive(SimpleObject)]
pub(crate) struct PoolOperation {
    /// Its number within the pool.
    number: i32,
    /// What was done: MERGE, SPLIT or REWORD.
    act: String,
    /// The merged proposal it was about.
    item_id: ID,
    /// Who did it.
    by: String,
    /// When.
    at: DateTime<Utc>,
    /// When it was taken back; null while it holds.
    undone_at: Option<DateTime<Utc>>,
}

impl From<PoolOperationRow> for PoolOperation {
    fn from(row: PoolOperationRow) -> Self {
        let (act, item) = match &row.record.operation {
            Operation::Merge { merged } => ("MERGE", merged.id),
            Operation::Split { merged } => ("SPLIT", merged.id),
            Operation::Reword { item, .. } => ("REWORD", *item),
        };
        Self {
            number: row.number,
            act: act.to_owned(),
            item_id: id::global("PoolItem", row.tenant_id, item.0),
            by: row.record.by.clone(),
            at: row.record.at,
            undone_at: row.undone_at,
        }
    }
}
