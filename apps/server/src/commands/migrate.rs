//! `confere migrate`

use crate::{Problem, config::Config, parts};

/// Brings the database to this version's schema, with the role that owns the tables.
pub(crate) async fn migrate(config: &Config) -> Result<(), Problem> {
    let db = parts::owner(config).await?;
    let pending = parts::pending_migrations(&db).await?;
    parts::migrate(&db).await?;
    tracing::info!(applied = pending.len(), "the database has this version's schema");
    Ok(())
}
