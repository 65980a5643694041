//! The specimen's destaques and their votes: five on the rules, six on proposals, each to its end.

use super::support::{
    adopted, amendment, count, listed, on_destaques, open_poll, poll_of, polls_named, proclaim, raise, second_vote,
    vote, vote_again,
};
use crate::rules::{act, read_from_the_start, read_to, seen};
use crate::support::{Hall, House, Town, moment, specimen};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

/// A reason without the numbers of its polls: polls that were refused have taken numbers too.
fn without_numbers(reason: &str) -> String {
    polls_named(reason).iter().fold(reason.to_owned(), |reason, poll| reason.replace(poll, "V"))
}

struct Plenary {
    house: House,
    town: Town,
    hall: Hall,
}

impl Plenary {
    async fn on(&self, name: &str, input: Value) -> crate::support::Answer {
        on_destaques(&self.house, self.town.token(Role::Table), name, input).await
    }

    async fn present(&self, destaque: &str) {
        self.on("callDestaque", json!({ "destaqueId": destaque })).await.done();
    }

    async fn vote(&self, subject: &str, item: &str, like: &str) -> String {
        vote(&self.house, &self.town, &self.hall, subject, &[item], like).await
    }

    /// A poll that must not open, with the code that says why.
    async fn refused(&self, subject: &str, items: &[&str]) -> String {
        open_poll(&self.house, &self.town, &self.hall, subject, items).await.1.refusal()
    }

    async fn settled(&self, label: &str) -> Value {
        let fields = "label state reason before after amendment pollId votes { label outcome }";
        let rows = listed(&self.house, &self.hall, json!({}), fields).await;
        rows.into_iter().find(|row| row["label"] == label).unwrap()
    }

    async fn adopt(&self, parameters: Value) -> crate::support::Answer {
        let rules = seen(&self.house, "", &self.hall, "version").await;
        let input = json!({ "version": rules["version"], "parameters": parameters });
        act(&self.house, &self.town, &self.hall, "adoptRules", input).await
    }

    async fn compare(&self, row: &Value) {
        let found = self.settled(row["id"].as_str().unwrap()).await;
        let label = &row["id"];
        assert_eq!(
            (&found["state"], &found["before"], &found["after"]),
            (&row["outcome"], &row["before"], &row["after"]),
            "{label}"
        );
        let (reason, expected) = (found["reason"].as_str().unwrap(), row["reason"].as_str().unwrap());
        match row["pollIds"].as_array().unwrap().len() {
            0 | 1 if row["article"].is_u64() => assert_eq!(without_numbers(reason), without_numbers(expected)),
            0 => assert_eq!(reason, expected),
            votes => {
                assert_eq!(found["votes"].as_array().unwrap().len(), votes, "{label}");
                assert_eq!(polls_named(reason).len(), votes, "{label}: {reason}");
            }
        }
    }
}

both_databases! {
    async fn the_rules_are_adopted_as_the_specimens_plenary_adopted_them(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let people = house.cast(&hall).await;
        let rows = specimen()["rulesOfProcedure"]["destaques"].as_array().unwrap().clone();
        house.clock.set(moment(&rows[3]["raisedAt"]).unwrap().timestamp_millis());
        let articles = read_from_the_start(&house, &town, &hall, "UNTIL_READING_ENDS").await;
        read_to(&house, &town, &hall, Some(29)).await;
        let mut ids = Vec::new();
        for row in &rows {
            let author = house.badge(&hall, &people[row["authorId"].as_str().unwrap()]).await;
            let article = &articles[usize::try_from(row["article"].as_u64().unwrap()).unwrap() - 1];
            let called = raise(&house, &author, article, row["kind"].as_str().unwrap(), amendment(row)).await.done();
            assert_eq!((&called["label"], &called["before"]), (&row["id"], &row["before"]));
            ids.push(called["id"].as_str().unwrap().to_owned());
        }
        let plenary = Plenary { house, town, hall };
        let destaque = "RULES_DESTAQUE";
        assert_eq!(plenary.refused("RULES", &[]).await, "RULES_NOT_NOW");
        read_to(&plenary.house, &plenary.town, &plenary.hall, None).await;
        assert_eq!(plenary.refused("RULES", &[]).await, "DESTAQUES_OPEN");
        assert_eq!(plenary.adopt(json!([])).await.refusal(), "DESTAQUES_OPEN");
        assert_eq!(plenary.refused("RULES_BLOC", &[&articles[0], &articles[6]]).await, "ARTICLE_HIGHLIGHTED");
        assert_eq!(plenary.refused(destaque, &[&ids[0]]).await, "DESTAQUE_NOT_NOW");
        assert_eq!(plenary.refused(destaque, &[&ids[3]]).await, "CLARIFICATION_NOT_VOTED");

        let answer = "são os delegados credenciados que não registraram saída até as 10h do segundo dia.";
        plenary.on("answerDestaque", json!({ "destaqueId": ids[3], "answer": answer, "rule": "art. 15, § 3º" })).await.done();
        for id in [&ids[0], &ids[1], &ids[2], &ids[4]] {
            plenary.present(id).await;
        }
        plenary.vote(destaque, &ids[0], "V01").await;
        assert_eq!(plenary.on("settleDestaque", json!({ "destaqueId": ids[4], "outcome": "MOOTED" })).await.refusal(), "NOT_POINTLESS");
        plenary.vote(destaque, &ids[1], "V02").await;
        assert_eq!(plenary.refused(destaque, &[&ids[4]]).await, "DESTAQUE_POINTLESS");
        let moot = json!({ "destaqueId": ids[4], "outcome": "MOOTED", "rule": "art. 17" });
        plenary.on("settleDestaque", moot).await.done();
        assert_eq!(plenary.refused(destaque, &[&ids[4]]).await, "DESTAQUE_SETTLED");

        let tied = plenary.vote(destaque, &ids[2], "V03").await;
        let second = second_vote(&plenary.house, &plenary.town, &tied).await;
        assert_eq!(plenary.settled("RD3").await["state"], "IN_VOTE");
        let take_back = plenary.on("withdrawDestaque", json!({ "destaqueId": ids[2] })).await;
        assert_eq!(take_back.refusal(), "VOTE_IN_PROGRESS");
        count(&plenary.house, &plenary.town, &second, &poll_of("V04")).await;
        proclaim(&plenary.house, &plenary.town, &second).await;
        for row in &rows {
            plenary.compare(row).await;
        }

        let unvoted = plenary.adopt(json!([])).await;
        assert_eq!(unvoted.refusal(), "RULES_NOT_VOTED");
        let approval = vote(&plenary.house, &plenary.town, &plenary.hall, "RULES", &[], "V06").await;
        assert_eq!(plenary.refused("RULES", &[]).await, "RULES_ALREADY_VOTED");
        for (name, value, article, code) in [
            ("municipalDelegateCount", 90, 16, "PARAMETER_NOT_ADOPTABLE"),
            ("defenceSeconds", 1, 16, "PARAMETER_OUT_OF_RANGE"),
            ("defenceSeconds", 120, 7, "ARTICLE_UNCHANGED"),
        ] {
            let no = plenary.adopt(json!([{ "name": name, "value": value, "article": article }])).await;
            assert_eq!((no.refusal().as_str(), &no.data["path"]), (code, &json!(["parameters"])));
        }
        plenary.adopt(json!([{ "name": "defenceSeconds", "value": 120, "article": 16 }])).await.done();
        adopted(&plenary.house, &plenary.hall, &approval).await;
        assert_eq!(plenary.adopt(json!([])).await.refusal(), "RULES_NOT_NOW");
        let rules = seen(&plenary.house, "", &plenary.hall, "version").await;
        let again = json!({ "version": rules["version"], "article": 1, "reason": "Reler." });
        assert_eq!(act(&plenary.house, &plenary.town, &plenary.hall, "advanceReading", again).await.refusal(), "RULES_NOT_NOW");
    }

    async fn proposals_end_as_the_specimens_destaques_decided(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let work = house.caderno(&hall, &town).await;
        house.clock.set(moment(&poll_of("V12")["openedAt"]).unwrap().timestamp_millis());
        let rows = specimen()["proposalDestaques"].as_array().unwrap().clone();
        let mut ids = Vec::new();
        for row in &rows {
            let author = house.badge(&hall, &work.people[row["authorId"].as_str().unwrap()]).await;
            let proposal = &work.proposals[row["proposalId"].as_str().unwrap()];
            let merges = row["mergesProposalId"].as_str().map(|label| work.proposals[label].clone());
            let input = json!({ "proposalId": proposal, "kind": row["kind"], "mergesProposalId": merges, "amendment": amendment(row) });
            let called = on_destaques(&house, &author, "highlightProposal", input).await.done();
            assert_eq!((&called["label"], &called["before"]), (&row["id"], &row["before"]));
            ids.push(called["id"].as_str().unwrap().to_owned());
        }
        let plenary = Plenary { house, town, hall };
        let destaque = "PROPOSAL_DESTAQUE";
        for index in [0, 1, 2, 3, 5] {
            plenary.present(&ids[index]).await;
        }
        plenary.vote(destaque, &ids[0], "V12").await;
        plenary.vote(destaque, &ids[1], "V13").await;
        let annulled = poll_of("V14");
        let (poll, opened) = open_poll(&plenary.house, &plenary.town, &plenary.hall, destaque, &[&ids[2]]).await;
        opened.done();
        count(&plenary.house, &plenary.town, &poll, &annulled).await;
        let reason = annulled["annulledReason"].as_str().unwrap();
        plenary.house.annul(plenary.town.token(Role::Table), &poll, reason).await.done();
        assert_eq!(plenary.settled("PD3").await["state"], "PRESENTED");
        vote_again(&plenary.house, &plenary.town, &plenary.hall, &poll, destaque, &ids[2], "V15").await;
        plenary.vote(destaque, &ids[3], "V16").await;
        let fell = json!({ "destaqueId": ids[4], "outcome": "FALLEN", "rule": "art. 15, § 2º" });
        plenary.on("settleDestaque", fell).await.done();
        plenary.vote(destaque, &ids[5], "V17").await;
        for row in &rows {
            plenary.compare(row).await;
        }
        let shown = plenary.house.all_proposals("", &plenary.hall, "label state text").await;
        for row in &rows {
            for field in ["proposalId", "mergesProposalId"] {
                let Some(label) = row[field].as_str() else { continue };
                let wanted = specimen()["proposals"].as_array().unwrap().iter().find(|found| found["id"] == label).unwrap().clone();
                let found = shown.iter().find(|found| found["label"] == label).unwrap();
                assert_eq!(found["state"], wanted["plenaryOutcome"], "{label}");
                if wanted["finalText"].is_string() {
                    assert_eq!(found["text"], wanted["finalText"], "{label}");
                }
            }
        }
    }
}
