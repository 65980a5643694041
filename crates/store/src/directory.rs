//! The directory: what belongs to no tenant (councils as such, accounts, sessions, municipalities)
//! and the roles of the account that asks.
#![allow(clippy::disallowed_methods)] // The bans point to `Scope` for rows of tenants; these have none.

use crate::{Result, StoreError};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel, QuerySelect,
    Select,
};
use std::sync::Arc;

/// A table that belongs to no tenant.
pub trait DirectoryTable: EntityTrait {}

/// A transaction on the directory.
#[derive(Clone)]
pub struct Directory {
    tx: Arc<DatabaseTransaction>,
}

impl Directory {
    pub(crate) fn new(tx: Arc<DatabaseTransaction>) -> Self {
        Self { tx }
    }

    pub(crate) fn connection(&self) -> &DatabaseTransaction {
        &self.tx
    }

    pub(crate) fn find<E: DirectoryTable>(&self) -> Select<E> {
        E::find()
    }

    /// As `find`, locked until the end of the transaction where the database has several writers.
    pub(crate) fn find_locked<E: DirectoryTable>(&self) -> Select<E> {
        if self.tx.get_database_backend() == DbBackend::Postgres { E::find().lock_exclusive() } else { E::find() }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a unique key is taken.
    pub async fn insert<E>(&self, model: E::Model) -> Result<E::Model>
    where
        E: DirectoryTable,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send,
    {
        Ok(E::insert(model.into_active_model().reset_all()).exec_with_returning(self.connection()).await?)
    }

    /// Replaces a row that was read before.
    ///
    /// # Errors
    /// When it is not there any more or the database fails.
    pub async fn save<E>(&self, model: E::Model) -> Result<E::Model>
    where
        E: DirectoryTable,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send,
    {
        E::update(model.into_active_model().reset_all()).exec(self.connection()).await.map_err(StoreError::from)
    }
}
