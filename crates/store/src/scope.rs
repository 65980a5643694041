//! The scope: a transaction that sees one tenant. The only place where rows of tenants are found.
#![allow(clippy::disallowed_methods)] // The bans point here.

use crate::{Directory, Page, PageRequest, Result, StoreError, page};
use domain::ids::TenantId;
use policy::Permit;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    IntoActiveModel, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, Statement, Value,
    sea_query::{OnConflict, SimpleExpr},
};
use std::sync::Arc;
use uuid::Uuid;

/// A table whose rows belong to a tenant: key `(tenant_id, id)`.
pub trait TenantTable: EntityTrait {
    /// The tenant's column.
    const TENANT: Self::Column;
    /// The row's column, unique within the tenant.
    const ID: Self::Column;
}

/// Rows at most in one INSERT, so that the number of bound values stays under SQLite's limit.
const INSERT_CHUNK: usize = 200;

/// A transaction in one tenant. Cheap to clone; no clone may outlive the transaction's body.
#[derive(Clone)]
pub struct Scope {
    tx: Arc<DatabaseTransaction>,
    permit: Permit,
}

impl Scope {
    pub(crate) fn new(tx: Arc<DatabaseTransaction>, permit: Permit) -> Self {
        Self { tx, permit }
    }

    /// The tenant.
    pub fn tenant(&self) -> TenantId {
        self.permit.tenant()
    }

    /// The tenant's id as kept in rows.
    pub fn tenant_id(&self) -> Uuid {
        self.permit.tenant().0
    }

    /// The permit that opened the scope.
    pub fn permit(&self) -> &Permit {
        &self.permit
    }

    pub(crate) fn connection(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// The directory, in the same transaction.
    pub fn directory(&self) -> Directory {
        Directory::new(self.tx.clone())
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.tx.get_database_backend() == DbBackend::Postgres
    }

    /// A query over the tenant's rows.
    pub(crate) fn find<E: TenantTable>(&self) -> Select<E> {
        E::find().filter(E::TENANT.eq(self.tenant_id()))
    }

    /// One row, or nothing when it does not exist in this tenant.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get<E: TenantTable>(&self, id: Uuid) -> Result<Option<E::Model>> {
        Ok(self.find::<E>().filter(E::ID.eq(id)).one(self.connection()).await?)
    }

    /// One row, locked until the end of the transaction (SQLite: the only writer has it anyway).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lock<E: TenantTable>(&self, id: Uuid) -> Result<Option<E::Model>> {
        self.one_locked(self.find::<E>().filter(E::ID.eq(id))).await
    }

    /// One row, protected until the end of the transaction from those who take it by [`Self::lock_alone`],
    /// while others may protect it too.
    ///
    /// A lock of PostgreSQL's rows would do, but lets who wants the row alone wait for as long as others
    /// come; advisory locks are given in the order in which they are asked for. On SQLite the only writer has it anyway.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lock_shared<E: TenantTable>(&self, id: Uuid) -> Result<Option<E::Model>> {
        self.advise("SELECT pg_advisory_xact_lock_shared($1)", id).await?;
        self.get::<E>(id).await
    }

    /// One row, locked until the end of the transaction, also against [`Self::lock_shared`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lock_alone<E: TenantTable>(&self, id: Uuid) -> Result<Option<E::Model>> {
        self.advise("SELECT pg_advisory_xact_lock($1)", id).await?;
        self.lock::<E>(id).await
    }

    async fn advise(&self, sql: &'static str, id: Uuid) -> Result<()> {
        if self.is_postgres() {
            // The random half of the id; two rows that share it would wait for each other, no more.
            let (_, key) = id.as_u64_pair();
            let lock = Statement::from_sql_and_values(DbBackend::Postgres, sql, [key.cast_signed().into()]);
            self.connection().execute_raw(lock).await?;
        }
        Ok(())
    }

    /// The rows with these ids, in no order; those of other tenants are not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get_many<E: TenantTable>(&self, ids: Vec<Uuid>) -> Result<Vec<E::Model>> {
        Ok(self.find::<E>().filter(E::ID.is_in(ids)).all(self.connection()).await?)
    }

    pub(crate) async fn all<E: TenantTable>(&self, query: Select<E>) -> Result<Vec<E::Model>> {
        Ok(query.all(self.connection()).await?)
    }

    pub(crate) async fn one<E: TenantTable>(&self, query: Select<E>) -> Result<Option<E::Model>> {
        Ok(query.one(self.connection()).await?)
    }

    /// As [`Self::one`], locked until the end of the transaction.
    pub(crate) async fn one_locked<E: TenantTable>(&self, query: Select<E>) -> Result<Option<E::Model>> {
        self.one(self.locked(query)).await
    }

    /// As [`Self::all`], locked until the end of the transaction; order the query, so that two do not wait for each other.
    pub(crate) async fn all_locked<E: TenantTable>(&self, query: Select<E>) -> Result<Vec<E::Model>> {
        self.all(self.locked(query)).await
    }

    fn locked<E: TenantTable>(&self, query: Select<E>) -> Select<E> {
        if self.is_postgres() { query.lock_exclusive() } else { query }
    }

    pub(crate) async fn count<E: TenantTable>(&self, query: Select<E>) -> Result<u64>
    where
        E::Model: Send + Sync,
    {
        Ok(query.count(self.connection()).await?)
    }

    /// A page in the order of `sort` (ties by id), by keyset: its cost does not grow with its place.
    pub(crate) async fn page<E: TenantTable>(
        &self,
        query: Select<E>,
        sort: E::Column,
        request: &PageRequest,
    ) -> Result<Page<E::Model>> {
        let mut query = query;
        if let Some((value, id)) = page::decode_cursor(request.cursor())? {
            query = query.filter(page::beyond::<E>(sort, value, id, request.backwards()));
        }
        let order = if request.backwards() { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
        let rows = query
            .order_by(sort, order.clone())
            .order_by(E::ID, order)
            .limit(request.limit() + 1)
            .all(self.connection())
            .await?;
        let cursor = |row: &E::Model| page::encode_cursor(&row.get(sort), &row.get(E::ID));
        page::assemble(rows, request, cursor)
    }

    /// Adds a row; its tenant is the scope's, whatever the model says.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a unique key is taken.
    pub async fn insert<E>(&self, model: E::Model) -> Result<E::Model>
    where
        E: TenantTable,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send,
    {
        Ok(E::insert(self.owned::<E>(model)).exec_with_returning(self.connection()).await?)
    }

    /// Adds many rows in few statements.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a unique key is taken.
    pub async fn insert_all<E>(&self, models: Vec<E::Model>) -> Result<()>
    where
        E: TenantTable,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send,
    {
        let mut rows: Vec<_> = models.into_iter().map(|model| self.owned::<E>(model)).collect();
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(INSERT_CHUNK));
            E::insert_many(rows).exec_without_returning(self.connection()).await?;
            rows = rest;
        }
        Ok(())
    }

    /// Adds a row unless any unique key is taken; says whether it was added. The transaction stays usable.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_new<E>(&self, model: E::Model) -> Result<bool>
    where
        E: TenantTable,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send,
    {
        let insert = E::insert_many([self.owned::<E>(model)]).on_conflict(OnConflict::new().do_nothing().to_owned());
        Ok(insert.exec_without_returning(self.connection()).await? == 1)
    }

    /// Replaces a row that was read in this scope.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when it is not a row of this tenant any more.
    pub async fn save<E>(&self, model: E::Model) -> Result<E::Model>
    where
        E: TenantTable,
        E::Model: IntoActiveModel<E::ActiveModel> + Clone,
        E::ActiveModel: Send,
    {
        let id = model.get(E::ID);
        let mut row = self.owned::<E>(model.clone());
        for key in [E::TENANT, E::ID] {
            row.not_set(key);
        }
        let changed = E::update_many()
            .set(row)
            .filter(E::TENANT.eq(self.tenant_id()))
            .filter(E::ID.eq(id))
            .exec(self.connection())
            .await?;
        if changed.rows_affected != 1 {
            return Err(StoreError::Unreadable(format!("no row to save in {}", E::default().table_name())));
        }
        Ok(model)
    }

    /// Sets one column of the tenant's rows that fit; says how many there were.
    pub(crate) async fn update_where<E: TenantTable>(
        &self,
        which: Condition,
        column: E::Column,
        value: SimpleExpr,
    ) -> Result<u64> {
        let update = E::update_many().col_expr(column, value).filter(E::TENANT.eq(self.tenant_id())).filter(which);
        Ok(update.exec(self.connection()).await?.rows_affected)
    }

    /// Removes one row; says whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete<E: TenantTable>(&self, id: Uuid) -> Result<bool> {
        Ok(self.delete_where::<E>(Condition::all().add(E::ID.eq(id))).await? == 1)
    }

    /// Removes the tenant's rows that fit.
    pub(crate) async fn delete_where<E: TenantTable>(&self, which: Condition) -> Result<u64> {
        let delete = E::delete_many().filter(E::TENANT.eq(self.tenant_id())).filter(which);
        Ok(delete.exec(self.connection()).await?.rows_affected)
    }

    fn owned<E>(&self, model: E::Model) -> E::ActiveModel
    where
        E: TenantTable,
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let mut row = model.into_active_model().reset_all();
        row.set(E::TENANT, Value::Uuid(Some(self.tenant_id())));
        row
    }
}
