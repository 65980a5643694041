//! From the evaluation to the state's pool, on the specimen conference.
//!
//! Facts are made from the specimen's rows alone; what the domain says of them is compared with the
//! specimen's `expected`.

// A missing key of the specimen is a broken specimen: the test stops there.
#![allow(clippy::unwrap_used)]

mod consolidation;
mod evaluation;
mod facts;
mod report;

use serde_json::Value;

/// The specimen conference.
fn specimen() -> Value {
    serde_json::from_str(include_str!("../../specimen/municipal-conference.json")).unwrap()
}

/// The same value with decimal strings and whole numbers of decimals written as numbers, for comparing with `expected`.
fn with_numbers(value: &Value) -> Value {
    match value {
        Value::String(text) if text.contains('.') => text.parse::<f64>().map_or_else(|_| value.clone(), Value::from),
        Value::Array(items) => items.iter().map(with_numbers).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), with_numbers(value))).collect(),
        other => other.clone(),
    }
}
