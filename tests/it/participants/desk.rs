//! Credentialing: opening, entries, exits, closing time, alternates.

use super::{FIELDS, badge, entry, observer, register, registration, set_clock, town_at, user};
use crate::support::{Hall, House, Person, Town, key};
use domain::conferences::ConferenceState::{Closed, InProgress, Registration};
use domain::people::{Category, Pool, SeatKind};
use policy::Role;
use serde_json::{Value, json};
use store::Coded;
use store::conferences::conference;
use store::participants::participant;
use testkit::both_databases;

const BEFORE: &str = "2027-05-20T12:00:00Z";
const CLOSING: &str = "2027-05-20T15:00:00Z";
const STATE: &str = "credentialing { state openedAt closesAt closedAt counts { registered present byCategory { category registered present } } \
    quorum { accredited present needed reached explanation } }";

/// A hall whose desk has not begun.
async fn quiet(house: &House, state: domain::conferences::ConferenceState) -> (Town, Hall) {
    let (town, hall) = town_at(house, state, BEFORE).await;
    let permit = policy::system(town.tenant, "test");
    let id = hall.row.id;
    let shut = async |scope: store::Scope| {
        let row = scope.get::<conference::Entity>(id).await?.unwrap();
        let row = conference::Model { credentialing_opened_at: None, credentialing_closes_at: None, ..row };
        scope.save::<conference::Entity>(row).await.map(|_| ())
    };
    house.store.transact("test.quiet", &permit, shut).await.unwrap();
    (town, hall)
}

async fn move_desk(house: &House, token: &str, hall: &Hall, name: &str) -> crate::support::Answer {
    let input = json!({ "key": key(), "conferenceId": hall.id });
    house.act(token, name, "Conference", STATE, input).await
}

async fn state(house: &House, token: &str, hall: &Hall) -> Value {
    let query = format!("query($id: ID!) {{ conference(id: $id) {{ {STATE} }} }}");
    house.ask(token, &query, json!({ "id": hall.id })).await.done()["conference"]["credentialing"].clone()
}

async fn edit(house: &House, hall: &Hall, id: uuid::Uuid, change: impl Fn(participant::Model) -> participant::Model) {
    let permit = policy::system(hall.row.tenant, "test");
    let change = &change;
    let save = async |scope: store::Scope| {
        let row = scope.get::<participant::Entity>(id).await?.unwrap();
        scope.save::<participant::Entity>(change(row)).await.map(|_| ())
    };
    house.store.transact("test.edit", &permit, save).await.unwrap();
}

async fn check_in(house: &House, town: &Town, person: &Person, desk: &str) -> crate::support::Answer {
    let token = town.token(Role::Credentialing);
    house.act(token, "checkIn", "Participant", FIELDS, entry(&json!(person.id), desk)).await
}

both_databases! {
    async fn the_desk_opens_lets_people_in_and_closes_by_itself(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = quiet(&house, Registration).await;
        let desk = town.token(Role::Credentialing);
        let titular = house.delegate(&hall, Pool::Users, 0, false).await;
        let late = house.delegate(&hall, Pool::Workers, 1, false).await;
        assert_eq!(check_in(&house, &town, &titular, "mesa 1").await.refusal(), "CREDENTIALING_NOT_OPEN");
        assert_eq!(move_desk(&house, desk, &hall, "closeCredentialing").await.refusal(), "CREDENTIALING_NOT_OPEN");
        let opened = move_desk(&house, desk, &hall, "openCredentialing").await.done();
        assert_eq!((&opened["credentialing"]["state"], &opened["credentialing"]["closesAt"]), (&json!("OPEN"), &json!("2027-05-20T15:00:00+00:00")));
        assert_eq!(move_desk(&house, desk, &hall, "openCredentialing").await.refusal(), "CREDENTIALING_UNCHANGED");
        let inside = check_in(&house, &town, &titular, "mesa 1").await.done();
        assert_eq!((&inside["present"], &inside["checkInDesk"], &inside["votes"]), (&json!(true), &json!("mesa 1"), &json!(true)));
        let now = state(&house, "", &hall).await;
        assert_eq!(now["quorum"], json!({ "accredited": 1, "present": 1, "needed": 1, "reached": true,
            "explanation": "1 presente, mínimo 1 (metade mais um de 1 credenciado)" }));
        assert_eq!(now["counts"]["byCategory"], json!([{ "category": "CIVIL_SOCIETY", "registered": 2, "present": 1 }]));
        set_clock(&house, CLOSING);
        assert_eq!(state(&house, "", &hall).await["state"], "CLOSED");
        let refused = check_in(&house, &town, &late, "mesa 1").await;
        assert_eq!((refused.refusal().as_str(), &refused.data["rule"]), ("CREDENTIALING_CLOSED", &json!("credentialingClose")));
        let guest = house.person(&hall, Category::Guest, None, 5, false).await;
        assert_eq!(check_in(&house, &town, &guest, "mesa 1").await.done()["votes"], false);
    }

    async fn somebody_closes_the_desk_before_its_time(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = quiet(&house, InProgress).await;
        move_desk(&house, town.secretary(), &hall, "openCredentialing").await.done();
        for (role, code) in [(Role::Auditor, "NOT_PERMITTED"), (Role::Table, "NOT_PERMITTED")] {
            assert_eq!(move_desk(&house, town.token(role), &hall, "closeCredentialing").await.refusal(), code);
        }
        let closed = move_desk(&house, town.secretary(), &hall, "closeCredentialing").await.done();
        assert_eq!(closed["credentialing"]["state"], "CLOSED");
        assert_eq!(move_desk(&house, town.secretary(), &hall, "closeCredentialing").await.refusal(), "CREDENTIALING_UNCHANGED");
        let late = house.delegate(&hall, Pool::Users, 0, false).await;
        assert_eq!(check_in(&house, &town, &late, "mesa 1").await.refusal(), "CREDENTIALING_CLOSED");
    }

    async fn the_desk_stays_shut_once_the_conference_is_over(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = quiet(&house, Closed).await;
        assert_eq!(move_desk(&house, town.secretary(), &hall, "openCredentialing").await.refusal(), "CONFERENCE_STATE");
    }

    async fn who_is_inside_already_is_told_when_and_where(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, BEFORE).await;
        let person = house.delegate(&hall, Pool::Users, 0, false).await;
        set_clock(&house, "2027-05-20T12:41:00Z");
        let desk = town.token(Role::Credentialing);
        let input = entry(&json!(person.id), "mesa 2");
        let first = house.act(desk, "checkIn", "Participant", FIELDS, input.clone()).await.done();
        set_clock(&house, "2027-05-20T12:50:00Z");
        let again = house.act(desk, "checkIn", "Participant", FIELDS, input).await.done();
        assert_eq!(again, first, "the same key gives the same answer");
        let twice = check_in(&house, &town, &person, "mesa 1").await;
        assert_eq!(twice.refusal(), "ALREADY_IN");
        let message = twice.data["message"].as_str().unwrap();
        assert!(message.contains("20/05") && message.contains("09h41") && message.contains("mesa 2"), "{message}");
    }

    async fn of_two_desks_with_one_badge_exactly_one_lets_the_person_in(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, BEFORE).await;
        let person = house.delegate(&hall, Pool::Users, 0, false).await;
        let (code, _) = badge(&house, &town, &hall, &person.id).await;
        let desk = town.token(Role::Credentialing);
        let asks = (0..8).map(|n| {
            let input = json!({ "key": key(), "conferenceId": hall.id, "badgeCode": code.to_lowercase(), "desk": format!("mesa {n}") });
            house.act(desk, "checkIn", "Participant", FIELDS, input)
        });
        let answers = futures_util::future::join_all(asks).await;
        let refused = answers.iter().filter(|answer| answer.data["code"] == "ALREADY_IN").count();
        assert_eq!(refused, 7, "{answers:#?}");
        let inside = answers.iter().find(|answer| answer.data["code"].is_null()).unwrap();
        let query = "query($id: ID!) { participant(id: $id) { checkInDesk version } }";
        let kept = house.ask(desk, query, json!({ "id": person.id })).await.done();
        assert_eq!(kept["participant"]["checkInDesk"], inside.data["checkInDesk"]);
        let unknown = json!({ "key": key(), "conferenceId": hall.id, "badgeCode": "222222", "desk": "mesa 1" });
        assert_eq!(house.act(desk, "checkIn", "Participant", FIELDS, unknown).await.refusal(), "BADGE_UNKNOWN");
        let typo = json!({ "key": key(), "conferenceId": hall.id, "badgeCode": "222223", "desk": "mesa 1" });
        assert_eq!(house.act(desk, "checkIn", "Participant", FIELDS, typo).await.refusal(), "BADGE_TYPO");
    }

    async fn an_entry_is_taken_back_and_people_leave_and_come_back(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, BEFORE).await;
        let desk = town.token(Role::Credentialing);
        let person = house.delegate(&hall, Pool::Users, 0, false).await;
        let act = async |name: &str| {
            let input = json!({ "key": key(), "participantId": person.id });
            house.act(desk, name, "Participant", FIELDS, input).await
        };
        assert_eq!(act("undoCheckIn").await.refusal(), "NOT_CHECKED_IN");
        assert_eq!(act("checkOut").await.refusal(), "NOT_CHECKED_IN");
        check_in(&house, &town, &person, "mesa 1").await.done();
        assert_eq!(act("undoCheckIn").await.done()["checkInAt"], Value::Null);
        check_in(&house, &town, &person, "mesa 1").await.done();
        set_clock(&house, "2027-05-20T13:00:00Z");
        let left = act("checkOut").await.done();
        assert_eq!((&left["present"], &left["checkOutAt"]), (&json!(false), &json!("2027-05-20T13:00:00+00:00")));
        assert_eq!(state(&house, "", &hall).await["quorum"]["accredited"], 1);
        assert_eq!(state(&house, "", &hall).await["quorum"]["present"], 0);
        set_clock(&house, "2027-05-20T16:00:00Z");
        assert_eq!(check_in(&house, &town, &person, "mesa 1").await.done()["present"], true);
        let mut foreign = house.act(&person.token, "checkOut", "Participant", "id", json!({ "key": key(), "participantId": person.id })).await;
        assert_eq!(foreign.refusal(), "NOT_PERMITTED");
        foreign = house.act("", "checkIn", "Participant", "id", entry(&json!(person.id), "mesa 1")).await;
        assert_eq!(foreign.error(), "UNAUTHENTICATED");
    }

    async fn who_is_not_eligible_waits_outside(db: TestDatabase) {
        let house = House::open(db).await;
        let (town, hall) = town_at(&house, InProgress, BEFORE).await;
        let pending = register(&house, &town, &hall, user(1, "Umbelina")).await;
        let desk = town.token(Role::Credentialing);
        let answer = house.act(desk, "checkIn", "Participant", FIELDS, entry(&pending["id"], "mesa 1")).await;
        assert_eq!(answer.refusal(), "NOT_ELIGIBLE");
        let input = json!({ "key": key(), "conferenceId": hall.id, "participantId": pending["id"] });
        assert_eq!(house.act(desk, "issueBadge", "Badge", "pin", input).await.refusal(), "NOT_ELIGIBLE");
        let walk_in = house.act(desk, "registerWalkIn", "Participant", FIELDS, registration(&hall, observer("Lia"))).await.done();
        house.act(desk, "checkIn", "Participant", FIELDS, entry(&walk_in["id"], "mesa 1")).await.done();
    }

    async fn an_alternate_takes_an_absent_titulars_vote_until_the_titular_comes(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, above, town) = house.three_levels().await;
        let mut rules = crate::support::parameters();
        rules.alternate_admission_at = Some("2027-05-20T13:00:00Z".parse().unwrap());
        let hall = house.hall_with(&above, &town, InProgress, rules).await;
        set_clock(&house, BEFORE);
        let titular = house.delegate(&hall, Pool::Users, 0, false).await;
        let alternate = house.delegate(&hall, Pool::Users, 1, false).await;
        let from = Some(town.tenant.0);
        edit(&house, &hall, titular.row, |row| participant::Model { seat_kind: Some(Coded(SeatKind::Titular)), delegation_id: from, ..row }).await;
        edit(&house, &hall, alternate.row, |row| participant::Model {
            seat_kind: Some(Coded(SeatKind::Alternate)), delegation_id: from, holds_seat: false, ..row
        }).await;
        assert_eq!(check_in(&house, &town, &alternate, "mesa 1").await.done()["votes"], false);
        assert_eq!(state(&house, "", &hall).await["quorum"]["present"], 0);
        let admit = async |one: &Person, other: &Person| {
            let input = json!({ "key": key(), "alternateId": one.id, "titularId": other.id });
            house.act(town.secretary(), "admitAlternate", "Participant", "votes replacesId", input).await
        };
        assert_eq!(admit(&alternate, &titular).await.refusal(), "ADMISSION_TOO_EARLY");
        set_clock(&house, "2027-05-20T13:00:00Z");
        assert_eq!(admit(&titular, &alternate).await.refusal(), "NOT_AN_ALTERNATE");
        let plain = house.delegate(&hall, Pool::Users, 2, true).await;
        assert_eq!(admit(&plain, &titular).await.refusal(), "OTHER_DELEGATION");
        assert_eq!(admit(&alternate, &titular).await.done(), json!({ "__typename": "Participant", "votes": true, "replacesId": titular.id }));
        assert_eq!(admit(&alternate, &titular).await.refusal(), "ALREADY_REPLACED");
        assert_eq!(state(&house, "", &hall).await["quorum"]["present"], 2);
        assert_eq!(check_in(&house, &town, &titular, "mesa 1").await.done()["votes"], true);
        assert_eq!(state(&house, "", &hall).await["quorum"]["present"], 2, "one seat, one vote");
        assert_eq!(admit(&alternate, &titular).await.refusal(), "TITULAR_PRESENT");
    }
}
