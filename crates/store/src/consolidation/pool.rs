//! The pool of proposals (*banco de propostas*) of a cycle and what was done to it.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::consolidation::{ItemId, OperationRecord, Origin};
use domain::people::GovernmentLevel;
use sea_orm::{Condition, QueryOrder};
use std::collections::BTreeSet;

/// Pools.
pub mod proposal_pool {
    use super::*;

    /// The pool of one cycle, whose id is the cycle's; locked by every act on it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pools")]
    pub struct Model {
        /// The council that consolidates.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The cycle.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Number of the last operation.
        pub operations: i32,
        /// The conference whose proposal book was made of it.
        pub book_conference_id: Option<Uuid>,
        /// When the book was published; the pool is closed since.
        pub book_published_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// Items of pools.
pub mod pool_item {
    use super::*;

    /// A reported proposal, or several merged into one text.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_items")]
    pub struct Model {
        /// The council that consolidates.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The item.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The cycle.
        pub cycle_id: Uuid,
        /// Axis.
        pub axis: i32,
        /// Level of government addressed.
        pub level: Coded<GovernmentLevel>,
        /// Text in force.
        pub text: String,
        /// Text and place in search form.
        pub search_text: String,
        /// Axis, level, place and priority, for the order of the list.
        pub sort_key: String,
        /// Everything it came from.
        pub lineage: Doc<BTreeSet<Origin>>,
        /// How many councils asked for it.
        pub towns: i32,
        /// Items merged into it; empty for a reported proposal.
        pub sources: Doc<Vec<ItemId>>,
        /// The item it was merged into; then it is not in force.
        pub merged_into: Option<Uuid>,
        /// The conference that reported it; none for a merged one.
        pub conference_id: Option<Uuid>,
        /// Its identifier there.
        pub proposal: Option<String>,
    }
    tenant_table!();
}

/// Operations on pools.
pub mod pool_operation {
    use super::*;

    /// A reversible act on a pool.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "pool_operations")]
    pub struct Model {
        /// The council that consolidates.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The operation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The cycle.
        pub cycle_id: Uuid,
        /// Its number within the pool, rising.
        pub number: i32,
        /// Who did what, when.
        pub record: Doc<OperationRecord>,
        /// When it was taken back.
        pub undone_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// Which items are wanted.
#[derive(Debug, Clone, Default)]
pub struct PoolFilter {
    /// Only of this axis.
    pub axis: Option<i32>,
    /// Only for this level of government.
    pub level: Option<GovernmentLevel>,
    /// Only these (a cluster).
    pub among: Option<Vec<Uuid>>,
    /// Only what went into this item.
    pub merged_into: Option<Uuid>,
    /// Text or place contains this (a search key).
    pub search: Option<String>,
}

/// The pool of a cycle, made if there is none, and locked.
///
/// # Errors
/// When the database fails.
pub async fn open_pool(scope: &Scope, cycle: Uuid) -> Result<proposal_pool::Model> {
    let empty = proposal_pool::Model {
        tenant_id: scope.tenant_id(),
        id: cycle,
        operations: 0,
        book_conference_id: None,
        book_published_at: None,
    };
    scope.insert_new::<proposal_pool::Entity>(empty.clone()).await?;
    Ok(scope.lock::<proposal_pool::Entity>(cycle).await?.unwrap_or(empty))
}

/// The items of a cycle's pool by axis, level, place and priority: those in force, or what went into one.
///
/// # Errors
/// When the database fails.
pub async fn pool_page(
    scope: &Scope,
    cycle: Uuid,
    filter: &PoolFilter,
    request: &PageRequest,
) -> Result<Page<pool_item::Model>> {
    let mut query = scope.find::<pool_item::Entity>().filter(pool_item::Column::CycleId.eq(cycle));
    query = match filter.merged_into {
        Some(into) => query.filter(pool_item::Column::MergedInto.eq(into)),
        None => query.filter(pool_item::Column::MergedInto.is_null()),
    };
    if let Some(axis) = filter.axis {
        query = query.filter(pool_item::Column::Axis.eq(axis));
    }
    if let Some(level) = filter.level {
        query = query.filter(pool_item::Column::Level.eq(Coded(level)));
    }
    if let Some(among) = &filter.among {
        query = query.filter(pool_item::Column::Id.is_in(among.iter().copied()));
    }
    if let Some(search) = &filter.search {
        query = query.filter(pool_item::Column::SearchText.contains(search.as_str()));
    }
    scope.page(query, pool_item::Column::SortKey, request).await
}

/// Items of a cycle by id, locked in the order of their ids.
///
/// # Errors
/// When the database fails.
pub async fn lock_items(scope: &Scope, cycle: Uuid, ids: Vec<Uuid>) -> Result<Vec<pool_item::Model>> {
    let query = scope
        .find::<pool_item::Entity>()
        .filter(pool_item::Column::CycleId.eq(cycle))
        .filter(pool_item::Column::Id.is_in(ids))
        .order_by_asc(pool_item::Column::Id);
    scope.all_locked(query).await
}

/// Items of a cycle by id, in no order.
///
/// # Errors
/// When the database fails.
pub async fn items(scope: &Scope, cycle: Uuid, ids: Vec<Uuid>) -> Result<Vec<pool_item::Model>> {
    let query = scope
        .find::<pool_item::Entity>()
        .filter(pool_item::Column::CycleId.eq(cycle))
        .filter(pool_item::Column::Id.is_in(ids));
    scope.all(query).await
}

/// All items of a cycle in force, of one axis if given, by id.
///
/// # Errors
/// When the database fails.
pub async fn items_in_force(scope: &Scope, cycle: Uuid, axis: Option<i32>) -> Result<Vec<pool_item::Model>> {
    let mut query = scope
        .find::<pool_item::Entity>()
        .filter(pool_item::Column::CycleId.eq(cycle))
        .filter(pool_item::Column::MergedInto.is_null());
    if let Some(axis) = axis {
        query = query.filter(pool_item::Column::Axis.eq(axis));
    }
    scope.all(query.order_by_asc(pool_item::Column::Id)).await
}

/// The item of a proposal that a conference reported.
///
/// # Errors
/// When the database fails.
pub async fn items_of_proposal(scope: &Scope, conference: Uuid, proposal: &str) -> Result<Option<pool_item::Model>> {
    let query = scope
        .find::<pool_item::Entity>()
        .filter(pool_item::Column::ConferenceId.eq(conference))
        .filter(pool_item::Column::Proposal.eq(proposal));
    scope.one(query).await
}

/// The last operation that was not taken back.
///
/// # Errors
/// When the database fails.
pub async fn last_operation(scope: &Scope, cycle: Uuid) -> Result<Option<pool_operation::Model>> {
    let query = scope
        .find::<pool_operation::Entity>()
        .filter(pool_operation::Column::CycleId.eq(cycle))
        .filter(pool_operation::Column::UndoneAt.is_null())
        .order_by_desc(pool_operation::Column::Number);
    scope.one(query).await
}

/// Removes an item that was merged of others and is taken apart.
///
/// # Errors
/// When the database fails.
pub async fn remove_item(scope: &Scope, id: Uuid) -> Result<u64> {
    scope.delete_where::<pool_item::Entity>(Condition::all().add(pool_item::Column::Id.eq(id))).await
}
