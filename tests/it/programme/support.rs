//! A plenary that runs, and what its table and the people in it do.

use crate::support::{Answer, Hall, House, Person, Town, key};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};

/// A hall with its town and a plenary that runs.
pub(super) struct Plenary {
    pub(super) state: Town,
    pub(super) town: Town,
    pub(super) hall: Hall,
    pub(super) session: String,
}

pub(super) async fn plenary(house: &House) -> Plenary {
    let (_, state, town) = house.three_levels().await;
    let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
    let session = schedule(house, &town, &hall, "FINAL_PLENARY").await;
    run(house, &town, "startSession", &session).await.done();
    Plenary { state, town, hall, session }
}

pub(super) fn planned(hall: &Hall, kind: &str) -> Value {
    json!({
        "key": key(), "conferenceId": hall.id, "title": "Plenária", "kind": kind, "place": "Auditório",
        "startsAt": "2027-05-20T12:00:00Z", "endsAt": "2027-05-20T15:00:00Z",
    })
}

pub(super) async fn schedule(house: &House, town: &Town, hall: &Hall, kind: &str) -> String {
    let session = house.act(town.secretary(), "scheduleSession", "Session", "id", planned(hall, kind)).await.done();
    session["id"].as_str().unwrap().to_owned()
}

pub(super) async fn run(house: &House, town: &Town, verb: &str, session: &str) -> Answer {
    let input = json!({ "key": key(), "sessionId": session });
    house.act(town.token(Role::Table), verb, "Session", "state startedAt endedAt", input).await
}

impl Plenary {
    pub(super) fn chair(&self) -> &str {
        self.town.token(Role::Table)
    }

    pub(super) fn with(&self, mut input: Value) -> Value {
        input["key"] = json!(key());
        input["conferenceId"] = json!(self.hall.id);
        input
    }

    pub(super) async fn ask(&self, house: &House, who: &Person, kind: &str) -> Answer {
        let input = self.with(json!({ "kind": kind }));
        house.act(&who.token, "requestToSpeak", "SpeechRequest", "id name state kind", input).await
    }

    pub(super) async fn grant(&self, house: &House) -> Answer {
        let fields = "id name state limitSeconds until";
        house.act(self.chair(), "grantFloor", "SpeechRequest", fields, self.with(json!({}))).await
    }

    pub(super) async fn end(&self, house: &House) -> Answer {
        house.act(self.chair(), "endSpeech", "SpeechRequest", "state end", self.with(json!({}))).await
    }

    pub(super) async fn programme(&self, house: &House, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ conference(id: $id) {{ programme {{ {fields} }} }} }}");
        let answer = house.ask("", &query, json!({ "id": self.hall.id })).await.done();
        answer["conference"]["programme"].clone()
    }
}
