//! The rules of procedure: draft, versions, reading.

use crate::support::{Hall, House, Town, key, parameters, specimen};
use domain::conferences::ConferenceState;
use domain::rules::{Article, Chapter, RulesModel};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

/// The specimen's chapters with their articles, as `draftRules` takes them.
pub(crate) fn chapters() -> Value {
    let rules = specimen()["rulesOfProcedure"].clone();
    let of = |chapter: &Value| {
        let own = rules["articles"].as_array().unwrap().iter().filter(|row| row["chapter"] == chapter["number"]);
        let texts: Vec<Value> = own.map(|row| row["text"].clone()).collect();
        json!({ "title": chapter["title"], "articles": texts })
    };
    rules["chapters"].as_array().unwrap().iter().map(of).collect()
}

/// A draft of two chapters with three articles.
fn short() -> Value {
    json!([{ "title": "DO TEMA", "articles": ["Um.", "Dois."] }, { "title": "DAS VOTAÇÕES", "articles": ["Três."] }])
}

/// One mutation on the rules of a hall, by the secretary.
pub(crate) async fn act(house: &House, town: &Town, hall: &Hall, name: &str, more: Value) -> crate::support::Answer {
    let mut input = json!({ "key": key(), "conferenceId": hall.id });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    house.act(town.secretary(), name, "RulesOfProcedure", "id state version publishedVersion", input).await
}

/// The rules of a hall as somebody sees them.
pub(crate) async fn seen(house: &House, token: &str, hall: &Hall, fields: &str) -> Value {
    let query = format!("query($id: ID!) {{ conference(id: $id) {{ rules {{ {fields} }} }} }}");
    house.ask(token, &query, json!({ "id": hall.id })).await.done()["conference"]["rules"].clone()
}

/// Drafts the specimen's rules, publishes them and begins to read; gives the articles' ids by number.
pub(crate) async fn read_from_the_start(house: &House, town: &Town, hall: &Hall, window: &str) -> Vec<String> {
    let drafted = act(house, town, hall, "draftRules", json!({ "chapters": chapters() })).await.done();
    act(house, town, hall, "publishRules", json!({ "version": drafted["version"] })).await.done();
    act(house, town, hall, "startReading", json!({ "destaqueWindow": window })).await.done();
    let rules = seen(house, "", hall, "articles { id }").await;
    rules["articles"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// Moves the reading to an article; none ends it, article by article.
pub(crate) async fn read_to(house: &House, town: &Town, hall: &Hall, article: Option<u32>) {
    loop {
        let rules = seen(house, "", hall, "version state reading { article { number } }").await;
        let now = &rules["reading"]["article"]["number"];
        if rules["state"] == "READ" || article.is_some_and(|wanted| *now == wanted) {
            return;
        }
        act(house, town, hall, "advanceReading", json!({ "version": rules["version"] })).await.done();
    }
}

both_databases! {
    async fn the_specimens_rules_are_drafted_published_and_read_to_the_end(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        read_from_the_start(&house, &town, &hall, "UNTIL_READING_ENDS").await;
        let fields = "state chapters { number label title articles { number } } articles { number label chapter text adoptedText } \
            reading { windowOpen article { label } } versions { version articles { label text } }";
        let rules = seen(&house, "", &hall, fields).await;
        let expected = specimen()["rulesOfProcedure"].clone();
        assert_eq!(rules["chapters"].as_array().unwrap().len(), 11);
        for (row, wanted) in rules["articles"].as_array().unwrap().iter().zip(expected["articles"].as_array().unwrap()) {
            for field in ["number", "label", "chapter", "text"] {
                assert_eq!(row[field], wanted[field], "{}", wanted["label"]);
            }
            assert_eq!(row["adoptedText"], Value::Null);
        }
        assert_eq!(rules["articles"].as_array().unwrap().len(), 32);
        assert_eq!(rules["versions"][0]["articles"][15]["text"], expected["articles"][15]["text"]);
        assert_eq!(rules["reading"], json!({ "windowOpen": true, "article": { "label": "Art. 1º" } }));
        read_to(&house, &town, &hall, None).await;
        let rules = seen(&house, "", &hall, "state reading { windowOpen article { label } endedAt }").await;
        assert_eq!((&rules["state"], &rules["reading"]["windowOpen"]), (&json!("READ"), &json!(false)));
        assert!(rules["reading"]["article"].is_null() && rules["reading"]["endedAt"].is_string());
    }

    async fn a_draft_comes_from_the_cycles_model_filled_with_what_is_known(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let mut rules = parameters();
        rules.rules_model = Some(RulesModel {
            chapters: vec![Chapter { number: 1, title: "DA {{edition}} CONFERÊNCIA".into() }],
            articles: vec![Article { number: 1, chapter: 1, text: "De {{firstDay}}, coordenada por {{coordinator}}.".into() }],
        });
        let hall = house.hall_with(&state, &town, ConferenceState::Convened, rules).await;
        let open = act(&house, &town, &hall, "draftRules", json!({})).await;
        assert_eq!(open.refusal(), "PLACEHOLDERS_OPEN");
        assert!(open.data["message"].as_str().unwrap().contains("coordinator"), "{}", open.data);
        let values = json!([{ "name": "coordinator", "value": "Ana {{edition}}" }]);
        act(&house, &town, &hall, "draftRules", json!({ "values": values })).await.done();
        let drafted = seen(&house, town.secretary(), &hall, "chapters { title articles { text } }").await;
        let expected = json!([{ "title": "DA 13ª CONFERÊNCIA", "articles": [
            { "text": "De 20 de maio de 2027, coordenada por Ana {{edition}}." }] }]);
        assert_eq!(drafted["chapters"], expected);
    }

    async fn articles_are_edited_added_and_removed_with_their_numbers(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::Convened).await;
        assert_eq!(act(&house, &town, &hall, "publishRules", json!({ "version": 1 })).await.refusal(), "RULES_MISSING");
        assert_eq!(act(&house, &town, &hall, "draftRules", json!({})).await.refusal(), "RULES_MODEL_MISSING");
        let empty = json!({ "chapters": [{ "title": "DO TEMA", "articles": [] }] });
        assert_eq!(act(&house, &town, &hall, "draftRules", empty).await.refusal(), "NO_ARTICLES");
        let key = key();
        let draft = json!({ "key": key, "chapters": short() });
        let drafted = act(&house, &town, &hall, "draftRules", draft.clone()).await.done();
        assert_eq!(act(&house, &town, &hall, "draftRules", draft).await.done(), drafted, "the same key twice");
        assert_eq!(act(&house, &town, &hall, "draftRules", json!({ "chapters": short() })).await.refusal(), "STALE_VERSION");

        let add = |chapter: u32, number: Option<u32>, version: u32| json!({
            "key": crate::support::key(), "conferenceId": hall.id, "version": version, "chapter": chapter, "number": number, "text": "Novo." });
        let secretary = town.secretary();
        let added = house.act(secretary, "addArticle", "RulesArticle", "number label", add(1, None, 1)).await.done();
        assert_eq!(added["label"], "Art. 3º");
        for (chapter, number, code) in [(9, None, "UNKNOWN_CHAPTER"), (2, Some(1), "ARTICLES_OUT_OF_ORDER"), (1, Some(9), "UNKNOWN_ARTICLE")] {
            let no = house.act(secretary, "addArticle", "RulesArticle", "number", add(chapter, number, 2)).await;
            assert_eq!(no.refusal(), code);
        }
        let stale = house.act(secretary, "addArticle", "RulesArticle", "number", add(1, None, 1)).await;
        assert_eq!((stale.refusal().as_str(), &stale.data["currentVersion"]), ("STALE_VERSION", &json!(2)));
        let rules = seen(&house, secretary, &hall, "articles { id number text }").await;
        let texts: Vec<&str> = rules["articles"].as_array().unwrap().iter().map(|row| row["text"].as_str().unwrap()).collect();
        assert_eq!(texts, ["Um.", "Dois.", "Novo.", "Três."]);

        let second = json!({ "key": crate::support::key(), "rulesArticleId": rules["articles"][1]["id"], "version": 1 });
        house.act(secretary, "removeArticle", "RulesOfProcedure", "version", second).await.done();
        let rules = seen(&house, secretary, &hall, "articles { number text }").await;
        let expected = json!([{ "number": 1, "text": "Um." }, { "number": 2, "text": "Novo." }, { "number": 3, "text": "Três." }]);
        assert_eq!(rules["articles"], expected);
    }

    async fn of_two_who_edit_one_article_at_once_one_is_told(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::Convened).await;
        act(&house, &town, &hall, "draftRules", json!({ "chapters": short() })).await.done();
        let rules = seen(&house, town.secretary(), &hall, "articles { id version }").await;
        let edit = |text: &str| {
            let article = &rules["articles"][0];
            json!({ "key": key(), "rulesArticleId": article["id"], "version": article["version"], "text": text })
        };
        let editors = [town.secretary(), town.token(Role::Rapporteur)];
        let (one, other) = tokio::join!(
            house.act(editors[0], "editArticle", "RulesArticle", "text version", edit("Da secretaria.")),
            house.act(editors[1], "editArticle", "RulesArticle", "text version", edit("Da relatoria.")),
        );
        let refused: Vec<_> = [&one, &other].into_iter().filter(|answer| answer.data["code"] == "STALE_VERSION").collect();
        assert_eq!((refused.len(), &refused[0].data["currentVersion"]), (1, &json!(2)));
        let rules = seen(&house, town.secretary(), &hall, "articles { text history { version text } }").await;
        let winner = if one.data["code"].is_null() { "Da secretaria." } else { "Da relatoria." };
        assert_eq!(rules["articles"][0]["text"], winner);
        let expected = json!([{ "version": 1, "text": "Um." }, { "version": 2, "text": winner }]);
        assert_eq!(rules["articles"][0]["history"], expected);
    }

    async fn a_draft_is_the_councils_and_what_is_published_is_everybodys(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::Convened).await;
        act(&house, &town, &hall, "draftRules", json!({ "chapters": short() })).await.done();
        assert!(seen(&house, "", &hall, "state").await.is_null());
        assert_eq!(seen(&house, town.token(Role::Auditor), &hall, "state").await["state"], "DRAFT");
        act(&house, &town, &hall, "publishRules", json!({ "version": 1 })).await.done();
        let rules = seen(&house, "", &hall, "state articles { id version text }").await;
        assert_eq!((&rules["state"], &rules["articles"][0]["text"]), (&json!("PUBLISHED"), &json!("Um.")));

        let article = &rules["articles"][0];
        let edit = || json!({ "key": key(), "rulesArticleId": article["id"], "version": 1, "text": "Um só." });
        let early = house.act(town.secretary(), "editArticle", "RulesArticle", "text", edit()).await;
        assert_eq!(early.refusal(), "RULES_NOT_NOW");
        let reason = json!({ "version": 2, "reason": "Corrigir o artigo 1º." });
        act(&house, &town, &hall, "reopenRules", reason).await.done();
        house.act(town.secretary(), "editArticle", "RulesArticle", "text", edit()).await.done();
        let outside = seen(&house, "", &hall, "state articles { id } versions { version }").await;
        assert_eq!(outside, json!({ "state": "DRAFT", "articles": [], "versions": [{ "version": 1 }] }));
        act(&house, &town, &hall, "publishRules", json!({ "version": 3, "reason": "Ajuste." })).await.done();
        let rules = seen(&house, "", &hall, "versions { version reason articles { text } } diff(from: 1, to: 2) { op text }").await;
        assert_eq!(rules["versions"][0]["articles"][0]["text"], "Um.", "what was published stays");
        assert_eq!(rules["versions"][1]["reason"], "Ajuste.");
        let changed: Vec<&Value> = rules["diff"].as_array().unwrap().iter().filter(|part| part["op"] != "EQUAL").collect();
        assert_eq!(changed, [&json!({ "op": "INSERT", "text": " só" })]);
        let missing = "query($id: ID!) { conference(id: $id) { rules { diff(from: 9) { op } } } }";
        assert_eq!(house.ask("", missing, json!({ "id": hall.id })).await.error(), "NOT_FOUND");
    }

    async fn the_reading_goes_on_and_back_with_a_reason_one_step_for_two_who_press_at_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        act(&house, &town, &hall, "draftRules", json!({ "chapters": short() })).await.done();
        assert_eq!(act(&house, &town, &hall, "startReading", json!({})).await.refusal(), "RULES_NOT_NOW");
        let early = act(&house, &town, &hall, "advanceReading", json!({ "version": 1 })).await;
        assert_eq!(early.refusal(), "RULES_NOT_NOW");
        act(&house, &town, &hall, "publishRules", json!({ "version": 1 })).await.done();
        act(&house, &town, &hall, "startReading", json!({})).await.done();
        let on = || act(&house, &town, &hall, "advanceReading", json!({ "version": 3 }));
        let (one, other) = tokio::join!(on(), on());
        let refused = [&one, &other].into_iter().filter(|answer| answer.data["code"] == "STALE_VERSION").count();
        assert_eq!(refused, 1);
        assert_eq!(seen(&house, "", &hall, "reading { article { number } }").await["reading"]["article"]["number"], 2);
        for (article, reason, code) in [(1, None, "REASON_REQUIRED"), (4, None, "UNKNOWN_ARTICLE"), (0, Some("x"), "UNKNOWN_ARTICLE")] {
            let input = json!({ "version": 4, "article": article, "reason": reason });
            assert_eq!(act(&house, &town, &hall, "advanceReading", input).await.refusal(), code);
        }
        let back = json!({ "version": 4, "article": 1, "reason": "Pedido da plenária." });
        act(&house, &town, &hall, "advanceReading", back).await.done();
        read_to(&house, &town, &hall, None).await;
        let ended = seen(&house, "", &hall, "version state").await;
        assert_eq!(ended["state"], "READ");
        let again = json!({ "version": ended["version"], "article": 3, "reason": "Artigo lido de novo." });
        assert_eq!(act(&house, &town, &hall, "advanceReading", again).await.done()["state"], "READING");
    }

    async fn strangers_find_nothing_and_others_may_not(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let foreign = house.municipality(&state, "3106200").await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let delegate = &house.delegates(&hall, 1).await[0];
        read_from_the_start(&house, &town, &hall, "CURRENT_ARTICLE").await;
        let input = || json!({ "key": key(), "conferenceId": hall.id, "version": 3 });
        for name in ["advanceReading", "publishRules", "adoptRules"] {
            let answer = house.act(foreign.secretary(), name, "RulesOfProcedure", "id", input()).await;
            assert_eq!(answer.error(), "NOT_FOUND", "{name}");
            for token in [delegate.token.as_str(), town.token(Role::Auditor)] {
                assert_eq!(house.act(token, name, "RulesOfProcedure", "id", input()).await.refusal(), "NOT_PERMITTED", "{name}");
            }
        }
        let planned = house.hall(&state, &foreign, ConferenceState::Convened).await;
        act(&house, &foreign, &planned, "draftRules", json!({ "chapters": short() })).await.done();
        act(&house, &foreign, &planned, "publishRules", json!({ "version": 1 })).await.done();
        assert_eq!(act(&house, &foreign, &planned, "startReading", json!({})).await.refusal(), "CONFERENCE_STATE");
    }
}
