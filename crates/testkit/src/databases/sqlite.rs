//! SQLite: migrated once per process, then copied for each test.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The bytes of a migrated, empty database file.
static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

pub(super) async fn create() -> (TempDir, String) {
    let template = TEMPLATE.get_or_init(migrated).await;
    let (folder, file) = new_folder();
    std::fs::write(&file, template).expect("a temporary folder can be written to");
    (folder, format!("sqlite://{file}"))
}

async fn migrated() -> Vec<u8> {
    let (_folder, file) = new_folder();
    let connection = super::connect(&format!("sqlite://{file}?mode=rwc")).await;
    // The mode is kept in the file, so the copies have it too.
    connection.execute_unprepared("PRAGMA journal_mode = WAL").await.expect("SQLite knows its WAL mode");
    if let Err(error) = Migrator::up(&connection, None).await {
        panic!("the migrations fail on SQLite: {error}");
    }
    connection.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.expect("nobody else reads the file");
    connection.close().await.expect("the only connection can be closed");
    std::fs::read(&file).expect("SQLite has written the file")
}

fn new_folder() -> (TempDir, String) {
    let folder = tempfile::Builder::new().prefix("confere-").tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("confere.sqlite").to_str().expect("the temporary folder's path is UTF-8").to_owned();
    (folder, file)
}

/// The disk under an SQLite database is full from now on: the connection may use no page it has not.
///
/// # Panics
/// When the connection is not one of SQLite.
pub async fn fill_up(connection: &DatabaseConnection) {
    // SQLite takes the present size where the number asked for is smaller.
    limit(connection, 1).await;
}

/// Ends what [`fill_up`] began.
///
/// # Panics
/// As [`fill_up`].
pub async fn make_room(connection: &DatabaseConnection) {
    limit(connection, 1_073_741_823).await;
}

async fn limit(connection: &DatabaseConnection, pages: u32) {
    let set = connection.execute_unprepared(&format!("PRAGMA max_page_count = {pages}")).await;
    set.expect("SQLite takes the setting");
}
