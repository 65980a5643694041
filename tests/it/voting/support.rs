//! What tests of polls do again and again.

use crate::support::{Answer, Hall, House, Person, Town, key};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};

/// All that is shown of a poll.
pub const FIELDS: &str = "id number kind subject state question rule maxChoices attempt repeatsId replacesId openedAt \
    closesAt closedAt proclaimedAt rollSize turnout explanation nextTieStep ballotsDigest itemIds \
    options { code label } forecast { present minimum text } partialCounts { code votes } \
    quorumAtOpening { call accredited present needed reached explanation } quorumAtClosing { present reached } \
    result { outcome decidedBy winner validVotes minimum notVoting rollSize explanation counts { code votes } } \
    annulment { reason from outcomeBefore } counting { round agreed differing counts { teller round } }";

/// A plenary of a town with its delegates.
pub struct Plenary {
    /// The house.
    pub house: House,
    /// The council above.
    pub state: Town,
    /// The council.
    pub town: Town,
    /// The conference.
    pub hall: Hall,
    /// The delegates, checked in.
    pub people: Vec<Person>,
}

impl Plenary {
    /// A conference in progress with so many delegates.
    pub async fn of(house: House, delegates: usize) -> Self {
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let people = house.delegates(&hall, delegates).await;
        Self { house, state, town, hall, people }
    }

    /// Acts as the table.
    pub async fn table(&self, name: &str, input: Value) -> Answer {
        self.house.act(self.town.token(Role::Table), name, "Poll", FIELDS, input).await
    }

    /// Acts as the table on a poll.
    pub async fn on(&self, name: &str, poll: &str) -> Answer {
        self.table(name, json!({ "key": key(), "pollId": poll })).await
    }

    /// A draft about a procedure; `more` adds to the input.
    pub async fn draft(&self, kind: &str, more: Value) -> String {
        let mut input = json!({
            "key": key(), "conferenceId": self.hall.id, "kind": kind, "subject": "PROCEDURE",
            "question": "Aprova-se o encaminhamento da mesa?",
        });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let poll = self.table("createPoll", input).await.done();
        poll["id"].as_str().unwrap().to_owned()
    }

    /// A poll that is open.
    pub async fn opened(&self, kind: &str) -> String {
        let poll = self.draft(kind, json!({})).await;
        self.on("publishPoll", &poll).await.done();
        self.on("openPoll", &poll).await.done();
        poll
    }

    /// Casts a vote with a new key.
    pub async fn vote(&self, voter: &Person, poll: &str, choice: &str) -> Answer {
        self.vote_with(&voter.token, poll, choice, &key()).await
    }

    /// Casts a vote with a key.
    pub async fn vote_with(&self, token: &str, poll: &str, choice: &str, key: &str) -> Answer {
        let input = json!({ "key": key, "pollId": poll, "choices": [choice] });
        self.house.act(token, "castVote", "VoteReceipt", "pollId castAt receipt", input).await
    }

    /// A teller's count of a round.
    pub async fn count(&self, poll: &str, teller: &str, round: u32, votes: [u32; 3]) -> Answer {
        let counts: Vec<Value> = ["FOR", "AGAINST", "ABSTENTION"]
            .iter()
            .zip(votes)
            .map(|(code, votes)| json!({ "code": code, "votes": votes }))
            .collect();
        let count = json!({ "teller": teller, "round": round, "counts": counts });
        self.table("recordShowOfCards", json!({ "key": key(), "pollId": poll, "count": count })).await
    }

    /// A poll as somebody sees it.
    pub async fn see(&self, token: &str, poll: &str, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ poll(id: $id) {{ {fields} }} }}");
        self.house.ask(token, &query, json!({ "id": poll })).await.done()["poll"].clone()
    }
}
