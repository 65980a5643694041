//! Connections, and the one way in: a named transaction in the scope of a permit.

use crate::{Directory, Result, Scope, StoreError, Sweep, Transient};
use chrono::{DateTime, Utc};
use policy::Permit;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// How often a transaction that lost against another is run again.
const ATTEMPTS: u32 = 8;

/// How to connect.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite:` or `postgres:` URL.
    pub url: String,
    /// Largest number of connections for reading (SQLite) or for everything (PostgreSQL).
    pub max_connections: u32,
}

/// The database, SQLite or PostgreSQL. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

/// Which rows row-level security shows in a transaction.
pub(crate) enum View<'a> {
    Tenant(&'a Permit),
    Account(Option<uuid::Uuid>),
    System,
}

impl Database {
    /// Connects. SQLite gets one writing connection and several readers (WAL, durable commits).
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn connect(options: &Options) -> Result<Self> {
        let statements = Arc::new(AtomicU64::new(0));
        if !options.url.starts_with("sqlite:") {
            let pool = counted(connection(options, options.max_connections).await?, &statements);
            return Ok(Self { writer: pool.clone(), reader: pool, statements });
        }
        let writer = counted(connection(options, 1).await?, &statements);
        let reader = counted(connection(options, options.max_connections.max(2)).await?, &statements);
        Ok(Self { writer, reader, statements })
    }

    /// Which of the two databases it is.
    pub fn is_postgres(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Postgres
    }

    /// The writing connection, for migrations only.
    pub fn for_migrations(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// How many SQL statements ran so far; for tests of query budgets.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// What is wrong with the fences between councils on PostgreSQL, in a sentence that says how to
    /// mend it; nothing on SQLite, which has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fences(&self) -> Result<Option<String>> {
        if !self.is_postgres() {
            return Ok(None);
        }
        let role = "SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user";
        let row = self.reader.query_one_raw(Statement::from_string(DbBackend::Postgres, role)).await?;
        let bypasses = row.map(|row| row.try_get::<bool>("", "bypasses")).transpose()?.unwrap_or_default();
        if bypasses {
            let mend = "the application's role is a superuser or bypasses row-level security; \
                        use a role of its own in `database.url` (see docs/production.md)";
            return Ok(Some(mend.to_owned()));
        }
        let open = "SELECT count(*) AS open FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid \
                    WHERE t.relkind = 'r' AND c.attname = 'tenant_id' AND t.relname <> 'sessions' \
                    AND t.relnamespace = 'public'::regnamespace AND NOT t.relforcerowsecurity";
        let row = self.reader.query_one_raw(Statement::from_string(DbBackend::Postgres, open)).await?;
        let open = row.map(|row| row.try_get::<i64>("", "open")).transpose()?.unwrap_or_default();
        Ok((open > 0).then(|| format!("{open} tables have no row-level security; run `confere migrate`")))
    }

    /// How far a clock is from the database's; SQLite has the machine's own.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clock_skew(&self, now: DateTime<Utc>) -> Result<chrono::Duration> {
        if !self.is_postgres() {
            return Ok(chrono::Duration::zero());
        }
        let statement = Statement::from_string(DbBackend::Postgres, "SELECT clock_timestamp() AS now");
        let row = self.reader.query_one_raw(statement).await?;
        let theirs = row.map(|row| row.try_get::<DateTime<Utc>>("", "now")).transpose()?.unwrap_or(now);
        Ok(now - theirs)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        self.reader.ping().await.map_err(StoreError::from)
    }

    /// Runs a writing transaction in the permit's tenant. `body` may run several times: it must
    /// have no effects but on the scope. Nothing of it stays when it returns an error.
    ///
    /// # Errors
    /// Those of `body`, and failures of the database.
    pub async fn transact<T, E, F, Fut>(&self, name: &'static str, permit: &Permit, body: F) -> Result<T, E>
    where
        E: Transient,
        F: Fn(Scope) -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(permit, &body).await;
            match outcome {
                Err(error) if error.is_transient() && attempt < ATTEMPTS => {
                    tracing::debug!(transaction = name, attempt, "transaction lost, running it again");
                    pause(attempt).await;
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt<T, E, F, Fut>(&self, permit: &Permit, body: &F) -> Result<T, E>
    where
        E: Transient,
        F: Fn(Scope) -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let tx = Arc::new(self.begin(&self.writer, true, View::Tenant(permit)).await?);
        let outcome = body(Scope::new(tx.clone(), permit.clone())).await;
        finish(tx, outcome).await
    }

    /// Opens a reading scope in the permit's tenant: one consistent view, dropped at the end.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn read(&self, permit: &Permit) -> Result<Scope> {
        let tx = self.begin(&self.reader, false, View::Tenant(permit)).await?;
        Ok(Scope::new(Arc::new(tx), permit.clone()))
    }

    /// Opens the directory for reading: what belongs to no tenant, and an account's own roles.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn directory(&self, account: Option<uuid::Uuid>) -> Result<Directory> {
        let tx = self.begin(&self.reader, false, View::Account(account)).await?;
        Ok(Directory::new(Arc::new(tx)))
    }

    /// Runs a writing transaction on the directory.
    ///
    /// # Errors
    /// Those of `body`, and failures of the database.
    pub async fn transact_directory<T, E, F, Fut>(&self, account: Option<uuid::Uuid>, body: F) -> Result<T, E>
    where
        E: Transient,
        F: Fn(Directory) -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let tx = Arc::new(self.begin(&self.writer, true, View::Account(account)).await?);
        let outcome = body(Directory::new(tx.clone())).await;
        finish(tx, outcome).await
    }

    /// Runs a sweep of the system over all tenants: the relay and the deadlines, nothing else.
    ///
    /// # Errors
    /// Those of `body`, and failures of the database.
    pub async fn sweep<T, E, F, Fut>(&self, body: F) -> Result<T, E>
    where
        E: Transient,
        F: Fn(Sweep) -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let tx = Arc::new(self.begin(&self.writer, true, View::System).await?);
        let outcome = body(Sweep::new(tx.clone())).await;
        finish(tx, outcome).await
    }

    /// Opens the system's view over all tenants for reading only.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn survey(&self) -> Result<Sweep> {
        let tx = self.begin(&self.reader, false, View::System).await?;
        Ok(Sweep::new(Arc::new(tx)))
    }

    async fn begin(&self, pool: &DatabaseConnection, writes: bool, view: View<'_>) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: writes.then_some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let tx = pool.begin_with_options(options).await?;
        if tx.get_database_backend() == DbBackend::Postgres {
            tx.execute_raw(view_statement(view)).await?;
        }
        Ok(tx)
    }
}

fn view_statement(view: View<'_>) -> Statement {
    let (tenant, account, system) = match view {
        View::Tenant(permit) => (permit.tenant().to_string(), String::new(), "off"),
        // The nil tenant is the platform's own: sign-in links leave through its outbox.
        View::Account(account) => {
            (uuid::Uuid::nil().to_string(), account.map(|id| id.to_string()).unwrap_or_default(), "off")
        }
        View::System => (String::new(), String::new(), "on"),
    };
    Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT set_config('confere.tenant', $1, true), set_config('confere.account', $2, true), \
         set_config('confere.system', $3, true)",
        [tenant.into(), account.into(), system.into()],
    )
}

async fn finish<T, E: Transient>(tx: Arc<DatabaseTransaction>, outcome: Result<T, E>) -> Result<T, E> {
    let tx =
        Arc::try_unwrap(tx).map_err(|_| E::from(StoreError::Unreadable("a scope outlived its transaction".into())))?;
    match outcome {
        Ok(value) => {
            tx.commit().await.map_err(StoreError::from)?;
            Ok(value)
        }
        Err(error) => {
            // The first error is the one to tell; a failed rollback is undone by the closed connection.
            let _ = tx.rollback().await;
            Err(error)
        }
    }
}

async fn connection(options: &Options, max: u32) -> Result<DatabaseConnection> {
    let mut connect = ConnectOptions::new(options.url.clone());
    connect
        .max_connections(max)
        .sqlx_logging(false)
        .connect_timeout(Duration::from_secs(10))
        .acquire_timeout(Duration::from_secs(10))
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
        });
    Ok(sea_orm::Database::connect(connect).await?)
}

fn counted(mut connection: DatabaseConnection, statements: &Arc<AtomicU64>) -> DatabaseConnection {
    let statements = statements.clone();
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    connection
}

/// A short pause that grows with each attempt, so that two losers do not meet again.
async fn pause(attempt: u32) {
    tokio::time::sleep(Duration::from_millis(u64::from(attempt * attempt) * 2)).await;
}
