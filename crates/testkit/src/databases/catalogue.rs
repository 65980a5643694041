//! What tables a migrated database has, read from SQLite's own catalogue.

use super::{Backend, TestDatabase, connect};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFact {
    /// Its name.
    pub name: String,
    /// Its columns in order; a name ends with `?` where it may be null.
    pub columns: Vec<String>,
    /// The tables its rows belong to.
    pub parents: Vec<String>,
}

impl TableFact {
    /// Whether its rows belong to a tenant.
    pub fn is_of_a_tenant(&self) -> bool {
        self.columns.first().is_some_and(|first| first == "tenant_id")
    }
}

impl TestDatabase {
    /// The tables, by name.
    ///
    /// # Panics
    /// On PostgreSQL; the definition is the same on both.
    pub async fn catalogue(&self) -> Vec<TableFact> {
        assert_eq!(self.backend(), Backend::Sqlite, "the catalogue is read from SQLite");
        let connection = connect(self.owner_url()).await;
        let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                     AND name <> 'seaql_migrations' ORDER BY name";
        let mut tables = Vec::new();
        for row in rows(&connection, names.to_owned()).await {
            let name = text(&row, "name");
            let columns = rows(&connection, format!("PRAGMA table_info({name})")).await;
            let keys = rows(&connection, format!("PRAGMA foreign_key_list({name})")).await;
            let mut parents: Vec<_> = keys.iter().map(|key| text(key, "table")).collect();
            parents.sort();
            parents.dedup();
            tables.push(TableFact { name, columns: columns.iter().map(column).collect(), parents });
        }
        tables
    }
}

/// Tables whose rows say that somebody tried, refused or not.
const OF_TRIES: [&str; 2] = ["sign_in_links", "throttles"];

impl TestDatabase {
    /// How many rows each table has, whoever they belong to; without the tables that count tries.
    ///
    /// # Panics
    /// When the database cannot be read.
    pub async fn row_counts(&self) -> Vec<(String, i64)> {
        let connection = connect(self.owner_url()).await;
        let (backend, names) = match self.backend() {
            Backend::Sqlite => (DbBackend::Sqlite, "SELECT name FROM sqlite_master WHERE type = 'table'"),
            Backend::Postgres => {
                (DbBackend::Postgres, "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'")
            }
        };
        let found = connection.query_all_raw(Statement::from_string(backend, names)).await;
        let mut names: Vec<_> = found.expect("the catalogue can be read").iter().map(|row| text(row, "name")).collect();
        names.retain(|name| !name.starts_with("sqlite_") && !OF_TRIES.contains(&name.as_str()));
        names.sort();
        let parts: Vec<_> =
            names.iter().map(|name| format!("SELECT '{name}' AS name, count(*) AS rows FROM {name}")).collect();
        let counts = connection.query_all_raw(Statement::from_string(backend, parts.join(" UNION ALL "))).await;
        let count = |row: &QueryResult| (text(row, "name"), row.try_get("", "rows").expect("a count is a number"));
        counts.expect("tables can be counted").iter().map(count).collect()
    }
}

fn column(row: &QueryResult) -> String {
    let required: i32 = row.try_get("", "notnull").expect("SQLite says so of every column");
    let key: i32 = row.try_get("", "pk").expect("SQLite says so of every column");
    format!("{}{}", text(row, "name"), if required == 1 || key > 0 { "" } else { "?" })
}

fn text(row: &QueryResult, column: &str) -> String {
    row.try_get("", column).expect("SQLite's catalogue names its tables and columns")
}

async fn rows(connection: &DatabaseConnection, sql: String) -> Vec<QueryResult> {
    let statement = Statement::from_string(DbBackend::Sqlite, sql);
    connection.query_all_raw(statement).await.expect("SQLite's catalogue can be read")
}
