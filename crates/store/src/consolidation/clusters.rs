//! Suggestions of what belongs together, computed once and found again.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::consolidation::ItemId;
use domain::people::GovernmentLevel;
use sea_orm::{Condition, QueryOrder};

domain::codes! {
    /// Where the search for similar proposals stands (*busca de propostas semelhantes*).
    pub enum ClusterRunState {
        /// Being computed (*em andamento*).
        Running = "RUNNING", "em andamento";
        /// Done (*concluída*).
        Done = "DONE", "concluída";
        /// Ended without a result; may be asked for again (*interrompida*).
        Failed = "FAILED", "interrompida";
    }
}

/// Runs.
pub mod cluster_run {
    use super::*;

    /// One search over a cycle's pool.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "cluster_runs")]
    pub struct Model {
        /// The council that consolidates.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The run.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The cycle.
        pub cycle_id: Uuid,
        /// Where it stands.
        pub state: Coded<ClusterRunState>,
        /// Least likeness, per cent.
        pub threshold: i32,
        /// Axes to compare.
        pub steps: i32,
        /// Axes compared.
        pub steps_done: i32,
        /// Proposals compared so far.
        pub items: i32,
        /// Clusters found so far.
        pub clusters: i32,
        /// When it was asked for.
        pub requested_at: DateTimeUtc,
        /// When it last showed that it is being worked on.
        pub alive_at: DateTimeUtc,
        /// When it ended.
        pub finished_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// Clusters.
pub mod cluster {
    use super::*;

    /// Proposals that may belong together.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "clusters")]
    pub struct Model {
        /// The council that consolidates.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The cluster.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The run that found it.
        pub run_id: Uuid,
        /// Place within the run, from 1.
        pub place: i32,
        /// Axis.
        pub axis: i32,
        /// Level of government.
        pub level: Coded<GovernmentLevel>,
        /// Its items.
        pub items: Doc<Vec<ItemId>>,
        /// Mean likeness, per cent.
        pub score: i32,
    }
    tenant_table!();
}

/// The last run of a cycle.
///
/// # Errors
/// When the database fails.
pub async fn latest_run(scope: &Scope, cycle: Uuid) -> Result<Option<cluster_run::Model>> {
    scope.one(runs(scope, cycle)).await
}

/// As [`latest_run`], locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_latest_run(scope: &Scope, cycle: Uuid) -> Result<Option<cluster_run::Model>> {
    scope.one_locked(runs(scope, cycle)).await
}

fn runs(scope: &Scope, cycle: Uuid) -> sea_orm::Select<cluster_run::Entity> {
    scope
        .find::<cluster_run::Entity>()
        .filter(cluster_run::Column::CycleId.eq(cycle))
        .order_by_desc(cluster_run::Column::RequestedAt)
        .order_by_desc(cluster_run::Column::Id)
}

/// The clusters of a run by axis, level and likeness.
///
/// # Errors
/// When the database fails.
pub async fn clusters(scope: &Scope, run: Uuid, request: &PageRequest) -> Result<Page<cluster::Model>> {
    let query = scope.find::<cluster::Entity>().filter(cluster::Column::RunId.eq(run));
    scope.page(query, cluster::Column::Place, request).await
}

/// Removes the clusters of a run that another one replaces.
///
/// # Errors
/// When the database fails.
pub async fn forget_clusters(scope: &Scope, run: Uuid) -> Result<u64> {
    scope.delete_where::<cluster::Entity>(Condition::all().add(cluster::Column::RunId.eq(run))).await
}
