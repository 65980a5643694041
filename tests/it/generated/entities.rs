//! The entity diagram, drawn from a migrated database.

use testkit::databases::{TableFact, TestDatabase};
use testkit::generated::assert_fresh;

/// Tables that belong to no tenant: people and their sessions, IBGE's list, the public lists of councils and of
/// conferences, and screens that wait for a table to confirm them. The list may only shrink.
const OF_NO_TENANT: &[&str] = &[
    "accounts",
    "conference_directory",
    "councils",
    "display_pairings",
    "municipalities",
    "sessions",
    "sign_in_links",
    "states",
    "throttles",
];

fn diagram(tables: &[TableFact]) -> String {
    let mut text = String::from(
        "# Tables and what they belong to\n\nGenerated from the migrations; a test fails when it is stale. Every table \
         of a tenant has the key `(tenant_id, id)`, and everything that refers to it carries the tenant too. `?`: may be \
         null.\n\n```mermaid\nerDiagram\n",
    );
    for table in tables {
        for parent in &table.parents {
            text.push_str(&format!("  {parent} ||--o{{ {} : has\n", table.name));
        }
    }
    text.push_str("```\n\n| table | of a tenant | columns |\n|---|:-:|---|\n");
    for table in tables {
        let tenant = if table.is_of_a_tenant() { "●" } else { "" };
        text.push_str(&format!("| `{}` | {tenant} | {} |\n", table.name, table.columns.join(", ")));
    }
    text
}

#[tokio::test]
async fn the_entity_diagram_is_fresh() {
    let tables = TestDatabase::sqlite().await.catalogue().await;
    assert_fresh("docs/entities.md", &diagram(&tables));
}

#[tokio::test]
async fn every_table_is_of_a_tenant_or_known_to_be_of_none() {
    let tables = TestDatabase::sqlite().await.catalogue().await;
    let shared: Vec<_> =
        tables.iter().filter(|table| !table.is_of_a_tenant()).map(|table| table.name.as_str()).collect();
    assert_eq!(shared, OF_NO_TENANT);
}
