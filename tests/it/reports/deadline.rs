//! The deadline ends on the council's own clock.

use super::desk::specimen_facts;
use crate::support::{House, Town, parameters};
use chrono::{DateTime, Utc};
use domain::conferences::ConferenceState;
use serde_json::json;
use testkit::both_databases;

/// Rio Branco, two hours behind Brasília.
const RIO_BRANCO: &str = "1200401";

fn at(text: &str) -> i64 {
    text.parse::<DateTime<Utc>>().unwrap().timestamp_millis()
}

/// A signed report of a town whose deadline is 10 June 2027.
async fn signed(house: &House, state: &Town, town: &Town, late_allowed: bool) -> crate::support::Hall {
    let mut rules = parameters();
    rules.late_filing_allowed = late_allowed;
    let hall = house.hall_with(state, town, ConferenceState::Closed, rules).await;
    house.put_facts(&hall, &specimen_facts()).await;
    house.sign(town, &hall).await.done();
    hall
}

async fn in_acre(house: &House) -> (Town, Town) {
    let national = house.national().await;
    let state = house.state(&national, "AC").await;
    let town = house.municipality(&state, RIO_BRANCO).await;
    (state, town)
}

both_databases! {
    async fn a_minute_before_midnight_in_acre_is_in_time(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, town) = in_acre(&house).await;
        let hall = signed(&house, &state, &town, false).await;
        house.clock.set(at("2027-06-11T04:59:59Z"));
        let filed = house.file(&town, &hall).await.done();
        assert_eq!(filed["submission"]["late"], false);
        house.relay().await;
        assert_eq!(house.inbox_entry(&state, &hall).await["late"], false);
    }

    async fn midnight_in_acre_is_late_and_refused_where_the_cycle_takes_nothing_late(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, town) = in_acre(&house).await;
        let hall = signed(&house, &state, &town, false).await;
        house.clock.set(at("2027-06-11T05:00:00Z"));
        let refused = house.file(&town, &hall).await;
        assert_eq!((refused.refusal().as_str(), &refused.data["rule"]), ("REPORT_LATE", &json!("reportDeadline")));
        house.clock.set(at("2027-06-11T04:59:59Z"));
        house.file(&town, &hall).await.done();
    }

    async fn late_filing_is_taken_and_marked_where_the_cycle_allows_it(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = signed(&house, &state, &town, true).await;
        house.clock.set(at("2027-06-11T02:59:59Z"));
        let late = house.report(town.secretary(), &hall).await["shortcomings"].clone();
        assert!(!late.to_string().contains("\"LATE\""), "one second before midnight in Brasília");
        house.clock.set(at("2027-06-11T03:00:00Z"));
        let filed = house.file(&town, &hall).await.done();
        assert_eq!(filed["submission"]["late"], true);
        house.relay().await;
        let received = house.report(town.secretary(), &hall).await;
        assert!(received["submission"]["receipt"].as_str().unwrap().contains("depois do prazo"));
        let inbox = house.inbox(&state, &hall, json!({ "late": true })).await;
        assert_eq!((&inbox["summary"]["late"], &inbox["places"]["edges"][0]["node"]["late"]), (&json!(1), &json!(true)));
        assert_eq!(house.inbox(&state, &hall, json!({ "late": false })).await["places"]["edges"], json!([]));
    }
}
