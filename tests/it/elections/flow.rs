//! An election in few words, for the tests of this capability.

use crate::support::{Answer, Hall, House, Person, Town, key};
use domain::conferences::ConferenceState;
use domain::cycles::CycleParameters;
use policy::Role;
use serde_json::{Value, json};
use store::conferences::conference;
use store::participants::participant;

/// What tests ask of an election.
pub const ELECTION: &str = "id number state sizeClass homologated seed seedCommitment annulledBecause \
    seats { total government users workers entities } \
    nominations { id number participantId name pool state consented reason attended counted } \
    meetings { pool seats state voters voted } \
    result { reservedNeeded reservedElected parity { government civilSociety } trace \
      counts { pool votes blank acclaimed } vacant { kind pool order reason } \
      titulars { ...P } alternates { ...P } notElected { ...P } }";
/// What belongs to [`ELECTION`] outside.
pub const PERSON: &str = "fragment P on ElectedPerson { order pool sector participantId name votes reason }";

/// A council whose conference elects.
pub struct Contest {
    pub town: Town,
    pub hall: Hall,
}

impl Contest {
    /// A conference in progress with these parameters.
    pub async fn open(house: &House, parameters: CycleParameters) -> Self {
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall_with(&state, &town, ConferenceState::InProgress, parameters).await;
        Self { town, hall }
    }

    /// The token of the table (*mesa*).
    pub fn table(&self) -> &str {
        self.town.token(Role::Table)
    }

    /// Opens nominations and gives the election's id.
    pub async fn nominations(&self, house: &House) -> String {
        let input = json!({ "key": key(), "conferenceId": self.hall.id });
        let opened = house.act(self.table(), "openNominations", "Election", "id", input).await.done();
        opened["id"].as_str().unwrap().to_owned()
    }

    /// The table presents somebody who agreed.
    pub async fn nominate(&self, house: &House, election: &str, person: &Person) -> Value {
        let input = json!({ "key": key(), "electionId": election, "participantId": person.id, "consented": true });
        house.act(self.table(), "nominate", "Nomination", "id pool state", input).await.done()
    }

    /// A step of the table that needs the election alone.
    pub async fn step(&self, house: &House, name: &str, election: &str) -> Answer {
        let input = json!({ "key": key(), "electionId": election });
        house.act(self.table(), name, "Election", "id state", input).await
    }

    /// A step of the table in the meeting of a pool.
    pub async fn meeting(&self, house: &House, name: &str, election: &str, pool: &str) -> Answer {
        let input = json!({ "key": key(), "electionId": election, "pool": pool });
        house.act(self.table(), name, "ElectionMeeting", "pool state seats voters voted", input).await
    }

    /// The election as somebody sees it.
    pub async fn seen_by(&self, house: &House, token: &str) -> Value {
        let query = format!("query($id: ID!) {{ conference(id: $id) {{ elections {{ {ELECTION} }} }} }} {PERSON}");
        let answer = house.ask(token, &query, json!({ "id": self.hall.id })).await.done();
        answer["conference"]["elections"].as_array().unwrap().last().unwrap().clone()
    }

    /// The plenary decides on the result by show of cards.
    pub async fn homologate(&self, house: &House, election: &str, approved: bool) -> String {
        house.at_a_glance(self.table(), &self.hall, "ELECTION_HOMOLOGATION", &[election], approved).await
    }
}

/// Casts a ballot; no name is a blank one.
pub async fn cast(house: &House, token: &str, election: &str, pool: &str, names: &[&str]) -> Answer {
    let input =
        json!({ "key": key(), "electionId": election, "pool": pool, "choices": names, "blank": names.is_empty() });
    house.act(token, "castBallot", "ElectionMeeting", "pool state voters voted", input).await
}

/// Changes the conference behind the API's back.
pub async fn change_hall(house: &House, hall: &Hall, change: impl Fn(conference::Model) -> conference::Model) {
    let permit = policy::system(hall.row.tenant, "test");
    let change = &change;
    house
        .store
        .transact("test.hall", &permit, |scope| async move {
            let kept = scope.get::<conference::Entity>(hall.row.id).await?.unwrap();
            scope.save::<conference::Entity>(change(kept)).await
        })
        .await
        .unwrap();
}

/// Changes a participant behind the API's back.
pub async fn change_person(
    house: &House,
    hall: &Hall,
    person: &Person,
    change: impl Fn(participant::Model) -> participant::Model,
) {
    let permit = policy::system(hall.row.tenant, "test");
    let change = &change;
    house
        .store
        .transact("test.person", &permit, |scope| async move {
            let kept = scope.get::<participant::Entity>(person.row).await?.unwrap();
            scope.save::<participant::Entity>(change(kept)).await
        })
        .await
        .unwrap();
}
