//! Throwaway databases, migrated: each test has its own, on SQLite and on PostgreSQL.

mod both;
mod catalogue;
mod postgres;
mod sqlite;
#[cfg(test)]
mod tests;

use sea_orm::{ConnectOptions, Database, DatabaseConnection};

pub use catalogue::TableFact;
pub use sqlite::{fill_up, make_room};

/// Which of the two databases a test stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file in a temporary folder, in WAL mode.
    Sqlite,
    /// A database of the server that `scripts/with-services` started.
    Postgres,
}

/// An empty, migrated database of one test's own, gone when this value is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    owner_url: String,
    app_url: String,
    place: Place,
}

/// Dropping it removes the database.
#[derive(Debug)]
enum Place {
    Sqlite(#[expect(dead_code, reason = "held for its drop")] tempfile::TempDir),
    Postgres(postgres::Name),
}

impl TestDatabase {
    /// A new SQLite database.
    ///
    /// # Panics
    /// When the migrations fail or no temporary file can be written.
    pub async fn sqlite() -> Self {
        let (folder, url) = sqlite::create().await;
        Self { owner_url: url.clone(), app_url: url, place: Place::Sqlite(folder) }
    }

    /// A new PostgreSQL database.
    ///
    /// # Panics
    /// Outside `scripts/with-services`, or when the migrations fail.
    pub async fn postgres() -> Self {
        let created = postgres::create().await;
        Self { owner_url: created.owner_url, app_url: created.app_url, place: Place::Postgres(created.name) }
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        match self.place {
            Place::Sqlite(_) => Backend::Sqlite,
            Place::Postgres(_) => Backend::Postgres,
        }
    }

    /// Address for the role that owns the tables and migrates them; row-level security does not hold it back.
    pub fn owner_url(&self) -> &str {
        &self.owner_url
    }

    /// Address for the role the application runs as. On SQLite, which has no roles, the same as `owner_url`.
    pub fn app_url(&self) -> &str {
        &self.app_url
    }

    /// The database goes away under the application: all connections break and new ones are refused.
    ///
    /// # Panics
    /// On SQLite, which has no server to lose.
    pub async fn suspend(&self) {
        self.postgres_name("suspended").accept_connections(false).await;
    }

    /// Ends what `suspend` began.
    ///
    /// # Panics
    /// On SQLite, which has no server to lose.
    pub async fn resume(&self) {
        self.postgres_name("resumed").accept_connections(true).await;
    }

    fn postgres_name(&self, verb: &str) -> &postgres::Name {
        match &self.place {
            Place::Postgres(name) => name,
            Place::Sqlite(_) => panic!("SQLite has no server that could be {verb}"),
        }
    }
}

/// A single connection, so that locks and settings of the session stay with it.
async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).min_connections(0).sqlx_logging(false);
    match Database::connect(options).await {
        Ok(connection) => connection,
        Err(error) => panic!("the test database cannot be reached: {error}"),
    }
}
