//! PostgreSQL: a template database migrated once for all processes, cloned for each test.
//!
//! Cloning holds a shared advisory lock of the server, building the template the exclusive one; so any number of test
//! processes may start at once.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};
use tokio::sync::OnceCell;

use crate::services;

/// Changes with every change of the migrations' sources.
const TEMPLATE: &str = concat!("confere_template_", env!("MIGRATIONS_FINGERPRINT"));
/// Where the template grows: it gets its name only when it is complete.
const UNFINISHED: &str = concat!("confere_unfinished_", env!("MIGRATIONS_FINGERPRINT"));
/// Key of the advisory lock: "confere" in ASCII.
const LOCK: i64 = 0x63_6f6e_6665_7265;

pub(super) struct Created {
    pub(super) name: Name,
    pub(super) owner_url: String,
    pub(super) app_url: String,
}

/// The name of a database that is dropped with this value.
#[derive(Debug)]
pub(super) struct Name(String);

pub(super) async fn create() -> Created {
    static CLEANED: OnceCell<()> = OnceCell::const_new();
    let server = super::connect(&services::postgres_owner_url()).await;
    CLEANED.get_or_init(|| drop_forgotten(&server)).await;
    lock_with_template(&server).await;
    let row = one(&server, "SELECT 'confere_test_' || replace(gen_random_uuid()::text, '-', '') AS name").await;
    let name: String = row.try_get("", "name").expect("the statement names its column");
    run(&server, &format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}")).await;
    close(server).await;
    Created {
        owner_url: of_database(&services::postgres_owner_url(), &name),
        app_url: of_database(&services::postgres_app_url(), &name),
        name: Name(name),
    }
}

/// Returns with the shared lock held and the template in place.
async fn lock_with_template(server: &DatabaseConnection) {
    loop {
        run(server, &format!("SELECT pg_advisory_lock_shared({LOCK})")).await;
        if has_template(server).await {
            return;
        }
        run(server, &format!("SELECT pg_advisory_unlock_shared({LOCK})")).await;
        run(server, &format!("SELECT pg_advisory_lock({LOCK})")).await;
        if !has_template(server).await {
            build_template(server).await;
        }
        run(server, &format!("SELECT pg_advisory_unlock({LOCK})")).await;
    }
}

async fn has_template(server: &DatabaseConnection) -> bool {
    let sql = format!("SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{TEMPLATE}') AS found");
    one(server, &sql).await.try_get("", "found").expect("the statement names its column")
}

async fn build_template(server: &DatabaseConnection) {
    run(server, &format!("DROP DATABASE IF EXISTS {UNFINISHED} WITH (FORCE)")).await;
    run(server, &format!("CREATE DATABASE {UNFINISHED}")).await;
    let template = super::connect(&of_database(&services::postgres_owner_url(), UNFINISHED)).await;
    if let Err(error) = Migrator::up(&template, None).await {
        panic!("the migrations fail on PostgreSQL: {error}");
    }
    close(template).await;
    run(server, &format!("ALTER DATABASE {UNFINISHED} RENAME TO {TEMPLATE}")).await;
}

/// On a server that outlives a run: databases whose test was killed, and templates of migrations long changed.
async fn drop_forgotten(server: &DatabaseConnection) {
    let forgotten = format!(
        "SELECT datname::text AS name FROM pg_database AS d \
         CROSS JOIN LATERAL pg_stat_file('base/' || d.oid || '/PG_VERSION', true) AS file \
         WHERE NOT EXISTS (SELECT FROM pg_stat_activity AS a WHERE a.datname = d.datname) AND ( \
           datname LIKE 'confere\\_test\\_%' AND file.modification < now() - interval '1 hour' \
           OR datname LIKE 'confere\\_template\\_%' AND datname <> '{TEMPLATE}' \
             AND file.modification < now() - interval '7 days')"
    );
    run(server, &format!("SELECT pg_advisory_lock({LOCK})")).await;
    let statement = Statement::from_string(DbBackend::Postgres, forgotten);
    for row in server.query_all_raw(statement).await.unwrap_or_else(|error| panic!("no list of databases: {error}")) {
        let name: String = row.try_get("", "name").expect("the statement names its column");
        run(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
    }
    run(server, &format!("SELECT pg_advisory_unlock({LOCK})")).await;
}

impl Name {
    pub(super) async fn accept_connections(&self, accept: bool) {
        let Self(name) = self;
        let server = super::connect(&services::postgres_owner_url()).await;
        run(&server, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {accept}")).await;
        if !accept {
            // Waits, up to ten seconds each, until the sessions are really gone.
            let sql = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname";
            run(&server, &format!("{sql} = '{name}'")).await;
        }
        close(server).await;
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.0);
        // The runtime of the test may be ending, so the farewell has a thread and a runtime of its own.
        let farewell = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a thread can have a runtime").block_on(async {
                let server = super::connect(&services::postgres_owner_url()).await;
                run(&server, &sql).await;
                close(server).await;
            });
        });
        // A database left behind is no failure of the test: with the server it goes, or with a later run.
        let _ = farewell.join();
    }
}

/// `url` with another database: what follows its last slash is replaced, its parameters stay.
fn of_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, None), |(address, rest)| (address, Some(rest)));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    match parameters {
        Some(parameters) => format!("{server}/{name}?{parameters}"),
        None => format!("{server}/{name}"),
    }
}

async fn run(server: &DatabaseConnection, sql: &str) {
    if let Err(error) = server.execute_unprepared(sql).await {
        panic!("the test server refused `{sql}`: {error}");
    }
}

async fn one(server: &DatabaseConnection, sql: &str) -> QueryResult {
    let answer = server.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await;
    let row = answer.unwrap_or_else(|error| panic!("the test server refused `{sql}`: {error}"));
    row.expect("a SELECT without FROM has one row")
}

async fn close(server: DatabaseConnection) {
    if let Err(error) = server.close().await {
        panic!("the connection to the test server broke: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_keeps_the_parameters_of_the_address() {
        assert_eq!(of_database("postgres://o@h:1/postgres", "x"), "postgres://o@h:1/x");
        assert_eq!(of_database("postgres://o@h:1/postgres?sslmode=disable", "x"), "postgres://o@h:1/x?sslmode=disable");
    }
}
