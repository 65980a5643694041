//! Badges, and signing in with them.

use super::{badge, town_at};
use crate::support::{Answer, House, key};
use domain::conferences::ConferenceState::InProgress;
use domain::people::Pool;
use policy::Role;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both_databases;

const AT: &str = "2027-05-20T12:00:00Z";

async fn sign_in(house: &House, place: Value, code: &str, pin: &str) -> Answer {
    let mut input = json!({ "badgeCode": code, "pin": pin });
    input.as_object_mut().unwrap().extend(place.as_object().unwrap().clone());
    house.act("", "signInWithBadge", "SignedIn", "token", input).await
}

/// Another PIN than the given one.
fn other(pin: &str, n: u32) -> String {
    format!("{:06}", (pin.parse::<u32>().unwrap() + 1 + n) % 1_000_000)
}

both_databases! {
    async fn a_delegate_signs_in_with_badge_and_pin(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let person = house.delegate(&hall, Pool::Users, 3, true).await;
        let (code, pin) = badge(&house, &town, &hall, &person.id).await;
        let typed = format!("{} {}", &pin[..3], &pin[3..]);
        for place in [json!({ "conferenceId": hall.id }), json!({ "slug": "itamarandiba-mg" })] {
            let session = sign_in(&house, place, &code.to_lowercase(), &typed).await.done();
            let query = "{ me { participantId roles { role } registration { number name email badgeCode groupId present } } }";
            let me = house.ask(session["token"].as_str().unwrap(), query, json!({})).await.done();
            assert_eq!((&me["me"]["participantId"], &me["me"]["roles"][0]["role"]), (&json!(person.id), &json!("DELEGATE")));
            assert_eq!((&me["me"]["registration"]["number"], &me["me"]["registration"]["badgeCode"]), (&json!(4), &json!(code)));
        }
        assert_eq!(sign_in(&house, json!({ "slug": "nenhum" }), &code, &pin).await.error(), "NOT_FOUND");
        let elsewhere = json!({ "conferenceId": town.id });
        assert_eq!(sign_in(&house, elsewhere, &code, &pin).await.error(), "NOT_FOUND");
    }

    async fn an_unknown_badge_and_a_wrong_pin_are_told_the_same(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let person = house.delegate(&hall, Pool::Users, 3, true).await;
        let (code, pin) = badge(&house, &town, &hall, &person.id).await;
        let here = || json!({ "conferenceId": hall.id });
        let unknown = if code == "222222" { "333333" } else { "222222" };
        let nobody = domain::participants::BadgeCode::parse(unknown).unwrap_or_else(|_| domain::participants::BadgeCode::from_random([9; 5])).to_string();
        let mut seen = Vec::new();
        for n in 0..6 {
            let wrong = sign_in(&house, here(), &code, &other(&pin, n)).await;
            let none = sign_in(&house, here(), &nobody, &pin).await;
            assert_eq!(wrong.data, none.data, "attempt {n}");
            seen.push(wrong.refusal());
        }
        assert_eq!(seen, ["BADGE_OR_PIN_WRONG"; 5].into_iter().chain(["BADGE_LOCKED"]).collect::<Vec<_>>());
        assert_eq!(sign_in(&house, here(), &code, &pin).await.refusal(), "BADGE_LOCKED", "also with the right PIN");
        assert_eq!(sign_in(&house, here(), &code, "12").await.refusal(), "BADGE_OR_PIN_WRONG");
        let colleague = house.delegate(&hall, Pool::Workers, 4, true).await;
        let (theirs, right) = badge(&house, &town, &hall, &colleague.id).await;
        sign_in(&house, here(), &theirs, &right).await.done();
        house.clock.advance(Duration::from_secs(5 * 60));
        sign_in(&house, here(), &code, &pin).await.done();
        assert_eq!(sign_in(&house, here(), &code, &other(&pin, 0)).await.refusal(), "BADGE_OR_PIN_WRONG", "counted anew");
    }

    async fn guesses_sent_all_at_once_are_counted_one_by_one(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let person = house.delegate(&hall, Pool::Users, 3, true).await;
        let (code, pin) = badge(&house, &town, &hall, &person.id).await;
        let guesses = (0..12).map(|n| {
            let wrong = other(&pin, n);
            let (house, hall, code) = (&house, &hall, &code);
            async move { sign_in(house, json!({ "conferenceId": hall.id }), code, &wrong).await.refusal() }
        });
        let answers = futures_util::future::join_all(guesses).await;
        let tried = answers.iter().filter(|code| *code == "BADGE_OR_PIN_WRONG").count();
        assert_eq!(tried, 5, "{answers:?}");
    }

    async fn a_new_pin_frees_the_badge_and_ends_what_the_old_one_began(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let person = house.delegate(&hall, Pool::Users, 3, true).await;
        let here = || json!({ "conferenceId": hall.id });
        let (code, pin) = badge(&house, &town, &hall, &person.id).await;
        let session = sign_in(&house, here(), &code, &pin).await.done();
        for n in 0..5 {
            sign_in(&house, here(), &code, &other(&pin, n)).await;
        }
        let (again, new) = badge(&house, &town, &hall, &person.id).await;
        assert_eq!(again, code, "the code stays");
        let ended = house.ask(session["token"].as_str().unwrap(), "{ me { participantId } }", json!({})).await.done();
        assert_eq!(ended["me"], Value::Null);
        sign_in(&house, here(), &code, &new).await.done();
        if pin != new {
            assert_eq!(sign_in(&house, here(), &code, &pin).await.refusal(), "BADGE_OR_PIN_WRONG");
        }
    }

    async fn a_pin_is_shown_once_and_kept_only_as_a_hash(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, AT).await;
        let people = house.delegates(&hall, 4).await;
        let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
        let input = json!({ "key": key(), "conferenceId": hall.id, "participantIds": ids });
        let fields = "badges { badgeCode pin participant { id badgeCode } }";
        let desk = town.token(Role::Credentialing);
        let first = house.act(desk, "issueBadges", "IssuedBadges", fields, input.clone()).await.done();
        let badges = first["badges"].as_array().unwrap().clone();
        assert!(badges.iter().zip(&ids).all(|(badge, id)| badge["participant"]["id"] == **id && badge["pin"].as_str().unwrap().len() == 6));
        let again = house.act(desk, "issueBadges", "IssuedBadges", fields, input).await.done();
        for (badge, repeated) in badges.iter().zip(again["badges"].as_array().unwrap()) {
            assert_eq!((&repeated["badgeCode"], &repeated["pin"]), (&badge["badgeCode"], &Value::Null));
        }
        sign_in(&house, json!({ "conferenceId": hall.id }), badges[2]["badgeCode"].as_str().unwrap(), badges[2]["pin"].as_str().unwrap()).await.done();
        let permit = policy::system(town.tenant, "test");
        let scope = house.store.read(&permit).await.unwrap();
        let row = scope.get::<store::participants::participant::Entity>(people[0].row).await.unwrap().unwrap();
        assert!(row.pin_hash.unwrap().starts_with("$argon2id$"));
        let none = json!({ "key": key(), "conferenceId": hall.id, "participantIds": [] });
        assert_eq!(house.act(desk, "issueBadges", "IssuedBadges", fields, none).await.refusal(), "REQUIRED");
        let many = json!({ "key": key(), "conferenceId": hall.id, "participantIds": vec![ids[0]; 51] });
        assert_eq!(house.act(desk, "issueBadges", "IssuedBadges", fields, many).await.refusal(), "TOO_MANY");
        let auditor = json!({ "key": key(), "conferenceId": hall.id, "participantIds": [ids[0]] });
        assert_eq!(house.act(town.token(Role::Auditor), "issueBadges", "IssuedBadges", fields, auditor).await.refusal(), "NOT_PERMITTED");
    }
}
