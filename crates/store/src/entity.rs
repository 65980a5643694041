//! What every entity file needs.

pub(crate) use crate::column::{Coded, Doc};
pub(crate) use sea_orm::entity::prelude::*;
pub(crate) use sea_orm::sea_query::ExprTrait;
pub(crate) use serde::{Deserialize, Serialize};

/// Ends an entity module of a tenant's table: key columns, no relations of the ORM (associations
/// are read through named queries and loaders), no hooks.
macro_rules! tenant_table {
    () => {
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
        impl $crate::TenantTable for Entity {
            const TENANT: Column = Column::TenantId;
            const ID: Column = Column::Id;
        }
    };
}

/// Ends an entity module of a table of the directory, which belongs to no tenant.
macro_rules! directory_table {
    () => {
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
        impl $crate::directory::DirectoryTable for Entity {}
    };
}

pub(crate) use {directory_table, tenant_table};
