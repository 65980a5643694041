//! The one schema definition, for SQLite and PostgreSQL.
//!
//! What belongs here: tables, keys, indexes, row-level security, grants and the reference data of
//! IBGE. A tenant's table is made with [`table::TenantTable`], which starts every key with the
//! tenant and fences the rows; there is no other way to make one. Nothing of ours is named here.

pub mod table;

mod m0001_system;
mod m0002_reference;
mod m0003_councils;
mod m0004_conferences;
mod m0005_convening;
mod m0006_mobilization;
mod m0007_participation;
mod m0008_rules;
mod m0009_programme;
mod m0010_groups;
mod m0011_voting;
mod m0012_elections;
mod m0013_closing;
mod m0014_reports;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

/// The database role the application runs as on PostgreSQL: owns nothing, bypasses nothing.
pub const APPLICATION_ROLE: &str = "confere_app";

/// All migrations in their order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_system::Migration),
            Box::new(m0002_reference::Migration),
            Box::new(m0003_councils::Migration),
            Box::new(m0004_conferences::Migration),
            Box::new(m0005_convening::Migration),
            Box::new(m0006_mobilization::Migration),
            Box::new(m0007_participation::Migration),
            Box::new(m0008_rules::Migration),
            Box::new(m0009_programme::Migration),
            Box::new(m0010_groups::Migration),
            Box::new(m0011_voting::Migration),
            Box::new(m0012_elections::Migration),
            Box::new(m0013_closing::Migration),
            Box::new(m0014_reports::Migration),
        ]
    }
}

/// sea-orm's table of what was applied.
const APPLIED: &str = "seaql_migrations";

/// The names of migrations that are still to be applied. Only reads, so the application's role may ask.
///
/// # Errors
/// When the database cannot be read.
pub async fn pending(connection: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let mut names: Vec<String> = Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    if SchemaManager::new(connection).has_table(APPLIED).await? {
        let applied = Query::select().column("version").from(APPLIED).to_owned();
        for row in connection.query_all(&applied).await? {
            let version: String = row.try_get("", "version")?;
            names.retain(|name| *name != version);
        }
    }
    Ok(names)
}
