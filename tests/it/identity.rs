//! Sign-in by e-mail link, and sessions.

use crate::support::{House, key};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both_databases;

const EMAIL: &str = "secretaria@cnas.test";

async fn ask_link(house: &House, email: &str) -> Value {
    let input = json!({ "email": email });
    house.act("", "requestSignInLink", "SignInLinkRequested", "browserSecret", input).await.done()["browserSecret"]
        .clone()
}

both_databases! {
    async fn a_link_signs_in_once_in_the_browser_that_asked(db: TestDatabase) {
        let house = House::open(db).await;
        house.national().await;
        let secret = ask_link(&house, EMAIL).await;
        let token = house.link_parameter(EMAIL, "t").await;
        let redeem = |secret: &Value| json!({ "token": token, "browserSecret": secret });
        let elsewhere = house.act("", "redeemSignInLink", "SignedIn", "token", redeem(&json!("cfb_outro"))).await;
        assert_eq!(elsewhere.refusal(), "LINK_INVALID");
        let session = house.act("", "redeemSignInLink", "SignedIn", "token expiresAt", redeem(&secret)).await.done();
        let session = session["token"].as_str().unwrap();
        let me = house.ask(session, "{ me { name email } }", json!({})).await.done();
        assert_eq!(me["me"]["email"], EMAIL);
        assert_eq!(house.act("", "redeemSignInLink", "SignedIn", "token", redeem(&secret)).await.refusal(), "LINK_INVALID");

        let ended = house.ask(session, "mutation { endSession { ended } }", json!({})).await.done();
        assert_eq!(ended["endSession"]["ended"], true);
        assert_eq!(house.ask(session, "{ me { name } }", json!({})).await.done()["me"], Value::Null);
    }

    async fn a_link_expires_after_fifteen_minutes(db: TestDatabase) {
        let house = House::open(db).await;
        house.national().await;
        let secret = ask_link(&house, EMAIL).await;
        let token = house.link_parameter(EMAIL, "t").await;
        house.clock.advance(Duration::from_secs(15 * 60));
        let redeem = json!({ "token": token, "browserSecret": secret });
        assert_eq!(house.act("", "redeemSignInLink", "SignedIn", "token", redeem).await.refusal(), "LINK_INVALID");
    }

    async fn nobody_learns_whether_an_address_is_known(db: TestDatabase) {
        let house = House::open(db).await;
        house.national().await;
        let unknown = format!("{}@exemplo.test", key());
        assert!(ask_link(&house, &unknown).await.as_str().unwrap().starts_with("cfb_"));
        assert_eq!(house.last_mail_to(&unknown).await, None);
    }

    async fn one_address_gets_five_links_in_fifteen_minutes_and_no_more(db: TestDatabase) {
        let house = House::open(db).await;
        house.national().await;
        for _ in 0..7 {
            ask_link(&house, EMAIL).await;
        }
        house.relay().await;
        assert_eq!(house.mail.messages().len(), 5);
    }

    async fn a_session_ends_by_itself(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        house.clock.advance(Duration::from_secs(30 * 86_400));
        let me = house.ask(national.secretary(), "{ me { name } }", json!({})).await.done();
        assert_eq!(me["me"], Value::Null);
    }

    async fn browsers_get_the_session_as_a_cookie_that_scripts_cannot_read(db: TestDatabase) {
        let house = House::open(db).await;
        house.national().await;
        let query = "mutation { requestSignInLink(input: {email: \"secretaria@cnas.test\"}) { __typename } }";
        let response = house.client().post(house.url("/graphql")).json(&json!({ "query": query })).send().await.unwrap();
        let browser = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(browser.starts_with("confere_browser=cfb_") && browser.contains("HttpOnly") && browser.contains("SameSite=Lax"));
        let token = house.link_parameter(EMAIL, "t").await;
        let query = format!("mutation {{ redeemSignInLink(input: {{token: \"{token}\"}}) {{ __typename }} }}");
        let cookie = browser.split(';').next().unwrap();
        let request = house.client().post(house.url("/graphql")).header("cookie", cookie);
        let response = request.json(&json!({ "query": query })).send().await.unwrap();
        let session = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        let request = house.client().post(house.url("/graphql")).header("cookie", session.split(';').next().unwrap());
        let response = request.json(&json!({ "query": "{ me { email } }" })).send().await.unwrap();
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["data"]["me"]["email"], EMAIL);
    }
}
