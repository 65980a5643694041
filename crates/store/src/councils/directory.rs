//! Councils as the public directory shows them.

use crate::Directory;
use crate::Result;
use crate::entity::*;
pub use domain::councils::CouncilStatus;
use domain::people::{Level, SizeClass};
use sea_orm::{QueryOrder, QuerySelect};

/// Councils.
pub mod council {
    use super::*;

    /// A council (*conselho*): the tenant itself, as the public directory shows it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "councils")]
    pub struct Model {
        /// The council, which is the tenant.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The council above: a state's for a municipality, the national one for a state.
        pub parent_id: Option<Uuid>,
        /// National, state or municipal.
        pub level: Coded<Level>,
        /// Where the sign-up stands.
        pub status: Coded<CouncilStatus>,
        /// Full name.
        pub name: String,
        /// Name in search form.
        pub search_name: String,
        /// For instance CMAS.
        pub acronym: String,
        /// Name in addresses, unique.
        pub slug: String,
        /// State, two letters; none for the national council.
        pub uf: Option<String>,
        /// Municipality, for a municipal council; one council each.
        pub ibge_code: Option<String>,
        /// IANA time zone in which its dates and deadlines count.
        pub time_zone: String,
        /// Inhabitants of the municipality at sign-up.
        pub population: Option<i32>,
        /// Size class (*porte*) at sign-up.
        pub size_class: Option<Coded<SizeClass>>,
        /// Institutional e-mail.
        pub email: String,
        /// The law that created it.
        pub created_by_law: String,
        /// Why it was declined.
        pub status_reason: Option<String>,
        /// When it signed up.
        pub signed_up_at: DateTimeUtc,
        /// When the parent decided.
        pub decided_at: Option<DateTimeUtc>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    directory_table!();
}

/// Which councils are wanted.
#[derive(Debug, Clone, Default)]
pub struct CouncilFilter {
    /// Only children of this council.
    pub parent: Option<Uuid>,
    /// Only of this state.
    pub uf: Option<String>,
    /// Only of this level.
    pub level: Option<Level>,
    /// Only with this status.
    pub status: Option<CouncilStatus>,
    /// Name contains this (a search key).
    pub search: Option<String>,
}

/// A council by id.
///
/// # Errors
/// When the database fails.
pub async fn council(directory: &Directory, id: Uuid) -> Result<Option<council::Model>> {
    Ok(directory.find::<council::Entity>().filter(council::Column::Id.eq(id)).one(directory.connection()).await?)
}

/// Councils by id, in no order.
///
/// # Errors
/// When the database fails.
pub async fn councils(directory: &Directory, ids: Vec<Uuid>) -> Result<Vec<council::Model>> {
    Ok(directory.find::<council::Entity>().filter(council::Column::Id.is_in(ids)).all(directory.connection()).await?)
}

/// A council by id, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_council(directory: &Directory, id: Uuid) -> Result<Option<council::Model>> {
    let query = directory.find_locked::<council::Entity>().filter(council::Column::Id.eq(id));
    Ok(query.one(directory.connection()).await?)
}

/// A council by its name in addresses.
///
/// # Errors
/// When the database fails.
pub async fn council_by_slug(directory: &Directory, slug: &str) -> Result<Option<council::Model>> {
    Ok(directory.find::<council::Entity>().filter(council::Column::Slug.eq(slug)).one(directory.connection()).await?)
}

/// The council of a municipality.
///
/// # Errors
/// When the database fails.
pub async fn council_of_municipality(directory: &Directory, ibge_code: &str) -> Result<Option<council::Model>> {
    let query = directory.find::<council::Entity>().filter(council::Column::IbgeCode.eq(ibge_code));
    Ok(query.one(directory.connection()).await?)
}

/// The council of a level in a state, whatever its status.
///
/// # Errors
/// When the database fails.
pub async fn council_of_state(directory: &Directory, level: Level, uf: &str) -> Result<Option<council::Model>> {
    let query = directory
        .find::<council::Entity>()
        .filter(council::Column::Level.eq(Coded(level)))
        .filter(council::Column::Uf.eq(uf))
        .filter(council::Column::Status.ne(Coded(CouncilStatus::Declined)));
    Ok(query.one(directory.connection()).await?)
}

/// The active council of a level (and state), which approves those under it.
///
/// # Errors
/// When the database fails.
pub async fn active_council_of(
    directory: &Directory,
    level: Level,
    uf: Option<&str>,
) -> Result<Option<council::Model>> {
    let mut query = directory
        .find::<council::Entity>()
        .filter(council::Column::Level.eq(Coded(level)))
        .filter(council::Column::Status.eq(Coded(CouncilStatus::Active)));
    if let Some(uf) = uf {
        query = query.filter(council::Column::Uf.eq(uf));
    }
    Ok(query.one(directory.connection()).await?)
}

/// How many councils there are.
///
/// # Errors
/// When the database fails.
pub async fn council_count(directory: &Directory) -> Result<u64> {
    Ok(directory.find::<council::Entity>().count(directory.connection()).await?)
}

/// A page of councils by name in addresses; `after` is the slug of the last one seen.
///
/// # Errors
/// When the database fails.
pub async fn search_councils(
    directory: &Directory,
    filter: &CouncilFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<council::Model>> {
    let mut query = directory.find::<council::Entity>();
    if let Some(parent) = filter.parent {
        query = query.filter(council::Column::ParentId.eq(parent));
    }
    if let Some(uf) = &filter.uf {
        query = query.filter(council::Column::Uf.eq(uf.as_str()));
    }
    if let Some(level) = filter.level {
        query = query.filter(council::Column::Level.eq(Coded(level)));
    }
    if let Some(status) = filter.status {
        query = query.filter(council::Column::Status.eq(Coded(status)));
    }
    if let Some(search) = &filter.search {
        query = query.filter(council::Column::SearchName.contains(search.as_str()));
    }
    if let Some(after) = after {
        query = query.filter(council::Column::Slug.gt(after));
    }
    Ok(query.order_by_asc(council::Column::Slug).limit(limit).all(directory.connection()).await?)
}
