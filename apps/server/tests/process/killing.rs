//! kill -9 in the middle of a vote: what was acknowledged counts, what was not can be sent again.

use crate::server::{Server, output};
use futures_util::future::join_all;
use futures_util::stream::{StreamExt, iter};
use serde_json::{Value, json};
use testkit::both_databases;

const SIGN_IN: &str = "mutation($input: SignInWithBadgeInput!) { signInWithBadge(input: $input) { \
    ... on SignedIn { token } ... on Refusal { code } } }";
const CAST: &str = "mutation($input: CastVoteInput!) { castVote(input: $input) { __typename \
    ... on VoteReceipt { receipt castAt } ... on Refusal { code } } }";
const CLOSE: &str = "mutation($input: ClosePollInput!) { closePoll(input: $input) { __typename \
    ... on Poll { turnout result { counts { code votes } } } ... on Refusal { code } } }";
const VOTERS: usize = 40;
const AT_ONCE: usize = 8;
const ACKNOWLEDGED_BEFORE: usize = 15;

/// Signs the first delegates in; their tokens.
async fn voters(server: &Server, demo: &Value) -> Vec<String> {
    let badges = demo["badges"].as_array().unwrap();
    assert!(badges.len() >= VOTERS, "{} delegates", badges.len());
    let asks = badges.iter().take(VOTERS).map(|badge| {
        let input = json!({
            "conferenceId": demo["conferenceId"], "badgeCode": badge["badgeCode"], "pin": badge["pin"],
        });
        server.ask("", SIGN_IN, json!({ "input": input }))
    });
    let answers = join_all(asks).await.into_iter().map(Result::unwrap);
    answers.map(|answer| answer["data"]["signInWithBadge"]["token"].as_str().expect("signed in").to_owned()).collect()
}

/// The vote of one of them, always under the same key.
fn vote(demo: &Value, voter: usize) -> Value {
    let key = format!("00000000-0000-4000-8000-{voter:012x}");
    json!({ "input": { "key": key, "pollId": demo["pollId"], "choices": ["FOR"] } })
}

both_databases! {
    async fn an_acknowledged_vote_survives_kill_9(db: TestDatabase) {
        let demo: Value = serde_json::from_str(&output(&db, &["seed", "demo", "--json"]).await).unwrap();
        let server = Server::start(&db).await;
        let tokens = voters(&server, &demo).await;

        let asks: Vec<_> = tokens.iter().enumerate().map(|(voter, token)| {
            let ask = server.ask(token, CAST, vote(&demo, voter));
            async move { (voter, ask.await) }
        }).collect();
        let mut answers = iter(asks).buffer_unordered(AT_ONCE);
        let mut receipts: Vec<Option<Value>> = vec![None; VOTERS];
        let mut keep = |(voter, answer): (usize, Result<Value, _>)| if let Ok(answer) = answer {
            let receipt = answer["data"]["castVote"].clone();
            assert!(receipt["receipt"].is_string(), "{voter}: {answer}");
            receipts[voter] = Some(receipt);
        };
        for _ in 0..ACKNOWLEDGED_BEFORE {
            keep(answers.next().await.unwrap());
        }
        server.kill().await;
        // Those under way may have been stored without an answer; the rest finds nobody there.
        while let Some(answer) = answers.next().await {
            keep(answer);
        }
        let acknowledged = receipts.iter().flatten().count();
        assert!((ACKNOWLEDGED_BEFORE..ACKNOWLEDGED_BEFORE + AT_ONCE).contains(&acknowledged), "{acknowledged}");

        let server = Server::start(&db).await;
        let again = join_all(tokens.iter().enumerate().map(|(voter, token)| server.ask(token, CAST, vote(&demo, voter))));
        for (voter, (before, answer)) in receipts.iter().zip(again.await).enumerate() {
            let answer = answer.unwrap();
            let receipt = &answer["data"]["castVote"];
            assert!(receipt["receipt"].is_string(), "{voter}: {answer}");
            if let Some(before) = before {
                assert_eq!(receipt, before, "{voter}: the same key, the same receipt");
            }
        }
        let table = demo["councils"]["municipality"]["tokens"]["TABLE"].as_str().unwrap();
        let key = "00000000-0000-4000-9000-000000000000";
        let closing = json!({ "input": { "key": key, "pollId": demo["pollId"] } });
        let closed = server.ask(table, CLOSE, closing).await.unwrap();
        let poll = &closed["data"]["closePoll"];
        assert_eq!(poll["turnout"], VOTERS, "{closed}");
        let counts = poll["result"]["counts"].as_array().unwrap();
        for count in counts {
            assert_eq!(count["votes"], if count["code"] == "FOR" { VOTERS } else { 0 }, "{closed}");
        }
        assert!(counts.iter().any(|count| count["code"] == "FOR"), "{closed}");
        server.kill().await;
    }
}
