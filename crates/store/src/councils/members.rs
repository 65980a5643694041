//! Who signed a council up, and who holds its roles.

use crate::entity::*;
use crate::{Directory, Page, PageRequest, Result, Scope};
use policy::Role;

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

/// The memberships of those who hold a role in the council.
///
/// # Errors
/// When the database fails.
pub async fn members_in_role(scope: &Scope, role: Role) -> Result<Vec<membership::Model>> {
    scope.all(scope.find::<membership::Entity>().filter(membership::Column::Role.eq(Coded(role)))).await
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
