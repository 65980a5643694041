//! Faults around the system: what was acknowledged stays, what was not can be sent again under its key.

use crate::support::{House, Town, key};
use serde_json::{Value, json};
use testkit::both_databases;
use testkit::databases::TestDatabase;

fn mandate(town: &Town, seat: i32, name: &str) -> Value {
    json!({
        "key": key(), "councilId": town.id, "seat": seat, "kind": "TITULAR", "name": name, "sector": "GOVERNMENT",
        "organization": "Secretaria", "startsOn": "2026-03-01", "endsOn": "2028-02-28",
    })
}

async fn seats(house: &House, town: &Town) -> Vec<Value> {
    let query = "{ council(slug: \"itamarandiba-mg\") { mandates { seat name } } }";
    let answer = house.ask(town.secretary(), query, json!({})).await.done();
    answer["council"]["mandates"].as_array().unwrap().clone()
}

#[tokio::test]
async fn postgres_going_away_is_told_and_the_same_key_works_when_it_is_back() {
    let house = House::open(TestDatabase::postgres().await).await;
    let (_, _, town) = house.three_levels().await;
    let first = mandate(&town, 1, "Elvira");
    house.act(town.secretary(), "recordMandate", "Mandate", "id", first.clone()).await.done();
    let second = mandate(&town, 2, "João");
    house.database().suspend().await;
    let refused = house.act(town.secretary(), "recordMandate", "Mandate", "id", second.clone()).await;
    assert_eq!(refused.error(), "UNAVAILABLE");
    let health = house.client().get(house.url("/readyz")).send().await.unwrap();
    assert_eq!(health.status(), 503);
    house.database().resume().await;
    let recorded = house.act(town.secretary(), "recordMandate", "Mandate", "id", second.clone()).await.done();
    assert_eq!(house.act(town.secretary(), "recordMandate", "Mandate", "id", second).await.done(), recorded);
    assert_eq!(seats(&house, &town).await.len(), 2);
    assert_eq!(house.client().get(house.url("/readyz")).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_full_disk_is_told_and_nothing_is_lost_or_half_done() {
    let house = House::open(TestDatabase::sqlite().await).await;
    let (_, _, town) = house.three_levels().await;
    testkit::databases::fill_up(house.store.for_migrations()).await;
    let mut kept = 0;
    let refused = loop {
        let answer =
            house.act(town.secretary(), "recordMandate", "Mandate", "id", mandate(&town, kept + 1, "Elvira")).await;
        if !answer.errors.is_empty() {
            break answer;
        }
        answer.done();
        kept += 1;
        assert!(kept < 5_000, "the disk never became full");
    };
    assert_eq!(refused.error(), "STORAGE_FULL");
    assert_eq!(seats(&house, &town).await.len(), usize::try_from(kept).unwrap());
    testkit::databases::make_room(house.store.for_migrations()).await;
    let next = mandate(&town, kept + 1, "Elvira");
    house.act(town.secretary(), "recordMandate", "Mandate", "id", next).await.done();
}

both_databases! {
    async fn a_mail_server_in_trouble_delays_a_message_and_loses_none(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        house.mail.refuse(true);
        let invite = json!({ "key": key(), "councilId": town.id, "email": "lia@exemplo.test", "name": "Lia", "role": "TABLE" });
        house.act(town.secretary(), "inviteMember", "Invitation", "state", invite).await.done();
        assert_eq!(house.last_mail_to("lia@exemplo.test").await, None);
        house.mail.refuse(false);
        assert_eq!(house.last_mail_to("lia@exemplo.test").await, None, "it waits before it tries again");
        house.clock.advance(std::time::Duration::from_secs(10));
        assert!(house.last_mail_to("lia@exemplo.test").await.unwrap().contains("/convite"));
        house.clock.advance(std::time::Duration::from_secs(3600));
        house.relay().await;
        let to_lia = |mail: &&testkit::smtp::ReceivedMessage| mail.to == ["lia@exemplo.test"];
        assert_eq!(house.mail.messages().iter().filter(to_lia).count(), 1, "it is sent once");
    }

    async fn keys_and_done_entries_are_forgotten_when_their_time_is_over(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        let old = mandate(&town, 1, "Elvira");
        house.act(town.secretary(), "recordMandate", "Mandate", "id", old.clone()).await.done();
        house.relay().await;
        house.clock.advance(std::time::Duration::from_secs(8 * 86_400));
        let forgotten = usecases::housekeeping::tidy(&house.app).await.unwrap();
        assert_eq!(forgotten.keys, 0);
        assert!(forgotten.entries > 0, "mails of the sign-up are done and a week old");
        let replayed = house.act(town.secretary(), "recordMandate", "Mandate", "id", old.clone()).await;
        assert!(replayed.data["code"].is_null(), "the key still gives its answer: {}", replayed.data);
        house.clock.advance(std::time::Duration::from_secs(23 * 86_400));
        assert!(usecases::housekeeping::tidy(&house.app).await.unwrap().keys > 0);
    }
}
