//! The specimen conference, read for this module's tests.

use super::counts::Counted;
use super::placement::Placement;
use super::rules::{ParticipationRules, seats_by_pool};
use crate::Code;
use crate::people::{Category, Sector, Segment};
use serde_json::{Value, json};

/// The whole specimen.
pub fn specimen() -> Value {
    serde_json::from_str(include_str!("../../specimen/municipal-conference.json")).unwrap()
}

/// A code of the specimen as a value; `null` gives nothing.
pub fn code<C: Code>(value: &Value) -> Option<C> {
    value.as_str().map(|text| C::from_code(text).unwrap_or_else(|| panic!("{text} is no {}", C::NAME)))
}

/// The specimen's cycle as participation rules.
pub fn specimen_rules() -> ParticipationRules {
    let cycle = &specimen()["cycle"];
    let total = u32::try_from(cycle["municipalDelegateCount"].as_u64().unwrap()).unwrap();
    let order: Vec<Segment> = serde_json::from_value(cycle["remainderOrder"].clone()).unwrap();
    serde_json::from_value(json!({
        "delegateSeats": seats_by_pool(total, &order).unwrap(),
        "walkIns": cycle["walkIns"],
        "registrationWindow": cycle["registrationWindow"],
        "credentialingClose": cycle["credentialingClose"],
        "bornDelegates": cycle["bornDelegates"],
        "alternateAdmissionAt": null,
        "voice": cycle["voice"],
    }))
    .unwrap()
}

/// Category, sector and segment of a participant's row.
pub fn placement(row: &Value) -> Placement {
    let category: Category = code(&row["category"]).unwrap();
    Placement::stored(category, code::<Sector>(&row["sector"]), code::<Segment>(&row["segment"])).unwrap()
}

/// A participant's row as the figures see it.
pub fn counted(row: &Value) -> Counted {
    Counted {
        placement: placement(row),
        gender: code(&row["gender"]),
        reserved_groups: serde_json::from_value(row["reservedGroups"].clone()).unwrap(),
        channel: code(&row["channel"]).unwrap(),
        present: !row["checkInAt"].is_null(),
        accessibility_needs: !row["accessibilityNeeds"].as_array().unwrap().is_empty(),
    }
}
