//! The sweep: the system's own view over the few tables that a relay must see whole.

use sea_orm::DatabaseTransaction;
use std::sync::Arc;

/// A transaction of the system over all tenants, for the tables whose row-level security lets it.
#[derive(Clone)]
pub struct Sweep {
    tx: Arc<DatabaseTransaction>,
}

impl Sweep {
    pub(crate) fn new(tx: Arc<DatabaseTransaction>) -> Self {
        Self { tx }
    }

    pub(crate) fn connection(&self) -> &DatabaseTransaction {
        &self.tx
    }
}
