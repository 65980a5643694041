//! Councils as such, and what they keep about their people.

use crate::entity::*;
use crate::{Directory, Page, PageRequest, Result, Scope};
use chrono::NaiveDate;
pub use domain::councils::CouncilStatus;
use domain::people::{Level, SeatKind, Sector, Segment, SizeClass};
use policy::Role;
use sea_orm::{QueryOrder, QuerySelect};

domain::codes! {
    /// Where an invitation stands.
    pub enum InvitationState {
        /// Sent, not answered.
        Sent = "SENT", "enviado";
        /// Accepted.
        Accepted = "ACCEPTED", "aceito";
        /// Taken back.
        Revoked = "REVOKED", "cancelado";
    }
}

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

/// Who signed a council up.
pub mod sign_up {
    use super::*;

    /// The person who signed the council up, until the council is active.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_ups")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The sign-up.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Name of the person.
        pub person_name: String,
        /// E-mail of the person.
        pub person_email: String,
        /// Role the person will hold.
        pub person_role: Coded<Role>,
        /// SHA-256 of the confirmation token.
        pub token_hash: String,
        /// Until when it can be confirmed.
        pub expires_at: DateTimeUtc,
        /// When it was.
        pub confirmed_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// Memberships.
pub mod membership {
    use super::*;

    /// A role of an account in a council.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "memberships")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The membership.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The account.
        pub account_id: Uuid,
        /// The role.
        pub role: Coded<Role>,
        /// Since when.
        pub since: DateTimeUtc,
    }
    tenant_table!();
}

/// Invitations.
pub mod invitation {
    use super::*;

    /// An invitation to take a role.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "invitations")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The invitation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// To whom.
        pub email: String,
        /// Name of the person invited.
        pub name: String,
        /// The role offered.
        pub role: Coded<Role>,
        /// SHA-256 of the token in the letter.
        pub token_hash: String,
        /// Where it stands.
        pub state: Coded<InvitationState>,
        /// When it was sent last.
        pub sent_at: DateTimeUtc,
        /// Until when it can be accepted.
        pub expires_at: DateTimeUtc,
    }
    tenant_table!();
}

/// Mandates.
pub mod mandate {
    use super::*;

    /// A mandate (*mandato*) of a member of the council.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "mandates")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The mandate.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Seat number, from 1; titular and alternate share it.
        pub seat: i32,
        /// Titular or alternate.
        pub kind: Coded<SeatKind>,
        /// Name of the member.
        pub name: String,
        /// E-mail of the member.
        pub email: Option<String>,
        /// Government or civil society.
        pub sector: Coded<Sector>,
        /// Segment, for civil society.
        pub segment: Option<Coded<Segment>>,
        /// Body or organization represented.
        pub organization: String,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
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

/// The roles of the account the directory was opened for, in all councils.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // Across tenants on purpose: an account's own roles, and only those.
pub async fn memberships_of(directory: &Directory, account: Uuid) -> Result<Vec<membership::Model>> {
    let query = membership::Entity::find().filter(membership::Column::AccountId.eq(account));
    Ok(query.all(directory.connection()).await?)
}

/// The council's memberships, a page in the order of their beginning.
///
/// # Errors
/// When the database fails.
pub async fn memberships(scope: &Scope, request: &PageRequest) -> Result<Page<membership::Model>> {
    scope.page(scope.find::<membership::Entity>(), membership::Column::Since, request).await
}

/// How many hold a role in the council.
///
/// # Errors
/// When the database fails.
pub async fn holders_of(scope: &Scope, role: Role) -> Result<u64> {
    scope.count(scope.find::<membership::Entity>().filter(membership::Column::Role.eq(Coded(role)))).await
}

/// The membership of an account in a role.
///
/// # Errors
/// When the database fails.
pub async fn membership_of(scope: &Scope, account: Uuid, role: Role) -> Result<Option<membership::Model>> {
    let query = scope
        .find::<membership::Entity>()
        .filter(membership::Column::AccountId.eq(account))
        .filter(membership::Column::Role.eq(Coded(role)));
    scope.one(query).await
}

/// The invitations of the council, newest last.
///
/// # Errors
/// When the database fails.
pub async fn invitations(scope: &Scope, request: &PageRequest) -> Result<Page<invitation::Model>> {
    scope.page(scope.find::<invitation::Entity>(), invitation::Column::SentAt, request).await
}

/// The invitation with a token's hash.
///
/// # Errors
/// When the database fails.
pub async fn invitation_by_token(scope: &Scope, token_hash: &str) -> Result<Option<invitation::Model>> {
    scope.one(scope.find::<invitation::Entity>().filter(invitation::Column::TokenHash.eq(token_hash))).await
}

/// The sign-up with a token's hash.
///
/// # Errors
/// When the database fails.
pub async fn sign_up_by_token(scope: &Scope, token_hash: &str) -> Result<Option<sign_up::Model>> {
    scope.one(scope.find::<sign_up::Entity>().filter(sign_up::Column::TokenHash.eq(token_hash))).await
}

/// The sign-up of the council.
///
/// # Errors
/// When the database fails.
pub async fn sign_up(scope: &Scope) -> Result<Option<sign_up::Model>> {
    scope.one(scope.find::<sign_up::Entity>()).await
}

/// The mandates, by seat and kind.
///
/// # Errors
/// When the database fails.
pub async fn mandates(scope: &Scope) -> Result<Vec<mandate::Model>> {
    let query = scope.find::<mandate::Entity>();
    scope.all(query.order_by_asc(mandate::Column::Seat).order_by_desc(mandate::Column::Kind)).await
}

/// The mandates in force on a day, by seat and kind.
///
/// # Errors
/// When the database fails.
pub async fn mandates_on(scope: &Scope, day: NaiveDate) -> Result<Vec<mandate::Model>> {
    let query = scope
        .find::<mandate::Entity>()
        .filter(mandate::Column::StartsOn.lte(day))
        .filter(mandate::Column::EndsOn.gte(day));
    scope.all(query.order_by_asc(mandate::Column::Seat).order_by_desc(mandate::Column::Kind)).await
}
