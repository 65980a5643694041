//! Hall displays: pairing by code, codes that open at once, revoking, the page.

use crate::support::{Hall, House, Town, key};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both_databases;

const PLENARY: &str = "subscription($id: ID!) { plenary(conferenceId: $id) { version conferenceTitle } }";
const PAIRED: &str = "paired token conferenceId";

async fn hall(house: &House) -> (Town, Town, Hall) {
    let (_, state, town) = house.three_levels().await;
    let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
    (state, town, hall)
}

async fn ask(house: &House) -> Value {
    let query = "mutation { requestPairing { code secret expiresAt } }";
    house.ask("", query, json!({})).await.done()["requestPairing"].clone()
}

fn pairing(hall: &Hall, code: &Value) -> Value {
    json!({ "key": key(), "conferenceId": hall.id, "code": code, "name": "Telão do palco" })
}

async fn redeem(house: &House, asked: &Value) -> crate::support::Answer {
    house.act("", "redeemPairing", "DisplayPairing", PAIRED, json!({ "secret": asked["secret"] })).await
}

both_databases! {
    async fn a_screen_becomes_a_display_when_the_table_types_its_code(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, town, hall) = hall(&house).await;
        let asked = ask(&house).await;
        assert_eq!(asked["code"].as_str().unwrap().len(), 6);
        assert_eq!(redeem(&house, &asked).await.done()["paired"], false);
        let table = town.token(Role::Table);
        let wrong = house.act(table, "pairDisplay", "Display", "id", pairing(&hall, &json!("AAAAAA"))).await;
        assert_eq!(wrong.refusal(), "PAIRING_CODE_UNKNOWN");
        let typed = json!(asked["code"].as_str().unwrap().to_lowercase());
        let display = house.act(table, "pairDisplay", "Display", "id name revokedAt", pairing(&hall, &typed)).await.done();
        assert_eq!(display["name"], "Telão do palco");
        let again = house.act(table, "pairDisplay", "Display", "id", pairing(&hall, &asked["code"])).await;
        assert_eq!(again.refusal(), "PAIRING_CODE_UNKNOWN");
        let paired = redeem(&house, &asked).await.done();
        assert_eq!((paired["paired"].as_bool(), paired["conferenceId"].as_str()), (Some(true), Some(hall.id.as_str())));
        assert_eq!(redeem(&house, &asked).await.refusal(), "PAIRING_EXPIRED");
        let token = paired["token"].as_str().unwrap();
        assert!(token.starts_with("cfd_"));
        let mut screen = house.subscribe(token, PLENARY, json!({ "id": hall.id })).await;
        assert!(screen.next().await.done()["plenary"]["conferenceTitle"].is_string());
    }

    async fn a_display_reads_its_conference_and_does_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, town, hall) = hall(&house).await;
        let invite = json!({ "key": key(), "conferenceId": hall.id, "name": "Telão" });
        let invited = house.act(town.secretary(), "inviteDisplay", "DisplayInvitation", "code display { id }", invite).await.done();
        let opened = house.act("", "openDisplay", "DisplayPairing", PAIRED, json!({ "code": invited["code"] })).await.done();
        let token = opened["token"].as_str().unwrap();
        let announce = json!({ "key": key(), "conferenceId": hall.id, "text": "Aviso" });
        assert_eq!(house.act(token, "announce", "Announcement", "id", announce).await.refusal(), "NOT_PERMITTED");
        let query = "query($id: ID!) { conference(id: $id) { displays { name } } }";
        assert!(!house.ask(token, query, json!({ "id": hall.id })).await.errors.is_empty());
        let listed = house.ask(town.secretary(), query, json!({ "id": hall.id })).await.done();
        assert_eq!(listed["conference"]["displays"], json!([{ "name": "Telão" }]));
    }

    async fn a_revoked_display_goes_dark_within_ten_seconds_and_its_code_opens_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (state, town, hall) = hall(&house).await;
        let invite = json!({ "key": key(), "conferenceId": hall.id, "name": "Telão" });
        let invited = house.act(town.secretary(), "inviteDisplay", "DisplayInvitation", "code display { id }", invite).await.done();
        let open = || house.act("", "openDisplay", "DisplayPairing", PAIRED, json!({ "code": invited["code"] }));
        let opened = open().await.done();
        let mut screen = house.subscribe(opened["token"].as_str().unwrap(), PLENARY, json!({ "id": hall.id })).await;
        screen.next().await.done();
        let revoke = || json!({ "key": key(), "displayId": invited["display"]["id"] });
        let foreign = house.municipality(&state, "3106200").await;
        let stranger = house.act(foreign.secretary(), "revokeDisplay", "Display", "id", revoke()).await;
        assert_eq!(stranger.error(), "NOT_FOUND");
        let auditor = house.act(town.token(Role::Auditor), "revokeDisplay", "Display", "id", revoke()).await;
        assert_eq!(auditor.refusal(), "NOT_PERMITTED");
        let begun = tokio::time::Instant::now();
        let revoked = house.act(town.secretary(), "revokeDisplay", "Display", "revokedAt", revoke()).await.done();
        assert!(revoked["revokedAt"].is_string());
        assert_eq!(screen.closed().await, 4401);
        assert!(begun.elapsed() < Duration::from_secs(10));
        assert_eq!(open().await.refusal(), "DISPLAY_CODE_UNKNOWN");
    }

    async fn a_code_waits_ten_minutes(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, town, hall) = hall(&house).await;
        let asked = ask(&house).await;
        house.clock.advance(Duration::from_secs(10 * 60));
        let late = house.act(town.secretary(), "pairDisplay", "Display", "id", pairing(&hall, &asked["code"])).await;
        assert_eq!(late.refusal(), "PAIRING_CODE_UNKNOWN");
        assert_eq!(redeem(&house, &asked).await.refusal(), "PAIRING_EXPIRED");
    }

    async fn the_page_runs_nothing_but_what_the_server_gives(db: TestDatabase) {
        let house = House::open(db).await;
        for path in ["/telao", "/telao/ABC123", "/arquivos/telao.js", "/arquivos/telao.css"] {
            let response = house.client().get(house.url(path)).send().await.unwrap();
            assert_eq!(response.status().as_u16(), 200, "{path}");
            let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
            let text = response.text().await.unwrap();
            assert!(!text.contains("<style") && !text.contains("style=") && !text.contains("onclick="), "{path}");
        }
    }
}
