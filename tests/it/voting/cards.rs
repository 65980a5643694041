//! Shows of cards: tellers, recounts, declarations.

use super::support::Plenary;
use crate::support::{Answer, House, global, key};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;
use uuid::Uuid;

async fn declare(hall: &Plenary, poll: &str, kind: &str, approved: bool) -> Answer {
    let declaration = json!({ "kind": kind, "approved": approved });
    hall.table("recordShowOfCards", json!({ "key": key(), "pollId": poll, "declaration": declaration })).await
}

both_databases! {
    async fn tellers_who_agree_give_the_result_at_the_closing(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 10).await;
        let poll = hall.opened("SHOW_OF_CARDS").await;
        let first = hall.count(&poll, "Rosa", 1, [6, 3, 1]).await.done();
        assert_eq!((&first["counting"]["agreed"], &first["counting"]["round"]), (&json!(false), &json!(1)));
        let second = hall.count(&poll, "Bento", 1, [6, 3, 1]).await.done();
        assert_eq!(second["counting"]["agreed"], true);
        assert_eq!(hall.see("", &poll, "counting { round } result { outcome }").await, json!({ "counting": null, "result": null }));
        let closed = hall.on("closePoll", &poll).await.done();
        assert_eq!((&closed["state"], &closed["result"]["outcome"]), (&json!("TALLIED"), &json!("APPROVED")));
        assert_eq!(hall.count(&poll, "Ana", 2, [6, 3, 1]).await.refusal(), "NOT_COUNTING");
    }

    async fn tellers_who_differ_count_again_and_the_agreement_is_tallied_after_the_closing(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 10).await;
        let poll = hall.opened("SHOW_OF_CARDS").await;
        hall.count(&poll, "Rosa", 1, [5, 4, 1]).await.done();
        let differing = hall.count(&poll, "Bento", 1, [4, 5, 1]).await.done();
        assert_eq!(differing["counting"]["differing"], json!(["AGAINST", "FOR"]));
        let closed = hall.on("closePoll", &poll).await.done();
        assert_eq!((&closed["state"], &closed["result"]), (&json!("CLOSED"), &Value::Null));
        assert_eq!(hall.on("proclaimPoll", &poll).await.refusal(), "POLL_STATE");
        hall.count(&poll, "Rosa", 2, [4, 5, 1]).await.done();
        let agreed = hall.count(&poll, "Bento", 2, [4, 5, 1]).await.done();
        assert_eq!((&agreed["state"], &agreed["result"]["outcome"]), (&json!("TALLIED"), &json!("REJECTED")));
        assert_eq!(agreed["counting"]["counts"].as_array().unwrap().len(), 4);
    }

    async fn each_refusal_of_a_count_says_why(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 10).await;
        let draft = hall.draft("SHOW_OF_CARDS", json!({})).await;
        assert_eq!(hall.count(&draft, "Rosa", 1, [1, 0, 0]).await.refusal(), "NOT_COUNTING");
        let poll = hall.opened("SHOW_OF_CARDS").await;
        assert_eq!(hall.count(&poll, "Rosa", 1, [9, 9, 9]).await.refusal(), "COUNT_EXCEEDS_ROLL");
        assert_eq!(hall.count(&poll, "Rosa", 2, [9, 0, 0]).await.refusal(), "WRONG_ROUND");
        hall.count(&poll, "Rosa", 1, [9, 0, 0]).await.done();
        assert_eq!(hall.count(&poll, "Rosa", 1, [8, 0, 0]).await.refusal(), "TELLER_ALREADY_COUNTED");
        assert_eq!(hall.count(&poll, " ", 1, [8, 0, 0]).await.refusal(), "REQUIRED");
        assert_eq!(declare(&hall, &poll, "VISUAL_CONTRAST", true).await.refusal(), "ALREADY_COUNTED");
        let input = json!({ "key": key(), "pollId": poll,
            "count": { "teller": "Eu", "round": 1, "counts": [] } });
        for role in [Role::Auditor, Role::Credentialing] {
            let answer = hall.house.act(hall.town.token(role), "recordShowOfCards", "Poll", "id", input.clone()).await;
            assert_eq!(answer.refusal(), "NOT_PERMITTED");
        }
        let delegate = hall.house.act(&hall.people[0].token, "recordShowOfCards", "Poll", "id", input).await;
        assert_eq!(delegate.refusal(), "NOT_PERMITTED");
        let neither = hall.table("recordShowOfCards", json!({ "key": key(), "pollId": poll })).await;
        assert_eq!((neither.refusal().as_str(), &neither.data["path"][0]), ("COUNT_OR_DECLARATION", &json!("count")));
    }

    async fn the_chair_declares_by_sight_what_is_plain(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 10).await;
        let poll = hall.opened("SHOW_OF_CARDS").await;
        assert_eq!(declare(&hall, &poll, "NO_OBJECTION", true).await.refusal(), "NO_OBJECTION_ONLY_EN_BLOC");
        declare(&hall, &poll, "VISUAL_CONTRAST", true).await.done();
        declare(&hall, &poll, "VISUAL_CONTRAST", false).await.done();
        let closed = hall.on("closePoll", &poll).await.done();
        let result = &closed["result"];
        assert_eq!((&result["outcome"], &result["decidedBy"]), (&json!("REJECTED"), &json!("DECLARATION")));
        assert_eq!((&result["counts"], &result["minimum"]), (&Value::Null, &Value::Null));
        let strict = hall.draft("SHOW_OF_CARDS", json!({ "subject": "PROGRAMME_CHANGE" })).await;
        hall.on("publishPoll", &strict).await.done();
        hall.on("openPoll", &strict).await.done();
        assert_eq!(declare(&hall, &strict, "VISUAL_CONTRAST", true).await.refusal(), "COUNT_NEEDED");
    }

    async fn items_are_named_once_and_where_they_are_needed(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let item = |n: u128| global("Motion", hall.town.tenant, Uuid::from_u128(n));
        let create = |subject: &str, items: Value| {
            hall.table("createPoll", json!({ "key": key(), "conferenceId": hall.hall.id, "kind": "SHOW_OF_CARDS",
                "subject": subject, "question": "Aprova-se?", "itemIds": items }))
        };
        assert_eq!(create("MOTION", json!([])).await.refusal(), "ITEMS_MISSING");
        assert_eq!(create("MOTION", json!([item(1), item(1)])).await.refusal(), "REPEATED_ITEM");
        assert_eq!(create("MOTION", json!([item(1)])).await.done()["itemIds"], json!([item(1)]));
        let two_types = json!([item(1), global("Article", hall.town.tenant, Uuid::from_u128(2))]);
        assert_eq!(create("RULES_BLOC", two_types).await.error(), "NOT_FOUND");
    }
}
