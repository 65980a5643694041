//! SIGTERM: what is in hand is finished, what was acknowledged is there afterwards.

use crate::server::{Server, output};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both_databases;

const SIGN_UP: &str = "mutation($input: SignUpCouncilInput!) { signUpCouncil(input: $input) { __typename \
    ... on Council { id } ... on Refusal { code } } }";
const STATES: [&str; 26] = [
    "AC", "AL", "AM", "AP", "BA", "CE", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR", "RJ", "RN",
    "RO", "RR", "RS", "SC", "SE", "SP", "TO",
];

fn sign_up(uf: &str) -> Value {
    let key =
        format!("00000000-0000-4000-8000-0000000000{:02x}", STATES.iter().position(|state| *state == uf).unwrap());
    json!({ "input": {
        "key": key, "level": "STATE", "uf": uf, "email": format!("ceas@{uf}.test"), "createdByLaw": "Lei nº 1",
        "personName": "Ana", "personEmail": format!("ana@{uf}.test"), "personRole": "SECRETARY",
    } })
}

both_databases! {
    async fn sigterm_cuts_no_request_and_what_was_acknowledged_stays(db: TestDatabase) {
        output(&db, &["seed", "national", "--email", "cnas@example.org", "--name", "CNAS"]).await;
        let mut server = Server::start(&db).await;
        let asks = join_all(STATES.map(|uf| server.ask("", SIGN_UP, sign_up(uf))));
        let asks = tokio::spawn(asks);
        tokio::time::sleep(Duration::from_millis(40)).await;
        assert!(server.terminate().await.success(), "it ends by itself and well");
        let answers = asks.await.unwrap();
        // A request that was not yet accepted is refused whole; one that was is answered whole.
        let acknowledged: Vec<_> = STATES.iter().zip(&answers).filter(|(_, answer)| answer.is_ok()).collect();
        for (uf, answer) in &acknowledged {
            assert!(answer.as_ref().unwrap()["data"]["signUpCouncil"]["id"].is_string(), "{uf}: {answer:?}");
        }
        let server = Server::start(&db).await;
        for uf in STATES {
            let again = server.ask("", SIGN_UP, sign_up(uf)).await.unwrap();
            let id = again["data"]["signUpCouncil"]["id"].clone();
            if let Some((_, before)) = acknowledged.iter().find(|(state, _)| **state == uf) {
                assert_eq!(id, before.as_ref().unwrap()["data"]["signUpCouncil"]["id"], "the same key, the same answer");
            }
            assert!(id.is_string(), "{again}");
        }
        server.kill().await;
    }
}
