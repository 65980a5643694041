//! The accreditation list.

use crate::reports::desk::specimen_facts;
use crate::support::{Hall, House, Town, key};
use policy::Role;
use serde_json::{Value, json};
use store::cycles::cycle;
use testkit::both_databases;

const FIELDS: &str = "id name place kind pool state decision reason cpf participantId";

async fn list(house: &House, token: &str, conference: &Hall) -> Vec<Value> {
    let query = format!(
        "query($id: ID!) {{ conference(id: $id) {{ accreditation(first: 50) {{ edges {{ node {{ {FIELDS} }} }} }} }} }}"
    );
    let answer = house.ask(token, &query, json!({ "id": conference.id })).await.done();
    let edges = answer["conference"]["accreditation"]["edges"].as_array().unwrap().clone();
    edges.iter().map(|edge| edge["node"].clone()).collect()
}

fn of<'a>(list: &'a [Value], name: &str) -> &'a Value {
    list.iter().find(|one| one["name"] == name).unwrap()
}

async fn act(house: &House, state: &Town, name: &str, delegate: &Value) -> crate::support::Answer {
    let (success, fields) = match name {
        "accreditDelegate" => ("Accreditation", FIELDS.to_owned()),
        _ => ("AccreditationList", format!("delegates {{ {FIELDS} }}")),
    };
    let input = json!({ "key": key(), "accreditationId": delegate["id"] });
    house.act(state.token(Role::Credentialing), name, success, &fields, input).await
}

/// The cycle of a hall as its council publishes it next: without alternates.
async fn without_alternates(house: &House, state: &Town, hall: &Hall) {
    let id = house.conference(hall).await.cycle_id;
    let permit = policy::system(state.tenant, "test");
    let published = house.store.transact("test.cycle", &permit, |scope| async move {
        let mut row = scope.get::<cycle::Entity>(id).await?.unwrap();
        let parameters = row.published_parameters.as_mut().unwrap();
        parameters.0.election.alternates_per_seat = 0;
        scope.save::<cycle::Entity>(row).await
    });
    published.await.unwrap();
}

both_databases! {
    async fn an_accepted_delegation_is_accredited_and_takes_part(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.filed(&state, &town, &specimen_facts()).await;
        house.accepted(&state, &hall).await;
        let conference = house.conference_above(&state, &hall).await;
        let all = list(&house, state.secretary(), &conference).await;
        assert_eq!(all.len(), 7);
        assert_eq!(all.iter().filter(|one| one["state"] == "SEATED").count(), 4);
        assert!(all.iter().all(|one| one["decision"] == "PENDING" && one["participantId"].is_null()));
        assert_eq!(of(&all, "Otaviano Jatobá Gameleira")["cpf"].as_str().unwrap().len(), 14);
        let auditor = list(&house, state.token(Role::Auditor), &conference).await;
        assert!(auditor.iter().all(|one| one["cpf"].is_null()));

        let user = of(&all, "Otaviano Jatobá Gameleira");
        let done = act(&house, &state, "accreditDelegate", user).await.done();
        assert_eq!(done["decision"], "ACCREDITED");
        assert!(!done["participantId"].is_null(), "a participant of the state's conference");
        assert_eq!(act(&house, &state, "accreditDelegate", user).await.refusal(), "ACCREDITATION_DECIDED");

        let alternate = of(&all, "Sebastiana Mulungu Gameleira");
        assert!(act(&house, &state, "accreditDelegate", alternate).await.done()["participantId"].is_null());
        let changed = act(&house, &state, "substituteAccredited", user).await.done();
        let changed = changed["delegates"].as_array().unwrap();
        assert_eq!(of(changed, "Otaviano Jatobá Gameleira")["state"], "REPLACED");
        let taker = of(changed, "Sebastiana Mulungu Gameleira");
        assert_eq!(taker["state"], "SEATED");
        assert!(!taker["participantId"].is_null());
        let worker = of(&all, "Olímpia Ipê Taquara");
        assert_eq!(act(&house, &state, "substituteAccredited", worker).await.refusal(), "ROSTER_NO_ALTERNATE");
        let back = act(&house, &state, "reinstateAccredited", user).await.done();
        assert_eq!(of(back["delegates"].as_array().unwrap(), "Otaviano Jatobá Gameleira")["state"], "SEATED");
    }

    async fn a_delegation_beyond_the_seats_of_the_place_is_not_accepted(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.filed(&state, &town, &specimen_facts()).await;
        // The town filed by the seats it had accepted; the state has published fewer since.
        without_alternates(&house, &state, &hall).await;
        let entry = house.inbox_entry(&state, &hall).await;
        let query = "query($id: ID!) { receivedReport(inboxEntryId: $id) { quotaProblems { code message rule } } }";
        let problems = house.ask(state.secretary(), query, json!({ "id": entry["id"] })).await.done();
        assert_eq!(problems["receivedReport"]["quotaProblems"][0]["code"], "TOO_MANY_ALTERNATES_IN_POOL");
        let accept = json!({ "key": key(), "inboxEntryId": entry["id"] });
        let refused = house.act(state.secretary(), "acceptReport", "InboxEntry", "state", accept).await;
        assert_eq!((refused.refusal().as_str(), &refused.data["rule"]), ("TOO_MANY_ALTERNATES_IN_POOL", &json!("seatTable")));
        assert_eq!(house.inbox_entry(&state, &hall).await["state"], "RECEIVED");
    }

    async fn strangers_see_and_decide_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.filed(&state, &town, &specimen_facts()).await;
        let entry = house.inbox_entry(&state, &hall).await;
        let accept = || json!({ "key": key(), "inboxEntryId": entry["id"] });
        let decide = |token: String| {
            let (house, input) = (&house, accept());
            async move { house.act(&token, "acceptReport", "InboxEntry", "state", input).await }
        };
        assert_eq!(decide(town.secretary().to_owned()).await.error(), "NOT_FOUND");
        assert_eq!(decide(state.token(Role::Auditor).to_owned()).await.refusal(), "NOT_PERMITTED");
        let query = "query($id: ID!) { receivedReport(inboxEntryId: $id) { entry { place } } }";
        assert_eq!(house.ask(town.secretary(), query, json!({ "id": entry["id"] })).await.error(), "NOT_FOUND");
    }
}
