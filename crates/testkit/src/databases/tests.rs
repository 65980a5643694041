use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use super::*;
use crate::{both_databases, services};

async fn text(connection: &DatabaseConnection, backend: DbBackend, sql: &str) -> Option<String> {
    let row = connection.query_one_raw(Statement::from_string(backend, sql)).await.unwrap();
    row.map(|row| row.try_get_by_index(0).unwrap())
}

async fn exists(name: &str) -> bool {
    let server = connect(&services::postgres_owner_url()).await;
    let sql = format!("SELECT datname::text FROM pg_database WHERE datname = '{name}'");
    text(&server, DbBackend::Postgres, &sql).await.is_some()
}

both_databases! {
    async fn each_test_has_a_database_of_its_own(db: TestDatabase) {
        let other = match db.backend() {
            Backend::Sqlite => TestDatabase::sqlite().await,
            Backend::Postgres => TestDatabase::postgres().await,
        };
        let (mine, theirs) = (connect(db.owner_url()).await, connect(other.owner_url()).await);
        mine.execute_unprepared("CREATE TABLE only_here (id INTEGER)").await.unwrap();
        mine.execute_unprepared("INSERT INTO only_here VALUES (1)").await.unwrap();
        assert!(theirs.execute_unprepared("SELECT * FROM only_here").await.is_err());
    }

    async fn a_database_arrives_migrated(db: TestDatabase) {
        use migrations::{Migrator, MigratorTrait};
        let connection = connect(db.owner_url()).await;
        assert!(Migrator::get_pending_migrations_read_only(&connection).await.unwrap().is_empty());
        connection.execute_unprepared("SELECT version FROM seaql_migrations").await.unwrap();
    }

    async fn the_application_reaches_it(db: TestDatabase) {
        connect(db.app_url()).await.execute_unprepared("SELECT 1").await.unwrap();
    }
}

#[tokio::test]
async fn sqlite_is_in_wal_mode_and_leaves_no_file() {
    let db = TestDatabase::sqlite().await;
    let connection = connect(db.owner_url()).await;
    assert_eq!(text(&connection, DbBackend::Sqlite, "PRAGMA journal_mode").await.as_deref(), Some("wal"));
    connection.close().await.unwrap();
    let file = std::path::PathBuf::from(db.owner_url().trim_start_matches("sqlite://"));
    assert!(file.exists());
    drop(db);
    assert!(!file.parent().unwrap().exists());
}

#[tokio::test]
async fn postgres_drops_the_database_even_while_it_is_used() {
    let db = TestDatabase::postgres().await;
    let _open = connect(db.app_url()).await;
    let name = db.owner_url().rsplit_once('/').unwrap().1.to_owned();
    assert!(exists(&name).await);
    drop(db);
    assert!(!exists(&name).await);
}

#[tokio::test]
async fn the_application_role_owns_nothing_and_obeys_row_level_security() {
    let db = TestDatabase::postgres().await;
    let app = connect(db.app_url()).await;
    let role = "SELECT rolname || ' ' || rolsuper || ' ' || rolbypassrls FROM pg_roles WHERE rolname = current_user";
    assert_eq!(text(&app, DbBackend::Postgres, role).await.as_deref(), Some("confere_app false false"));
    assert!(app.execute_unprepared("CREATE TABLE mine (id INTEGER)").await.is_err());
}

#[tokio::test]
async fn a_suspended_database_breaks_connections_until_it_is_resumed() {
    let db = TestDatabase::postgres().await;
    let app = connect(db.app_url()).await;
    app.execute_unprepared("SELECT 1").await.unwrap();
    db.suspend().await;
    assert!(app.execute_unprepared("SELECT 1").await.is_err());
    db.resume().await;
    app.execute_unprepared("SELECT 1").await.unwrap();
}

#[test]
fn many_threads_may_ask_at_once() {
    let threads: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async { TestDatabase::postgres().await.owner_url().to_owned() })
            })
        })
        .collect();
    let mut urls: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    urls.sort();
    urls.dedup();
    assert_eq!(urls.len(), 8);
}
