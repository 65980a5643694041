//! Motions are handed in, signed, admitted and voted.

use crate::support::{Hall, House, Person, Town, key, moment, specimen};
use domain::conferences::ConferenceState;
use domain::people::{Category, Pool};
use domain::voting::SubjectKind;
use policy::Role;
use serde_json::{Value, json};
use testkit::{both_databases, databases::TestDatabase};

const FIELDS: &str = "id label state signatures signaturesWithoutVote version pollId decisionReason \
    admission { computed base needed admitted explanation }";

async fn hall(db: TestDatabase, delegates: usize) -> (House, Town, Hall, Vec<Person>) {
    let house = House::open(db).await;
    let (_, state, town) = house.three_levels().await;
    let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
    let people = house.delegates(&hall, delegates).await;
    (house, town, hall, people)
}

fn motion(hall: &Hall) -> Value {
    json!({
        "key": key(), "conferenceId": hall.id, "kind": "SUPPORT", "title": "Apoio à lei dos benefícios eventuais",
        "text": "A Conferência apoia a votação da lei.", "addressees": ["Câmara Municipal"],
    })
}

async fn submitted(house: &House, hall: &Hall, token: &str) -> Value {
    house.act(token, "submitMotion", "Motion", FIELDS, motion(hall)).await.done()
}

fn on(row: &Value) -> Value {
    json!({ "key": key(), "motionId": row["id"] })
}

async fn after_the_deadline(house: &House, town: &Town, hall: &Hall) -> Value {
    house.clock.set(chrono::DateTime::parse_from_rfc3339("2027-05-21T13:00:01Z").unwrap().timestamp_millis());
    let closing = json!({ "key": key(), "conferenceId": hall.id });
    let fields = format!("motions {{ {FIELDS} }}");
    house.act(town.token(Role::Table), "closeMotions", "MotionList", &fields, closing).await.done()["motions"].clone()
}

both_databases! {
    async fn the_specimens_motions_are_admitted_with_its_figures_and_reasons(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let mut rules = crate::support::parameters();
        rules.citations.by_subject.insert(SubjectKind::Motion, "art. 22".into());
        rules.citations.motion_admission = Some("art. 29".into());
        let hall = house.hall_with(&state, &town, ConferenceState::InProgress, rules).await;
        let people = house.cast(&hall).await;
        let specimen = specimen();
        for row in specimen["motions"].as_array().unwrap() {
            house.clock.set(moment(&row["submittedAt"]).unwrap().timestamp_millis());
            let author = house.badge(&hall, &people[row["authorId"].as_str().unwrap()]).await;
            let mut input = motion(&hall);
            for field in ["kind", "title", "text", "addressees"] {
                input[field] = row[field].clone();
            }
            let handed_in = house.act(&author, "submitMotion", "Motion", "id", input).await.done();
            let signers: Vec<&str> = row["signatures"].as_array().unwrap().iter().map(|id| people[id.as_str().unwrap()].id.as_str()).collect();
            let mut sheet = on(&handed_in);
            sheet["participantIds"] = json!(signers);
            house.act(town.token(Role::Rapporteur), "signMotion", "Motion", "id", sheet).await.done();
        }
        let early = json!({ "key": key(), "conferenceId": hall.id });
        let early = house.act(town.token(Role::Table), "closeMotions", "MotionList", "motions { id }", early).await;
        assert_eq!(early.refusal(), "MOTIONS_OPEN");
        let motions = after_the_deadline(&house, &town, &hall).await;
        for (row, expected) in motions.as_array().unwrap().iter().zip(specimen["motions"].as_array().unwrap()) {
            let expected = &expected["expected"];
            assert_eq!(row["signatures"], expected["validSignatures"]);
            for figure in ["base", "needed", "admitted", "explanation"] {
                assert_eq!(row["admission"][figure], expected[figure], "{}", row["label"]);
            }
            let state = if expected["admitted"] == json!(true) { "ADMITTED" } else { "BELOW_THRESHOLD" };
            assert_eq!(row["state"], state);
        }
        let query = "query($id: ID!) { conference(id: $id) { motions { label signatures } toBeVoted { step motion { label } } } }";
        let public = house.ask("", query, json!({ "id": hall.id })).await.done();
        let open: Vec<&Value> = public["conference"]["toBeVoted"].as_array().unwrap().iter().map(|entry| &entry["motion"]["label"]).collect();
        assert_eq!(open, ["MO1", "MO2", "MO4"]);
    }

    async fn the_article_of_a_motions_vote_admits_it_where_the_rules_name_no_other(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let mut rules = crate::support::parameters();
        rules.citations.by_subject.insert(SubjectKind::Motion, "art. 7º".into());
        let hall = house.hall_with(&state, &town, ConferenceState::InProgress, rules).await;
        let author = house.delegate(&hall, Pool::Users, 0, true).await;
        submitted(&house, &hall, &author.token).await;
        let motions = after_the_deadline(&house, &town, &hall).await;
        let explanation = motions[0]["admission"]["explanation"].as_str().unwrap();
        assert!(explanation.ends_with(", art. 7º)."), "{explanation}");
    }

    async fn exactly_the_share_of_those_present_admits_and_one_less_does_not(db: TestDatabase) {
        let (house, town, hall, people) = hall(db, 10).await;
        let (enough, short) = (submitted(&house, &hall, &people[0].token).await, submitted(&house, &hall, &people[0].token).await);
        for person in &people[..2] {
            house.act(&person.token, "signMotion", "Motion", "id", on(&enough)).await.done();
        }
        house.act(&people[5].token, "signMotion", "Motion", "id", on(&short)).await.done();
        let motions = after_the_deadline(&house, &town, &hall).await;
        assert_eq!((&motions[0]["admission"]["base"], &motions[0]["admission"]["needed"]), (&json!(10), &json!(2)));
        assert_eq!((&motions[0]["state"], &motions[1]["state"]), (&json!("ADMITTED"), &json!("BELOW_THRESHOLD")));
        let late = house.act(&people[3].token, "signMotion", "Motion", "id", on(&short)).await;
        assert_eq!(late.refusal(), "MOTION_NOT_NOW");
        let handed_in = house.act(&people[3].token, "submitMotion", "Motion", "id", motion(&hall)).await;
        assert_eq!(handed_in.refusal(), "MOTION_LATE");
    }

    async fn each_delegate_signs_once_and_may_take_it_back(db: TestDatabase) {
        let (house, town, hall, people) = hall(db, 4).await;
        let row = submitted(&house, &hall, town.token(Role::Rapporteur)).await;
        assert_eq!(row["label"], "MO1");
        let signature = on(&row);
        for _ in 0..2 {
            let signed = house.act(&people[0].token, "signMotion", "Motion", FIELDS, signature.clone()).await.done();
            assert_eq!(signed["signatures"], 1, "the same key once");
        }
        let many = (0..6).map(|_| house.act(&people[1].token, "signMotion", "Motion", "id", on(&row)));
        let answers = futures_util::future::join_all(many).await;
        let again = answers.iter().filter(|answer| answer.data["code"] == "ALREADY_SIGNED").count();
        assert_eq!(again, 5, "{answers:#?}");
        let query = "query($id: ID!) { conference(id: $id) { motionsSignedByMe motions { signatures } } }";
        let mine = house.ask(&people[0].token, query, json!({ "id": hall.id })).await.done();
        assert_eq!(mine["conference"]["motionsSignedByMe"], json!([row["id"]]));
        assert_eq!(mine["conference"]["motions"][0]["signatures"], 2);
        assert_eq!(house.ask("", query, json!({ "id": hall.id })).await.done()["conference"]["motionsSignedByMe"], json!([]));
        let back = house.act(&people[0].token, "withdrawSignature", "Motion", FIELDS, on(&row)).await.done();
        assert_eq!(back["signatures"], 1);
        assert_eq!(house.act(&people[0].token, "withdrawSignature", "Motion", "id", on(&row)).await.refusal(), "NOT_SIGNED");
        let for_another = json!({ "key": key(), "motionId": row["id"], "participantIds": [people[2].id] });
        assert_eq!(house.act(&people[0].token, "signMotion", "Motion", "id", for_another).await.refusal(), "SIGN_AS_SELF");
    }

    async fn people_without_a_vote_or_outside_the_hall_do_not_count(db: TestDatabase) {
        let (house, town, hall, people) = hall(db, 3).await;
        let row = submitted(&house, &hall, &people[0].token).await;
        let observer = house.person(&hall, Category::Observer, None, 20, true).await;
        let absent = house.delegate(&hall, Pool::Users, 21, false).await;
        assert_eq!(house.act(&observer.token, "signMotion", "Motion", "id", on(&row)).await.refusal(), "NOT_PERMITTED");
        assert_eq!(house.act(&absent.token, "signMotion", "Motion", "id", on(&row)).await.refusal(), "SIGNER_NOT_IN_HALL");
        let sheet = |ids: Vec<&str>| json!({ "key": key(), "motionId": row["id"], "participantIds": ids });
        let rapporteur = town.token(Role::Rapporteur);
        assert_eq!(house.act(rapporteur, "signMotion", "Motion", "id", sheet(vec![])).await.refusal(), "SIGNERS_REQUIRED");
        for _ in 0..2 {
            let signed = house.act(rapporteur, "signMotion", "Motion", FIELDS, sheet(vec![&people[1].id, &observer.id])).await.done();
            assert_eq!((&signed["signatures"], &signed["signaturesWithoutVote"]), (&json!(1), &json!(1)), "typed in twice, counted once");
        }
        let motions = after_the_deadline(&house, &town, &hall).await;
        let explanation = motions[0]["admission"]["explanation"].as_str().unwrap();
        assert!(explanation.contains("1 assinatura válida") && explanation.contains("1 assinatura não conta"), "{explanation}");
    }

    async fn a_motion_is_refused_field_by_field_and_taken_back_by_its_author(db: TestDatabase) {
        let (house, town, hall, people) = hall(db, 2).await;
        for (field, value, code) in [
            ("title", json!(" "), "REQUIRED"),
            ("text", json!(""), "REQUIRED"),
            ("addressees", json!([" "]), "MOTION_ADDRESSEES"),
            ("addressees", json!([]), "MOTION_ADDRESSEES"),
        ] {
            let mut input = motion(&hall);
            input[field] = value;
            assert_eq!(house.act(&people[0].token, "submitMotion", "Motion", "id", input).await.refusal(), code);
        }
        let row = submitted(&house, &hall, &people[0].token).await;
        let withdrawal = json!({ "key": key(), "motionId": row["id"], "version": row["version"] });
        let other = house.act(&people[1].token, "withdrawMotion", "Motion", "id", withdrawal.clone()).await;
        assert_eq!(other.refusal(), "NOT_PERMITTED");
        let gone = house.act(&people[0].token, "withdrawMotion", "Motion", FIELDS, withdrawal).await.done();
        assert_eq!(gone["state"], "WITHDRAWN");
        assert_eq!(house.act(&people[1].token, "signMotion", "Motion", "id", on(&row)).await.refusal(), "MOTION_NOT_NOW");
        let foreign = house.ask("", "{ council(slug: \"itamarandiba-mg\") { id } }", json!({})).await.done();
        assert!(foreign["council"]["id"].is_string());
        assert_eq!(house.act("", "signMotion", "Motion", "id", on(&row)).await.error(), "UNAUTHENTICATED");
        assert_eq!(house.act(town.token(Role::Auditor), "signMotion", "Motion", "id", on(&row)).await.refusal(), "NOT_PERMITTED");
    }

    async fn an_admitted_motion_is_voted_and_again_after_an_annulment_and_one_without_signatures_is_not(db: TestDatabase) {
        let (house, town, hall, people) = hall(db, 3).await;
        let (row, short) = (submitted(&house, &hall, &people[0].token).await, submitted(&house, &hall, &people[0].token).await);
        for person in &people {
            house.act(&person.token, "signMotion", "Motion", "id", on(&row)).await.done();
        }
        after_the_deadline(&house, &town, &hall).await;
        let table = town.token(Role::Table);
        let draft = |row: &Value| json!({
            "key": key(), "conferenceId": hall.id, "kind": "ROLL_CALL", "subject": "MOTION", "question": "Aprova a moção?",
            "itemIds": [row["id"]],
        });
        let poll = house.act(table, "createPoll", "Poll", "id", draft(&short)).await.done();
        let step = |poll: &Value| json!({ "key": key(), "pollId": poll["id"] });
        house.act(table, "publishPoll", "Poll", "id", step(&poll)).await.done();
        assert_eq!(house.act(table, "openPoll", "Poll", "id", step(&poll)).await.refusal(), "MOTION_NOT_NOW");
        let poll = house.act(table, "createPoll", "Poll", "id", draft(&row)).await.done();
        for name in ["publishPoll", "openPoll"] {
            house.act(table, name, "Poll", "id", step(&poll)).await.done();
        }
        for person in &people {
            let vote = json!({ "key": key(), "pollId": poll["id"], "choices": ["FOR"] });
            house.act(&person.token, "castVote", "VoteReceipt", "receipt", vote).await.done();
        }
        for name in ["closePoll", "proclaimPoll"] {
            house.act(table, name, "Poll", "id", step(&poll)).await.done();
        }
        let query = format!("query($id: ID!) {{ conference(id: $id) {{ motions {{ {FIELDS} }} }} }}");
        let seen = house.ask("", &query, json!({ "id": hall.id })).await.done();
        let seen = &seen["conference"]["motions"][0];
        assert_eq!((&seen["state"], &seen["pollId"]), (&json!("APPROVED"), &poll["id"]));
        assert!(seen["decisionReason"].as_str().unwrap().starts_with("Aprovado por maioria simples: 3 de 3"));

        house.annul(table, poll["id"].as_str().unwrap(), "texto errado").await.done();
        let seen = house.ask("", &query, json!({ "id": hall.id })).await.done();
        let open = &seen["conference"]["motions"][0];
        assert_eq!((&open["state"], &open["pollId"], &open["decisionReason"]), (&json!("ADMITTED"), &Value::Null, &Value::Null));
    }
}
