//! Working groups are planned, filled, meet, vote and conclude.

use crate::support::{Hall, House, Town, key, specimen};
use domain::conferences::ConferenceState;
use domain::people::{Category, Pool};
use policy::Role;
use serde_json::{Value, json};
use std::collections::HashMap;
use testkit::both_databases;

async fn hall(house: &House) -> (Town, Town, Hall) {
    let (_, state, town) = house.three_levels().await;
    let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
    (state, town, hall)
}

async fn group(house: &House, town: &Town, hall: &Hall, axis: i32) -> Value {
    let input = json!({ "key": key(), "conferenceId": hall.id, "axis": axis, "capacity": 30 });
    house.act(town.secretary(), "createGroup", "WorkingGroup", "id label name axis version", input).await.done()
}

async fn open(house: &House, town: &Town, group: &Value) -> Value {
    let input = json!({ "key": key(), "workingGroupId": group["id"] });
    house.act(town.token(Role::Rapporteur), "openGroup", "WorkingGroup", "id state version", input).await.done()
}

fn list(group: &Value, people: &[&str]) -> Value {
    json!({ "key": key(), "workingGroupId": group["id"], "participantIds": people })
}

both_databases! {
    async fn the_specimens_groups_conclude_as_the_specimen_expects(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, town, hall) = hall(&house).await;
        let work = house.group_work(&hall, &town).await;
        house.conclude_groups(&hall, &town).await;
        let specimen = specimen();
        let query = "query($id: ID!) { conference(id: $id) { groups { label state concludedAt coordinator rapporteur \
            attendance { all delegates } } } }";
        let answer = house.ask(town.secretary(), query, json!({ "id": hall.id })).await.done();
        for group in answer["conference"]["groups"].as_array().unwrap() {
            let expected = &specimen["expected"]["groupAttendance"][group["label"].as_str().unwrap()];
            assert_eq!(group["attendance"], *expected);
            assert_eq!(group["state"], "CONCLUDED");
            assert!(group["coordinator"].is_string() && group["rapporteur"].is_string());
        }
        let public = house.ask("", query, json!({ "id": hall.id })).await.done();
        assert_eq!(public["conference"]["groups"][0]["attendance"], answer["conference"]["groups"][0]["attendance"]);
        assert!(public["conference"]["groups"][0]["coordinator"].is_null(), "names are for the council's people");

        let fields = "id label state groupResult { inFavour outcome rank reason }";
        let rows = house.all_proposals(town.secretary(), &hall, fields).await;
        assert_eq!(rows.len(), 45);
        let mut outcomes: HashMap<String, u64> = HashMap::new();
        for expected in specimen["proposals"].as_array().unwrap() {
            let row = rows.iter().find(|row| row["label"] == expected["id"]).unwrap();
            assert_eq!(row["id"], work.proposals[expected["id"].as_str().unwrap()]);
            assert_eq!(row["groupResult"]["outcome"], expected["groupOutcome"], "{}", expected["id"]);
            assert_eq!(row["state"], expected["groupOutcome"]);
            let delegates = &specimen["expected"]["groupAttendance"][expected["groupId"].as_str().unwrap()]["delegates"];
            let reason = row["groupResult"]["reason"].as_str().unwrap();
            let figures = format!("{} votos a favor", expected["groupVote"]["for"]);
            assert!(reason.starts_with(&figures) && reason.contains(&format!("50% de {delegates}")), "{reason}");
            *outcomes.entry(expected["groupOutcome"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        assert_eq!(json!(outcomes), specimen["expected"]["proposals"]["groupOutcomes"]);
        let cut = rows.iter().find(|row| row["label"] == "1M6").unwrap();
        let reason = cut["groupResult"]["reason"].as_str().unwrap();
        assert!(reason.contains("6º lugar") && reason.contains("é 5"), "{reason}");
    }

    async fn people_are_assigned_in_balance_and_a_dry_run_writes_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, town, hall) = hall(&house).await;
        let assign = |dry: bool| json!({ "key": key(), "conferenceId": hall.id, "dryRun": dry });
        let fields = "dryRun firstWish laterWish noWishFulfilled undecided kept unplaced \
            groups { label axis people byStratum { stratum people } }";
        let secretary = town.secretary();
        let early = house.act(secretary, "assignGroups", "GroupAssignment", fields, assign(true)).await;
        assert_eq!(early.refusal(), "GROUPS_MISSING");
        let people = house.cast(&hall).await;
        let plan = json!({ "key": key(), "conferenceId": hall.id });
        for _ in 0..2 {
            let planned = house.act(secretary, "createGroupsFromAxes", "WorkingGroupList", "groups { id }", plan.clone()).await;
            assert_eq!(planned.done()["groups"].as_array().unwrap().len(), 5);
        }
        let again = json!({ "key": key(), "conferenceId": hall.id });
        let planned = house.act(secretary, "createGroupsFromAxes", "WorkingGroupList", "groups { id label }", again).await.done();
        assert_eq!(planned["groups"].as_array().unwrap().len(), 5, "those that exist stay");

        let assigned = "query($id: ID!) { conference(id: $id) { groups { id assigned { stratum people } } } }";
        let tried = house.act(secretary, "assignGroups", "GroupAssignment", fields, assign(true)).await.done();
        let seen = house.ask("", assigned, json!({ "id": hall.id })).await.done();
        assert!(seen["conference"]["groups"].as_array().unwrap().iter().all(|group| group["assigned"] == json!([])));
        let done = house.act(secretary, "assignGroups", "GroupAssignment", fields, assign(false)).await.done();
        assert_eq!(done["groups"], tried["groups"], "the same people give the same balance");
        assert!(done["groups"].as_array().unwrap().iter().all(|group| group["people"] == 24));
        assert!(done["firstWish"].as_i64().unwrap() >= 70 && done["unplaced"] == 0);
        let seen = house.ask("", assigned, json!({ "id": hall.id })).await.done();
        for (group, balance) in seen["conference"]["groups"].as_array().unwrap().iter().zip(done["groups"].as_array().unwrap()) {
            assert_eq!(group["assigned"], balance["byStratum"]);
        }
        let second = house.act(secretary, "assignGroups", "GroupAssignment", fields, assign(false)).await.done();
        assert_eq!(second["kept"], 120, "who has a group stays");

        let target = &planned["groups"][4];
        let moving = json!({ "key": key(), "participantId": people["P001"].id, "workingGroupId": target["id"] });
        let moved = house.act(secretary, "moveToGroup", "WorkingGroup", "label", moving).await.done();
        assert_eq!(moved["label"], "G5");
        let members = "query($id: ID!) { workingGroup(id: $id) { members(first: 50) { edges { node { id name } } } } }";
        let found = house.ask(secretary, members, json!({ "id": target["id"] })).await.done();
        let ids: Vec<&Value> =
            found["workingGroup"]["members"]["edges"].as_array().unwrap().iter().map(|edge| &edge["node"]["id"]).collect();
        assert!(ids.contains(&&json!(people["P001"].id)));
        assert_eq!(house.ask("", members, json!({ "id": target["id"] })).await.error(), "UNAUTHENTICATED");
    }

    async fn attendance_takes_whoever_is_in_the_hall_and_one_group_each(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, town, hall) = hall(&house).await;
        let (one, two) = (group(&house, &town, &hall, 1).await, group(&house, &town, &hall, 2).await);
        let people = house.delegates(&hall, 2).await;
        let guest = house.person(&hall, Category::Guest, None, 10, true).await;
        let absent = house.delegate(&hall, Pool::Users, 11, false).await;
        let rapporteur = town.token(Role::Rapporteur);
        let attend = |input: Value| house.act(rapporteur, "recordGroupAttendance", "WorkingGroup", "attendance { all delegates }", input);
        assert_eq!(attend(list(&one, &[&people[0].id])).await.refusal(), "GROUP_NOT_OPEN");
        open(&house, &town, &one).await;
        open(&house, &town, &two).await;
        let first = list(&one, &[&people[0].id, &guest.id]);
        for _ in 0..2 {
            let done = attend(first.clone()).await.done();
            assert_eq!(done["attendance"], json!({ "all": 2, "delegates": 1 }), "the same key twice counts once");
        }
        let late = attend(list(&one, &[&people[1].id, &absent.id])).await;
        assert_eq!((late.refusal().as_str(), &late.data["path"]), ("NOT_CHECKED_IN", &json!(["participantIds", "1"])));
        assert_eq!(attend(list(&two, &[&people[0].id])).await.refusal(), "IN_ANOTHER_GROUP");
        let mut removal = list(&one, &[]);
        removal["removedParticipantIds"] = json!([people[0].id]);
        assert_eq!(attend(removal).await.done()["attendance"], json!({ "all": 1, "delegates": 0 }));
        attend(list(&two, &[&people[0].id, &people[1].id])).await.done();
    }

    async fn two_lists_never_hold_the_same_person(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, town, hall) = hall(&house).await;
        let (one, two) = (group(&house, &town, &hall, 1).await, group(&house, &town, &hall, 2).await);
        open(&house, &town, &one).await;
        open(&house, &town, &two).await;
        let people = house.delegates(&hall, 6).await;
        let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
        let rapporteur = town.token(Role::Rapporteur);
        let fields = "attendance { all }";
        let both = (0..4).map(|n| {
            let input = list(if n % 2 == 0 { &one } else { &two }, &ids);
            house.act(rapporteur, "recordGroupAttendance", "WorkingGroup", fields, input)
        });
        let answers = futures_util::future::join_all(both).await;
        let refused: Vec<&str> = answers.iter().filter_map(|answer| answer.data["code"].as_str()).collect();
        assert_eq!(refused, ["IN_ANOTHER_GROUP"; 2], "{answers:#?}");
    }

    async fn a_group_concludes_only_when_all_is_on_record_and_opens_again_with_a_reason(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, town, hall) = hall(&house).await;
        let planned = group(&house, &town, &hall, 1).await;
        let people = house.delegates(&hall, 4).await;
        let opened = open(&house, &town, &planned).await;
        let rapporteur = town.token(Role::Rapporteur);
        let conclude = |version: &Value| {
            let input = json!({ "key": key(), "workingGroupId": planned["id"], "version": version });
            house.act(rapporteur, "concludeGroup", "WorkingGroup", "state version reopenedReason", input)
        };
        assert_eq!(conclude(&opened["version"]).await.refusal(), "GROUP_WITHOUT_ATTENDANCE");
        let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
        house.act(rapporteur, "recordGroupAttendance", "WorkingGroup", "id", list(&planned, &ids)).await.done();
        assert_eq!(conclude(&opened["version"]).await.refusal(), "GROUP_WITHOUT_TABLE");
        let naming = json!({
            "key": key(), "workingGroupId": planned["id"], "version": opened["version"], "name": "Grupo 1",
            "coordinatorId": people[0].id, "rapporteurId": people[1].id,
        });
        let named = house.act(town.secretary(), "updateGroup", "WorkingGroup", "version", naming).await.done();
        let submission = json!({
            "key": key(), "conferenceId": hall.id, "workingGroupId": planned["id"], "level": "MUNICIPAL", "kind": "NEW",
            "text": "Abrir o CRAS aos sábados.",
        });
        let proposal = house.act(rapporteur, "submitProposal", "Proposal", "id version", submission).await.done();
        assert_eq!(conclude(&named["version"]).await.refusal(), "GROUP_UNVOTED_PROPOSALS");
        let vote = |in_favour: i32, version: &Value| {
            let input = json!({
                "key": key(), "proposalId": proposal["id"], "version": version, "inFavour": in_favour, "against": 0, "abstention": 0,
            });
            house.act(rapporteur, "recordGroupVote", "Proposal", "version", input)
        };
        let many = vote(5, &proposal["version"]).await;
        assert_eq!(many.refusal(), "TOO_MANY_VOTES");
        let voted = vote(2, &proposal["version"]).await.done();
        assert_eq!(vote(3, &proposal["version"]).await.refusal(), "STALE_VERSION");
        assert_eq!(conclude(&opened["version"]).await.refusal(), "STALE_VERSION");
        let concluded = conclude(&named["version"]).await.done();
        assert_eq!(concluded["state"], "CONCLUDED");
        assert_eq!(vote(3, &voted["version"]).await.refusal(), "GROUP_CONCLUDED");

        let reopen = |reason: &str, version: &Value| {
            let input = json!({ "key": key(), "workingGroupId": planned["id"], "version": version, "reason": reason });
            house.act(rapporteur, "reopenGroup", "WorkingGroup", "state version reopenedReason", input)
        };
        assert_eq!(reopen(" ", &concluded["version"]).await.refusal(), "REQUIRED");
        let again = reopen("Contagem trocada na 1M1.", &concluded["version"]).await.done();
        assert_eq!((&again["state"], &again["reopenedReason"]), (&json!("OPEN"), &json!("Contagem trocada na 1M1.")));
        let rows = house.all_proposals(rapporteur, &hall, "state version groupResult { outcome }").await;
        assert_eq!((&rows[0]["state"], &rows[0]["groupResult"]["outcome"]), (&json!("IN_GROUP"), &Value::Null));
        vote(1, &rows[0]["version"]).await.done();
        let concluded = conclude(&again["version"]).await.done();
        let rows = house.all_proposals(rapporteur, &hall, "state groupResult { outcome }").await;
        assert_eq!(rows[0]["state"], "BELOW_THRESHOLD", "1 of 4 is less than half");
        house.act(rapporteur, "sendToPlenary", "SentBook", "sent", json!({ "key": key(), "conferenceId": hall.id })).await.refusal();
        let input = json!({ "key": key(), "workingGroupId": planned["id"], "version": concluded["version"], "reason": "x" });
        for (token, code) in [(town.token(Role::Auditor), "NOT_PERMITTED"), (people[0].token.as_str(), "NOT_PERMITTED")] {
            assert_eq!(house.act(token, "reopenGroup", "WorkingGroup", "id", input.clone()).await.refusal(), code);
        }
        assert_eq!(house.act(state.secretary(), "reopenGroup", "WorkingGroup", "id", input.clone()).await.error(), "NOT_FOUND");
        assert_eq!(house.act("", "reopenGroup", "WorkingGroup", "id", input).await.error(), "UNAUTHENTICATED");
    }

    async fn groups_are_planned_within_bounds(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::Convened).await;
        let create = |axis: i32, capacity: Value| {
            let input = json!({ "key": key(), "conferenceId": hall.id, "axis": axis, "capacity": capacity });
            house.act(town.secretary(), "createGroup", "WorkingGroup", "id label name capacity", input)
        };
        assert_eq!(create(9, Value::Null).await.refusal(), "AXIS_UNKNOWN");
        assert_eq!(create(1, json!(0)).await.refusal(), "OUT_OF_RANGE");
        let first = create(1, json!(1)).await.done();
        assert_eq!((&first["label"], &first["name"]), (&json!("G1"), &json!("Grupo do eixo 1")));
        assert_eq!(create(1, Value::Null).await.done()["name"], "Grupo do eixo 1B");
        let opening = json!({ "key": key(), "workingGroupId": first["id"] });
        let early = house.act(town.secretary(), "openGroup", "WorkingGroup", "id", opening).await;
        assert_eq!(early.refusal(), "CONFERENCE_STATE");
        let people = house.delegates(&hall, 2).await;
        let moving = |n: usize| json!({ "key": key(), "participantId": people[n].id, "workingGroupId": first["id"] });
        house.act(town.secretary(), "moveToGroup", "WorkingGroup", "id", moving(0)).await.done();
        house.act(town.secretary(), "moveToGroup", "WorkingGroup", "id", moving(0)).await.done();
        assert_eq!(house.act(town.secretary(), "moveToGroup", "WorkingGroup", "id", moving(1)).await.refusal(), "GROUP_FULL");
    }
}
