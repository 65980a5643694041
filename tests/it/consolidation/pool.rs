//! The pool of proposals: lineage, merging, the book, the path.

use crate::reports::desk::{facts_of, specimen_facts};
use crate::support::{Hall, House, Town, key};
use serde_json::{Value, json};
use testkit::both_databases;

const ITEM: &str = "id axis level text councils isMerged inForce origins { place label priority proposal }";

async fn pool(house: &House, state: &Town, conference: &Hall, filter: Value) -> Vec<Value> {
    let query = format!(
        "query($id: ID!, $filter: PoolFilterInput) {{ conference(id: $id) {{ pool(filter: $filter, first: 50) {{ edges {{ node {{ {ITEM} }} }} }} }} }}"
    );
    let answer = house.ask(state.secretary(), &query, json!({ "id": conference.id, "filter": filter })).await.done();
    let edges = answer["conference"]["pool"]["edges"].as_array().unwrap().clone();
    edges.iter().map(|edge| edge["node"].clone()).collect()
}

/// Two towns filed and were accepted; the state's conference is planned.
async fn two_towns(house: &House) -> (Town, Town, Hall, Hall) {
    let (_, state, town) = house.three_levels().await;
    let hall = house.filed(&state, &town, &specimen_facts()).await;
    house.accepted(&state, &hall).await;
    let conference = house.conference_above(&state, &hall).await;
    (state, town, hall, conference)
}

both_databases! {
    async fn accepted_proposals_for_the_state_and_the_union_go_up_with_their_lineage(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, _, _, conference) = two_towns(&house).await;
        let all = pool(&house, &state, &conference, json!({})).await;
        assert_eq!(all.len(), 15, "ten for the state, five for the Union; those for the municipality stay");
        assert!(all.iter().all(|item| item["level"] != "MUNICIPAL" && item["councils"] == 1));
        let first = pool(&house, &state, &conference, json!({ "axis": 1, "level": "STATE" })).await;
        let labels: Vec<&Value> = first.iter().map(|item| &item["origins"][0]["label"]).collect();
        assert_eq!(labels, ["1E2", "1E1"], "in the order of the report");
        assert_eq!(first[0]["origins"][0]["place"], "Itamarandiba");
        let found = pool(&house, &state, &conference, json!({ "search": "itamarandiba", "axis": 2 })).await;
        assert_eq!(found.len(), 3);
    }

    async fn proposals_are_merged_split_worded_and_undone(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, _, _, conference) = two_towns(&house).await;
        let two = pool(&house, &state, &conference, json!({ "axis": 1, "level": "STATE" })).await;
        let union = pool(&house, &state, &conference, json!({ "axis": 1, "level": "UNION" })).await;
        let merge = |items: Value| json!({ "key": key(), "poolItemIds": items, "text": " Um texto só. " });
        let act = |input: Value| house.act(state.secretary(), "mergeIntoProposal", "PoolItem", ITEM, input);
        assert_eq!(act(merge(json!([two[0]["id"]]))).await.refusal(), "POOL_WRONG_NUMBER");
        assert_eq!(act(merge(json!([two[0]["id"], union[0]["id"]]))).await.refusal(), "POOL_DIFFERENT_PLACE");
        let merged = act(merge(json!([two[0]["id"], two[1]["id"]]))).await.done();
        assert_eq!((&merged["text"], &merged["isMerged"], &merged["councils"]), (&json!("Um texto só."), &json!(true), &json!(1)));
        assert_eq!(act(merge(json!([two[0]["id"], two[1]["id"]]))).await.refusal(), "POOL_ALREADY_MERGED");
        assert_eq!(pool(&house, &state, &conference, json!({ "axis": 1, "level": "STATE" })).await.len(), 1);

        let reword = json!({ "key": key(), "poolItemId": merged["id"], "text": "Outra redação." });
        let worded = house.act(state.secretary(), "rewordMerge", "PoolItem", ITEM, reword).await.done();
        assert_eq!(worded["text"], "Outra redação.");
        let original = json!({ "key": key(), "poolItemId": union[0]["id"], "text": "x" });
        assert_eq!(house.act(state.secretary(), "rewordMerge", "PoolItem", ITEM, original).await.refusal(), "POOL_NOT_MERGED");

        let undo = || json!({ "key": key(), "conferenceId": conference.id });
        let back = |input: Value| house.act(state.secretary(), "undoConsolidation", "PoolOperation", "act number undoneAt", input);
        assert_eq!(back(undo()).await.done()["act"], "REWORD");
        assert_eq!(back(undo()).await.done()["act"], "MERGE");
        assert_eq!(back(undo()).await.refusal(), "POOL_NOTHING_TO_UNDO");
        assert_eq!(pool(&house, &state, &conference, json!({ "axis": 1, "level": "STATE" })).await, two);
        let again = act(merge(json!([two[0]["id"], two[1]["id"]]))).await.done();
        let split = json!({ "key": key(), "poolItemId": again["id"] });
        let parts = house.act(state.secretary(), "splitMerge", "PoolItemList", "items { id inForce }", split).await.done();
        assert_eq!(parts["items"].as_array().unwrap().len(), 2);
    }

    async fn two_who_merge_the_same_proposal_at_once_merge_it_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, _, _, conference) = two_towns(&house).await;
        let two = pool(&house, &state, &conference, json!({ "axis": 2, "level": "STATE" })).await;
        let merge = || json!({ "key": key(), "poolItemIds": [two[0]["id"], two[1]["id"]], "text": "Um só." });
        let act = |input: Value| house.act(state.secretary(), "mergeIntoProposal", "PoolItem", "id", input);
        let (one, other) = tokio::join!(act(merge()), act(merge()));
        let refused = [&one, &other].into_iter().filter(|answer| answer.data["code"] == "POOL_ALREADY_MERGED").count();
        assert_eq!(refused, 1);
    }

    async fn a_town_follows_its_proposal_to_the_book_of_the_state(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, town, hall, conference) = two_towns(&house).await;
        let two = pool(&house, &state, &conference, json!({ "axis": 1, "level": "STATE" })).await;
        let merge = json!({ "key": key(), "poolItemIds": [two[0]["id"], two[1]["id"]], "text": "Um texto só." });
        house.act(state.secretary(), "mergeIntoProposal", "PoolItem", "id", merge).await.done();
        let query = "query($id: ID!, $p: String!) { proposalPath(conferenceId: $id, proposal: $p) { kind label text councils council { acronym } } }";
        let path = |token: String| {
            let (house, variables) = (&house, json!({ "id": hall.id, "p": two[0]["origins"][0]["proposal"] }));
            async move { house.ask(&token, query, variables).await.done()["proposalPath"].clone() }
        };
        let kinds = |path: &Value| path.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(kinds(&path(town.secretary().to_owned()).await), ["FILED", "ACCEPTED", "MERGED"]);
        assert_eq!(kinds(&path(String::new()).await), ["FILED", "ACCEPTED"], "the state's desk is not public");
        let publish = json!({ "key": key(), "conferenceId": conference.id });
        let book = house.act(state.secretary(), "publishCaderno", "PublishedBook", "entries", publish).await.done();
        assert_eq!(book["entries"], 14);
        let public = path(String::new()).await;
        assert_eq!(kinds(&public), ["FILED", "ACCEPTED", "MERGED", "IN_BOOK"]);
        assert_eq!((&public[3]["label"], &public[3]["text"]), (&json!("1E1"), &json!("Um texto só.")));
        let query = "query($id: ID!) { conference(id: $id) { caderno(first: 50) { edges { node { number text councils proposalId } } } } }";
        let shown = house.ask("", query, json!({ "id": conference.id })).await.done();
        let edges = shown["conference"]["caderno"]["edges"].as_array().unwrap();
        assert_eq!((edges.len(), &edges[0]["node"]["number"]), (14, &json!("1E1")));
        assert!(edges.iter().all(|edge| !edge["node"]["proposalId"].is_null()), "the same plenary works on them");
        let late = json!({ "key": key(), "poolItemIds": [two[0]["id"], two[1]["id"]], "text": "x" });
        assert_eq!(house.act(state.secretary(), "mergeIntoProposal", "PoolItem", "id", late).await.refusal(), "BOOK_PUBLISHED");
    }

    async fn similar_proposals_are_searched_and_found_again(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, _, hall, conference) = two_towns(&house).await;
        let other = house.municipality(&state, "3106200").await;
        let second = house.drafted(&state, &other, &facts_of("Belo Horizonte")).await;
        house.under_the_cycle_of(&second, &hall).await;
        house.sign(&other, &second).await.done();
        house.file(&other, &second).await.done();
        house.relay().await;
        let entries = house.inbox(&state, &hall, json!({ "state": "RECEIVED" })).await;
        let id = entries["places"]["edges"][0]["node"]["entry"]["id"].clone();
        let accept = json!({ "key": key(), "inboxEntryId": id });
        house.act(state.secretary(), "acceptReport", "InboxEntry", "state", accept).await.done();
        let suggest = json!({ "key": key(), "conferenceId": conference.id });
        house.act(state.secretary(), "suggestClusters", "ClusterRun", "state", suggest).await.done();
        let query = "query($id: ID!) { conference(id: $id) { clusterRun { state stepsDone steps itemsCompared clustersFound \
            clusters(first: 50) { edges { node { id size score items { text } } } } } } }";
        let mut run = Value::Null;
        for _ in 0..500 {
            run = house.ask(state.secretary(), query, json!({ "id": conference.id })).await.done()["conference"]["clusterRun"].clone();
            if run["state"] != "RUNNING" {
                break;
            }
        }
        assert_eq!((&run["state"], &run["stepsDone"], &run["itemsCompared"]), (&json!("DONE"), &json!(5), &json!(30)));
        let clusters = run["clusters"]["edges"].as_array().unwrap();
        let sizes: Vec<i64> = clusters.iter().map(|one| one["node"]["size"].as_i64().unwrap()).collect();
        assert!(!sizes.is_empty() && sizes.iter().all(|size| size % 2 == 0), "every proposal has its twin: {sizes:?}");
        let filter = json!({ "clusterId": clusters[0]["node"]["id"] });
        assert_eq!(pool(&house, &state, &conference, filter).await.len() as i64, sizes[0]);
    }
}
