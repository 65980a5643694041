//! Suggestions of what belongs together.

use super::pool::PoolItem;
use crate::connection::{Connection, PageArgs, connection};
use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::people::GovernmentLevel;
use usecases::consolidation::{self, ClusterRow, ClusterRunRow, ClusterRunState, PoolItemRow};

/// A search for similar proposals over a pool; it goes on when nobody looks and is found again.
pub struct ClusterRun(pub ClusterRunRow);

/// A search for similar proposals over a pool; it goes on when nobody looks and is found again.
#[Object]
impl ClusterRun {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("ClusterRun", self.0.tenant_id, self.0.id)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<ClusterRunState> {
        Enumeration(*self.0.state)
    }

    /// Least mean likeness within a cluster, per cent.
    async fn threshold(&self) -> i32 {
        self.0.threshold
    }

    /// Axes to compare.
    async fn steps(&self) -> i32 {
        self.0.steps
    }

    /// Axes compared so far.
    async fn steps_done(&self) -> i32 {
        self.0.steps_done
    }

    /// Proposals compared so far.
    async fn items_compared(&self) -> i32 {
        self.0.items
    }

    /// Clusters found so far.
    async fn clusters_found(&self) -> i32 {
        self.0.clusters
    }

    /// When it was asked for.
    async fn requested_at(&self) -> DateTime<Utc> {
        self.0.requested_at
    }

    /// When it ended; null before.
    async fn finished_at(&self) -> Option<DateTime<Utc>> {
        self.0.finished_at
    }

    /// The clusters found so far, by axis, level and likeness.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn clusters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Cluster>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let run = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id };
        let found = consolidation::cluster_page(app, asking, run, &page).await.or_fail(asking)?;
        let items = found.items;
        Ok(connection(found.page, |row| {
            let wanted = |item: &&PoolItemRow| row.items.iter().any(|one| one.0 == item.id);
            let items = items.iter().filter(wanted).cloned().collect();
            Cluster { row, items }
        }))
    }
}

pub(crate) struct Cluster {
    row: ClusterRow,
    items: Vec<PoolItemRow>,
}

/// Proposals that may belong together; people decide.
#[Object]
impl Cluster {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Cluster", self.row.tenant_id, self.row.id)
    }

    /// Axis.
    async fn axis(&self) -> i32 {
        self.row.axis
    }

    /// Level of government.
    async fn level(&self) -> Enumeration<GovernmentLevel> {
        Enumeration(*self.row.level)
    }

    /// Mean likeness of all pairs, per cent.
    async fn score(&self) -> i32 {
        self.row.score
    }

    /// How many proposals it held when it was found.
    async fn size(&self) -> i32 {
        i32::try_from(self.row.items.len()).unwrap_or(i32::MAX)
    }

    /// Its proposals that are in the pool still, at most 50; all of them with `pool(filter: {clusterId})`.
    #[graphql(complexity = "20 * child_complexity")]
    async fn items(&self) -> Vec<PoolItem> {
        self.items.iter().take(50).cloned().map(PoolItem).collect()
    }
}
