//! Hall displays (*telões*) and their pairing.

use crate::entity::*;
use crate::{Directory, Result, Scope};
use chrono::{DateTime, Utc};
use sea_orm::QueryOrder;

/// Displays.
pub mod display {
    use super::*;

    /// A display of the hall (*telão*), bound to one conference.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "displays")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The display.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// How the table calls it.
        pub name: String,
        /// When it was paired.
        pub paired_at: DateTimeUtc,
        /// When the table took its right to show away.
        pub revoked_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// Pairings.
pub mod pairing {
    use super::*;

    /// A code by which a screen becomes a display. A screen that asks has a secret and waits for the
    /// table; an invitation of the table has none and opens at once.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "display_pairings")]
    pub struct Model {
        /// The pairing.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What people read and type.
        pub code: String,
        /// SHA-256 of the asking screen's secret.
        pub secret_hash: Option<String>,
        /// The council, once the table confirmed.
        pub council_id: Option<Uuid>,
        /// The conference, once the table confirmed.
        pub conference_id: Option<Uuid>,
        /// The display, once the table confirmed.
        pub display_id: Option<Uuid>,
        /// When it began.
        pub created_at: DateTimeUtc,
        /// Until when it can be used.
        pub expires_at: DateTimeUtc,
    }
    directory_table!();
}

/// The displays of a conference, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn displays(scope: &Scope, conference: Uuid) -> Result<Vec<display::Model>> {
    let query = scope.find::<display::Entity>().filter(display::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(display::Column::PairedAt).order_by_asc(display::Column::Id)).await
}

/// The pairing with a code that can be used at `now`, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_by_code(directory: &Directory, code: &str, now: DateTime<Utc>) -> Result<Option<pairing::Model>> {
    let query = directory
        .find_locked::<pairing::Entity>()
        .filter(pairing::Column::Code.eq(code))
        .filter(pairing::Column::ExpiresAt.gt(now));
    Ok(query.one(directory.connection()).await?)
}

/// The pairing of an asking screen that can be used at `now`, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_by_secret(directory: &Directory, hash: &str, now: DateTime<Utc>) -> Result<Option<pairing::Model>> {
    let query = directory
        .find_locked::<pairing::Entity>()
        .filter(pairing::Column::SecretHash.eq(hash))
        .filter(pairing::Column::ExpiresAt.gt(now));
    Ok(query.one(directory.connection()).await?)
}

/// Forgets pairings that can no longer be used.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // Pairings belong to the directory.
pub async fn forget_expired(directory: &Directory, now: DateTime<Utc>) -> Result<()> {
    let old = pairing::Entity::delete_many().filter(pairing::Column::ExpiresAt.lte(now));
    old.exec(directory.connection()).await?;
    Ok(())
}

/// Forgets the pairings of a display: its codes open nothing any more.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // Pairings belong to the directory.
pub async fn forget_of(directory: &Directory, display: Uuid) -> Result<()> {
    let own = pairing::Entity::delete_many().filter(pairing::Column::DisplayId.eq(display));
    own.exec(directory.connection()).await?;
    Ok(())
}
