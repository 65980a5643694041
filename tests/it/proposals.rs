//! Proposals: wording and lineage before the plenary, and what the plenary makes of them.

mod annulled;
mod plenary;
mod wording;

use crate::support::{Hall, House, Person, Town, key};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};

/// A group of one axis that meets, in a conference of a town.
struct Workshop {
    house: House,
    state: Town,
    town: Town,
    hall: Hall,
    group: Value,
    people: Vec<Person>,
}

impl Workshop {
    /// Opens the group of axis 1 with so many delegates on its list.
    async fn of(house: House, delegates: usize) -> Self {
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let people = house.delegates(&hall, delegates).await;
        let plan = json!({ "key": key(), "conferenceId": hall.id, "axis": 1 });
        let group = house.act(town.secretary(), "createGroup", "WorkingGroup", "id version", plan).await.done();
        let naming = json!({
            "key": key(), "workingGroupId": group["id"], "version": group["version"], "name": "Grupo 1",
            "coordinatorId": people[0].id, "rapporteurId": people[1].id,
        });
        house.act(town.secretary(), "updateGroup", "WorkingGroup", "id", naming).await.done();
        let opening = json!({ "key": key(), "workingGroupId": group["id"] });
        house.act(town.secretary(), "openGroup", "WorkingGroup", "id", opening).await.done();
        let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
        let list = json!({ "key": key(), "workingGroupId": group["id"], "participantIds": ids });
        house.act(town.secretary(), "recordGroupAttendance", "WorkingGroup", "id", list).await.done();
        Self { house, state, town, hall, group, people }
    }

    fn rapporteur(&self) -> &str {
        self.town.token(Role::Rapporteur)
    }

    /// Acts on a proposal.
    async fn act(&self, token: &str, name: &str, input: Value) -> crate::support::Answer {
        let fields = "id label state text version origin kind highlighted bookText mergedIntoId";
        self.house.act(token, name, "Proposal", fields, input).await
    }

    /// Submits a proposal of the municipality to the group.
    async fn submit(&self, text: &str) -> Value {
        self.act(self.rapporteur(), "submitProposal", self.submission(text)).await.done()
    }

    fn submission(&self, text: &str) -> Value {
        json!({
            "key": key(), "conferenceId": self.hall.id, "workingGroupId": self.group["id"], "level": "MUNICIPAL",
            "kind": "NEW", "text": text,
        })
    }

    fn edition(&self, proposal: &Value, text: &str) -> Value {
        json!({ "key": key(), "proposalId": proposal["id"], "version": proposal["version"], "text": text })
    }

    /// Writes down that all delegates of the group voted for it.
    async fn pass(&self, proposal: &Value) -> Value {
        let vote = json!({
            "key": key(), "proposalId": proposal["id"], "version": proposal["version"], "inFavour": self.people.len(),
            "against": 0, "abstention": 0,
        });
        self.act(self.rapporteur(), "recordGroupVote", vote).await.done()
    }

    /// Concludes the group and sends its proposals to the plenary.
    async fn send(&self) -> Value {
        self.house.conclude_groups(&self.hall, &self.town).await;
        let sending = json!({ "key": key(), "conferenceId": self.hall.id });
        self.house.act(self.rapporteur(), "sendToPlenary", "SentBook", "sent cut", sending).await.done()
    }

    /// A proposal as a token sees it.
    async fn see(&self, token: &str, proposal: &Value, fields: &str) -> crate::support::Answer {
        let query = format!("query($id: ID!) {{ proposal(id: $id) {{ {fields} }} }}");
        self.house.ask(token, &query, json!({ "id": proposal["id"] })).await.field("proposal")
    }

    /// What still has to be voted: step and labels of the proposals.
    async fn to_be_voted(&self) -> Vec<(String, Vec<String>)> {
        let query =
            "query($id: ID!) { conference(id: $id) { toBeVoted { step label proposals { label } motion { label } } } }";
        let answer = self.house.ask("", query, json!({ "id": self.hall.id })).await.done();
        let labels = |entry: &Value| {
            entry["proposals"].as_array().unwrap().iter().map(|row| row["label"].as_str().unwrap().to_owned()).collect()
        };
        let entries = answer["conference"]["toBeVoted"].as_array().unwrap();
        entries.iter().map(|entry| (entry["step"].as_str().unwrap().to_owned(), labels(entry))).collect()
    }

    /// A roll call on these proposals, in which everybody chooses the same, proclaimed.
    async fn poll(&self, subject: &str, items: &[&Value], choice: &str) -> Value {
        let ids: Vec<&Value> = items.iter().map(|item| &item["id"]).collect();
        let draft = json!({
            "key": key(), "conferenceId": self.hall.id, "kind": "ROLL_CALL", "subject": subject,
            "question": "Aprova-se?", "itemIds": ids,
        });
        let table = self.town.token(Role::Table);
        let poll = self.house.act(table, "createPoll", "Poll", "id", draft).await.done();
        for step in ["publishPoll", "openPoll"] {
            let input = json!({ "key": key(), "pollId": poll["id"] });
            self.house.act(table, step, "Poll", "id", input).await.done();
        }
        for person in &self.people {
            let vote = json!({ "key": key(), "pollId": poll["id"], "choices": [choice] });
            self.house.act(&person.token, "castVote", "VoteReceipt", "receipt", vote).await.done();
        }
        for step in ["closePoll", "proclaimPoll"] {
            let input = json!({ "key": key(), "pollId": poll["id"] });
            self.house.act(table, step, "Poll", "id", input).await.done();
        }
        poll
    }
}
