//! Events before a conference: who came, what was said, and the drafts made of it.

use crate::support::{Hall, House, Town, key, specimen};
use chrono::{DateTime, TimeDelta, Utc};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

/// An event that began two hours before the test's clock.
fn event(house: &House, hall: &Hall) -> Value {
    let begin = house.system().now() - TimeDelta::hours(2);
    json!({
        "key": key(), "conferenceId": hall.id, "title": "Roda de conversa", "kind": "PRE_CONFERENCE",
        "startsAt": begin, "endsAt": begin + TimeDelta::hours(1), "place": "CRAS Nascente",
    })
}

async fn scheduled(house: &House, town: &Town, input: Value) -> Value {
    house.act(town.secretary(), "scheduleMobilizationEvent", "MobilizationEvent", "id version", input).await.done()
}

async fn read(house: &House, token: &str, hall: &Hall, fields: &str) -> Value {
    let query = format!("query($id: ID!) {{ conference(id: $id) {{ {fields} }} }}");
    house.ask(token, &query, json!({ "id": hall.id })).await.done()["conference"].clone()
}

both_databases! {
    async fn the_specimens_events_add_up_to_its_figures(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.planned_conference(&state, &town).await;
        let specimen = specimen();
        let events = specimen["mobilizationEvents"].as_array().unwrap();
        for one in events {
            let at = |field: &str| one[field].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
            let input = json!({
                "key": key(), "conferenceId": hall.id, "title": one["title"], "kind": one["kind"],
                "startsAt": at("startsAt"), "endsAt": at("endsAt"), "place": one["place"],
            });
            let kept = scheduled(&house, &town, input).await;
            let came = &one["attendance"];
            let attendance = json!({
                "key": key(), "mobilizationEventId": kept["id"], "version": kept["version"], "government": came["GOVERNMENT"],
                "users": came["USERS"], "workers": came["WORKERS"], "entities": came["ENTITIES"], "total": came["total"],
            });
            house.act(town.secretary(), "recordEventAttendance", "MobilizationEvent", "id", attendance).await.done();
            for said in one["contributions"].as_array().unwrap() {
                let input = json!({ "key": key(), "mobilizationEventId": kept["id"], "text": said["text"] });
                house.act(town.secretary(), "recordContribution", "Contribution", "id", input).await.done();
            }
        }
        let fields = "mobilization { events attendance contributions } mobilizationEvents { edges { node { title attendance { total } contributionCount } } }";
        let seen = read(&house, "", &hall, fields).await;
        assert_eq!(seen["mobilization"], specimen["expected"]["mobilization"]);
        let kept: Vec<(&Value, &Value, usize)> = seen["mobilizationEvents"]["edges"].as_array().unwrap().iter()
            .map(|edge| &edge["node"])
            .map(|node| (&node["title"], &node["attendance"]["total"], usize::try_from(node["contributionCount"].as_u64().unwrap()).unwrap()))
            .collect();
        let expected: Vec<(&Value, &Value, usize)> = events.iter()
            .map(|one| (&one["title"], &one["attendance"]["total"], one["contributions"].as_array().unwrap().len()))
            .collect();
        assert_eq!(kept, expected);
    }

    async fn a_contribution_becomes_one_draft_proposal(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.planned_conference(&state, &town).await;
        let kept = scheduled(&house, &town, event(&house, &hall)).await;
        let say = |axis: Value| json!({ "key": key(), "mobilizationEventId": kept["id"], "text": "Falta ônibus para vir ao CRAS.", "axis": axis });
        let secretary = town.secretary();
        assert_eq!(house.act(secretary, "recordContribution", "Contribution", "id", say(json!(9))).await.refusal(), "AXIS_UNKNOWN");
        let said = house.act(secretary, "recordContribution", "Contribution", "id proposalId", say(Value::Null)).await.done();
        assert_eq!(said["proposalId"], Value::Null);
        let turn = |axis: Value| json!({ "key": key(), "contributionId": said["id"], "axis": axis, "level": "MUNICIPAL", "text": "Garantir transporte ao CRAS." });
        let name = "turnContributionIntoProposal";
        assert_eq!(house.act(secretary, name, "Contribution", "id", turn(Value::Null)).await.refusal(), "AXIS_REQUIRED");
        let asks = (0..6).map(|_| house.act(secretary, name, "Contribution", "proposalId", turn(json!(1))));
        let answers = futures_util::future::join_all(asks).await;
        assert_eq!(answers.iter().filter(|answer| answer.data["code"] == "ALREADY_DRAFTED").count(), 5, "{answers:#?}");
        let fields = "contributions { edges { node { text proposalId } } } proposals { edges { node { id text state } } }";
        let seen = read(&house, secretary, &hall, fields).await;
        let (kept, proposal) = (&seen["contributions"]["edges"][0]["node"], &seen["proposals"]["edges"][0]["node"]);
        assert_eq!((&kept["text"], &kept["proposalId"]), (&json!("Falta ônibus para vir ao CRAS."), &proposal["id"]));
        assert_eq!((&proposal["text"], &proposal["state"]), (&json!("Garantir transporte ao CRAS."), &json!("DRAFT")));
        let hidden = house.ask("", "query($id: ID!) { conference(id: $id) { contributions { edges { node { text } } } } }", json!({ "id": hall.id })).await;
        assert_eq!(hidden.error(), "UNAUTHENTICATED");
    }

    async fn figures_are_refused_before_the_beginning_and_when_they_do_not_add_up(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.planned_conference(&state, &town).await;
        let secretary = town.secretary();
        let mut future = event(&house, &hall);
        let begin = house.system().now() + TimeDelta::hours(3);
        future["startsAt"] = json!(begin);
        future["endsAt"] = json!(begin - TimeDelta::hours(1));
        let reversed = house.act(secretary, "scheduleMobilizationEvent", "MobilizationEvent", "id", future.clone()).await;
        assert_eq!(reversed.refusal(), "TIMES_REVERSED");
        future["endsAt"] = json!(begin + TimeDelta::hours(1));
        let kept = scheduled(&house, &town, future).await;
        let came = |version: i32, total: Value| json!({
            "key": key(), "mobilizationEventId": kept["id"], "version": version, "government": 4, "users": 31, "workers": 9, "entities": 0, "total": total,
        });
        let name = "recordEventAttendance";
        assert_eq!(house.act(secretary, name, "MobilizationEvent", "id", came(1, Value::Null)).await.refusal(), "EVENT_NOT_STARTED");
        house.clock.advance(std::time::Duration::from_secs(4 * 3_600));
        assert_eq!(house.act(secretary, name, "MobilizationEvent", "id", came(1, json!(45))).await.refusal(), "TOTAL_MISMATCH");
        assert_eq!(house.act(town.token(Role::Auditor), name, "MobilizationEvent", "id", came(1, json!(44))).await.refusal(), "NOT_PERMITTED");
        assert_eq!(house.act(state.secretary(), name, "MobilizationEvent", "id", came(1, json!(44))).await.error(), "NOT_FOUND");
        house.act(town.token(Role::Rapporteur), name, "MobilizationEvent", "id", came(1, json!(44))).await.done();
        assert_eq!(house.act(secretary, name, "MobilizationEvent", "id", came(1, json!(44))).await.refusal(), "STALE_VERSION");
        let mut correction = event(&house, &hall);
        correction["mobilizationEventId"] = kept["id"].clone();
        correction["version"] = json!(2);
        correction["place"] = json!("CRAS Central");
        let corrected = house.act(secretary, "scheduleMobilizationEvent", "MobilizationEvent", "place attendance { total }", correction).await.done();
        assert_eq!((&corrected["place"], &corrected["attendance"]["total"]), (&json!("CRAS Central"), &json!(44)));
    }
}
