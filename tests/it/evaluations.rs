//! The evaluation by all present (*avaliação*).

use crate::support::{Answer, Hall, House, Person, Town, key, specimen};
use domain::conferences::ConferenceState;
use domain::people::{Category, Pool};
use futures_util::future::join_all;
use policy::Role;
use serde_json::{Value, json};
use store::evaluations as kept;
use testkit::both_databases;

const SUMMARY: &str = "answers overallAverage comments \
    byQuestion { question label answers sum average distribution { score count } }";

fn evaluation() -> String {
    format!(
        "id answered closedAt form {{ scale questions {{ id label }} open }} summary {{ {SUMMARY} }} \
         byCategory {{ minimum hidden shown {{ category answers }} }} comments {{ label comments }}"
    )
}

async fn seen_by(house: &House, hall: &Hall, token: &str) -> Value {
    let query = format!("query($id: ID!) {{ conference(id: $id) {{ evaluation {{ {} }} }} }}", evaluation());
    house.ask(token, &query, json!({ "id": hall.id })).await.done()["conference"]["evaluation"].clone()
}

async fn publish(house: &House, town: &Town, hall: &Hall) -> String {
    let input = json!({ "key": key(), "conferenceId": hall.id });
    let done = house.act(town.secretary(), "publishEvaluation", "Evaluation", "id", input).await.done();
    done["id"].as_str().unwrap().to_owned()
}

async fn answer(house: &House, token: &str, evaluation: &str, scores: &Value, comment: &Value) -> Answer {
    let input = json!({ "key": key(), "evaluationId": evaluation, "scores": scores, "comments": [comment] });
    house.act(token, "answerEvaluation", "Evaluation", "answered", input).await
}

async fn person(house: &House, hall: &Hall, category: Category, n: usize) -> Person {
    let pool = match category {
        Category::Guest | Category::Observer => None,
        Category::Government => Some(Pool::Government),
        Category::Born | Category::CivilSociety => Some(Pool::Users),
    };
    house.person(hall, category, pool, n, true).await
}

both_databases! {
    async fn the_specimen_answers_give_the_averages_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        assert_eq!(seen_by(&house, &hall, "").await, Value::Null);
        let id = publish(&house, &town, &hall).await;
        let specimen = specimen();
        let rows = specimen["evaluation"]["answers"].as_array().unwrap();
        for (n, row) in rows.iter().enumerate() {
            let category = serde_json::from_value(row["category"].clone()).unwrap();
            let somebody = person(&house, &hall, category, n).await;
            answer(&house, &somebody.token, &id, &row["scores"], &row["comment"]).await.done();
            if n == 3 {
                let early = seen_by(&house, &hall, town.secretary()).await;
                assert_eq!((&early["answered"], &early["summary"]), (&json!(4), &json!(null)), "four could be told apart");
            }
        }
        let live = seen_by(&house, &hall, town.secretary()).await;
        let mut summary = live["summary"].clone();
        for question in summary["byQuestion"].as_array_mut().unwrap() {
            let distribution = question.as_object_mut().unwrap().remove("distribution").unwrap();
            let counts: u64 = distribution.as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum();
            assert_eq!(json!(counts), question["answers"]);
        }
        assert_eq!(summary, specimen["expected"]["evaluation"]);
        let groups: Vec<_> =
            live["byCategory"]["shown"].as_array().unwrap().iter().map(|group| group["answers"].clone()).collect();
        assert_eq!(groups, [17, 11, 10, 8, 14], "as the specimen's categories answered");
        let mut written: Vec<&str> = rows.iter().filter_map(|row| row["comment"].as_str()).collect();
        let shown = live["comments"][0]["comments"].as_array().unwrap();
        let mut shown: Vec<&str> = shown.iter().map(|comment| comment.as_str().unwrap()).collect();
        assert_ne!(shown, written, "the order of arrival does not show");
        written.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, written);

        assert_eq!(seen_by(&house, &hall, "").await["summary"], Value::Null, "not public while it is open");
        let close = json!({ "key": key(), "evaluationId": id });
        house.act(town.secretary(), "closeEvaluation", "Evaluation", "closedAt", close).await.done();
        let public = seen_by(&house, &hall, "").await;
        assert_eq!((&public["summary"], &public["comments"]), (&live["summary"], &json!(null)));
    }

    async fn everybody_present_answers_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let id = publish(&house, &town, &hall).await;
        let guest = person(&house, &hall, Category::Guest, 1).await;
        let absent = house.person(&hall, Category::Observer, None, 2, false).await;
        let scores = json!([4, 4, 4, null, 4, 4, 4, 4]);
        let say = |token: String, scores: Value| {
            let (house, id) = (&house, &id);
            async move { answer(house, &token, id, &scores, &json!(null)).await }
        };
        for (scores, code) in [
            (json!([4]), "EVALUATION_WRONG_NUMBER_OF_SCORES"),
            (json!([4, 4, 4, 4, 4, 4, 4, 9]), "EVALUATION_OUTSIDE_SCALE"),
            (json!([null, null, null, null, null, null, null, null]), "EVALUATION_EMPTY"),
        ] {
            assert_eq!(say(guest.token.clone(), scores).await.refusal(), code);
        }
        assert_eq!(say(absent.token.clone(), scores.clone()).await.refusal(), "NOT_PRESENT");
        assert_eq!(say(town.secretary().to_owned(), scores.clone()).await.refusal(), "NOT_PERMITTED");
        assert_eq!(say(String::new(), scores.clone()).await.error(), "UNAUTHENTICATED");
        let both = join_all((0..2).map(|_| say(guest.token.clone(), scores.clone()))).await;
        let twice = both.iter().filter(|one| one.data["code"] == "EVALUATION_ALREADY_ANSWERED").count();
        assert_eq!(twice, 1, "{both:?}");
        for _ in 0..2 {
            let close = json!({ "key": key(), "evaluationId": id });
            house.act(town.secretary(), "closeEvaluation", "Evaluation", "closedAt", close).await.done();
        }
        let late = person(&house, &hall, Category::Guest, 3).await;
        assert_eq!(say(late.token, scores).await.refusal(), "EVALUATION_NOT_OPEN");
        assert_eq!(seen_by(&house, &hall, "").await["answered"], 1);
    }

    async fn many_answers_at_once_are_all_kept_and_name_nobody(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let id = publish(&house, &town, &hall).await;
        let people = house.delegates(&hall, 24).await;
        let answers = people.iter().enumerate().map(|(n, somebody)| {
            let (house, id) = (&house, &id);
            let scores = json!([n % 5 + 1, 4, 4, 4, 4, 4, 4, 4]);
            async move { answer(house, &somebody.token, id, &scores, &json!(format!("Comentário {n}"))).await }
        });
        for one in join_all(answers).await {
            one.done();
        }
        let scope = house.store.read(&policy::system(hall.row.tenant, "test")).await.unwrap();
        let evaluation = kept::of_conference(&scope, hall.row.id).await.unwrap().unwrap();
        let boxes = kept::boxes(&scope, evaluation.id).await.unwrap();
        assert_eq!(boxes.len(), 16, "as many rows as boxes, however many answer");
        assert_eq!(boxes.iter().map(|one| one.answers.len()).sum::<usize>(), 24);
        for one in &boxes {
            let written: Vec<String> = one.answers.iter().map(|a| serde_json::to_string(a).unwrap()).collect();
            assert!(written.is_sorted(), "the order in a box comes from the answers");
            assert!(people.iter().all(|somebody| !written.iter().any(|a| a.contains(&somebody.row.to_string()))));
        }
        let request = store::PageRequest::last(50, None);
        let trail = store::audit::page(&scope, Some(hall.row.id), None, &request).await.unwrap();
        let of_answers = trail.rows.iter().filter(|(_, row)| row.action == "evaluations.answer");
        assert!(of_answers.clone().all(|(_, row)| row.details == json!({})));
        assert_eq!(of_answers.count(), 24);
    }

    async fn a_council_adds_questions_and_publishes_one_form_while_it_meets(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let other = house.municipality(&state, "3106200").await;
        let early = house.hall(&state, &other, ConferenceState::Registration).await;
        let input = |hall: &Hall| json!({ "key": key(), "conferenceId": hall.id, "questions": ["Transporte"] });
        let refused = house.act(other.secretary(), "publishEvaluation", "Evaluation", "id", input(&early)).await;
        assert_eq!(refused.refusal(), "CONFERENCE_NOT_IN_PROGRESS");
        let mut blank = input(&hall);
        blank["open"] = json!(["  "]);
        let refused = house.act(town.secretary(), "publishEvaluation", "Evaluation", "id", blank).await;
        assert_eq!(refused.refusal(), "REQUIRED");
        let fields = "form { questions { id label } }";
        let done = house.act(town.secretary(), "publishEvaluation", "Evaluation", fields, input(&hall)).await.done();
        assert_eq!(done["form"]["questions"][8], json!({ "id": "C1", "label": "Transporte" }));
        let twice = house.act(town.secretary(), "publishEvaluation", "Evaluation", fields, input(&hall)).await;
        assert_eq!(twice.refusal(), "EVALUATION_PUBLISHED");
        let auditor = house.act(town.token(Role::Auditor), "publishEvaluation", "Evaluation", fields, input(&hall)).await;
        assert_eq!(auditor.refusal(), "NOT_PERMITTED");
        let stranger = house.act(other.secretary(), "publishEvaluation", "Evaluation", fields, input(&hall)).await;
        assert_eq!(stranger.error(), "NOT_FOUND");
    }
}
