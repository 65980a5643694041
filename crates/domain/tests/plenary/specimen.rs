//! Reading the specimen.

use chrono::{DateTime, Utc};
use domain::Code;
use domain::people::Category;
use serde_json::Value;
use std::sync::LazyLock;
use uuid::Uuid;

static SPECIMEN: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../specimen/municipal-conference.json")).expect("the specimen is JSON")
});

/// The whole conference.
pub fn specimen() -> &'static Value {
    &SPECIMEN
}

/// The list at a JSON pointer.
pub fn list(pointer: &str) -> &'static [Value] {
    specimen().pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {pointer}"))
}

/// The text of a field.
pub fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_else(|| panic!("no text {field} in {row}"))
}

/// The text of a field that may be null.
pub fn maybe(row: &Value, field: &str) -> Option<String> {
    row[field].as_str().map(Into::into)
}

/// The number of a field.
pub fn number(row: &Value, field: &str) -> u32 {
    row[field].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or_else(|| panic!("no number {field}"))
}

/// The value of a field that holds a code.
pub fn code<T: Code>(row: &Value, field: &str) -> T {
    T::from_code(text(row, field)).unwrap_or_else(|| panic!("{} has no {}", T::NAME, row[field]))
}

/// The moment of a field.
pub fn moment(row: &Value, field: &str) -> DateTime<Utc> {
    text(row, field).parse().expect("a moment with an offset")
}

/// One identifier for one short name of the specimen, such as "P035".
pub fn id(name: &str) -> Uuid {
    let mut bytes = [0; 16];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    Uuid::from_bytes(bytes)
}

/// The category of a participant.
pub fn category(participant: &str) -> Category {
    let row = list("/participants").iter().find(|row| row["id"] == participant);
    code(row.unwrap_or_else(|| panic!("no participant {participant}")), "category")
}

/// Delegates checked in and not gone at a moment.
pub fn delegates_present(at: DateTime<Utc>) -> usize {
    let there = |row: &&Value| {
        let before = |field| row[field].is_string() && moment(row, field) <= at;
        code::<Category>(row, "category").is_delegate() && before("checkInAt") && !before("checkOutAt")
    };
    list("/participants").iter().filter(there).count()
}
