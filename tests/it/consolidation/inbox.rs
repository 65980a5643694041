//! Who filed, who is late, who has not filed.

use crate::reports::desk::{facts_of, specimen_facts};
use crate::support::{House, parameters};
use chrono::{DateTime, Utc};
use domain::conferences::ConferenceState;
use serde_json::{Value, json};
use testkit::both_databases;

both_databases! {
    async fn the_inbox_shows_every_council_below_with_where_it_stands(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let silent = house.municipality(&state, "3106200").await;
        let hall = house.filed(&state, &town, &specimen_facts()).await;
        let inbox = house.inbox(&state, &hall, json!({})).await;
        let counts = json!({ "total": 2, "expected": 1, "received": 1, "returned": 0, "accepted": 0, "notHeld": 0, "late": 0, "overdue": 0 });
        assert_eq!(inbox["summary"], counts);
        let states: Vec<&Value> = inbox["places"]["edges"].as_array().unwrap().iter().map(|edge| &edge["node"]["state"]).collect();
        assert_eq!(states, ["EXPECTED", "RECEIVED"], "Belo Horizonte, Itamarandiba");
        let expected = house.inbox(&state, &hall, json!({ "state": "EXPECTED" })).await;
        assert_eq!(expected["places"]["edges"][0]["node"]["council"]["slug"], json!(house.slug(&silent).await));
        let found = house.inbox(&state, &hall, json!({ "search": "ITAMARÃNDIBA" })).await;
        assert_eq!(found["places"]["edges"].as_array().unwrap().len(), 1);
    }

    async fn who_has_filed_nothing_in_time_is_named(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let mut rules = parameters();
        rules.report_deadline_on = "2027-06-10".parse().ok();
        let hall = house.hall_with(&state, &town, ConferenceState::Closed, rules).await;
        let overdue = |at: &str| {
            house.clock.set(at.parse::<DateTime<Utc>>().unwrap().timestamp_millis());
            let (house, state, hall) = (&house, &state, &hall);
            async move {
                let inbox = house.inbox(state, hall, json!({ "late": true })).await;
                (inbox["summary"]["overdue"].clone(), inbox["places"]["edges"].as_array().unwrap().len())
            }
        };
        assert_eq!(overdue("2027-06-11T02:59:59Z").await, (json!(0), 0));
        assert_eq!(overdue("2027-06-11T03:00:00Z").await, (json!(1), 1));
    }

    async fn the_state_files_to_the_national_council_by_the_same_path(db: TestDatabase) {
        let house = House::open(db).await;
        let (national, state, _) = house.three_levels().await;
        let hall = house.filed(&national, &state, &facts_of("Minas Gerais")).await;
        let inbox = house.inbox(&national, &hall, json!({})).await;
        assert_eq!((&inbox["summary"]["total"], &inbox["summary"]["received"]), (&json!(1), &json!(1)));
        house.accepted(&national, &hall).await;
        assert_eq!(house.report(state.secretary(), &hall).await["state"], "ACCEPTED");
    }
}
