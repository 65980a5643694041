//! Row-level security on PostgreSQL, as the application's role meets it when it forgets the scope.
#![allow(clippy::unwrap_used)]

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use testkit::databases::TestDatabase;

const MINE: &str = "01920000-0000-7000-8000-000000000001";
const THEIRS: &str = "01920000-0000-7000-8000-000000000002";

fn insert(tenant: &str) -> String {
    format!("INSERT INTO sequences (tenant_id, id, value) VALUES ('{tenant}', gen_random_uuid(), 1)")
}

async fn rows_seen(connection: &impl ConnectionTrait) -> i64 {
    let count = Statement::from_string(DbBackend::Postgres, "SELECT count(*) AS n FROM sequences");
    connection.query_one_raw(count).await.unwrap().unwrap().try_get("", "n").unwrap()
}

async fn as_tenant(connection: &DatabaseConnection, tenant: &str) -> sea_orm::DatabaseTransaction {
    let tx = connection.begin().await.unwrap();
    tx.execute_unprepared(&format!("SELECT set_config('confere.tenant', '{tenant}', true)")).await.unwrap();
    tx
}

#[tokio::test]
async fn a_query_without_a_tenant_sees_nothing_and_one_with_another_tenant_neither() {
    let database = TestDatabase::postgres().await;
    let connection = Database::connect(database.app_url()).await.unwrap();
    let tx = as_tenant(&connection, MINE).await;
    tx.execute_unprepared(&insert(MINE)).await.unwrap();
    assert_eq!(rows_seen(&tx).await, 1);
    tx.commit().await.unwrap();
    assert_eq!(rows_seen(&connection).await, 0, "no tenant is set outside a scope");
    assert_eq!(rows_seen(&as_tenant(&connection, THEIRS).await).await, 0);
    assert_eq!(rows_seen(&as_tenant(&connection, MINE).await).await, 1);
}

#[tokio::test]
async fn a_row_cannot_be_written_into_another_tenant() {
    let database = TestDatabase::postgres().await;
    let connection = Database::connect(database.app_url()).await.unwrap();
    let tx = as_tenant(&connection, MINE).await;
    let refused = tx.execute_unprepared(&insert(THEIRS)).await.unwrap_err();
    assert!(refused.to_string().contains("row-level security"), "{refused}");
}

#[tokio::test]
async fn the_application_adds_to_the_audit_log_and_never_changes_it() {
    let database = TestDatabase::postgres().await;
    let connection = Database::connect(database.app_url()).await.unwrap();
    for change in ["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log"] {
        let refused = connection.execute_unprepared(change).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{refused}");
    }
}

#[tokio::test]
async fn every_table_with_a_tenant_is_fenced() {
    let database = TestDatabase::postgres().await;
    let connection = Database::connect(database.owner_url()).await.unwrap();
    let open = "SELECT t.relname::text AS name FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid \
                WHERE t.relkind = 'r' AND c.attname = 'tenant_id' AND t.relnamespace = 'public'::regnamespace \
                AND NOT (t.relrowsecurity AND t.relforcerowsecurity)";
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Postgres, open)).await.unwrap();
    let names: Vec<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
    assert_eq!(
        names,
        ["sessions"],
        "sessions belong to the directory: their token is looked up before a tenant is known"
    );
}
