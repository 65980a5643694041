//! Accounts, sessions, sign-in links and throttles.

use crate::entity::*;
use crate::{Directory, Result};
use chrono::{DateTime, Utc};
use sea_orm::{PaginatorTrait, Set, sea_query::OnConflict};

domain::codes! {
    /// Whose session it is.
    pub enum SessionKind {
        /// A person with an account.
        Account = "ACCOUNT", "conta";
        /// A participant with badge and PIN.
        Participant = "PARTICIPANT", "participante";
        /// A hall display.
        Display = "DISPLAY", "telão";
    }
}

/// Accounts.
pub mod account {
    use super::*;

    /// A person who signs in by e-mail. Roles are held in councils.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "accounts")]
    pub struct Model {
        /// The account.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// E-mail in lower case, unique.
        pub email: String,
        /// Name as the person wants to be called.
        pub name: String,
        /// Whether the person operates the platform.
        pub operator: bool,
        /// Since when.
        pub created_at: DateTimeUtc,
    }
    directory_table!();
}

/// Sessions.
pub mod session {
    use super::*;

    /// A signed-in browser, phone or display. The token itself is not kept.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        /// The session.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// SHA-256 of the token, hexadecimal.
        pub token_hash: String,
        /// Whose it is.
        pub kind: Coded<SessionKind>,
        /// The account, for sessions of accounts.
        pub account_id: Option<Uuid>,
        /// The council, for participants and displays.
        pub tenant_id: Option<Uuid>,
        /// The conference, for participants and displays.
        pub conference_id: Option<Uuid>,
        /// The participant or display.
        pub subject_id: Option<Uuid>,
        /// The role in the conference, for participants.
        pub role: Option<String>,
        /// Since when.
        pub created_at: DateTimeUtc,
        /// Until when at most.
        pub expires_at: DateTimeUtc,
        /// When it was ended before that.
        pub ended_at: Option<DateTimeUtc>,
    }
    directory_table!();
}

/// Sign-in links.
pub mod link {
    use super::*;

    /// A link sent by e-mail: single use, short-lived, bound to the browser that asked.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_links")]
    pub struct Model {
        /// The link.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// SHA-256 of the token in the link.
        pub token_hash: String,
        /// SHA-256 of the secret that the asking browser keeps.
        pub browser_hash: String,
        /// The address it was asked for.
        pub email: String,
        /// When it was asked for.
        pub created_at: DateTimeUtc,
        /// Until when it can be used.
        pub expires_at: DateTimeUtc,
        /// When it was used.
        pub redeemed_at: Option<DateTimeUtc>,
    }
    directory_table!();
}

/// Throttles.
pub mod throttle {
    use super::*;

    /// Failures in a row of one subject (a badge; never an address).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "throttles")]
    pub struct Model {
        /// What is throttled, for instance `badge:<tenant>:<participant>`.
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
        /// Failures in a row.
        pub failures: i32,
        /// The last of them.
        pub last_failure_at: DateTimeUtc,
    }
    directory_table!();
}

/// The account with an e-mail (lower case).
///
/// # Errors
/// When the database fails.
pub async fn account_by_email(directory: &Directory, email: &str) -> Result<Option<account::Model>> {
    let query = directory.find::<account::Entity>().filter(account::Column::Email.eq(email));
    Ok(query.one(directory.connection()).await?)
}

/// The account with an id.
///
/// # Errors
/// When the database fails.
pub async fn account(directory: &Directory, id: Uuid) -> Result<Option<account::Model>> {
    Ok(directory.find::<account::Entity>().filter(account::Column::Id.eq(id)).one(directory.connection()).await?)
}

/// The accounts with these ids, in no order.
///
/// # Errors
/// When the database fails.
pub async fn accounts(directory: &Directory, ids: Vec<Uuid>) -> Result<Vec<account::Model>> {
    Ok(directory.find::<account::Entity>().filter(account::Column::Id.is_in(ids)).all(directory.connection()).await?)
}

/// The session with a token's hash that is valid at `now`.
///
/// # Errors
/// When the database fails.
pub async fn session_by_token(
    directory: &Directory,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<session::Model>> {
    let query = directory
        .find::<session::Entity>()
        .filter(session::Column::TokenHash.eq(token_hash))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now));
    Ok(query.one(directory.connection()).await?)
}

/// Ends the sessions of a participant or display; says how many.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // Sessions belong to the directory.
pub async fn end_sessions_of(directory: &Directory, subject: Uuid, now: DateTime<Utc>) -> Result<u64> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(Some(now)))
        .filter(session::Column::SubjectId.eq(subject))
        .filter(session::Column::EndedAt.is_null())
        .exec(directory.connection())
        .await?;
    Ok(ended.rows_affected)
}

/// The sign-in link with a token's hash, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_link(directory: &Directory, token_hash: &str) -> Result<Option<link::Model>> {
    let query = directory.find_locked::<link::Entity>().filter(link::Column::TokenHash.eq(token_hash));
    Ok(query.one(directory.connection()).await?)
}

/// How many links were asked for an address since `since`.
///
/// # Errors
/// When the database fails.
pub async fn links_since(directory: &Directory, email: &str, since: DateTime<Utc>) -> Result<u64> {
    let query = directory
        .find::<link::Entity>()
        .filter(link::Column::Email.eq(email))
        .filter(link::Column::CreatedAt.gte(since));
    Ok(query.count(directory.connection()).await?)
}

/// The failures noted for a subject, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_throttle(directory: &Directory, subject: &str) -> Result<Option<throttle::Model>> {
    let query = directory.find_locked::<throttle::Entity>().filter(throttle::Column::Subject.eq(subject));
    Ok(query.one(directory.connection()).await?)
}

/// The failures noted for a subject, made if there are none, and locked: those who try at once wait
/// for each other from the first time on.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // Throttles belong to the directory.
pub async fn open_throttle(directory: &Directory, subject: &str, now: DateTime<Utc>) -> Result<throttle::Model> {
    let none = throttle::Model { subject: subject.to_owned(), failures: 0, last_failure_at: now };
    let row = throttle::ActiveModel {
        subject: Set(none.subject.clone()),
        failures: Set(none.failures),
        last_failure_at: Set(none.last_failure_at),
    };
    let keep = OnConflict::column(throttle::Column::Subject).do_nothing().to_owned();
    throttle::Entity::insert_many([row]).on_conflict(keep).exec_without_returning(directory.connection()).await?;
    Ok(lock_throttle(directory, subject).await?.unwrap_or(none))
}

/// Notes failures of a subject, replacing what was noted.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // Throttles belong to the directory.
pub async fn set_throttle(directory: &Directory, noted: throttle::Model) -> Result<()> {
    let row = throttle::ActiveModel {
        subject: Set(noted.subject),
        failures: Set(noted.failures),
        last_failure_at: Set(noted.last_failure_at),
    };
    let replace = OnConflict::column(throttle::Column::Subject)
        .update_columns([throttle::Column::Failures, throttle::Column::LastFailureAt])
        .to_owned();
    throttle::Entity::insert(row).on_conflict(replace).exec_without_returning(directory.connection()).await?;
    Ok(())
}
