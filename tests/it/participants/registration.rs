//! Registration: by the person in public, by the secretariat, by the desk.

use super::{FIELDS, cpf, listed, observer, registration, set_clock, town_at, user};
use crate::support::{Hall, House, key};
use domain::conferences::ConferenceState::{Closed, InProgress, Registration};
use domain::people::Pool;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

const IN_TIME: &str = "2027-05-10T15:00:00Z";
const ON_THE_DAY: &str = "2027-05-20T12:00:00Z";

fn in_public(hall: &Hall, person: Value) -> Value {
    let mut input = registration(hall, person);
    input["consentVersion"] = json!("padrao-1");
    input
}

const DONE: &str = "conference confirmationTo";

both_databases! {
    async fn somebody_registers_in_public_and_hears_by_mail(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, IN_TIME).await;
        let query = "query($id: ID!) { conference(id: $id) { consentText { version body retentionDays } } }";
        let text = house.ask("", query, json!({ "id": hall.id })).await.done();
        assert_eq!(text["conference"]["consentText"]["version"], "padrao-1");
        let mut person = user(1, " Umbelina Sucupira ");
        person["socialName"] = json!("Aurora Ipê");
        let input = in_public(&hall, person);
        let answer = house.act("", "preRegister", "PreRegistered", DONE, input.clone()).await.done();
        assert_eq!(answer["confirmationTo"], "Pessoa1@exemplo.test");
        let again = house.act("", "preRegister", "PreRegistered", DONE, input).await.done();
        assert_eq!(again, answer, "the same key gives the same answer");
        let mail = house.last_mail_to("Pessoa1@exemplo.test").await.unwrap();
        assert!(mail.contains("Aurora Ipê") && mail.contains("sociedade civil"), "{mail}");
        let fields = "name documentName cpf email eligibility channel consent { textVersion retainUntil } birthDate axisPreferences";
        let rows = listed(&house, town.secretary(), &hall, json!({}), fields).await;
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0]["name"], &rows[0]["documentName"]), (&json!("Aurora Ipê"), &json!("Umbelina Sucupira")));
        assert_eq!((&rows[0]["cpf"], &rows[0]["email"]), (&json!(cpf(1)), &json!("pessoa1@exemplo.test")));
        assert_eq!((&rows[0]["eligibility"], &rows[0]["channel"]), (&json!("PENDING"), &json!("ONLINE")));
        assert_eq!(rows[0]["consent"], json!({ "textVersion": "padrao-1", "retainUntil": "2028-05-20" }));
        let masked = listed(&house, town.token(Role::Auditor), &hall, json!({}), fields).await;
        let hidden = json!(format!("***.{}-**", &cpf(1)[4..11]));
        assert_eq!((&masked[0]["cpf"], &masked[0]["email"]), (&hidden, &json!("p***@exemplo.test")));
        assert_eq!((&masked[0]["documentName"], &masked[0]["birthDate"]), (&Value::Null, &Value::Null));
    }

    async fn a_stranger_does_not_learn_who_is_registered(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, IN_TIME).await;
        house.act("", "preRegister", "PreRegistered", DONE, in_public(&hall, user(1, "Umbelina"))).await.done();
        let mut curious = user(1, "Quem Pergunta");
        curious["email"] = json!("curiosa@exemplo.test");
        let first = house.act("", "preRegister", "PreRegistered", DONE, in_public(&hall, curious.clone())).await.done();
        curious["cpf"] = json!(cpf(2));
        curious["email"] = json!("outra@exemplo.test");
        let unknown = house.act("", "preRegister", "PreRegistered", DONE, in_public(&hall, curious)).await.done();
        assert_eq!(first["conference"], unknown["conference"]);
        let known = house.last_mail_to("curiosa@exemplo.test").await.unwrap();
        let new = house.last_mail_to("outra@exemplo.test").await.unwrap();
        assert_eq!(known, new, "the letters do not differ");
        let names: Vec<Value> = listed(&house, town.secretary(), &hall, json!({}), "name email").await;
        assert_eq!(names.len(), 2, "nobody is registered twice: {names:?}");
    }

    async fn a_public_registration_is_refused_field_by_field(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, hall) = town_at(&house, Registration, IN_TIME).await;
        for (field, value, code) in [
            ("cpf", json!("000.000.001-00"), "CPF_CHECK_DIGITS"),
            ("cpf", Value::Null, "REQUIRED"),
            ("email", json!("sem arroba"), "EMAIL_AT"),
            ("name", json!("123"), "NAME_WITHOUT_LETTERS"),
            ("segment", Value::Null, "SEGMENT_REQUIRED"),
            ("birthDate", json!("2027-05-10"), "BIRTH_DATE_IMPLAUSIBLE"),
            ("axisPreferences", json!([99]), "AXIS_UNKNOWN"),
            ("category", json!("BORN"), "BORN_BY_MANDATE"),
        ] {
            let mut person = user(1, "Umbelina");
            person[field] = value;
            let answer = house.act("", "preRegister", "PreRegistered", DONE, in_public(&hall, person)).await;
            assert_eq!(answer.refusal(), code, "{field}");
        }
        let mut without = in_public(&hall, user(1, "Umbelina"));
        without["consentVersion"] = Value::Null;
        assert_eq!(house.act("", "preRegister", "PreRegistered", DONE, without.clone()).await.refusal(), "CONSENT_REQUIRED");
        without["consentVersion"] = json!("0");
        assert_eq!(house.act("", "preRegister", "PreRegistered", DONE, without).await.refusal(), "CONSENT_OUTDATED");
        set_clock(&house, ON_THE_DAY);
        let late = house.act("", "preRegister", "PreRegistered", DONE, in_public(&hall, user(1, "Umbelina"))).await;
        assert_eq!(late.refusal(), "REGISTRATION_OVER");
        house.relay().await;
        assert_eq!(house.last_mail_to("Pessoa1@exemplo.test").await, None);
    }

    async fn a_council_publishes_its_own_text_on_data(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, IN_TIME).await;
        let text = |days: i32| json!({ "key": key(), "conferenceId": hall.id, "body": "Usamos os dados assim.", "retentionDays": days });
        let publish = async |token: &str, days: i32| {
            house.act(token, "publishConsentText", "ConsentText", "version retentionDays", text(days)).await
        };
        assert_eq!(publish(town.secretary(), 0).await.refusal(), "RETENTION_RANGE");
        assert_eq!(publish(town.token(Role::Auditor), 90).await.refusal(), "NOT_PERMITTED");
        assert_eq!(publish(town.secretary(), 90).await.done()["version"], "1");
        let outdated = house.act("", "preRegister", "PreRegistered", DONE, in_public(&hall, user(1, "Umbelina"))).await;
        assert_eq!(outdated.refusal(), "CONSENT_OUTDATED");
        let mut input = in_public(&hall, user(1, "Umbelina"));
        input["consentVersion"] = json!("1");
        house.act("", "preRegister", "PreRegistered", DONE, input).await.done();
        let rows = listed(&house, town.secretary(), &hall, json!({}), "consent { textVersion retainUntil }").await;
        assert_eq!(rows[0]["consent"], json!({ "textVersion": "1", "retainUntil": "2027-08-19" }));
    }

    async fn the_secretariat_registers_whom_it_knows_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, Registration).await;
        let act = async |token: &str, person: Value| {
            house.act(token, "registerParticipant", "Participant", FIELDS, registration(&hall, person)).await
        };
        let kept = act(town.secretary(), user(1, "Umbelina")).await.done();
        assert_eq!((&kept["number"], &kept["eligibility"]), (&json!(1), &json!("PENDING")));
        let twice = act(town.secretary(), user(1, "Umbelina")).await;
        assert_eq!((twice.refusal().as_str(), &twice.data["path"][0]), ("ALREADY_REGISTERED", &json!("cpf")));
        assert_eq!(act(town.token(Role::Auditor), user(2, "Outra")).await.refusal(), "NOT_PERMITTED");
        assert_eq!(act("", user(2, "Outra")).await.error(), "UNAUTHENTICATED");
        assert_eq!(act(state.secretary(), user(2, "Outra")).await.error(), "NOT_FOUND");
        let delegate = house.delegate(&hall, Pool::Users, 7, true).await;
        assert_eq!(act(&delegate.token, user(2, "Outra")).await.refusal(), "NOT_PERMITTED");
    }

    async fn at_the_door_only_the_categories_of_the_cycle_are_taken(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, ON_THE_DAY).await;
        let desk = town.token(Role::Credentialing);
        let act = async |person: Value| {
            house.act(desk, "registerWalkIn", "Participant", FIELDS, registration(&hall, person)).await
        };
        let kept = act(observer("Cassilda Taquara")).await.done();
        assert_eq!((&kept["eligibility"], &kept["votes"]), (&json!("ELIGIBLE"), &json!(false)));
        let delegate = act(user(1, "Umbelina")).await;
        assert_eq!((delegate.refusal().as_str(), &delegate.data["rule"]), ("WALK_IN_CATEGORY", &json!("walkIns")));
        let mut sensitive = observer("Genoveva");
        sensitive["reservedGroups"] = json!(["BLACK"]);
        assert_eq!(act(sensitive).await.refusal(), "CONSENT_REQUIRED");
    }

    async fn nobody_is_registered_once_the_conference_is_over(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Closed, ON_THE_DAY).await;
        for name in ["registerParticipant", "registerWalkIn"] {
            let answer = house.act(town.secretary(), name, "Participant", "id", registration(&hall, observer("Lia"))).await;
            assert_eq!(answer.refusal(), "CONFERENCE_STATE");
        }
    }

    async fn many_at_once_get_a_number_each(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, ON_THE_DAY).await;
        let asks = (0..12).map(|n| {
            let input = registration(&hall, observer(&format!("Pessoa {n}")));
            house.act(town.secretary(), "registerWalkIn", "Participant", "number", input)
        });
        let answers = futures_util::future::join_all(asks).await;
        let mut numbers: Vec<i64> = answers.into_iter().map(|a| a.done()["number"].as_i64().unwrap()).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
    }
}
