//! Idempotency keys: the same key gives the same answer, once applied.

use crate::entity::*;
use crate::{Result, Scope, StoreError, Sweep};
use chrono::{DateTime, Utc};

/// A key with the answer that was given under it.
pub mod key {
    use super::*;

    /// A used key.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_keys")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The key the client chose.
        pub key: Uuid,
        /// Who used it, as a key without personal data.
        pub actor: String,
        /// The use case.
        pub operation: String,
        /// SHA-256 of operation and command.
        pub request_hash: String,
        /// The answer, once the transaction commits.
        pub answer: Option<Json>,
        /// When.
        pub created_at: DateTimeUtc,
    }
    tenant_table!();
}

/// What became of claiming a key.
pub enum Claim {
    /// The key is new: do the work, then [`answer`].
    New(key::Model),
    /// It was applied before, with this answer.
    Answered(serde_json::Value),
    /// It was used for something else.
    Reused,
}

/// Claims a key before the work. A second transaction with the same key waits for the first.
///
/// # Errors
/// When the database fails.
pub async fn claim(scope: &Scope, wanted: key::Model) -> Result<Claim> {
    if scope.insert_new::<key::Entity>(wanted.clone()).await? {
        return Ok(Claim::New(wanted));
    }
    let query = scope
        .find::<key::Entity>()
        .filter(key::Column::Key.eq(wanted.key))
        .filter(key::Column::Actor.eq(wanted.actor.clone()));
    let used = scope.one(query).await?.ok_or_else(|| StoreError::Conflict("idempotency key rolled back".into()))?;
    if used.request_hash != wanted.request_hash {
        return Ok(Claim::Reused);
    }
    match used.answer {
        Some(answer) => Ok(Claim::Answered(answer)),
        None => Err(StoreError::Conflict("idempotency key still in use".into())),
    }
}

/// Keeps the answer under a claimed key, in the transaction of the work.
///
/// # Errors
/// When the database fails.
pub async fn answer(scope: &Scope, claimed: key::Model, answer: serde_json::Value) -> Result<()> {
    scope.save::<key::Entity>(key::Model { answer: Some(answer), ..claimed }).await.map(|_| ())
}

/// Forgets keys older than `before`.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // The sweep forgets old keys of all tenants.
pub async fn purge(sweep: &Sweep, before: DateTime<Utc>) -> Result<u64> {
    let old = key::Entity::delete_many().filter(key::Column::CreatedAt.lt(before)).exec(sweep.connection()).await?;
    Ok(old.rows_affected)
}
