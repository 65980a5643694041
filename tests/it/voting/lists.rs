//! Lists of polls, and what is told live.

use super::support::Plenary;
use crate::support::{House, key};
use serde_json::{Value, json};
use testkit::both_databases;

async fn list(hall: &Plenary, token: &str, arguments: &str, fields: &str) -> Value {
    let query = format!(
        "query($id: ID!) {{ conference(id: $id) {{ openPoll {{ number turnout }} polls({arguments}) {{ \
         edges {{ node {{ {fields} }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
    );
    hall.house.ask(token, &query, json!({ "id": hall.hall.id })).await.done()["conference"].clone()
}

fn numbers(listed: &Value) -> Vec<i64> {
    let edges = listed["polls"]["edges"].as_array().unwrap();
    edges.iter().map(|edge| edge["node"]["number"].as_i64().unwrap()).collect()
}

both_databases! {
    async fn polls_are_listed_by_number_and_drafts_to_the_council_only(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let first = hall.opened("SHOW_OF_CARDS").await;
        hall.table("annulPoll", json!({ "key": key(), "pollId": first, "reason": "engano" })).await.done();
        hall.opened("ROLL_CALL").await;
        hall.draft("ROLL_CALL", json!({ "subject": "PROGRAMME_CHANGE" })).await;
        let secretary = list(&hall, hall.town.secretary(), "first: 5", "number").await;
        assert_eq!((numbers(&secretary), &secretary["openPoll"]["number"]), (vec![1, 2, 3], &json!(2)));
        let public = list(&hall, "", "first: 5", "number").await;
        assert_eq!(numbers(&public), [1, 2]);
        let open = list(&hall, "", "filter: { state: OPEN }", "number").await;
        assert_eq!(numbers(&open), [2]);
        let change = list(&hall, hall.town.secretary(), "filter: { subject: PROGRAMME_CHANGE }", "number").await;
        assert_eq!(numbers(&change), [3]);
        let page = list(&hall, hall.town.secretary(), "first: 2", "number").await;
        let after = page["polls"]["pageInfo"]["endCursor"].as_str().unwrap();
        let rest = list(&hall, hall.town.secretary(), &format!("first: 2, after: \"{after}\""), "number").await;
        assert_eq!((numbers(&page), numbers(&rest)), (vec![1, 2], vec![3]));
    }

    async fn a_longer_page_of_polls_costs_no_more_statements(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        for n in 0..12 {
            let kind = if n % 2 == 0 { "ROLL_CALL" } else { "SHOW_OF_CARDS" };
            let poll = hall.opened(kind).await;
            hall.table("annulPoll", json!({ "key": key(), "pollId": poll, "reason": "ensaio" })).await.done();
            let draft = hall.draft(kind, json!({})).await;
            hall.on("publishPoll", &draft).await.done();
        }
        let fields = "number turnout myVote { receipt } counting { agreed } forecast { text } explanation";
        let mut costs = Vec::new();
        for size in [5, 24] {
            let before = hall.house.store.statements();
            let listed = list(&hall, hall.town.secretary(), &format!("first: {size}"), fields).await;
            assert_eq!(numbers(&listed).len(), size);
            costs.push(hall.house.store.statements() - before);
        }
        assert_eq!(costs[0], costs[1]);
    }

    async fn votes_are_told_in_beats_and_acts_of_the_table_at_once(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 6).await;
        let poll = hall.opened("ROLL_CALL").await;
        hall.house.relay().await;
        let version = async || {
            let scope = hall.house.store.read(&policy::system(hall.town.tenant, "test")).await.unwrap();
            store::sequence::current(&scope, hall.hall.row.id).await.unwrap()
        };
        let before = version().await;
        for person in &hall.people {
            hall.vote(person, &poll, "FOR").await.done();
        }
        assert!(version().await - before <= 1, "six votes are told in one beat at most");
        hall.house.relay().await;
        assert!(version().await > before);
        let told = version().await;
        hall.house.relay().await;
        assert_eq!(version().await, told);
        hall.on("closePoll", &poll).await.done();
        assert_eq!(version().await, told + 1);
    }
}
