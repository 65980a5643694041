//! The story: from a council's sign-up to its delegates accredited at the state, through HTTP and
//! WebSocket only. Read it from top to bottom.

pub(crate) mod before;
mod day;
pub(crate) mod people;
pub(crate) mod plenary;

use crate::support::{House, cycle_input, key, parameters};
use people::{council_joins, is_invited, signs_in};
use serde_json::{Value, json};
use testkit::both_databases;

/// Delegates of the story: two of the government, two of the users, two of the workers.
pub(crate) const CROWD: [(&str, Option<&str>, &str); 6] = [
    ("Rosalvo Buriti", None, "GOVERNMENT"),
    ("Serafina Pitangueira", None, "GOVERNMENT"),
    ("Jovelina Guapeva", Some("USERS"), "CIVIL_SOCIETY"),
    ("Sebastiana Gameleira", Some("USERS"), "CIVIL_SOCIETY"),
    ("Eunice Cedro", Some("WORKERS"), "CIVIL_SOCIETY"),
    ("Adelina Paineira", Some("WORKERS"), "CIVIL_SOCIETY"),
];

pub(crate) struct Delegate {
    pub(crate) id: Value,
    pub(crate) token: String,
}

/// The council whose conference is told, with the people who work for it.
pub(crate) struct Town<'a> {
    pub(crate) house: &'a House,
    pub(crate) secretary: String,
    pub(crate) president: String,
    pub(crate) desk: String,
    pub(crate) table: String,
    pub(crate) rapporteur: String,
    pub(crate) conference: Value,
    pub(crate) delegates: Vec<Delegate>,
}

/// 22 April 2027, four weeks before the conference.
pub(crate) const APRIL: i64 = 1_808_395_200_000;
/// 20 May 2027, nine in the morning in Brasília.
pub(crate) const MORNING: i64 = 1_810_814_400_000;

both_databases! {
    async fn a_conference_from_the_sign_up_to_the_delegate_accredited_at_the_state(db: TestDatabase) {
        let house = House::open(db).await;
        house.clock.set(APRIL);

        // The councils sign up, one under the other.
        house.national().await;
        let national = signs_in(&house, "secretaria@cnas.test").await;
        let (state, ceas) = council_joins(&house, &national, "ceas@mg.test", json!({ "level": "STATE", "uf": "MG" })).await;
        let place = json!({ "level": "MUNICIPAL", "ibgeCode": "3132503" });
        let (council, secretary) = council_joins(&house, &ceas, "cmas@itamarandiba.test", place).await;

        // The state publishes its cycle and plans its own conference, to which the towns elect.
        let cycle = publishes_the_cycle(&house, &ceas, &state).await;
        let above = plans(&house, &ceas, &state, &cycle, ["2027-09-10", "2027-09-12"]).await;

        let desk_above = is_invited(&house, &ceas, &state, "CREDENTIALING").await;

        // The town's secretary invites her people, plans, and the mayor and the president convene.
        let conference = plans(&house, &secretary, &council, &cycle, ["2027-05-20", "2027-05-21"]).await;
        let mut town = Town {
            president: is_invited(&house, &secretary, &council, "PRESIDENT").await,
            desk: is_invited(&house, &secretary, &council, "CREDENTIALING").await,
            table: is_invited(&house, &secretary, &council, "TABLE").await,
            rapporteur: is_invited(&house, &secretary, &council, "RAPPORTEUR").await,
            house: &house, secretary, conference, delegates: Vec::new(),
        };
        town.convenes().await;
        town.names_a_committee_on_parity().await;
        let contribution = town.hears_people_at_the_cras().await;
        town.drafts_the_rules().await;

        // People register from home; the secretary accepts them, and each is given a group.
        town.registers_people().await;
        let group = town.forms_a_group().await;

        // The day: the door opens, badges are read, the hall's display lights up.
        house.clock.set(MORNING);
        town.opens_the_door().await;
        house.keep_relaying();
        let query = "subscription($id: ID!) { plenary(conferenceId: $id) { version phase turnout lastResult { result { outcome } } } }";
        let mut display = house.subscribe(&town.display().await, query, json!({ "id": town.conference })).await;
        assert_eq!(display.next().await.done()["plenary"]["phase"], "IN_PROGRESS");

        // The rules are read; a delegate calls a destaque; the plenary votes and adopts.
        let opening = town.session("OPENING_PLENARY", [9, 11]).await;
        town.leads("startSession", "Session", "state", json!({ "sessionId": opening })).await;
        town.leads("verifyQuorum", "QuorumVerification", "reached", json!({ "sessionId": opening, "call": "FIRST" })).await;
        let destaque = town.reads_the_rules().await;
        town.adopts_the_rules(&destaque).await;
        let seen = display.until(|data| data["plenary"]["lastResult"]["result"]["outcome"] == "APPROVED").await;
        assert_eq!(seen["plenary"]["lastResult"]["result"]["outcome"], "APPROVED", "the display shows the result by itself");
        town.leads("closeSession", "Session", "state", json!({ "sessionId": opening })).await;

        // What the last conference decided is checked.
        town.checks_what_was_decided_before().await;

        // The group discusses what was said at the CRAS; its proposals come before the final plenary.
        town.the_group_works(&group, &contribution).await;
        let last = town.session("FINAL_PLENARY", [13, 19]).await;
        town.leads("startSession", "Session", "state", json!({ "sessionId": last })).await;
        town.decides_the_proposals().await;
        town.everybody_was_at(&[&opening, &last]).await;

        // The segments elect, everybody evaluates, the conference ends.
        let election = town.nominates().await;
        town.elects_its_delegates(&election, [0, 0, 2, 2, 4, 4]).await;
        town.evaluates(None).await;
        town.leads("closeSession", "Session", "state", json!({ "sessionId": last })).await;
        town.on_the_conference(&town.desk, "closeCredentialing", "Conference", "id").await;
        town.on_the_conference(&town.secretary, "closeConference", "Conference", "state").await;

        // The report makes itself; the president signs, the secretary files, the state sees it arrive.
        let query = "subscription($id: ID!) { submissions(cycleId: $id) { received accepted } }";
        let mut inbox = house.subscribe(&ceas, query, json!({ "id": cycle })).await;
        town.files_its_report().await;
        inbox.until(|data| data["submissions"]["received"] == 1).await;
        accepts(&house, &ceas).await;
        inbox.until(|data| data["submissions"]["accepted"] == 1).await;

        // The elected are accredited at the state's conference, and the proposal kept its way.
        accredits(&house, &desk_above, &ceas, &above).await;
        let query = "query($id: ID!) { conference(id: $id) { pool(first: 10) { edges { node { text councils } } } } }";
        let pool = house.ask(&ceas, query, json!({ "id": above })).await.done();
        assert!(pool.to_string().contains("ônibus"), "what was said at the CRAS arrived at the state: {pool}");
    }
}

async fn publishes_the_cycle(house: &House, ceas: &str, state: &str) -> Value {
    let parameters = cycle_input(&parameters());
    let create = json!({ "key": key(), "councilId": state, "name": "14º ciclo", "parameters": parameters });
    let cycle = house.act(ceas, "createCycle", "Cycle", "id version", create).await.done();
    let publish = json!({ "key": key(), "cycleId": cycle["id"], "version": cycle["version"] });
    house.act(ceas, "publishCycle", "Cycle", "id", publish).await.done()["id"].clone()
}

async fn plans(house: &House, secretary: &str, council: &str, cycle: &Value, days: [&str; 2]) -> Value {
    let plan = json!({
        "key": key(), "councilId": council, "cycleId": cycle, "edition": 13, "firstDay": days[0], "lastDay": days[1],
        "venueName": "Centro de Eventos", "venueAddress": "Avenida das Quaresmeiras, 100",
    });
    house.act(secretary, "planConference", "Conference", "id", plan).await.done()["id"].clone()
}

pub(crate) async fn accepts(house: &House, ceas: &str) {
    let query = "{ council(slug: \"mg\") { inbox { places(first: 5) { edges { node { entry { id place } } } } } } }";
    let inbox = house.ask(ceas, query, json!({})).await.done();
    let places = inbox["council"]["inbox"]["places"]["edges"].as_array().unwrap();
    let entry = places.iter().map(|place| &place["node"]["entry"]).find(|entry| !entry.is_null()).unwrap();
    let accept = json!({ "key": key(), "inboxEntryId": entry["id"] });
    house.act(ceas, "acceptReport", "InboxEntry", "state", accept).await.done();
}

async fn accredits(house: &House, desk: &str, ceas: &str, above: &Value) {
    let query = "query($id: ID!) { conference(id: $id) { accreditation(first: 20) { edges { node { id name kind decision } } } } }";
    let list = house.ask(ceas, query, json!({ "id": above })).await.done();
    let rows = list["conference"]["accreditation"]["edges"].as_array().unwrap().clone();
    assert!(rows.iter().any(|row| row["node"]["kind"] == "TITULAR"), "{list}");
    for row in &rows {
        let accredit = json!({ "key": key(), "accreditationId": row["node"]["id"] });
        let done = house.act(desk, "accreditDelegate", "Accreditation", "decision", accredit).await.done();
        assert_eq!(done["decision"], "ACCREDITED");
    }
}
