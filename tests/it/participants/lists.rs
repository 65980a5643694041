//! Lists and figures of participants.

use super::{cpf, listed, register, town_at, user};
use crate::support::{Hall, House};
use domain::conferences::ConferenceState::InProgress;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

const AT: &str = "2027-05-20T12:00:00Z";

async fn page(house: &House, token: &str, hall: &Hall, first: u32, after: Option<&str>) -> Value {
    let query = "query($id: ID!, $first: Int, $after: String) { conference(id: $id) { participants(first: $first, after: $after) \
        { edges { node { id name cpf email category present } } pageInfo { hasNextPage endCursor } } } }";
    let answer = house.ask(token, query, json!({ "id": hall.id, "first": first, "after": after })).await.done();
    answer["conference"]["participants"].clone()
}

both_databases! {
    async fn people_are_found_without_accents_and_by_document(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let mut renamed = user(1, "Umbelina Sucupira");
        renamed["socialName"] = json!("Aurora Ipê");
        register(&house, &town, &hall, renamed).await;
        register(&house, &town, &hall, user(2, "João Jatobá")).await;
        let names = async |token: &str, filter: Value| -> Vec<Value> {
            listed(&house, token, &hall, filter, "name").await.into_iter().map(|row| row["name"].clone()).collect()
        };
        assert_eq!(names(town.secretary(), json!({})).await, ["Aurora Ipê", "João Jatobá"]);
        assert_eq!(names(town.secretary(), json!({ "search": "  JOAO " })).await, ["João Jatobá"]);
        assert_eq!(names(town.secretary(), json!({ "search": "umbelina" })).await, Vec::<Value>::new());
        assert_eq!(names(town.secretary(), json!({ "search": cpf(1) })).await, ["Aurora Ipê"]);
        assert_eq!(names(town.token(Role::Auditor), json!({ "search": cpf(1) })).await, Vec::<Value>::new());
        assert_eq!(names(town.secretary(), json!({ "segment": "WORKERS" })).await, Vec::<Value>::new());
        let pending = json!({ "eligibility": "PENDING", "category": "CIVIL_SOCIETY", "present": false, "hasBadge": false });
        assert_eq!(names(town.secretary(), pending).await.len(), 2);
    }

    async fn the_list_is_for_people_of_the_council(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, InProgress).await;
        let people = house.delegates(&hall, 2).await;
        let query = "query($id: ID!) { conference(id: $id) { participants(first: 5) { edges { node { id } } } } }";
        let as_who = async |token: &str| house.ask(token, query, json!({ "id": hall.id })).await.error();
        assert_eq!(as_who("").await, "UNAUTHENTICATED");
        assert_eq!(as_who(state.secretary()).await, "NOT_FOUND");
        assert_eq!(as_who(&people[0].token).await, "NOT_PERMITTED");
        let one = "query($id: ID!) { participant(id: $id) { id } }";
        assert_eq!(house.ask(&people[0].token, one, json!({ "id": people[1].id })).await.error(), "NOT_PERMITTED");
        assert_eq!(house.ask(state.secretary(), one, json!({ "id": people[1].id })).await.error(), "NOT_FOUND");
        let own = house.ask(&people[0].token, "{ me { registration { id email category } } }", json!({})).await.done();
        assert_eq!(own["me"]["registration"]["id"], people[0].id);
        assert!(own["me"]["registration"]["email"].as_str().unwrap().starts_with("pessoa0@"));
    }

    async fn two_thousand_people_are_paged_with_as_few_statements_as_five(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        house.crowd(&hall, 2_000).await;
        let cost = async |first: u32| {
            let before = house.store.statements();
            page(&house, town.secretary(), &hall, first, None).await;
            house.store.statements() - before
        };
        assert_eq!(cost(5).await, cost(50).await);
        let mut after: Option<String> = None;
        let mut seen = Vec::new();
        loop {
            let rows = page(&house, town.secretary(), &hall, 50, after.as_deref()).await;
            seen.extend(rows["edges"].as_array().unwrap().iter().map(|edge| edge["node"]["name"].to_string()));
            if rows["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = rows["pageInfo"]["endCursor"].as_str().map(str::to_owned);
        }
        assert_eq!(seen.len(), 2_000);
        assert!(seen.is_sorted());
        let query = "query($id: ID!) { conference(id: $id) { participantCounts { registered present absent \
            byPool { pool registered } parityPresent { government civilSociety onParity } } } }";
        let before = house.store.statements();
        let counts = house.ask(town.secretary(), query, json!({ "id": hall.id })).await.done();
        assert_eq!(counts["conference"]["participantCounts"]["registered"], 2_000);
        assert_eq!(counts["conference"]["participantCounts"]["byPool"][0], json!({ "pool": "GOVERNMENT", "registered": 500 }));
        assert!(house.store.statements() - before <= 12, "{}", house.store.statements() - before);
    }
}
