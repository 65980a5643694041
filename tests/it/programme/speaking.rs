//! Who speaks: the queue, the floor, the defences in pairs.

use super::support::{plenary, run};
use crate::support::{House, key};
use domain::people::{Category, Pool};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both_databases;

both_databases! {
    async fn the_queue_gives_the_floor_in_the_fair_order_within_the_time_of_the_rules(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 4).await;
        for person in &people[..3] {
            plenary.ask(&house, person, "SPEECH").await.done();
            house.clock.advance(Duration::from_secs(1));
        }
        assert_eq!(plenary.ask(&house, &people[0], "SPEECH").await.refusal(), "ALREADY_WAITING");
        let first = plenary.grant(&house).await.done();
        assert_eq!((first["name"].as_str(), first["limitSeconds"].as_i64()), (Some("Pessoa 000"), Some(120)));
        assert_eq!(plenary.grant(&house).await.refusal(), "FLOOR_TAKEN");
        assert_eq!(plenary.ask(&house, &people[0], "SPEECH").await.refusal(), "ALREADY_SPEAKING");
        house.clock.advance(Duration::from_secs(60));
        assert_eq!(plenary.end(&house).await.done()["end"], "ENDED");
        assert_eq!(plenary.end(&house).await.refusal(), "FLOOR_FREE");
        plenary.ask(&house, &people[0], "SPEECH").await.done();
        house.clock.advance(Duration::from_secs(1));
        plenary.ask(&house, &people[3], "SPEECH").await.done();
        let shown = plenary.programme(&house, "speaker { name } waitingCount waiting { name kind }").await;
        let names: Vec<_> = shown["waiting"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Pessoa 001", "Pessoa 002", "Pessoa 003", "Pessoa 000"]);
        assert_eq!((&shown["speaker"], shown["waitingCount"].as_i64()), (&Value::Null, Some(4)));
    }

    async fn who_asks_may_take_it_back_and_nobody_else_but_the_table(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 2).await;
        let request = plenary.ask(&house, &people[0], "SPEECH").await.done();
        let withdraw = |token: &str| {
            let (token, house) = (token.to_owned(), &house);
            let input = json!({ "key": key(), "speechRequestId": request["id"] });
            async move { house.act(&token, "withdrawRequest", "SpeechRequest", "state", input).await }
        };
        assert_eq!(withdraw(&people[1].token).await.refusal(), "NOT_PERMITTED");
        assert_eq!(withdraw(&people[0].token).await.done()["state"], "WITHDRAWN");
        assert_eq!(withdraw(plenary.chair()).await.refusal(), "NOT_WAITING");
        assert_eq!(plenary.grant(&house).await.refusal(), "QUEUE_EMPTY");
        let for_other = plenary.with(json!({ "participantId": people[0].id }));
        let other = house.act(&people[1].token, "requestToSpeak", "SpeechRequest", "id", for_other.clone()).await;
        assert_eq!(other.refusal(), "NOT_PERMITTED");
        let mut for_other = for_other;
        for_other["key"] = json!(key());
        house.act(plenary.chair(), "requestToSpeak", "SpeechRequest", "id", for_other).await.done();
    }

    async fn only_who_is_in_the_hall_and_has_voice_speaks(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let absent = house.delegate(&plenary.hall, Pool::Users, 0, false).await;
        let guest = house.person(&plenary.hall, Category::Guest, None, 1, true).await;
        let observer = house.person(&plenary.hall, Category::Observer, None, 2, true).await;
        assert_eq!(plenary.ask(&house, &absent, "SPEECH").await.refusal(), "NOT_IN_HALL");
        assert_eq!(plenary.ask(&house, &observer, "SPEECH").await.refusal(), "NO_VOICE");
        assert_eq!(plenary.ask(&house, &guest, "ORDER").await.refusal(), "RAISE_A_POINT");
        plenary.ask(&house, &guest, "SPEECH").await.done();
        run(&house, &plenary.town, "closeSession", &plenary.session).await.done();
        assert_eq!(plenary.ask(&house, &guest, "SPEECH").await.refusal(), "NO_SESSION_RUNNING");
        assert_eq!(plenary.programme(&house, "waitingCount").await["waitingCount"], 0);
    }

    async fn defences_come_in_pairs_and_the_plenary_opens_the_second(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 5).await;
        assert_eq!(plenary.ask(&house, &people[0], "DEFENCE_FOR").await.refusal(), "NOTHING_TO_DEFEND");
        let point = plenary.with(json!({ "kind": "REFERRAL", "text": "Ler as moções antes." }));
        let point = house.act(&people[4].token, "raisePointOfOrder", "Point", "id", point).await.done();
        let item = plenary.with(json!({ "subjectId": point["id"] }));
        house.act(plenary.chair(), "setCurrentItem", "CurrentItemSet", "currentItem { title }", item).await.done();
        for (person, kind) in people.iter().zip(["DEFENCE_FOR", "DEFENCE_AGAINST", "DEFENCE_FOR"]) {
            plenary.ask(&house, person, kind).await.done();
            house.clock.advance(Duration::from_secs(1));
        }
        assert_eq!(plenary.ask(&house, &people[0], "DEFENCE_AGAINST").await.refusal(), "BOTH_SIDES");
        assert_eq!(plenary.ask(&house, &people[3], "DEFENCE_FOR").await.refusal(), "DEFENCE_PAIRS_FULL");
        for name in ["Pessoa 004", "Pessoa 000", "Pessoa 001"] {
            assert_eq!(plenary.grant(&house).await.done()["name"], name);
            plenary.end(&house).await.done();
        }
        assert_eq!(plenary.grant(&house).await.refusal(), "QUEUE_EMPTY");
        let open = || plenary.with(json!({}));
        let pairs = house.act(plenary.chair(), "openDefencePair", "Defences", "openPairs madeFor", open()).await.done();
        assert_eq!((pairs["openPairs"].as_i64(), pairs["madeFor"].as_i64()), (Some(2), Some(1)));
        assert_eq!(house.act(plenary.chair(), "openDefencePair", "Defences", "openPairs", open()).await.refusal(), "DEFENCE_PAIRS_FULL");
        assert_eq!(plenary.grant(&house).await.done()["name"], "Pessoa 002");
    }

    async fn many_who_ask_at_once_all_stand_in_the_queue_once(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 12).await;
        let asked = people.iter().flat_map(|person| [plenary.ask(&house, person, "SPEECH"), plenary.ask(&house, person, "SPEECH")]);
        let answers = join_all(asked).await;
        let taken = answers.iter().filter(|answer| answer.data["state"] == "WAITING").count();
        assert_eq!(taken, 12);
        assert!(answers.iter().filter(|answer| answer.data["state"].is_null()).all(|answer| answer.refusal() == "ALREADY_WAITING"));
        let granted = join_all((0..5).map(|_| plenary.grant(&house))).await;
        assert_eq!(granted.iter().filter(|answer| answer.data["state"] == "SPEAKING").count(), 1);
    }
}
