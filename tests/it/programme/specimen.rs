//! The specimen conference's programme, from its sessions to its points.

use super::support::run;
use crate::support::{Hall, House, Person, Town, key, specimen};
use domain::conferences::ConferenceState;
use domain::people::Pool;
use policy::Role;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;
use testkit::both_databases;

both_databases! {
    async fn the_specimens_programme_comes_out_as_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let specimen = specimen();
        let people = cast(&house, &hall, &specimen).await;
        let mut sessions = HashMap::new();
        for row in specimen["programme"]["sessions"].as_array().unwrap() {
            let input = json!({
                "key": key(), "conferenceId": hall.id, "title": row["title"], "kind": row["kind"], "place": row["place"],
                "startsAt": row["startsAt"], "endsAt": row["endsAt"], "countsForHours": row["countsForHours"],
                "countsForPresence": row["countsForPresence"],
            });
            let session = house.act(town.secretary(), "scheduleSession", "Session", "id", input).await.done();
            sessions.insert(row["id"].as_str().unwrap().to_owned(), session["id"].clone());
        }
        set_tables(&house, &town, &hall, &specimen, &people, &sessions).await;
        let query = "query($id: ID!) { conference(id: $id) { programme { length { minutes days shifts shortcomings } \
                     openingTable { order name role } sessions { title kind directingTable { chair { name } } keynote { speaker minutes } } } } }";
        let shown = house.ask("", query, json!({ "id": hall.id })).await.done()["conference"]["programme"].clone();
        let length = json!({ "minutes": specimen["expected"]["totalMinutes"], "days": 2, "shifts": 4, "shortcomings": [] });
        assert_eq!(shown["length"], length);
        let expected: Vec<_> = specimen["programme"]["openingTable"].as_array().unwrap().iter()
            .map(|row| json!({ "order": row["order"], "name": row["name"], "role": row["role"] })).collect();
        assert_eq!(shown["openingTable"], json!(expected));
        let titles = |list: &Value| list.as_array().unwrap().iter().map(|row| row["title"].clone()).collect::<Vec<_>>();
        assert_eq!(titles(&shown["sessions"]), titles(&specimen["programme"]["sessions"]));
        let keynotes: Vec<_> = shown["sessions"].as_array().unwrap().iter().filter(|row| !row["keynote"].is_null()).collect();
        assert_eq!(keynotes.len(), 1);
        assert_eq!(keynotes[0]["keynote"]["speaker"], specimen["programme"]["keynote"]["speaker"]);
        points_and_quorum(&house, &town, &hall, &specimen, &people, &sessions).await;
    }
}

/// The specimen's participants that the programme names, all in the hall.
async fn cast(house: &House, hall: &Hall, specimen: &Value) -> HashMap<String, Person> {
    let text = specimen["programme"].to_string() + &specimen["points"].to_string();
    let mut people = HashMap::new();
    for (n, row) in specimen["participants"].as_array().unwrap().iter().enumerate() {
        let id = row["id"].as_str().unwrap();
        if text.contains(&format!("\"{id}\"")) {
            people.insert(id.to_owned(), house.delegate(hall, Pool::Users, n, true).await);
        }
    }
    people
}

async fn set_tables(
    house: &House,
    town: &Town,
    hall: &Hall,
    specimen: &Value,
    people: &HashMap<String, Person>,
    sessions: &HashMap<String, Value>,
) {
    let programme = &specimen["programme"];
    let person = |id: &Value| id.as_str().map(|id| people[id].id.clone());
    let members: Vec<_> = programme["openingTable"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!({ "name": row["name"], "role": row["role"], "participantId": person(&row["participantId"]) }))
        .collect();
    let table = json!({ "key": key(), "conferenceId": hall.id, "version": 1, "members": members });
    house.act(town.secretary(), "setOpeningTable", "OpeningTable", "version", table.clone()).await.done();
    let mut again = table;
    again["key"] = json!(key());
    assert_eq!(
        house.act(town.secretary(), "setOpeningTable", "OpeningTable", "version", again).await.refusal(),
        "STALE_VERSION"
    );
    let keynote = &programme["keynote"];
    let input = json!({
        "key": key(), "sessionId": sessions[keynote["sessionId"].as_str().unwrap()], "title": keynote["title"],
        "speaker": keynote["speaker"], "participantId": person(&keynote["participantId"]),
        "organization": keynote["organization"], "minutes": keynote["minutes"], "summary": keynote["summary"],
    });
    house.act(town.secretary(), "setKeynote", "Session", "id", input.clone()).await.done();
    let mut long = input.clone();
    (long["key"], long["minutes"]) = (json!(key()), json!(61));
    assert_eq!(house.act(town.secretary(), "setKeynote", "Session", "id", long).await.refusal(), "KEYNOTE_TOO_LONG");
    let mut elsewhere = input;
    (elsewhere["key"], elsewhere["sessionId"]) = (json!(key()), sessions["S03"].clone());
    assert_eq!(
        house.act(town.secretary(), "setKeynote", "Session", "id", elsewhere).await.refusal(),
        "NOT_A_KEYNOTE_SESSION"
    );
    for row in programme["directingTables"].as_array().unwrap() {
        let mut input = json!({
            "key": key(), "sessionId": sessions[row["sessionId"].as_str().unwrap()], "chairId": person(&row["chairId"]),
            "secretaryId": person(&row["secretaryId"]), "rapporteurId": person(&row["rapporteurId"]),
        });
        house
            .act(
                town.token(Role::Table),
                "setDirectingTable",
                "Session",
                "directingTable { chair { name } }",
                input.clone(),
            )
            .await
            .done();
        (input["key"], input["secretaryId"]) = (json!(key()), input["chairId"].clone());
        let twice = house.act(town.token(Role::Table), "setDirectingTable", "Session", "id", input).await;
        assert_eq!(twice.refusal(), "SAME_PERSON_TWICE");
    }
}

/// The specimen's points and checks of the quorum, each in its session; figures as expected where
/// they follow from what is given here.
async fn points_and_quorum(
    house: &House,
    town: &Town,
    hall: &Hall,
    specimen: &Value,
    people: &HashMap<String, Person>,
    sessions: &HashMap<String, Value>,
) {
    let chair = town.token(Role::Table);
    let mut present = people.len();
    for session in ["S03", "S09", "S12"] {
        run(house, town, "startSession", sessions[session].as_str().unwrap()).await.done();
        for check in specimen["quorumChecks"].as_array().unwrap().iter().filter(|row| row["sessionId"] == session) {
            let accredited = usize::try_from(check["accredited"].as_u64().unwrap()).unwrap();
            for n in present..accredited {
                house.delegate(hall, Pool::Workers, 200 + n, true).await;
            }
            present = accredited;
            if check["call"] == "SECOND" {
                house.clock.advance(Duration::from_secs(30 * 60));
            }
            let input = json!({
                "key": key(), "sessionId": sessions[session], "call": check["call"], "headcount": check["headcount"],
                "note": check["text"],
            });
            let fields = "call accredited present needed reached note";
            let found = house.act(chair, "verifyQuorum", "QuorumVerification", fields, input).await.done();
            let expected = json!({
                "__typename": "QuorumVerification", "call": check["call"], "accredited": check["accredited"],
                "present": check["headcount"], "needed": check["needed"], "reached": check["reached"], "note": check["text"],
            });
            assert_eq!(found, expected, "{}", check["id"]);
        }
        for row in specimen["points"].as_array().unwrap().iter().filter(|row| row["sessionId"] == session) {
            let input = json!({
                "key": key(), "conferenceId": hall.id, "kind": row["kind"], "text": row["text"], "articleCited": row["articleCited"],
            });
            let raised_by = &people[row["raisedBy"].as_str().unwrap()];
            let point = house.act(&raised_by.token, "raisePointOfOrder", "Point", "id", input).await.done();
            let ruling =
                json!({ "key": key(), "pointId": point["id"], "ruling": row["ruling"], "text": row["rulingText"] });
            house.act(chair, "ruleOnPointOfOrder", "Point", "id", ruling).await.done();
            let appeal = json!({ "key": key(), "pointId": point["id"] });
            let appealed = house.act(&raised_by.token, "appealRuling", "Point", "state", appeal).await;
            match (row["ruling"] == "PUT_TO_VOTE", row["appealPollId"].is_string()) {
                (true, _) => assert_eq!(appealed.refusal(), "NOTHING_TO_APPEAL"),
                (false, _) => assert_eq!(appealed.done()["state"], "APPEALED"),
            }
        }
        run(house, town, "closeSession", sessions[session].as_str().unwrap()).await.done();
    }
    let query =
        "query($id: ID!) { conference(id: $id) { programme { points { kind articleCited text ruling rulingText } } } }";
    let shown = house.ask("", query, json!({ "id": hall.id })).await.done();
    let expected: Vec<_> = specimen["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            json!({
                "kind": row["kind"], "articleCited": row["articleCited"], "text": row["text"], "ruling": row["ruling"],
                "rulingText": row["rulingText"],
            })
        })
        .collect();
    assert_eq!(shown["conference"]["programme"]["points"], json!(expected));
}
