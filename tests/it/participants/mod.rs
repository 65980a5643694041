//! Participants: registration, credentialing, badges, eligibility, import.

mod badges;
mod desk;
mod import;
mod lists;
mod registration;
mod review;
mod specimen;

use crate::support::{Hall, House, Town, key};
use chrono::{DateTime, Utc};
use domain::conferences::ConferenceState;
use serde_json::{Value, json};

/// What tests ask of a participant.
pub const FIELDS: &str =
    "id number name category segment eligibility present checkInAt checkInDesk checkOutAt votes version";

/// A town with a conference in a state, at a moment.
pub async fn town_at(house: &House, state: ConferenceState, at: &str) -> (Town, Hall) {
    let (_, above, town) = house.three_levels().await;
    let hall = house.hall(&above, &town, state).await;
    set_clock(house, at);
    (town, hall)
}

/// Moves the clock to a moment.
pub fn set_clock(house: &House, at: &str) {
    house.clock.set(at.parse::<DateTime<Utc>>().unwrap().timestamp_millis());
}

/// A CPF with its check digits, from a small number.
pub fn cpf(n: u32) -> String {
    let text = format!("{n:09}");
    let digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
    domain::participants::Cpf::completing(digits.try_into().unwrap()).unwrap().to_string()
}

/// A delegate of the users, as typed.
pub fn user(n: u32, name: &str) -> Value {
    json!({
        "name": name, "cpf": cpf(n), "email": format!("Pessoa{n}@Exemplo.test"), "category": "CIVIL_SOCIETY",
        "segment": "USERS", "axisPreferences": [2, 1], "reservedGroups": ["BLACK"],
    })
}

/// An observer, as typed.
pub fn observer(name: &str) -> Value {
    json!({ "name": name, "category": "OBSERVER" })
}

/// The input of a registration.
pub fn registration(hall: &Hall, person: Value) -> Value {
    json!({ "key": key(), "conferenceId": hall.id, "person": person })
}

/// Registers somebody at the secretariat.
pub async fn register(house: &House, town: &Town, hall: &Hall, person: Value) -> Value {
    let input = registration(hall, person);
    house.act(town.secretary(), "registerParticipant", "Participant", FIELDS, input).await.done()
}

/// The nodes of a list of participants.
pub async fn listed(house: &House, token: &str, hall: &Hall, filter: Value, fields: &str) -> Vec<Value> {
    let query = format!(
        "query($id: ID!, $filter: ParticipantFilterInput) {{ conference(id: $id) {{ \
         participants(first: 50, filter: $filter) {{ edges {{ node {{ {fields} }} }} }} }} }}"
    );
    let answer = house.ask(token, &query, json!({ "id": hall.id, "filter": filter })).await.done();
    let edges = answer["conference"]["participants"]["edges"].as_array().unwrap();
    edges.iter().map(|edge| edge["node"].clone()).collect()
}

/// The input of an entry.
pub fn entry(participant: &Value, desk: &str) -> Value {
    json!({ "key": key(), "participantId": participant, "desk": desk })
}

/// A badge with its PIN.
pub async fn badge(house: &House, town: &Town, hall: &Hall, participant: &str) -> (String, String) {
    let input = json!({ "key": key(), "conferenceId": hall.id, "participantId": participant });
    let issued = house.act(town.secretary(), "issueBadge", "Badge", "badgeCode pin", input).await.done();
    (issued["badgeCode"].as_str().unwrap().to_owned(), issued["pin"].as_str().unwrap().to_owned())
}
