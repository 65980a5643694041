//! The specimen's five working groups, through the API: planned, opened, attended, their proposals submitted and voted.

use super::{Hall, House, Person, Town, key, moment, specimen};
use policy::Role;
use serde_json::{Value, json};
use std::collections::HashMap;

/// What the groups have produced, not yet concluded.
pub struct GroupWork {
    /// The people, by the specimen's ids.
    pub people: HashMap<String, Person>,
    /// Global ids of the groups, by the specimen's ids (`G1`).
    pub groups: HashMap<String, String>,
    /// Global ids of the proposals, by label (`1M2`).
    pub proposals: HashMap<String, String>,
}

impl House {
    /// Runs the specimen's groups up to their votes; the clock then shows the end of the last group.
    pub async fn group_work(&self, hall: &Hall, town: &Town) -> GroupWork {
        let people = self.cast(hall).await;
        self.group_work_of(hall, town, people).await
    }

    /// As [`Self::group_work`], with the specimen's people already in the hall.
    pub async fn group_work_of(&self, hall: &Hall, town: &Town, people: HashMap<String, Person>) -> GroupWork {
        let specimen = specimen();
        let plan = json!({ "key": key(), "conferenceId": hall.id });
        let fields = "groups { id label version }";
        let planned = self.act(town.secretary(), "createGroupsFromAxes", "WorkingGroupList", fields, plan).await.done();
        let mut work = GroupWork { people, groups: HashMap::new(), proposals: HashMap::new() };
        for group in specimen["workingGroups"].as_array().unwrap() {
            self.clock.set(moment(&group["openedAt"]).unwrap().timestamp_millis());
            let own = planned["groups"].as_array().unwrap().iter().find(|row| row["label"] == group["id"]).unwrap();
            let id = own["id"].as_str().unwrap().to_owned();
            self.meet(town, &work, &id, own["version"].as_i64().unwrap(), group).await;
            work.groups.insert(group["id"].as_str().unwrap().to_owned(), id);
        }
        for row in specimen["proposals"].as_array().unwrap() {
            let id = self.submit_and_vote(hall, town, &work, row).await;
            work.proposals.insert(row["id"].as_str().unwrap().to_owned(), id);
        }
        work
    }

    async fn meet(&self, town: &Town, work: &GroupWork, id: &str, version: i64, group: &Value) {
        let named = |field: &str| work.people[group[field].as_str().unwrap()].id.clone();
        let update = json!({
            "key": key(), "workingGroupId": id, "version": version, "name": "Grupo", "room": group["room"],
            "coordinatorId": named("coordinatorId"), "rapporteurId": named("rapporteurId"),
        });
        self.act(town.secretary(), "updateGroup", "WorkingGroup", "id", update).await.done();
        let rapporteur = town.token(Role::Rapporteur);
        let opening = json!({ "key": key(), "workingGroupId": id });
        self.act(rapporteur, "openGroup", "WorkingGroup", "id", opening).await.done();
        let present: Vec<&str> = group["attendance"]
            .as_array()
            .unwrap()
            .iter()
            .map(|person| work.people[person.as_str().unwrap()].id.as_str())
            .collect();
        let list = json!({ "key": key(), "workingGroupId": id, "participantIds": present });
        self.act(rapporteur, "recordGroupAttendance", "WorkingGroup", "id", list).await.done();
    }

    async fn submit_and_vote(&self, hall: &Hall, town: &Town, work: &GroupWork, row: &Value) -> String {
        let rapporteur = town.token(Role::Rapporteur);
        let submission = json!({
            "key": key(), "conferenceId": hall.id, "workingGroupId": work.groups[row["groupId"].as_str().unwrap()],
            "level": row["level"], "kind": row["kind"], "text": row["text"],
        });
        let answer = self.act(rapporteur, "submitProposal", "Proposal", "id label version", submission).await.done();
        assert_eq!(answer["label"], row["id"]);
        let vote = json!({
            "key": key(), "proposalId": answer["id"], "version": answer["version"], "inFavour": row["groupVote"]["for"],
            "against": row["groupVote"]["against"], "abstention": row["groupVote"]["abstention"],
        });
        self.act(rapporteur, "recordGroupVote", "Proposal", "version", vote).await.done();
        answer["id"].as_str().unwrap().to_owned()
    }

    /// Concludes all groups of the conference.
    pub async fn conclude_groups(&self, hall: &Hall, town: &Town) {
        let query = "query($id: ID!) { conference(id: $id) { groups { id version } } }";
        let found = self.ask(town.secretary(), query, json!({ "id": hall.id })).await.done();
        for group in found["conference"]["groups"].as_array().unwrap() {
            let end = json!({ "key": key(), "workingGroupId": group["id"], "version": group["version"] });
            self.act(town.token(Role::Rapporteur), "concludeGroup", "WorkingGroup", "state", end).await.done();
        }
    }

    /// The specimen's caderno before the plenary: groups concluded and sent.
    pub async fn caderno(&self, hall: &Hall, town: &Town) -> GroupWork {
        let people = self.cast(hall).await;
        self.caderno_of(hall, town, people).await
    }

    /// As [`Self::caderno`], with the specimen's people already in the hall.
    pub async fn caderno_of(&self, hall: &Hall, town: &Town, people: HashMap<String, Person>) -> GroupWork {
        let work = self.group_work_of(hall, town, people).await;
        self.conclude_groups(hall, town).await;
        let sending = json!({ "key": key(), "conferenceId": hall.id });
        self.act(town.token(Role::Rapporteur), "sendToPlenary", "SentBook", "sent cut", sending).await.done();
        work
    }

    /// All proposals that a token is shown, in the order of the caderno, with the fields asked for.
    pub async fn all_proposals(&self, token: &str, hall: &Hall, fields: &str) -> Vec<Value> {
        let query = format!(
            "query($id: ID!, $after: String) {{ conference(id: $id) {{ proposals(first: 50, after: $after) {{ \
             pageInfo {{ hasNextPage endCursor }} edges {{ node {{ {fields} }} }} }} }} }}"
        );
        let (mut rows, mut after) = (Vec::new(), Value::Null);
        loop {
            let answer = self.ask(token, &query, json!({ "id": hall.id, "after": after })).await.done();
            let page = &answer["conference"]["proposals"];
            rows.extend(page["edges"].as_array().unwrap().iter().map(|edge| edge["node"].clone()));
            if page["pageInfo"]["hasNextPage"] != json!(true) {
                return rows;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
    }
}
