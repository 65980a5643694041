//! What can go wrong with a database, as far as anybody must tell it apart.

use sea_orm::{DbErr, SqlErr};

/// A failure of the database. Never shown to people; logged once, with the request id.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique key is taken.
    #[error("unique key taken: {0}")]
    Duplicate(String),
    /// The transaction lost against another one and may be tried again.
    #[error("transaction lost: {0}")]
    Conflict(String),
    /// What is stored cannot be read as what it should be.
    #[error("unreadable value: {0}")]
    Unreadable(String),
    /// There is no room left to write; what was there before is whole.
    #[error("no room left: {0}")]
    Full(String),
    /// The database cannot be reached now, or broke off; whether a commit under way was kept is not known.
    #[error("database out of reach: {0}")]
    Unreachable(String),
    /// Anything else.
    #[error(transparent)]
    Database(DbErr),
}

/// Result of the store.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Errors that may vanish when the whole transaction is run again.
pub trait Transient: From<StoreError> {
    /// Whether running the transaction again can help.
    fn is_transient(&self) -> bool;
}

impl Transient for StoreError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
            return Self::Duplicate(what);
        }
        let text = error.to_string();
        let has = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
        if has(LOST) {
            Self::Conflict(text)
        } else if has(FULL) {
            Self::Full(text)
        } else if matches!(error, DbErr::Conn(_) | DbErr::ConnectionAcquire(_)) || has(BROKEN) {
            Self::Unreachable(text)
        } else {
            Self::Database(error)
        }
    }
}

/// PostgreSQL: serialization failure, deadlock, lock not available; SQLite: busy, locked.
const LOST: &[&str] = &["40001", "40P01", "55P03", "deadlock detected", "could not serialize", "database is locked"];
/// SQLite; PostgreSQL: disk full.
const FULL: &[&str] = &["database or disk is full", "53100", "No space left on device"];
/// The server went away, refuses for now, or has no connection left.
const BROKEN: &[&str] = &[
    "57P01",
    "57P02",
    "57P03",
    "53300",
    "terminating connection",
    "not currently accepting connections",
    "communicating with database",
    "pool timed out",
    "Connection refused",
    "Connection reset",
    "Broken pipe",
    "unexpected end of file",
];
