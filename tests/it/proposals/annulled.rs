//! A proclaimed poll on proposals that is annulled takes its decisions back.

use super::Workshop;
use crate::support::{Answer, House, key};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

impl Workshop {
    async fn annul(&self, poll: &Value) -> Answer {
        let poll = poll["id"].as_str().unwrap();
        self.house.annul(self.town.token(Role::Table), poll, "o texto mostrado era outro").await
    }
}

both_databases! {
    async fn decisions_en_bloc_are_taken_back_and_stay_on_record(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        let one = shop.pass(&shop.submit("Primeira.").await).await;
        let two = shop.pass(&shop.submit("Segunda.").await).await;
        shop.send().await;
        let waiting = shop.to_be_voted().await;
        let poll = shop.poll("PROPOSAL_BLOC", &[&one, &two], "FOR").await;
        shop.annul(&poll).await.done();
        assert_eq!(shop.to_be_voted().await, waiting);
        let seen = shop.see("", &one, "state decisions { act pollId reason }").await.done();
        assert_eq!(seen["state"], "IN_PLENARY");
        let reason = "Votação V01 anulada: o texto mostrado era outro.";
        assert_eq!(seen["decisions"][0]["act"], "APPROVE");
        assert_eq!(seen["decisions"][1], json!({ "act": "ANNUL", "pollId": poll["id"], "reason": reason }));
        shop.poll("PROPOSAL_BLOC", &[&one, &two], "AGAINST").await;
        assert_eq!(shop.see("", &two, "state").await.done()["state"], "REJECTED");
        assert_eq!(shop.annul(&poll).await.done()["state"], "ANNULLED", "twice is once");
        assert_eq!(shop.see("", &two, "state").await.done()["state"], "REJECTED");
    }

    async fn a_proposal_of_the_plenary_waits_for_its_admission_again(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        shop.pass(&shop.submit("Do grupo.").await).await;
        shop.send().await;
        let new = json!({ "key": key(), "conferenceId": shop.hall.id, "axis": 1, "level": "MUNICIPAL", "kind": "NEW", "text": "Nova." });
        let row = shop.act(&shop.people[0].token, "submitProposal", new).await.done();
        for (choice, state) in [("AGAINST", "NOT_ADMITTED"), ("FOR", "IN_PLENARY")] {
            let poll = shop.poll("NEW_PROPOSAL", &[&row], choice).await;
            assert_eq!(shop.see("", &row, "state").await.done()["state"], state);
            shop.annul(&poll).await.done();
            let seen = shop.see(&shop.people[0].token, &row, "state bookText").await.done();
            assert_eq!(seen, json!({ "state": "DRAFT", "bookText": null }));
        }
        let admitted = shop.poll("NEW_PROPOSAL", &[&row], "FOR").await;
        let approved = shop.poll("PROPOSAL", &[&row], "FOR").await;
        let no = shop.annul(&admitted).await;
        assert_eq!(no.refusal(), "DECISION_BUILT_UPON");
        assert!(no.data["message"].as_str().unwrap().contains("a proposta 1M2"), "{}", no.data);
        shop.annul(&approved).await.done();
        let mark = json!({ "key": key(), "proposalId": row["id"], "kind": "SUPPRESS", "amendment": {} });
        let author = &shop.people[0].token;
        shop.house.act(author, "highlightProposal", "Destaque", "id", mark).await.done();
        assert_eq!(shop.annul(&admitted).await.refusal(), "DECISION_BUILT_UPON");
    }

    async fn an_order_of_priorities_is_annulled_before_what_it_orders(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        let one = shop.pass(&shop.submit("Primeira.").await).await;
        let two = shop.pass(&shop.submit("Segunda.").await).await;
        shop.send().await;
        let approval = shop.poll("PROPOSAL_BLOC", &[&one, &two], "FOR").await;
        let order = shop.poll("PRIORITY", &[&one, &two], "1M2").await;
        assert_eq!(shop.see("", &two, "priorityMarks").await.done()["priorityMarks"], 3);
        assert_eq!(shop.annul(&approval).await.refusal(), "DECISION_BUILT_UPON");
        assert_eq!(shop.see("", &one, "state").await.done()["state"], "APPROVED", "nothing is half done");
        shop.annul(&order).await.done();
        assert_eq!(shop.see("", &two, "priorityMarks").await.done()["priorityMarks"], Value::Null);
        shop.annul(&approval).await.done();
        assert_eq!(shop.see("", &one, "state").await.done()["state"], "IN_PLENARY");
    }
}
