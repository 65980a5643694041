//! Eligibility, changes of category, withdrawal; and delegates by birth.

use super::{FIELDS, badge, entry, listed, observer, register, set_clock, town_at, user};
use crate::support::{Answer, House, key};
use domain::conferences::ConferenceState::{InProgress, Registration};
use domain::people::Pool;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

const AT: &str = "2027-05-20T12:00:00Z";
const EARLIER: &str = "2027-05-10T15:00:00Z";

async fn review(house: &House, token: &str, row: &Value, accept: bool, reason: Option<&str>) -> Answer {
    let input = json!({ "key": key(), "participantId": row["id"], "version": row["version"], "accept": accept, "reason": reason });
    house.act(token, "reviewEligibility", "Participant", FIELDS, input).await
}

async fn change(house: &House, token: &str, row: &Value, category: &str, segment: Option<&str>) -> Answer {
    let input = json!({
        "key": key(), "participantId": row["id"], "version": row["version"], "category": category, "segment": segment,
        "reason": "Pediu a mudança por escrito.",
    });
    house.act(token, "changeCategory", "Participant", FIELDS, input).await
}

async fn withdraw(house: &House, token: &str, row: &Value) -> Answer {
    let input =
        json!({ "key": key(), "participantId": row["id"], "version": row["version"], "reason": "Não poderá vir." });
    house.act(token, "withdrawParticipant", "Participant", FIELDS, input).await
}

async fn changes(house: &House, token: &str, id: &Value) -> Vec<Value> {
    let query = "query($id: ID!) { participantChanges(participantId: $id) { kind before after reason actor } }";
    let answer = house.ask(token, query, json!({ "id": id })).await.done();
    answer["participantChanges"].as_array().unwrap().clone()
}

fn mandate(council: &str, seat: i32, kind: &str, name: &str, email: &str) -> Value {
    json!({
        "key": key(), "councilId": council, "seat": seat, "kind": kind, "name": name, "email": email, "sector": "CIVIL_SOCIETY",
        "segment": "USERS", "organization": "Associação de Moradores", "startsOn": "2026-03-01", "endsOn": "2028-02-28",
    })
}

both_databases! {
    async fn a_registration_is_refused_with_a_reason_and_reversed(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, EARLIER).await;
        let row = register(&house, &town, &hall, user(1, "Umbelina")).await;
        let office = town.secretary();
        assert_eq!(review(&house, office, &row, false, None).await.refusal(), "REQUIRED");
        assert_eq!(review(&house, town.token(Role::Credentialing), &row, true, None).await.refusal(), "NOT_PERMITTED");
        let refused = review(&house, office, &row, false, Some("Falta o ofício da entidade.")).await.done();
        assert_eq!(refused["eligibility"], "REFUSED");
        let mail = house.last_mail_to("pessoa1@exemplo.test").await.unwrap();
        assert!(mail.contains("Falta o ofício da entidade"), "{mail}");
        let stale = review(&house, office, &row, true, Some("Chegou.")).await;
        assert_eq!((stale.refusal().as_str(), &stale.data["currentVersion"]), ("STALE_VERSION", &json!(2)));
        assert_eq!(review(&house, office, &refused, true, None).await.refusal(), "REQUIRED");
        let accepted = review(&house, office, &refused, true, Some("O ofício chegou.")).await.done();
        assert_eq!(accepted["eligibility"], "ELIGIBLE");
        assert_eq!(review(&house, office, &accepted, true, None).await.refusal(), "ELIGIBILITY_UNCHANGED");
        let history = changes(&house, town.token(Role::Auditor), &row["id"]).await;
        assert_eq!(history.len(), 2);
        assert_eq!((&history[1]["before"], &history[1]["after"]), (&json!("não homologada"), &json!("apta")));
        assert!(history[1]["actor"].as_str().unwrap().starts_with("account:"));
        let trail = "{ council(slug: \"itamarandiba-mg\") { audit(last: 5) { edges { node { action details } } } } }";
        let audit = house.ask(office, trail, json!({})).await.done().to_string();
        assert!(audit.contains("ELIGIBLE") && !audit.contains("ofício") && !audit.contains("Umbelina"), "{audit}");
    }

    async fn a_registration_is_corrected_and_nobody_becomes_somebody_else(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, EARLIER).await;
        let row = register(&house, &town, &hall, user(1, "Umbelina")).await;
        register(&house, &town, &hall, user(2, "Cassilda")).await;
        let correct = async |token: &str, version: i64, n: u32| {
            let mut details = user(n, "Umbelina Sucupira");
            details.as_object_mut().unwrap().retain(|field, _| field != "category" && field != "segment");
            details["birthDate"] = json!("1955-05-29");
            let input = json!({ "key": key(), "participantId": row["id"], "version": version, "details": details });
            house.act(token, "updateParticipant", "Participant", "name birthDate category segment version", input).await
        };
        let desk = town.token(Role::Credentialing);
        let corrected = correct(desk, 1, 1).await.done();
        assert_eq!((&corrected["name"], &corrected["birthDate"]), (&json!("Umbelina Sucupira"), &json!("1955-05-29")));
        assert_eq!((&corrected["category"], &corrected["segment"]), (&json!("CIVIL_SOCIETY"), &json!("USERS")));
        assert_eq!(correct(desk, 1, 1).await.refusal(), "STALE_VERSION");
        assert_eq!(correct(desk, 2, 2).await.refusal(), "ALREADY_REGISTERED");
        assert_eq!(correct(town.token(Role::Auditor), 2, 1).await.refusal(), "NOT_PERMITTED");
    }

    async fn a_pool_takes_as_many_delegates_as_it_has_seats(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, above, town) = house.three_levels().await;
        let mut rules = crate::support::parameters();
        rules.municipal_delegate_count = 6;
        let hall = house.hall_with(&above, &town, Registration, rules).await;
        let first = register(&house, &town, &hall, user(1, "Umbelina")).await;
        let second = register(&house, &town, &hall, user(2, "Cassilda")).await;
        let reviews = [&first, &second].map(|row| review(&house, town.secretary(), row, true, None));
        let answers = futures_util::future::join_all(reviews).await;
        let full: Vec<&Answer> = answers.iter().filter(|answer| answer.data["code"] == "SEATS_FULL").collect();
        assert_eq!(full.len(), 1, "one seat, two at once: {answers:#?}");
        assert_eq!(full[0].data["rule"], "municipalDelegateCount");
    }

    async fn a_category_changes_with_a_reason_and_ends_the_session(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let person = house.delegate(&hall, Pool::Users, 3, false).await;
        let office = town.secretary();
        let row = json!({ "id": person.id, "version": 1 });
        assert_eq!(change(&house, office, &row, "CIVIL_SOCIETY", Some("USERS")).await.refusal(), "PLACEMENT_UNCHANGED");
        assert_eq!(change(&house, office, &row, "CIVIL_SOCIETY", None).await.refusal(), "SEGMENT_REQUIRED");
        assert_eq!(change(&house, office, &row, "BORN", None).await.refusal(), "SECTOR_REQUIRED");
        let changed = change(&house, office, &row, "OBSERVER", None).await.done();
        assert_eq!((&changed["category"], &changed["segment"], &changed["eligibility"]), (&json!("OBSERVER"), &Value::Null, &json!("ELIGIBLE")));
        assert_eq!(house.ask(&person.token, "{ me { participantId } }", json!({})).await.done()["me"], Value::Null);
        let back = change(&house, office, &changed, "CIVIL_SOCIETY", Some("WORKERS")).await.done();
        assert_eq!(back["eligibility"], "PENDING", "the new category is reviewed again");
        assert_eq!(changes(&house, office, &changed["id"]).await.len(), 2);
        let inside = house.delegate(&hall, Pool::Users, 4, true).await;
        let row = json!({ "id": inside.id, "version": 1 });
        assert_eq!(change(&house, office, &row, "OBSERVER", None).await.refusal(), "PLACEMENT_CHECKED_IN");
        set_clock(&house, "2027-05-20T15:00:00Z");
        assert_eq!(change(&house, office, &back, "OBSERVER", None).await.refusal(), "CREDENTIALING_CLOSED");
    }

    async fn who_withdraws_leaves_no_document_behind_and_may_come_again(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let office = town.secretary();
        let row = register(&house, &town, &hall, user(1, "Umbelina")).await;
        let row = review(&house, office, &row, true, None).await.done();
        let (code, pin) = badge(&house, &town, &hall, row["id"].as_str().unwrap()).await;
        let sign_in = json!({ "conferenceId": hall.id, "badgeCode": code, "pin": pin });
        let session = house.act("", "signInWithBadge", "SignedIn", "token", sign_in.clone()).await.done();
        let row = json!({ "id": row["id"], "version": 3 });
        assert_eq!(withdraw(&house, town.token(Role::Credentialing), &row).await.refusal(), "NOT_PERMITTED");
        withdraw(&house, office, &row).await.done();
        assert_eq!(house.ask(session["token"].as_str().unwrap(), "{ me { participantId } }", json!({})).await.done()["me"], Value::Null);
        assert_eq!(house.act("", "signInWithBadge", "SignedIn", "token", sign_in).await.refusal(), "BADGE_OR_PIN_WRONG");
        let again = register(&house, &town, &hall, user(1, "Umbelina")).await;
        assert_eq!(again["number"], 2);
        let gone = listed(&house, office, &hall, json!({ "withdrawn": true }), "name cpf email eligibility withdrawnAt").await;
        assert_eq!((&gone[0]["cpf"], &gone[0]["email"], gone.len()), (&Value::Null, &Value::Null, 1));
        let old = json!({ "id": row["id"], "version": 4 });
        assert_eq!(review(&house, office, &old, true, Some("Voltou.")).await.refusal(), "REGISTRATION_WITHDRAWN");
        let entry = house.act(office, "checkIn", "Participant", "id", entry(&row["id"], "mesa 1")).await;
        assert_eq!(entry.refusal(), "REGISTRATION_WITHDRAWN");
    }

    async fn the_conference_follows_the_mandates_by_itself(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, Registration, EARLIER).await;
        let office = town.secretary();
        let own = register(&house, &town, &hall, user(7, "Elvira Gameleira")).await;
        let act = async |input: Value| house.act(office, "recordMandate", "Mandate", "id version", input).await.done();
        let titular = act(mandate(&town.id, 1, "TITULAR", "Elvira", "pessoa7@exemplo.test")).await;
        let alternate = act(mandate(&town.id, 1, "ALTERNATE", "Genoveva Copaíba", "genoveva@exemplo.test")).await;
        let fields = "id name category segment eligibility channel version votes eligibilityReason";
        let rows = listed(&house, office, &hall, json!({ "category": "BORN" }), fields).await;
        assert_eq!(rows.len(), 2, "{rows:#?}");
        assert_eq!((&rows[0]["id"], &rows[0]["name"], &rows[0]["channel"]), (&own["id"], &json!("Elvira Gameleira"), &json!("EX_OFFICIO")));
        assert!(rows.iter().all(|row| row["eligibility"] == "ELIGIBLE" && row["votes"] == true));
        assert_eq!(review(&house, office, &rows[1], false, Some("Não.")).await.refusal(), "ELIGIBILITY_BY_MANDATE");
        assert_eq!(change(&house, office, &rows[1], "OBSERVER", None).await.refusal(), "BORN_BY_MANDATE");
        assert_eq!(withdraw(&house, office, &rows[1]).await.refusal(), "BORN_BY_MANDATE");
        let mut correction = mandate(&town.id, 1, "ALTERNATE", "Genoveva Cagaiteira", "genoveva@exemplo.test");
        correction["mandateId"] = alternate["id"].clone();
        correction["version"] = json!(1);
        correction["endsOn"] = json!("2027-05-19");
        act(correction.clone()).await;
        let rows = listed(&house, office, &hall, json!({ "category": "BORN" }), fields).await;
        assert_eq!((&rows[1]["name"], &rows[1]["eligibility"]), (&json!("Genoveva Cagaiteira"), &json!("REFUSED")));
        correction["key"] = json!(key());
        correction["version"] = json!(2);
        correction["endsOn"] = json!("2027-05-20");
        act(correction).await;
        let rows = listed(&house, office, &hall, json!({ "category": "BORN" }), fields).await;
        assert_eq!((rows.len(), &rows[1]["eligibility"]), (2, &json!("ELIGIBLE")));
        assert_eq!(titular["version"], 1);
        let walked = register(&house, &town, &hall, observer("Lia")).await;
        assert_eq!(walked["number"], 3);
    }
}
