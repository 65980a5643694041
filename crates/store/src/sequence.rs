//! Sequence numbers of a conference's events: one each, in the order of their commits.

use crate::entity::*;
use crate::{Result, Scope, Sweep};
use domain::ids::{RowId, TenantId};
use sea_orm::{Set, sea_query::OnConflict};

/// The last number given; its id is the conference's.
pub mod counter {
    use super::*;

    /// A counter.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sequences")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The conference (or other thing) that is counted.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The last number given.
        pub value: i64,
    }
    tenant_table!();
}

/// The next number, from 1. Holds the counter until the transaction ends, so numbers rise in the
/// order of commits; take it last.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // The upsert has no scoped form; the tenant is set here.
pub async fn next(scope: &Scope, counted: Uuid) -> Result<i64> {
    let first = counter::ActiveModel { tenant_id: Set(scope.tenant_id()), id: Set(counted), value: Set(1) };
    let bump = OnConflict::columns([counter::Column::TenantId, counter::Column::Id])
        .value(counter::Column::Value, Expr::col((counter::Entity, counter::Column::Value)).add(1))
        .to_owned();
    let row = counter::Entity::insert(first).on_conflict(bump).exec_with_returning(scope.connection()).await?;
    Ok(row.value)
}

/// The last number given, 0 before the first.
///
/// # Errors
/// When the database fails.
pub async fn current(scope: &Scope, counted: Uuid) -> Result<i64> {
    Ok(scope.get::<counter::Entity>(counted).await?.map_or(0, |row| row.value))
}

/// The last numbers given of many things of any tenant, in one statement; those never counted are missing.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // The live watch of a node looks at all conferences that are shown.
pub async fn of_many(sweep: &Sweep, counted: Vec<Uuid>) -> Result<Vec<(RowId, i64)>> {
    let rows = counter::Entity::find().filter(counter::Column::Id.is_in(counted)).all(sweep.connection()).await?;
    Ok(rows.into_iter().map(|row| (RowId { tenant: TenantId(row.tenant_id), id: row.id }, row.value)).collect())
}
