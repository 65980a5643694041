//! How tables are made: the tenant first in every key, and fenced by row-level security.

use crate::APPLICATION_ROLE;
use sea_orm_migration::{prelude::*, schema, sea_orm::DbBackend};

/// A table whose rows belong to a tenant (a council).
///
/// The primary key is `(tenant_id, id)`; unique keys, indexes and foreign keys start with
/// `tenant_id` too. On PostgreSQL the rows are visible only while `confere.tenant` names their
/// tenant, even for the table's owner.
#[derive(Default)]
pub struct TenantTable {
    name: &'static str,
    columns: Vec<ColumnDef>,
    unique: Vec<&'static [&'static str]>,
    index: Vec<&'static [&'static str]>,
    parents: Vec<(&'static str, &'static str)>,
    also_visible: Option<&'static str>,
    append_only: bool,
}

impl TenantTable {
    /// A table with the columns `tenant_id` and `id` (both UUID).
    pub fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// One more column; see `sea_orm_migration::schema` for their types.
    #[must_use]
    pub fn column(mut self, column: ColumnDef) -> Self {
        self.columns.push(column);
        self
    }

    /// A unique key over the tenant and these columns.
    #[must_use]
    pub fn unique(mut self, columns: &'static [&'static str]) -> Self {
        self.unique.push(columns);
        self
    }

    /// An index over the tenant and these columns.
    #[must_use]
    pub fn index(mut self, columns: &'static [&'static str]) -> Self {
        self.index.push(columns);
        self
    }

    /// A UUID column `column` (declared by [`Self::column`]) that names a row of `table` in the same tenant.
    #[must_use]
    pub fn belongs_to(mut self, column: &'static str, table: &'static str) -> Self {
        self.parents.push((column, table));
        self
    }

    /// One more condition (SQL of PostgreSQL) under which row-level security shows a row.
    #[must_use]
    pub fn also_visible(mut self, condition: &'static str) -> Self {
        self.also_visible = Some(condition);
        self
    }

    /// The application may add and read rows, never change or remove them.
    #[must_use]
    pub fn append_only(mut self) -> Self {
        self.append_only = true;
        self
    }

    /// Makes the table.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn create(mut self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(self.name).col(schema::uuid("tenant_id")).col(schema::uuid("id"));
        for column in &mut self.columns {
            table.col(column.take());
        }
        table.primary_key(Index::create().col("tenant_id").col("id"));
        for (column, parent) in &self.parents {
            let mut key = ForeignKey::create();
            key.name(format!("fk_{}_{column}", self.name))
                .from(self.name, ("tenant_id", *column))
                .to(*parent, ("tenant_id", "id"));
            table.foreign_key(&mut key);
        }
        manager.create_table(table).await?;
        for (columns, unique) in self.unique.iter().map(|c| (c, true)).chain(self.index.iter().map(|c| (c, false))) {
            manager.create_index(index(self.name, columns, unique)).await?;
        }
        self.fence(manager).await
    }

    async fn fence(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let name = self.name;
        let own = "tenant_id = NULLIF(current_setting('confere.tenant', true), '')::uuid";
        let shown = self.also_visible.map_or(own.to_owned(), |also| format!("{own} OR ({also})"));
        let connection = manager.get_connection();
        connection
            .execute_unprepared(&format!(
                "ALTER TABLE {name} ENABLE ROW LEVEL SECURITY; \
                 ALTER TABLE {name} FORCE ROW LEVEL SECURITY; \
                 CREATE POLICY tenant ON {name} USING ({shown}) WITH CHECK ({shown});"
            ))
            .await?;
        let rights = if self.append_only { "SELECT, INSERT" } else { "SELECT, INSERT, UPDATE, DELETE" };
        grant(manager, name, rights).await
    }
}

/// Condition for tables that the system's sweeps see whole.
pub const SWEPT: &str = "current_setting('confere.system', true) = 'on'";

/// A table of the directory, which belongs to no tenant.
///
/// # Errors
/// When the database refuses.
pub async fn create_directory_table(
    manager: &SchemaManager<'_>,
    name: &'static str,
    mut table: TableCreateStatement,
    rights: &str,
) -> Result<(), DbErr> {
    manager.create_table(table.table(name).to_owned()).await?;
    grant(manager, name, rights).await
}

/// An index, or unique key, of a tenant's table: starts with the tenant.
fn index(table: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    let kind = if unique { "uq" } else { "ix" };
    index.name(format!("{kind}_{table}_{}", columns.join("_"))).table(table).col("tenant_id");
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index.to_owned()
}

/// Gives the application role its rights on a table, where that role exists.
pub(crate) async fn grant(manager: &SchemaManager<'_>, table: &str, rights: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let sql = format!(
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APPLICATION_ROLE}') \
         THEN GRANT {rights} ON {table} TO {APPLICATION_ROLE}; END IF; END $$"
    );
    manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
}
