//! The 23 polls, each under its own subject, with the votes as they came and the attempts that were refused.

use super::{Played, instant, text};
use crate::support::{Answer, key};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::both_databases;

impl Played {
    /// What a poll is about, as global ids; the rules as a whole and the programme have none.
    fn items(&self, row: &Value) -> Vec<&str> {
        let subject = std::slice::from_ref(&row["subjectId"]);
        let named = match text(&row["subject"]) {
            "RULES" | "PROCEDURE" => &[],
            "PROPOSAL_BLOC" => row["proposalIds"].as_array().unwrap().as_slice(),
            _ => subject,
        };
        named.iter().map(|item| self.matters[text(item)].as_str()).collect()
    }

    /// The poll as a draft: new, the second vote after a tie, or the successor of an annulled one.
    async fn draft(&self, row: &Value) -> String {
        let question = &row["question"];
        let poll = if row["id"] == "V04" {
            let input = json!({ "key": key(), "pollId": self.polls["V03"], "question": question });
            self.hall.table("breakTie", input).await.done()
        } else {
            let replaced = row["supersedesPollId"].as_str().map(|id| &self.polls[id]);
            let input = json!({ "key": key(), "conferenceId": self.hall.hall.id, "kind": row["kind"],
                "subject": row["subject"], "itemIds": self.items(row), "question": question, "replacesPollId": replaced });
            self.hall.table("createPoll", input).await.done()
        };
        assert_eq!((&poll["question"], &poll["subject"]), (question, &row["subject"]));
        assert_eq!(poll["itemIds"], json!(self.items(row)), "{}", row["id"]);
        text(&poll["id"]).to_owned()
    }

    pub(super) async fn vote(&self, poll: &str, voter: &str, choice: &str) -> Answer {
        self.hall.vote_with(&self.people[voter].token, poll, choice, &key()).await
    }

    /// Votes and refused attempts in the order of time, with the closing among them.
    async fn roll_call(&self, row: &Value, poll: &str) -> usize {
        let closed_at = instant(&row["closedAt"]);
        let mut attempts: Vec<(DateTime<Utc>, String, String, Option<Value>)> = Vec::new();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        for ballot in row["ballots"].as_array().unwrap() {
            attempts.push((instant(&ballot[2]), text(&ballot[0]), text(&ballot[1]), None));
        }
        for refused in row["refusedAttempts"].as_array().into_iter().flatten() {
            let (voter, choice) = (text(&refused["participantId"]), text(&refused["choice"]));
            attempts.push((instant(&refused["at"]), voter, choice, Some(refused.clone())));
        }
        attempts.sort_by_key(|attempt| attempt.0);
        let (mut closed, mut refused) = (false, 0);
        for (at, voter, choice, refusal) in attempts {
            if at > closed_at && !closed {
                self.close(poll, closed_at).await;
                closed = true;
            }
            self.at(at);
            let answer = self.vote(poll, &voter, &choice).await;
            match refusal {
                None => drop(answer.done()),
                Some(expected) => {
                    assert_eq!(answer.refusal(), expected["code"]);
                    assert_eq!(answer.data["message"], expected["message"]);
                    refused += 1;
                }
            }
        }
        if !closed {
            self.close(poll, closed_at).await;
        }
        refused
    }

    async fn show_of_cards(&self, row: &Value, poll: &str) {
        for count in row["tellerCounts"].as_array().unwrap() {
            let number = |key: &str| u32::try_from(count[key].as_u64().unwrap()).unwrap();
            let votes = [number("for"), number("against"), number("abstention")];
            self.hall.count(poll, count["teller"].as_str().unwrap(), number("round"), votes).await.done();
        }
        self.close(poll, instant(&row["closedAt"])).await;
    }

    pub(super) async fn close(&self, poll: &str, at: DateTime<Utc>) {
        self.at(at);
        assert_eq!(self.hall.on("closePoll", poll).await.done()["state"], "TALLIED");
    }

    async fn end(&self, row: &Value, poll: &str) -> Value {
        match row["annulledReason"].as_str() {
            None => self.hall.on("proclaimPoll", poll).await.done(),
            Some(reason) => {
                let input = json!({ "key": key(), "pollId": poll, "reason": reason });
                self.hall.table("annulPoll", input).await.done()
            }
        }
    }
}

fn shown(moment: &Value) -> DateTime<Utc> {
    text(moment).parse().unwrap()
}

fn assert_result(poll: &Value, row: &Value) {
    let (expected, result, of) = (&row["expected"], &poll["result"], &row["id"]);
    assert_eq!(poll["state"], row["state"], "{of}");
    assert_eq!(result["outcome"], expected["outcome"], "{of}");
    for figure in ["rollSize", "notVoting", "validVotes", "minimum", "explanation"] {
        assert_eq!(result[figure], expected[figure], "{of}: {figure}");
    }
    for (n, choice) in ["for", "against", "abstention"].into_iter().enumerate() {
        assert_eq!(result["counts"][n]["votes"], expected[choice], "{of}: {choice}");
    }
    for figure in ["call", "accredited", "present", "needed", "reached"] {
        assert_eq!(poll["quorumAtOpening"][figure], expected["quorum"][figure], "{of}: {figure}");
    }
    assert_eq!(poll["explanation"], expected["explanation"], "{of}");
    assert_eq!(shown(&poll["openedAt"]), instant(&row["openedAt"]), "{of}");
    assert_eq!(shown(&poll["closedAt"]), instant(&row["closedAt"]), "{of}");
}

both_databases! {
    async fn every_poll_of_the_specimen_comes_out_as_expected_and_does_what_it_decided(db: TestDatabase) {
        let mut played = Played::begin(db).await;
        let rows = played.rows("polls");
        let (mut refused, mut outcomes) = (0, BTreeMap::<String, u64>::new());
        for row in &rows {
            played.until(instant(&row["openedAt"])).await;
            played.at(instant(&row["openedAt"]));
            let poll = played.draft(row).await;
            played.hall.on("publishPoll", &poll).await.done();
            let open = played.hall.on("openPoll", &poll).await.done();
            assert_eq!(open["rollSize"], row["expected"]["rollSize"], "{}", row["id"]);
            match text(&row["kind"]) {
                "ROLL_CALL" => refused += played.roll_call(row, &poll).await,
                _ => played.show_of_cards(row, &poll).await,
            }
            let ended = played.end(row, &poll).await;
            assert_result(&ended, row);
            *outcomes.entry(text(&ended["result"]["outcome"]).to_owned()).or_default() += 1;
            played.polls.insert(text(&row["id"]).to_owned(), poll);
        }
        let expected = &played.specimen["expected"]["polls"];
        assert_eq!((rows.len() as u64, refused as u64), (expected["total"].as_u64().unwrap(), expected["refusedAttempts"].as_u64().unwrap()));
        assert_eq!(json!(outcomes), expected["byOutcome"]);
        let first = played.hall.see(played.hall.town.secretary(), &played.polls["V03"], "number").await;
        assert_eq!(first["number"], 3);
        played.assert_consequences().await;
    }
}
