//! The specimen's figures as the API shows them, beside those it expects.

use super::desk::specimen_facts;
use crate::support::{House, specimen};
use policy::Role;
use serde_json::Value;
use testkit::both_databases;

/// Decimal strings as numbers, for comparing with what is expected.
fn with_numbers(value: &Value) -> Value {
    match value {
        Value::String(text) if text.contains('.') => text.parse::<f64>().map_or_else(|_| value.clone(), Value::from),
        Value::Array(items) => items.iter().map(with_numbers).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), with_numbers(value))).collect(),
        other => other.clone(),
    }
}

both_databases! {
    async fn every_figure_of_the_specimen_is_shown_as_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        let report = house.report(town.token(Role::Auditor), &hall).await;
        let mut figures = with_numbers(&report["figures"]);
        for question in figures["evaluation"]["byQuestion"].as_array_mut().unwrap() {
            question.as_object_mut().unwrap().remove("distribution");
        }
        let specimen = specimen();
        for (name, expected) in specimen["expected"].as_object().unwrap() {
            if name != "reportDeadline" {
                assert_eq!(&figures[name], expected, "{name}");
            }
        }
        assert_eq!(report["deadline"], "2027-06-10", "twenty days after the last day of the hall");
        let titles: Vec<&Value> = report["sections"].as_array().unwrap().iter().map(|one| &one["title"]).collect();
        let model: Vec<&Value> = specimen["cycle"]["reportModel"].as_array().unwrap().iter().map(|one| &one["title"]).collect();
        assert_eq!(titles, model);
        assert!(report["sections"].as_array().unwrap().iter().all(|section| section["empty"] == false));
        let known: Vec<(&Value, &Value)> =
            report["shortcomings"].as_array().unwrap().iter().map(|one| (&one["section"], &one["code"])).collect();
        assert_eq!(known, [(&Value::from(5), &Value::from("PRESENCE_OFF_PARITY")), (&Value::from(10), &Value::from("MISSING_ALTERNATE"))]);
        assert_eq!(report["proposals"].as_array().unwrap().len(), 32);
    }
}
