//! The specimen's 120 participants through the API, each at their minute, against the figures expected.

use super::{entry, set_clock};
use crate::support::{Hall, House, Town, global, key, specimen};
use chrono::{DateTime, Duration, Utc};
use domain::conferences::ConferenceState::Registration;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use store::conferences::conference;
use testkit::both_databases;

/// The specimen met on 26 June 2025; the hall of the tests meets on 20 May 2027.
fn moved(at: &Value) -> DateTime<Utc> {
    let met: DateTime<Utc> = "2025-06-26T03:00:00Z".parse().unwrap();
    let meets: DateTime<Utc> = "2027-05-20T03:00:00Z".parse().unwrap();
    at.as_str().unwrap().parse::<DateTime<Utc>>().unwrap() + (meets - met)
}

fn go_to(house: &House, at: DateTime<Utc>) {
    set_clock(house, &at.to_rfc3339());
}

fn person(row: &Value) -> Value {
    let mut person = Map::new();
    for field in [
        "name",
        "socialName",
        "birthDate",
        "gender",
        "cpf",
        "email",
        "category",
        "sector",
        "segment",
        "organization",
        "diet",
    ] {
        person.insert(field.into(), row[field].clone());
    }
    for field in ["reservedGroups", "axisPreferences", "accessibilityNeeds"] {
        person.insert(field.into(), row[field].clone());
    }
    Value::Object(person)
}

/// Registers everybody by the way they came: the council by mandates, the others in public, six at the desk.
async fn register_all(house: &House, town: &Town, hall: &Hall, rows: &[Value]) {
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| row["category"] == "BORN") {
        let input = json!({
            "key": key(), "councilId": town.id, "seat": n / 2 + 1, "kind": if n % 2 == 0 { "TITULAR" } else { "ALTERNATE" },
            "name": row["name"], "email": row["email"], "sector": row["sector"], "segment": row["segment"],
            "organization": row["organization"], "startsOn": "2026-01-01", "endsOn": "2028-12-31",
        });
        house.act(town.secretary(), "recordMandate", "Mandate", "id", input).await.done();
    }
    for row in rows.iter().filter(|row| row["category"] != "BORN" && row["channel"] == "ONLINE") {
        let input =
            json!({ "key": key(), "conferenceId": hall.id, "person": person(row), "consentVersion": "padrao-1" });
        house.act("", "preRegister", "PreRegistered", "conference", input).await.done();
    }
}

/// Accepts everybody who waits for a review.
async fn accept_all(house: &House, town: &Town, hall: &Hall) {
    loop {
        let pending =
            super::listed(house, town.secretary(), hall, json!({ "eligibility": "PENDING" }), "id version").await;
        if pending.is_empty() {
            return;
        }
        for row in pending {
            let input = json!({ "key": key(), "participantId": row["id"], "version": row["version"], "accept": true });
            house.act(town.secretary(), "reviewEligibility", "Participant", "id", input).await.done();
        }
    }
}

/// Ids of all participants, by e-mail.
async fn ids(house: &House, hall: &Hall) -> HashMap<String, String> {
    let permit = policy::system(hall.row.tenant, "test");
    let scope = house.store.read(&permit).await.unwrap();
    let rows = store::participants::all_of(&scope, hall.row.id).await.unwrap();
    rows.into_iter().filter_map(|row| Some((row.email?, global("Participant", hall.row.tenant, row.id)))).collect()
}

enum Move<'a> {
    In(&'a Value),
    Out(&'a Value),
    Quorum(&'a Value),
}

/// What happened at the door, in the order of time.
fn moves(specimen: &Value) -> Vec<(DateTime<Utc>, Move<'_>)> {
    let mut moves = Vec::new();
    for row in specimen["participants"].as_array().unwrap() {
        if !row["checkInAt"].is_null() {
            moves.push((moved(&row["checkInAt"]), Move::In(row)));
        }
        if !row["checkOutAt"].is_null() {
            moves.push((moved(&row["checkOutAt"]), Move::Out(row)));
        }
    }
    for check in specimen["quorumChecks"].as_array().unwrap() {
        moves.push((moved(&check["at"]), Move::Quorum(check)));
    }
    moves.sort_by_key(|(at, _)| *at);
    moves
}

async fn play(house: &House, town: &Town, hall: &Hall, specimen: &Value) {
    let mut known = ids(house, hall).await;
    let desk = town.token(policy::Role::Credentialing);
    for (at, act) in moves(specimen) {
        match act {
            Move::In(row) => {
                let mut email = row["email"].as_str().unwrap_or_default().to_lowercase();
                if row["channel"] == "DESK" {
                    go_to(house, moved(&row["registeredAt"]));
                    email = format!("{}@porta", row["id"]);
                    let mut person = person(row);
                    person["reservedGroups"] = row["reservedGroups"].clone();
                    let input = json!({ "key": key(), "conferenceId": hall.id, "person": person, "consentVersion": "padrao-1" });
                    let walked = house.act(desk, "registerWalkIn", "Participant", "id", input).await.done();
                    known.insert(email.clone(), walked["id"].as_str().unwrap().to_owned());
                }
                go_to(house, at);
                let input = entry(&json!(known[&email]), "mesa 1");
                house.act(desk, "checkIn", "Participant", "id", input).await.done();
            }
            Move::Out(row) => {
                go_to(house, at);
                let input =
                    json!({ "key": key(), "participantId": known[&row["email"].as_str().unwrap().to_lowercase()] });
                house.act(desk, "checkOut", "Participant", "id", input).await.done();
            }
            Move::Quorum(check) => {
                go_to(house, at);
                let query =
                    "query($id: ID!) { conference(id: $id) { credentialing { quorum { accredited needed } } } }";
                let answer = house.ask("", query, json!({ "id": hall.id })).await.done();
                let quorum = &answer["conference"]["credentialing"]["quorum"];
                assert_eq!(quorum["accredited"], check["accredited"], "{}", check["id"]);
                if check["call"] == "FIRST" {
                    assert_eq!(quorum["needed"], check["needed"], "{}", check["id"]);
                }
            }
        }
    }
}

fn table(rows: &Value, key: &str, value: &str) -> Value {
    let rows = rows.as_array().unwrap().iter();
    Value::Object(rows.map(|row| (row[key].as_str().unwrap().to_owned(), row[value].clone())).collect())
}

both_databases! {
    async fn the_specimen_gives_the_figures_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, above, town) = house.three_levels().await;
        let mut rules = crate::support::parameters();
        rules.credentialing_close = Some("2027-05-20T13:00:00Z".parse().unwrap());
        let hall = house.hall_with(&above, &town, Registration, rules).await;
        let specimen = specimen();
        let rows = specimen["participants"].as_array().unwrap();
        go_to(&house, moved(&json!("2025-06-25T12:00:00Z")) - Duration::days(10));
        register_all(&house, &town, &hall, rows).await;
        accept_all(&house, &town, &hall).await;
        complete_born(&house, &town, &hall, rows).await;
        open_at(&house, &hall, moved(&json!("2025-06-26T07:30:00-03:00"))).await;
        play(&house, &town, &hall, &specimen).await;

        let query = "query($id: ID!) { conference(id: $id) { participantCounts { registered present absent walkIns \
            presentAnyReservedGroup withAccessibilityNeeds byCategory { category registered present } presentByGender { gender present } \
            presentByReservedGroup { group present } \
            parityRegistered { government civilSociety users workers entities onParity } \
            parityPresent { government civilSociety users workers entities onParity } } } }";
        let answer = house.ask(town.secretary(), query, json!({ "id": hall.id })).await.done();
        let counts = &answer["conference"]["participantCounts"];
        let expected = &specimen["expected"]["participants"];
        for field in ["registered", "present", "absent", "walkIns", "presentAnyReservedGroup", "withAccessibilityNeeds"] {
            assert_eq!(counts[field], expected[field], "{field}");
        }
        assert_eq!(table(&counts["byCategory"], "category", "registered"), expected["registeredByCategory"]);
        assert_eq!(table(&counts["byCategory"], "category", "present"), expected["presentByCategory"]);
        assert_eq!(table(&counts["presentByGender"], "gender", "present"), expected["presentByGender"]);
        assert_eq!(table(&counts["presentByReservedGroup"], "group", "present"), expected["presentByReservedGroup"]);
        for (shown, key) in [("parityRegistered", "delegateSeats"), ("parityPresent", "delegatesPresent")] {
            let parity = &counts[shown];
            let shown = json!({
                "GOVERNMENT": parity["government"], "CIVIL_SOCIETY": parity["civilSociety"], "USERS": parity["users"],
                "WORKERS": parity["workers"], "ENTITIES": parity["entities"], "onParity": parity["onParity"],
            });
            assert_eq!(shown, specimen["expected"]["parity"][key], "{key}");
        }
    }
}

/// Born delegates come from mandates, which know neither documents nor groups: the desk completes them.
async fn complete_born(house: &House, town: &Town, hall: &Hall, rows: &[Value]) {
    let born = super::listed(house, town.secretary(), hall, json!({ "category": "BORN" }), "id version email").await;
    for kept in born {
        let row = rows.iter().find(|row| row["email"] == kept["email"]).unwrap();
        let mut details = person(row);
        for field in ["category", "sector", "segment"] {
            details.as_object_mut().unwrap().remove(field);
        }
        let input =
            json!({ "key": key(), "participantId": kept["id"], "version": kept["version"], "details": details });
        let desk = town.token(policy::Role::Credentialing);
        house.act(desk, "updateParticipant", "Participant", "id", input).await.done();
    }
}

/// Opens the desk at the specimen's minute; the hall of the tests has it open from its own.
async fn open_at(house: &House, hall: &Hall, at: DateTime<Utc>) {
    let permit = policy::system(hall.row.tenant, "test");
    let id = hall.row.id;
    let open = async |scope: store::Scope| {
        let kept = scope.get::<conference::Entity>(id).await?.unwrap();
        let opened = conference::Model { credentialing_opened_at: Some(at), ..kept };
        scope.save::<conference::Entity>(opened).await.map(|_| ())
    };
    house.store.transact("test.open", &permit, open).await.unwrap();
}
