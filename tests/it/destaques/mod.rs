//! Destaques on articles: calling, writing, answering, settling without a vote.

mod annulled;
mod specimen;
pub(crate) mod support;

use support::{FIELDS, listed, on_destaques, raise};

use crate::rules::{act, read_from_the_start, read_to, seen};
use crate::support::{Hall, House, Person, Town, key};
use domain::conferences::ConferenceState;
use domain::people::Category;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

struct Opened {
    town: Town,
    hall: Hall,
    people: Vec<Person>,
    articles: Vec<String>,
}

/// A hall where the specimen's rules are read up to an article.
async fn opened(house: &House, article: u32, window: &str) -> Opened {
    let (_, state, town) = house.three_levels().await;
    let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
    let people = house.delegates(&hall, 4).await;
    let articles = read_from_the_start(house, &town, &hall, window).await;
    read_to(house, &town, &hall, Some(article)).await;
    Opened { town, hall, people, articles }
}

both_databases! {
    async fn a_delegate_calls_a_destaque_and_writes_what_it_proposes(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 16, "UNTIL_READING_ENDS").await;
        let author = &open.people[1];
        let input = json!({ "key": key(), "rulesArticleId": open.articles[15], "kind": "CHANGE" });
        let called = house.act(&author.token, "raiseDestaque", "Destaque", FIELDS, input.clone()).await.done();
        let again = house.act(&author.token, "raiseDestaque", "Destaque", FIELDS, input).await.done();
        assert_eq!(called, again, "the same key twice");
        assert_eq!((&called["label"], &called["state"], &called["diff"]), (&json!("RD1"), &json!("RAISED"), &Value::Null));
        assert_eq!(called["author"], json!({ "name": "Pessoa 001", "segment": "USERS" }));

        let amend = |version: u32, amendment: Value| json!({ "destaqueId": called["id"], "version": version, "amendment": amendment });
        let change = json!({ "wording": "Trocar três por dois.", "passage": "de três minutos", "replacement": "de dois minutos" });
        let written = on_destaques(&house, &author.token, "proposeAmendment", amend(1, change.clone())).await.done();
        let expected = called["before"].as_str().unwrap().replace("de três minutos", "de dois minutos");
        assert_eq!((written["proposed"].as_str().unwrap(), written["amendment"].as_str().unwrap()), (&*expected, "Trocar três por dois."));
        let changed: Vec<&Value> = written["diff"].as_array().unwrap().iter().filter(|part| part["op"] != "EQUAL").collect();
        assert_eq!(changed, [&json!({ "op": "DELETE", "text": " três" }), &json!({ "op": "INSERT", "text": " dois" })]);

        let stale = on_destaques(&house, &author.token, "proposeAmendment", amend(1, change)).await;
        assert_eq!(stale.refusal(), "STALE_VERSION");
        for (amendment, code) in [
            (json!({ "text": called["before"] }), "WORDING_UNCHANGED"),
            (json!({ "passage": "palavra que não está" }), "PASSAGE_UNCLEAR"),
            (json!({ "text": "Outro.", "addition": "mais" }), "AMENDMENT_AMBIGUOUS"),
            (json!({ "text": "  " }), "REQUIRED"),
        ] {
            let no = on_destaques(&house, &author.token, "proposeAmendment", amend(2, amendment)).await;
            assert_eq!(no.refusal(), code);
        }
        let other = on_destaques(&house, &open.people[2].token, "proposeAmendment", amend(2, json!({ "text": "Outro." }))).await;
        assert_eq!(other.refusal(), "NOT_AUTHOR");
        let rapporteur = open.town.token(Role::Rapporteur);
        on_destaques(&house, rapporteur, "proposeAmendment", amend(2, json!({ "text": "Outro." }))).await.done();
    }

    async fn a_destaque_is_called_while_its_article_is_read_and_not_after(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 3, "UNTIL_READING_ENDS").await;
        let token = &open.people[0].token;
        raise(&house, token, &open.articles[0], "CHANGE", json!({})).await.done();
        let early = raise(&house, token, &open.articles[3], "CHANGE", json!({})).await;
        assert_eq!(early.refusal(), "ARTICLE_NOT_YET_READ");
        read_to(&house, &open.town, &open.hall, None).await;
        let late = raise(&house, token, &open.articles[3], "CHANGE", json!({})).await;
        assert_eq!(late.refusal(), "ARTICLE_NO_LONGER_READ");
        let reading = "version reading { windowOpen destaquesCalled { label articleNumber } }";
        let rules = seen(&house, "", &open.hall, reading).await;
        assert_eq!(rules["reading"], json!({ "windowOpen": false, "destaquesCalled": [{ "label": "RD1", "articleNumber": 1 }] }));
        let back = json!({ "version": rules["version"], "article": 4, "reason": "A plenária pediu." });
        act(&house, &open.town, &open.hall, "advanceReading", back).await.done();
        raise(&house, token, &open.articles[3], "CHANGE", json!({})).await.done();
    }

    async fn under_the_strict_window_only_the_article_being_read_is_highlighted(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 3, "CURRENT_ARTICLE").await;
        let token = &open.people[0].token;
        let late = raise(&house, token, &open.articles[1], "SUPPRESS", json!({})).await;
        assert_eq!(late.refusal(), "ARTICLE_NO_LONGER_READ");
        raise(&house, token, &open.articles[2], "SUPPRESS", json!({})).await.done();
    }

    async fn only_delegates_in_the_hall_call_one_and_each_for_themselves(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 2, "UNTIL_READING_ENDS").await;
        let article = &open.articles[1];
        let guest = house.person(&open.hall, Category::Guest, None, 10, true).await;
        let absent = house.delegate(&open.hall, domain::people::Pool::Users, 11, false).await;
        let named = |person: &Person| json!({ "rulesArticleId": article, "kind": "CLARIFY", "participantId": person.id });
        let (one, other) = (&open.people[0], &open.people[1]);
        assert_eq!(on_destaques(&house, &one.token, "raiseDestaque", named(other)).await.refusal(), "NOT_PERMITTED");
        assert_eq!(raise(&house, &guest.token, article, "CLARIFY", json!({})).await.refusal(), "NOT_PERMITTED");
        assert_eq!(raise(&house, &absent.token, article, "CLARIFY", json!({})).await.refusal(), "AUTHOR_NOT_IN_HALL");
        let table = open.town.token(Role::Table);
        assert_eq!(raise(&house, table, article, "CLARIFY", json!({})).await.refusal(), "REQUIRED");
        assert_eq!(on_destaques(&house, table, "raiseDestaque", named(&guest)).await.refusal(), "NOT_DELEGATE");
        assert_eq!(on_destaques(&house, table, "raiseDestaque", named(&absent)).await.refusal(), "AUTHOR_NOT_IN_HALL");
        let called = on_destaques(&house, table, "raiseDestaque", named(other)).await.done();
        assert_eq!(called["author"]["name"], "Pessoa 001");
        assert_eq!(raise(&house, &one.token, article, "MERGE", json!({})).await.refusal(), "KIND_NOT_ON_ARTICLE");
        let text = json!({ "text": "Um texto." });
        assert_eq!(raise(&house, &one.token, article, "CLARIFY", text.clone()).await.refusal(), "CLARIFICATION_NOT_VOTED");
        assert_eq!(raise(&house, &one.token, article, "ADD", text).await.refusal(), "WORDING_UNLIKE_KIND");
    }

    async fn a_delegate_of_another_conference_and_a_stranger_find_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let articles = read_from_the_start(&house, &town, &hall, "UNTIL_READING_ENDS").await;
        let insider = &house.delegates(&hall, 1).await[0];
        let called = raise(&house, &insider.token, &articles[0], "CLARIFY", json!({})).await.done();
        let foreign = house.municipality(&state, "3106200").await;
        let other_hall = house.hall(&state, &foreign, ConferenceState::InProgress).await;
        let outsider = &house.delegates(&other_hall, 1).await[0];
        let withdraw = || json!({ "destaqueId": called["id"] });
        for token in [&outsider.token, foreign.secretary()] {
            assert_eq!(raise(&house, token, &articles[0], "CLARIFY", json!({})).await.error(), "NOT_FOUND");
            assert_eq!(on_destaques(&house, token, "withdrawDestaque", withdraw()).await.error(), "NOT_FOUND");
        }
        let named = json!({ "rulesArticleId": articles[0], "kind": "CLARIFY", "participantId": outsider.id });
        assert_eq!(on_destaques(&house, town.token(Role::Table), "raiseDestaque", named).await.error(), "NOT_FOUND");
        assert_eq!(on_destaques(&house, &insider.token, "callDestaque", withdraw()).await.refusal(), "NOT_PERMITTED");
        let auditor = town.token(Role::Auditor);
        assert_eq!(on_destaques(&house, auditor, "withdrawDestaque", withdraw()).await.refusal(), "NOT_PERMITTED");
    }

    async fn a_clarification_is_answered_one_falls_and_one_is_taken_back(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 4, "UNTIL_READING_ENDS").await;
        let table = open.town.token(Role::Table);
        let mut called = Vec::new();
        for (n, kind) in ["CLARIFY", "SUPPRESS", "CHANGE", "SUPPRESS"].iter().enumerate() {
            let row = raise(&house, &open.people[n].token, &open.articles[n], kind, json!({})).await.done();
            called.push(row["id"].as_str().unwrap().to_owned());
        }
        let answer = |id: &str, text: &str| json!({ "destaqueId": id, "answer": text, "rule": "art. 15, § 3º" });
        assert_eq!(on_destaques(&house, table, "answerDestaque", answer(&called[1], "x")).await.refusal(), "ONLY_CLARIFICATION_ANSWERED");
        assert_eq!(on_destaques(&house, table, "answerDestaque", answer(&called[0], " ")).await.refusal(), "REQUIRED");
        let answered = on_destaques(&house, table, "answerDestaque", answer(&called[0], "são os presentes.")).await.done();
        assert_eq!(answered["state"], "ANSWERED");
        assert_eq!(answered["reason"], "A mesa respondeu: são os presentes. Esclarecimento não vai a voto (art. 15, § 3º).");
        assert_eq!(on_destaques(&house, table, "answerDestaque", answer(&called[0], "x")).await.refusal(), "DESTAQUE_SETTLED");

        let settle = |id: &str, outcome: &str| json!({ "destaqueId": id, "outcome": outcome, "rule": "art. 15, § 2º" });
        let fallen = on_destaques(&house, table, "settleDestaque", settle(&called[1], "FALLEN")).await.done();
        assert_eq!(fallen["reason"], "Caiu: quem pediu o destaque não estava presente quando chamado (art. 15, § 2º); mantido o texto.");
        assert_eq!(on_destaques(&house, table, "settleDestaque", settle(&called[2], "MOOTED")).await.refusal(), "NOT_POINTLESS");

        let one = |id: &str| json!({ "destaqueId": id });
        assert_eq!(on_destaques(&house, &open.people[0].token, "withdrawDestaque", one(&called[2])).await.refusal(), "NOT_AUTHOR");
        let back = on_destaques(&house, &open.people[2].token, "withdrawDestaque", one(&called[2])).await.done();
        assert_eq!(back["state"], "WITHDRAWN");
        let presented = on_destaques(&house, table, "callDestaque", one(&called[3])).await.done();
        assert_eq!(presented["state"], "PRESENTED");
        assert_eq!(on_destaques(&house, table, "callDestaque", one(&called[3])).await.refusal(), "DESTAQUE_NOT_NOW");
        assert_eq!(on_destaques(&house, table, "settleDestaque", settle(&called[3], "FALLEN")).await.refusal(), "DESTAQUE_NOT_NOW");

        let pending = listed(&house, &open.hall, json!({ "pending": true }), "label").await;
        assert_eq!(pending, [json!({ "label": "RD4" })]);
        let fallen = listed(&house, &open.hall, json!({ "state": "FALLEN", "target": "ARTICLE" }), "label author { name }").await;
        assert_eq!(fallen, [json!({ "label": "RD2", "author": { "name": "Pessoa 001" } })]);
        let mine = listed(&house, &open.hall, json!({ "articleId": open.articles[2] }), "label state").await;
        assert_eq!(mine, [json!({ "label": "RD3", "state": "WITHDRAWN" })]);
    }

    async fn destaques_called_at_once_get_numbers_of_their_own(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 1, "UNTIL_READING_ENDS").await;
        let calls = open.people.iter().map(|person| raise(&house, &person.token, &open.articles[0], "SUPPRESS", json!({})));
        let mut labels: Vec<String> = Vec::new();
        for answer in futures_util::future::join_all(calls).await {
            labels.push(answer.done()["label"].as_str().unwrap().to_owned());
        }
        labels.sort();
        assert_eq!(labels, ["RD1", "RD2", "RD3", "RD4"]);
    }

    async fn a_page_of_destaques_costs_the_same_whatever_its_size(db: TestDatabase) {
        let house = House::open(db).await;
        let open = opened(&house, 8, "UNTIL_READING_ENDS").await;
        for (n, article) in open.articles.iter().take(8).enumerate() {
            raise(&house, &open.people[n % 4].token, article, "SUPPRESS", json!({})).await.done();
        }
        let query = "query($id: ID!, $first: Int) { conference(id: $id) { destaques(first: $first) { edges { node { label author { name } } } } } }";
        let mut spent = Vec::new();
        for first in [2, 8] {
            let before = house.store.statements();
            let page = house.ask("", query, json!({ "id": open.hall.id, "first": first })).await.done();
            spent.push(house.store.statements() - before);
            assert_eq!(page["conference"]["destaques"]["edges"].as_array().unwrap().len(), first);
        }
        assert_eq!(spent[0], spent[1]);
    }
}
