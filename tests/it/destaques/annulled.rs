//! A proclaimed vote on a destaque, or on the rules, that is annulled takes its effect back.

use super::support::{listed, on_destaques, poll_of, raise};
use super::{Opened, opened};
use crate::rules::{act, read_to, seen};
use crate::support::{Answer, House, moment, specimen};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

/// A vote of the table, decided at a glance.
async fn voted(house: &House, open: &Opened, subject: &str, items: &[&str], approved: bool) -> String {
    house.at_a_glance(open.town.token(Role::Table), &open.hall, subject, items, approved).await
}

async fn annul(house: &House, open: &Opened, poll: &str) -> Answer {
    house.annul(open.town.token(Role::Table), poll, "  contagem sem conferência ").await
}

async fn called(house: &House, open: &Opened, author: usize, article: usize, passage: [&str; 2]) -> String {
    let amendment = json!({ "passage": passage[0], "replacement": passage[1] });
    let token = &open.people[author].token;
    let row = raise(house, token, &open.articles[article - 1], "CHANGE", amendment).await.done();
    let id = row["id"].as_str().unwrap().to_owned();
    let present = json!({ "destaqueId": id });
    on_destaques(house, open.town.token(Role::Table), "callDestaque", present).await.done();
    id
}

/// State and text of every destaque, by label.
async fn states(house: &House, open: &Opened) -> Value {
    let rows = listed(house, &open.hall, json!({}), "label state pointlessBy after reason").await;
    json!(rows)
}

async fn text_of(house: &House, open: &Opened, article: usize) -> Value {
    seen(house, "", &open.hall, "articles { text currentText history { reason } }").await["articles"][article - 1]
        .clone()
}

both_databases! {
    async fn the_article_reads_as_before_and_what_had_become_pointless_is_called_again(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 16, "UNTIL_READING_ENDS").await;
        let first = called(&house, &open, 1, 16, ["de três minutos", "de dois minutos"]).await;
        let second = called(&house, &open, 2, 16, ["de três minutos", "de cinco minutos"]).await;
        read_to(&house, &open.town, &open.hall, None).await;
        let before = text_of(&house, &open, 16).await;
        let poll = voted(&house, &open, "RULES_DESTAQUE", &[&first], true).await;
        assert_ne!(text_of(&house, &open, 16).await["currentText"], before["currentText"]);
        let moot = json!({ "destaqueId": second, "outcome": "MOOTED" });
        on_destaques(&house, open.town.token(Role::Table), "settleDestaque", moot).await.done();

        let annulled = annul(&house, &open, &poll).await.done();
        assert_eq!((&annulled["state"], &annulled["annulment"]["from"]), (&json!("ANNULLED"), &json!("PROCLAIMED")));
        let after = text_of(&house, &open, 16).await;
        assert_eq!(after["currentText"], before["currentText"]);
        let last = after["history"].as_array().unwrap().last().unwrap()["reason"].clone();
        assert_eq!(last, "Destaque RD1: Votação V01 anulada: contagem sem conferência.");
        let open_again = |label: &str, state: &str| json!({ "label": label, "state": state, "pointlessBy": null, "after": null, "reason": null });
        assert_eq!(states(&house, &open).await, json!([open_again("RD1", "PRESENTED"), open_again("RD2", "RAISED")]));
        assert_eq!(annul(&house, &open, &poll).await.done()["state"], "ANNULLED", "twice is once");
        voted(&house, &open, "RULES_DESTAQUE", &[&first], false).await;
        assert_eq!(text_of(&house, &open, 16).await["currentText"], before["currentText"]);
    }

    async fn what_a_later_vote_stands_on_is_annulled_from_the_last_to_the_first(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 16, "UNTIL_READING_ENDS").await;
        let first = called(&house, &open, 1, 16, ["de três minutos", "de dois minutos"]).await;
        read_to(&house, &open.town, &open.hall, None).await;
        let destaque = voted(&house, &open, "RULES_DESTAQUE", &[&first], true).await;
        let article = voted(&house, &open, "RULES_ARTICLE", &[&open.articles[15]], true).await;
        let whole = voted(&house, &open, "RULES", &[], true).await;
        for poll in [&destaque, &article] {
            let no = annul(&house, &open, poll).await;
            assert_eq!(no.refusal(), "DECISION_BUILT_UPON");
            assert!(no.data["message"].as_str().unwrap().contains("regimento por inteiro"), "{}", no.data);
        }
        annul(&house, &open, &whole).await.done();
        assert_eq!(annul(&house, &open, &destaque).await.refusal(), "DECISION_BUILT_UPON");
        annul(&house, &open, &article).await.done();
        annul(&house, &open, &destaque).await.done();
        assert_eq!(states(&house, &open).await[0]["state"], "PRESENTED");

        voted(&house, &open, "RULES_DESTAQUE", &[&first], false).await;
        let whole = voted(&house, &open, "RULES", &[], true).await;
        let rules = seen(&house, "", &open.hall, "version").await;
        act(&house, &open.town, &open.hall, "adoptRules", json!({ "version": rules["version"], "parameters": [] })).await.done();
        let no = annul(&house, &open, &whole).await;
        assert_eq!(no.refusal(), "DECISION_BUILT_UPON");
        let poll = house.ask("", "query($id: ID!) { poll(id: $id) { state } }", json!({ "id": whole })).await.done();
        assert_eq!(poll["poll"]["state"], "PROCLAIMED", "a refused annulment leaves all as it was");
    }

    async fn proposals_are_as_before_suppressed_or_put_together(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let work = house.caderno(&hall, &town).await;
        house.clock.set(moment(&poll_of("V12")["openedAt"]).unwrap().timestamp_millis());
        let delegate = specimen()["proposalDestaques"][0]["authorId"].as_str().unwrap().to_owned();
        let author = house.badge(&hall, &work.people[&delegate]).await;
        let mut ids = Vec::new();
        for (proposal, kind, merges, amendment) in [
            ("4M4", "SUPPRESS", None, json!({})),
            ("2E1", "MERGE", Some("2E2"), json!({ "text": "As duas em uma." })),
        ] {
            let merges = merges.map(|label| work.proposals[label].clone());
            let input = json!({ "proposalId": work.proposals[proposal], "kind": kind, "mergesProposalId": merges, "amendment": amendment });
            let row = on_destaques(&house, &author, "highlightProposal", input).await.done();
            ids.push(row["id"].as_str().unwrap().to_owned());
        }
        let open = Opened { town, hall, people: Vec::new(), articles: Vec::new() };
        let fields = "label state text bookText mergedIntoId origins { sourceId } decisions { act }";
        let of = |rows: &[Value], label: &str| rows.iter().find(|row| row["label"] == label).unwrap().clone();
        let before = house.all_proposals("", &open.hall, fields).await;
        for id in &ids {
            on_destaques(&house, open.town.token(Role::Table), "callDestaque", json!({ "destaqueId": id })).await.done();
            let poll = voted(&house, &open, "PROPOSAL_DESTAQUE", &[id], true).await;
            annul(&house, &open, &poll).await.done();
        }
        let after = house.all_proposals("", &open.hall, fields).await;
        for label in ["4M4", "2E1", "2E2"] {
            let (was, is) = (of(&before, label), of(&after, label));
            for field in ["state", "text", "bookText", "mergedIntoId", "origins"] {
                assert_eq!(is[field], was[field], "{label}: {field}");
            }
            assert_eq!(is["decisions"].as_array().unwrap().last().unwrap()["act"], "ANNUL", "{label}");
        }
        let waiting = listed(&house, &open.hall, json!({}), "state").await;
        assert!(waiting.iter().all(|row| row["state"] == "PRESENTED"), "{waiting:?}");
    }
}
