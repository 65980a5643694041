//! Everything in the schema says what it is.

use crate::support::House;
use serde_json::{Value, json};
use testkit::databases::TestDatabase;

const SCHEMA: &str = "{ __schema { types { name description kind enumValues { name description } \
    inputFields { name description } fields { name description args { name description } } } } }";

/// Types whose words are async-graphql's own.
fn is_foreign(name: &str) -> bool {
    name.starts_with("__") || ["ID", "PageInfo"].contains(&name) || name.ends_with("Connection")
}

fn check(owner: &str, kind: &str, items: &Value, missing: &mut Vec<String>) {
    for item in items.as_array().into_iter().flatten() {
        let name = item["name"].as_str().unwrap();
        if item["description"].as_str().unwrap_or_default().trim().is_empty() {
            missing.push(format!("{kind} {owner}.{name}"));
        }
        check(&format!("{owner}.{name}"), "argument", &item["args"], missing);
    }
}

#[tokio::test]
async fn no_type_field_argument_or_value_is_without_description() {
    let house = House::open(TestDatabase::sqlite().await).await;
    let answer = house.ask("", SCHEMA, json!({})).await.done();
    let mut missing = Vec::new();
    for kind in answer["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        if is_foreign(name) {
            continue;
        }
        if kind["description"].as_str().unwrap_or_default().trim().is_empty() {
            missing.push(format!("type {name}"));
        }
        check(name, "field", &kind["fields"], &mut missing);
        check(name, "input", &kind["inputFields"], &mut missing);
        check(name, "value", &kind["enumValues"], &mut missing);
    }
    assert!(missing.is_empty(), "{} without description:\n{}", missing.len(), missing.join("\n"));
}
