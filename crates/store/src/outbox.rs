//! The outbox: what must happen after a commit, kept by the transaction that caused it.
#![allow(clippy::disallowed_methods)] // The relay's sweep is the one reader of all tenants' outboxes.

use crate::entity::*;
use crate::{Directory, Result, Scope, Sweep};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{DbBackend, IntoActiveModel, QueryOrder, QuerySelect, sea_query::LockBehavior, sea_query::LockType};

domain::codes! {
    /// What an entry is for.
    pub enum Topic {
        /// A conference changed; subscribers look again.
        Live = "LIVE", "ao vivo";
        /// A message by e-mail.
        Mail = "MAIL", "mensagem";
        /// A letter to another council: a report upward, an answer downward.
        Letter = "LETTER", "remessa";
        /// A moment at which something is due, as the end of a poll's time.
        Deadline = "DEADLINE", "prazo";
    }
}

/// An entry of the outbox.
pub mod entry {
    use super::*;

    /// One thing to do after the commit.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        /// The sender.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry; consumers use it to do a thing once.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What it is for.
        pub topic: Coded<Topic>,
        /// The conference it is about.
        pub conference_id: Option<Uuid>,
        /// Place in that conference's order of events, from 1.
        pub sequence: Option<i64>,
        /// What the consumer needs; emptied when done, for it may hold personal data.
        pub payload: Json,
        /// When it was caused.
        pub created_at: DateTimeUtc,
        /// Not to be tried before.
        pub available_at: DateTimeUtc,
        /// How often it was tried.
        pub attempts: i32,
        /// When it was done.
        pub done_at: Option<DateTimeUtc>,
        /// Why the last try failed; no personal data.
        pub last_error: Option<String>,
    }
    tenant_table!();
}

/// What to put into the outbox.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Identifier, from the context's entropy.
    pub id: Uuid,
    /// What it is for.
    pub topic: Topic,
    /// The conference it is about.
    pub conference_id: Option<Uuid>,
    /// Place in the conference's order.
    pub sequence: Option<i64>,
    /// What the consumer needs.
    pub payload: serde_json::Value,
    /// When it was caused.
    pub at: DateTime<Utc>,
}

/// Puts an entry into the outbox of the scope's tenant.
///
/// # Errors
/// When the database fails.
pub async fn put(scope: &Scope, new: NewEntry) -> Result<()> {
    scope.insert_all::<entry::Entity>(vec![model(scope.tenant_id(), new)]).await
}

/// Puts an entry into the outbox of the scope's tenant that is not carried out before `due`.
///
/// # Errors
/// When the database fails.
pub async fn put_for(scope: &Scope, due: DateTime<Utc>, new: NewEntry) -> Result<()> {
    let waiting = entry::Model { available_at: due, ..model(scope.tenant_id(), new) };
    scope.insert_all::<entry::Entity>(vec![waiting]).await
}

fn model(tenant_id: Uuid, new: NewEntry) -> entry::Model {
    entry::Model {
        tenant_id,
        id: new.id,
        topic: new.topic.into(),
        conference_id: new.conference_id,
        sequence: new.sequence,
        payload: new.payload,
        created_at: new.at,
        available_at: new.at,
        attempts: 0,
        done_at: None,
        last_error: None,
    }
}

/// The tenant under which the platform's own letters (sign-in links) are kept: no council has it.
const PLATFORM: Uuid = Uuid::nil();

/// Puts a letter of the platform itself into the outbox, from a transaction on the directory.
///
/// # Errors
/// When the database fails.
pub async fn put_for_platform(directory: &Directory, new: NewEntry) -> Result<()> {
    let model = model(PLATFORM, new);
    entry::Entity::insert(model.into_active_model().reset_all()).exec_without_returning(directory.connection()).await?;
    Ok(())
}

/// Takes up to `limit` entries that are due, hiding them from other relays for `lease`.
///
/// # Errors
/// When the database fails.
pub async fn claim(sweep: &Sweep, now: DateTime<Utc>, lease: Duration, limit: u64) -> Result<Vec<entry::Model>> {
    let mut due = entry::Entity::find()
        .filter(entry::Column::DoneAt.is_null())
        .filter(entry::Column::AvailableAt.lte(now))
        .order_by_asc(entry::Column::CreatedAt)
        .order_by_asc(entry::Column::Id)
        .limit(limit);
    if sweep.connection().get_database_backend() == DbBackend::Postgres {
        due = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let rows = due.all(sweep.connection()).await?;
    if rows.is_empty() {
        return Ok(rows);
    }
    let ids = rows.iter().map(|row| row.id);
    entry::Entity::update_many()
        .col_expr(entry::Column::AvailableAt, Expr::value(now + lease))
        .col_expr(entry::Column::Attempts, Expr::col(entry::Column::Attempts).add(1))
        .filter(entry::Column::Id.is_in(ids))
        .exec(sweep.connection())
        .await?;
    Ok(rows)
}

/// Marks entries as done and empties them.
///
/// # Errors
/// When the database fails.
pub async fn complete(sweep: &Sweep, ids: Vec<Uuid>, now: DateTime<Utc>) -> Result<()> {
    entry::Entity::update_many()
        .col_expr(entry::Column::DoneAt, Expr::value(Some(now)))
        .col_expr(entry::Column::Payload, Expr::value(serde_json::Value::Null))
        .col_expr(entry::Column::LastError, Expr::value(Option::<String>::None))
        .filter(entry::Column::Id.is_in(ids))
        .exec(sweep.connection())
        .await?;
    Ok(())
}

/// Notes why an entry failed and when it is tried again.
///
/// # Errors
/// When the database fails.
pub async fn postpone(sweep: &Sweep, id: Uuid, until: DateTime<Utc>, error: String) -> Result<()> {
    entry::Entity::update_many()
        .col_expr(entry::Column::AvailableAt, Expr::value(until))
        .col_expr(entry::Column::LastError, Expr::value(Some(error)))
        .filter(entry::Column::Id.eq(id))
        .exec(sweep.connection())
        .await?;
    Ok(())
}

/// How many entries wait, and since when the oldest does; for `doctor`, readiness and operators.
///
/// # Errors
/// When the database fails.
pub async fn backlog(sweep: &Sweep) -> Result<(u64, Option<DateTime<Utc>>)> {
    let waiting = entry::Entity::find().filter(entry::Column::DoneAt.is_null());
    let oldest = waiting.clone().order_by_asc(entry::Column::CreatedAt).one(sweep.connection()).await?;
    let count = waiting.count(sweep.connection()).await?;
    Ok((count, oldest.map(|row| row.created_at)))
}

/// Removes done entries older than `before`.
///
/// # Errors
/// When the database fails.
pub async fn purge(sweep: &Sweep, before: DateTime<Utc>) -> Result<u64> {
    let done = entry::Entity::delete_many().filter(entry::Column::DoneAt.lt(before)).exec(sweep.connection()).await?;
    Ok(done.rows_affected)
}
