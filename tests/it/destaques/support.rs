//! What tests of destaques do again and again.

use crate::rules::seen;
use crate::support::{Answer, Hall, House, Town, key, moment, specimen};
use policy::Role;
use serde_json::{Value, json};
use store::conferences::conference;

/// All that is shown of a destaque.
pub(crate) const FIELDS: &str = "id label kind state version before amendment proposed after reason articleNumber \
    author { name segment } diff { op text } pointlessBy";

/// Runs a mutation on destaques, with a new key.
pub(crate) async fn on_destaques(house: &House, token: &str, name: &str, input: Value) -> Answer {
    let mut with_key = json!({ "key": key() });
    with_key.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
    house.act(token, name, "Destaque", FIELDS, with_key).await
}

/// Calls a destaque on an article.
pub(crate) async fn raise(house: &House, token: &str, article: &str, kind: &str, amendment: Value) -> Answer {
    let input = json!({ "rulesArticleId": article, "kind": kind, "amendment": amendment });
    on_destaques(house, token, "raiseDestaque", input).await
}

/// The destaques of a conference as the public sees them.
pub(crate) async fn listed(house: &House, hall: &Hall, filter: Value, fields: &str) -> Vec<Value> {
    let query = format!(
        "query($id: ID!, $filter: DestaqueFilterInput) {{ conference(id: $id) {{ \
         destaques(filter: $filter, first: 50) {{ edges {{ node {{ {fields} }} }} }} }} }}"
    );
    let answer = house.ask("", &query, json!({ "id": hall.id, "filter": filter })).await.done();
    let edges = answer["conference"]["destaques"]["edges"].as_array().unwrap().clone();
    edges.into_iter().map(|edge| edge["node"].clone()).collect()
}

/// A poll of the specimen.
pub(crate) fn poll_of(id: &str) -> Value {
    specimen()["polls"].as_array().unwrap().iter().find(|poll| poll["id"] == id).unwrap().clone()
}

/// The polls that a reason names, as "V03".
pub(crate) fn polls_named(reason: &str) -> Vec<&str> {
    reason.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with('V') && word.len() == 3).collect()
}

/// Acts as the table on polls.
async fn table(house: &House, town: &Town, name: &str, input: Value) -> Answer {
    let mut with_key = json!({ "key": key() });
    with_key.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
    house.act(town.token(Role::Table), name, "Poll", "id state number result { outcome }", with_key).await
}

/// Writes a poll and tries to open it.
pub(crate) async fn open_poll(
    house: &House,
    town: &Town,
    hall: &Hall,
    subject: &str,
    items: &[&str],
) -> (String, Answer) {
    let draft = json!({
        "conferenceId": hall.id, "kind": "SHOW_OF_CARDS", "subject": subject, "itemIds": items, "question": "Aprova?",
    });
    let poll = table(house, town, "createPoll", draft).await.done()["id"].as_str().unwrap().to_owned();
    table(house, town, "publishPoll", json!({ "pollId": poll })).await.done();
    let opened = table(house, town, "openPoll", json!({ "pollId": poll })).await;
    (poll, opened)
}

/// Counts the cards of an open poll as the specimen's poll came out, and closes it.
pub(crate) async fn count(house: &House, town: &Town, poll: &str, like: &Value) -> Value {
    let expected = &like["expected"];
    let counts = json!([
        { "code": "FOR", "votes": expected["for"] },
        { "code": "AGAINST", "votes": expected["against"] },
        { "code": "ABSTENTION", "votes": expected["abstention"] },
    ]);
    for teller in ["T1", "T2"] {
        let count = json!({ "pollId": poll, "count": { "teller": teller, "round": 1, "counts": counts } });
        table(house, town, "recordShowOfCards", count).await.done();
    }
    table(house, town, "closePoll", json!({ "pollId": poll })).await.done()
}

/// Announces a result.
pub(crate) async fn proclaim(house: &House, town: &Town, poll: &str) {
    table(house, town, "proclaimPoll", json!({ "pollId": poll })).await.done();
}

/// A vote from draft to proclamation that comes out as a poll of the specimen, at its hour.
pub(crate) async fn vote(house: &House, town: &Town, hall: &Hall, subject: &str, items: &[&str], like: &str) -> String {
    let like = poll_of(like);
    house.clock.set(moment(&like["openedAt"]).unwrap().timestamp_millis());
    let (poll, opened) = open_poll(house, town, hall, subject, items).await;
    opened.done();
    let closed = count(house, town, &poll, &like).await;
    assert_eq!(closed["result"]["outcome"], like["expected"]["outcome"]);
    proclaim(house, town, &poll).await;
    poll
}

/// The draft of the second vote after a tie, published and open.
pub(crate) async fn second_vote(house: &House, town: &Town, tied: &str) -> String {
    let second = table(house, town, "breakTie", json!({ "pollId": tied })).await.done();
    let poll = second["id"].as_str().unwrap().to_owned();
    table(house, town, "publishPoll", json!({ "pollId": poll })).await.done();
    table(house, town, "openPoll", json!({ "pollId": poll })).await.done();
    poll
}

/// A vote in the place of an annulled one, that comes out as a poll of the specimen.
pub(crate) async fn vote_again(
    house: &House,
    town: &Town,
    hall: &Hall,
    annulled: &str,
    subject: &str,
    item: &str,
    like: &str,
) {
    let draft = json!({
        "conferenceId": hall.id, "kind": "SHOW_OF_CARDS", "subject": subject, "itemIds": [item], "question": "Aprova?",
        "replacesPollId": annulled,
    });
    let poll = table(house, town, "createPoll", draft).await.done()["id"].as_str().unwrap().to_owned();
    table(house, town, "publishPoll", json!({ "pollId": poll })).await.done();
    table(house, town, "openPoll", json!({ "pollId": poll })).await.done();
    count(house, town, &poll, &poll_of(like)).await;
    proclaim(house, town, &poll).await;
}

/// What a destaque of the specimen asks, as the API takes it.
pub(crate) fn amendment(row: &Value) -> Value {
    let wording = row["text"].as_str().or(row["amendment"].as_str()).unwrap_or_default();
    let quoted: Vec<&str> = wording.split(['“', '”']).skip(1).step_by(2).collect();
    match (row["kind"].as_str().unwrap(), quoted.as_slice()) {
        ("CHANGE", [passage, replacement]) => {
            json!({ "wording": wording, "passage": passage, "replacement": replacement })
        }
        ("ADD", [addition]) => json!({ "wording": wording, "addition": addition }),
        ("CHANGE" | "MERGE", []) => json!({ "wording": wording, "text": wording }),
        ("SUPPRESS", _) if !wording.is_empty() => {
            json!({ "wording": wording, "passage": "\nII – com voz, as pessoas convidadas;" })
        }
        ("CLARIFY", _) => json!({ "wording": wording }),
        _ => json!({}),
    }
}

/// Every article with the specimen's adopted text and the poll that decided it.
pub(crate) async fn adopted(house: &House, hall: &Hall, approval: &str) {
    let fields = "state adoptedParameters { name value article } articles { label adoptedText outcome decisionPollId }";
    let rules = seen(house, "", hall, fields).await;
    assert_eq!(rules["state"], "ADOPTED");
    assert_eq!(rules["adoptedParameters"], json!([{ "name": "defenceSeconds", "value": 120, "article": 16 }]));
    let expected = specimen()["rulesOfProcedure"]["articles"].as_array().unwrap().clone();
    let mut outcomes = std::collections::BTreeMap::new();
    for (row, wanted) in rules["articles"].as_array().unwrap().iter().zip(&expected) {
        assert_eq!(row["adoptedText"], wanted["adoptedText"], "{}", wanted["label"]);
        let outcome = row["outcome"].as_str().unwrap().to_owned();
        if outcome == "EN_BLOC" {
            assert_eq!(row["decisionPollId"], approval, "{}", wanted["label"]);
        }
        assert!(row["decisionPollId"].is_string());
        *outcomes.entry(outcome).or_insert(0) += 1;
    }
    assert_eq!(json!(outcomes), json!({ "EN_BLOC": 28, "KEPT": 2, "AMENDED": 2 }));
    let permit = policy::system(hall.row.tenant, "test");
    let scope = house.store.read(&permit).await.unwrap();
    let conference = scope.get::<conference::Entity>(hall.row.id).await.unwrap().unwrap();
    let expected = specimen()["expected"]["adoptedParameters"]["defenceSeconds"].clone();
    assert_eq!(json!(conference.parameters.speech.defence_seconds), expected);
}
