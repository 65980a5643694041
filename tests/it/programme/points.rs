//! Points of order with their rulings and appeals, and the calls of the quorum.

use super::support::plenary;
use crate::support::{House, key};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both_databases;

both_databases! {
    async fn a_point_is_ruled_and_the_plenary_may_turn_the_ruling(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 2).await;
        let raise = |article: Value| plenary.with(json!({ "kind": "ORDER", "text": "Fora da ordem.", "articleCited": article }));
        let fields = "id state ruling outcome raisedBy";
        let refused = house.act(&people[0].token, "raisePointOfOrder", "Point", fields, raise(Value::Null)).await;
        assert_eq!(refused.refusal(), "ARTICLE_REQUIRED");
        plenary.ask(&house, &people[1], "SPEECH").await.done();
        let point = house.act(&people[0].token, "raisePointOfOrder", "Point", fields, raise(json!(16))).await.done();
        assert_eq!((point["state"].as_str(), point["raisedBy"].as_str()), (Some("RAISED"), Some("Pessoa 000")));
        let first = plenary.programme(&house, "waiting { name kind }").await;
        assert_eq!(first["waiting"][0], json!({ "name": "Pessoa 000", "kind": "ORDER" }));
        let of = |input: Value| {
            let mut input = input;
            input["key"] = json!(key());
            input["pointId"] = point["id"].clone();
            input
        };
        let appeal = house.act(&people[0].token, "appealRuling", "Point", fields, of(json!({}))).await;
        assert_eq!(appeal.refusal(), "POINT_NOT_NOW");
        let rule = of(json!({ "ruling": "DENIED", "text": "Não procede." }));
        assert_eq!(house.act(&people[0].token, "ruleOnPointOfOrder", "Point", fields, rule.clone()).await.refusal(), "NOT_PERMITTED");
        let ruled = house.act(plenary.chair(), "ruleOnPointOfOrder", "Point", fields, rule).await.done();
        assert_eq!((ruled["ruling"].as_str(), ruled["outcome"].as_str()), (Some("DENIED"), Some("DENIED")));
        let appealed = house.act(&people[0].token, "appealRuling", "Point", fields, of(json!({}))).await.done();
        assert_eq!(appealed["state"], "APPEALED");
        assert_eq!(plenary.programme(&house, "waiting { kind }").await["waiting"], json!([{ "kind": "SPEECH" }]));
    }

    async fn an_annulled_vote_on_an_appeal_leaves_the_appeal_open(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 2).await;
        let raising = plenary.with(json!({ "kind": "ORDER", "text": "Fora da ordem.", "articleCited": 16 }));
        let point = house.act(&people[0].token, "raisePointOfOrder", "Point", "id", raising).await.done();
        let on = |more: Value| {
            let mut input = json!({ "key": key(), "pointId": point["id"] });
            input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            input
        };
        let ruling = on(json!({ "ruling": "DENIED", "text": "Não procede." }));
        house.act(plenary.chair(), "ruleOnPointOfOrder", "Point", "id", ruling).await.done();
        house.act(&people[0].token, "appealRuling", "Point", "id", on(json!({}))).await.done();
        let item = point["id"].as_str().unwrap();
        let poll = house.at_a_glance(plenary.chair(), &plenary.hall, "POINT_APPEAL", &[item], false).await;
        let points = || plenary.programme(&house, "points { state ruling outcome }");
        assert_eq!(points().await["points"][0], json!({ "state": "SETTLED", "ruling": "DENIED", "outcome": "UPHELD" }));
        house.annul(plenary.chair(), &poll, "contagem errada").await.done();
        assert_eq!(points().await["points"][0], json!({ "state": "APPEALED", "ruling": "DENIED", "outcome": "DENIED" }));
    }

    async fn the_second_call_waits_for_its_minutes_and_rules_the_votes_after_it(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        house.delegates(&plenary.hall, 8).await;
        let verify = |call: &str, headcount: Value| {
            json!({ "key": key(), "sessionId": plenary.session, "call": call, "headcount": headcount })
        };
        let fields = "accredited present needed reached countedHeads explanation";
        let early = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await;
        assert_eq!(early.refusal(), "FIRST_CALL_MISSING");
        let first = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("FIRST", json!(2))).await.done();
        assert_eq!((first["accredited"].as_i64(), first["needed"].as_i64(), first["reached"].as_bool()), (Some(8), Some(5), Some(false)));
        let many = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("FIRST", json!(9))).await;
        assert_eq!(many.refusal(), "PRESENT_EXCEEDS_ACCREDITED");
        house.clock.advance(Duration::from_secs(29 * 60));
        let early = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await;
        assert_eq!(early.refusal(), "SECOND_CALL_TOO_EARLY");
        house.clock.advance(Duration::from_secs(60));
        let second = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await.done();
        assert_eq!((second["needed"].as_i64(), second["reached"].as_bool()), (Some(1), Some(true)));
        let by_check_in = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("FIRST", Value::Null)).await.done();
        assert_eq!((by_check_in["present"].as_i64(), by_check_in["countedHeads"].as_bool()), (Some(8), Some(false)));
        let needless = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await;
        assert_eq!(needless.refusal(), "SECOND_CALL_NOT_NEEDED");
    }
}
