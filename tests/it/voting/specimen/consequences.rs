//! What the proclaimed polls did to the articles, destaques, points, proposals, motions and the election.

use super::{Played, text};
use crate::destaques::support::{adopted, listed, polls_named};
use crate::rules::seen;
use crate::support::key;
use policy::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How often each outcome came.
fn tally<'a>(outcomes: impl Iterator<Item = &'a Value>) -> Value {
    let mut counts = BTreeMap::<&str, u32>::new();
    for outcome in outcomes {
        *counts.entry(text(outcome)).or_default() += 1;
    }
    json!(counts)
}

fn labelled<'a>(rows: &'a [Value], label: &Value) -> &'a Value {
    rows.iter().find(|row| row["label"] == *label).unwrap_or_else(|| panic!("{label} is not there"))
}

impl Played {
    /// Everything is as the specimen's polls left it.
    pub(super) async fn assert_consequences(&self) {
        self.assert_rules().await;
        self.assert_destaques().await;
        self.assert_points().await;
        self.assert_proposals().await;
        self.assert_motions().await;
        self.assert_election().await;
    }

    async fn conference(&self, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ conference(id: $id) {{ {fields} }} }}");
        let answer = self.hall.house.ask("", &query, json!({ "id": self.hall.hall.id })).await.done();
        answer["conference"].clone()
    }

    async fn assert_rules(&self) {
        let (house, hall) = (&self.hall.house, &self.hall.hall);
        adopted(house, hall, &self.polls["V06"]).await;
        let rules = seen(house, "", hall, "approvalPollId articles { number outcome decisionPollId }").await;
        assert_eq!(rules["approvalPollId"], self.polls["V06"]);
        for (article, outcome, poll) in [(6, "KEPT", "V01"), (15, "AMENDED", "V02"), (17, "AMENDED", "V04")] {
            let expected = json!({ "number": article + 1, "outcome": outcome, "decisionPollId": self.polls[poll] });
            assert_eq!(rules["articles"][article], expected);
        }
        self.assert_rewritten(&["V02", "V04"]).await;
    }

    /// Each of these polls wrote its destaque's text into the article, which says so.
    async fn assert_rewritten(&self, polls: &[&str]) {
        let rules = seen(&self.hall.house, "", &self.hall.hall, "articles { number history { text reason } }").await;
        let destaques = self.specimen["rulesOfProcedure"]["destaques"].as_array().unwrap();
        for poll in polls {
            let row =
                destaques.iter().find(|row| row["pollIds"].as_array().unwrap().last() == Some(&json!(poll))).unwrap();
            let article = usize::try_from(row["article"].as_u64().unwrap()).unwrap() - 1;
            let written = rules["articles"][article]["history"].as_array().unwrap().last().unwrap();
            assert_eq!(written["text"], row["after"], "{poll}");
            assert!(text(&written["reason"]).contains(poll), "{written}");
        }
    }

    async fn assert_destaques(&self) {
        let fields = "label state reason before after pollId votes { label outcome pollId }";
        let found = listed(&self.hall.house, &self.hall.hall, json!({}), fields).await;
        let polls = self.rows("polls");
        let on_rules = self.specimen["rulesOfProcedure"]["destaques"].as_array().unwrap().clone();
        let on_proposals = self.rows("proposalDestaques");
        assert_eq!(found.len(), on_rules.len() + on_proposals.len());
        for row in on_rules.iter().chain(&on_proposals) {
            let (label, found) = (&row["id"], labelled(&found, &row["id"]));
            for (ours, theirs) in [("state", "outcome"), ("before", "before"), ("after", "after")] {
                assert_eq!(found[ours], row[theirs], "{label}: {ours}");
            }
            assert_eq!(
                polls_named(text(&found["reason"])),
                row["pollIds"].as_array().unwrap().iter().map(text).collect::<Vec<_>>(),
                "{label}"
            );
            let vote = |id: &Value| {
                let poll = polls.iter().find(|poll| poll["id"] == *id).unwrap();
                json!({ "label": id, "outcome": poll["expected"]["outcome"], "pollId": self.polls[text(id)] })
            };
            let votes: Vec<Value> = row["pollIds"].as_array().unwrap().iter().map(vote).collect();
            assert_eq!(found["votes"], json!(votes), "{label}");
            assert_eq!(found["pollId"], json!(votes.last().map(|vote| &vote["pollId"])), "{label}");
        }
        let expected = &self.specimen["expected"];
        for (rows, name) in [(&on_rules, "rulesDestaques"), (&on_proposals, "proposalDestaques")] {
            let states = rows.iter().map(|row| &labelled(&found, &row["id"])["state"]);
            assert_eq!(tally(states), expected[name]);
        }
    }

    async fn assert_points(&self) {
        let fields = "programme { points { text ruling rulingText state appeal appealPollId outcome } }";
        let shown = self.conference(fields).await["programme"]["points"].clone();
        let expected: Vec<Value> = self
            .rows("points")
            .iter()
            .map(|row| {
                let poll = row["appealPollId"].as_str().map(|id| &self.polls[id]);
                let state = if row["ruling"] == "PUT_TO_VOTE" || poll.is_none() { "RULED" } else { "SETTLED" };
                json!({ "text": row["text"], "ruling": row["ruling"], "rulingText": row["rulingText"], "state": state,
                    "appeal": poll.map(|_| "KEPT"), "appealPollId": poll, "outcome": row["ruling"] })
            })
            .collect();
        assert_eq!(shown, json!(expected));
    }

    async fn assert_proposals(&self) {
        let (house, hall) = (&self.hall.house, &self.hall.hall);
        let fields = "label state text mergedIntoId decisions { act way pollId reason }";
        let found = house.all_proposals(self.hall.town.token(Role::Rapporteur), hall, fields).await;
        let rows = self.rows("proposals");
        for row in &rows {
            let (label, found) = (&row["id"], labelled(&found, &row["id"]));
            let outcome = if row["plenaryOutcome"].is_null() { &row["groupOutcome"] } else { &row["plenaryOutcome"] };
            assert_eq!(&found["state"], outcome, "{label}");
            let text_in_the_end = if row["finalText"].is_null() { &row["text"] } else { &row["finalText"] };
            assert_eq!(&found["text"], text_in_the_end, "{label}");
            let into = row["mergedInto"].as_str().map(|into| &self.matters[into]);
            assert_eq!(found["mergedIntoId"], json!(into), "{label}");
            let decided: Vec<&Value> =
                found["decisions"].as_array().unwrap().iter().map(|one| &one["pollId"]).collect();
            // What the groups kept back was not decided; what a fallen destaque left alone was, without a poll.
            let expected: Vec<_> = row["plenaryOutcome"].as_str().map(|_| self.poll_on(label)).into_iter().collect();
            assert_eq!(json!(decided), json!(expected), "{label}");
        }
        let outcomes = rows.iter().filter(|row| !row["plenaryOutcome"].is_null());
        let states = outcomes.map(|row| &labelled(&found, &row["id"])["state"]);
        assert_eq!(tally(states), self.specimen["expected"]["proposals"]["plenaryOutcomes"]);
        assert_eq!(found.len(), rows.len() + 1, "the new proposal is kept too");
        self.assert_new_proposal(&found);
    }

    /// The poll that decided a proposal: en bloc, or on its destaque.
    fn poll_on(&self, label: &Value) -> Option<&String> {
        let on_destaque = |row: &Value| row["proposalId"] == *label || row["mergesProposalId"] == *label;
        let destaque = self.rows("proposalDestaques").into_iter().find(on_destaque);
        let of_destaque = destaque.and_then(|row| Some(text(row["pollIds"].as_array()?.last()?).to_owned()));
        let in_bloc = |row: &&Value| row["proposalIds"].as_array().is_some_and(|ids| ids.contains(label));
        let bloc = self.specimen["polls"].as_array().unwrap().iter().find(in_bloc);
        let poll = of_destaque.or_else(|| bloc.map(|row| text(&row["id"]).to_owned()));
        poll.map(|poll| &self.polls[&poll])
    }

    fn assert_new_proposal(&self, found: &[Value]) {
        let row = &self.rows("newProposals")[0];
        let found = found.iter().find(|one| one["text"] == row["text"]).unwrap();
        let decision = &found["decisions"][0];
        assert_eq!((&found["state"], &decision["pollId"]), (&row["outcome"], &json!(self.polls["V18"])));
        let wanted = text(&row["reason"]).split(" (").next().unwrap();
        assert!(text(&decision["reason"]).starts_with(wanted), "{decision}");
    }

    async fn assert_motions(&self) {
        let fields =
            "motions { label state pollId decisionReason signatures admission { base needed admitted explanation } }";
        let found = self.conference(fields).await["motions"].as_array().unwrap().clone();
        let polls = self.rows("polls");
        for row in self.rows("motions") {
            let (label, wanted, found) = (&row["id"], &row["expected"], labelled(&found, &row["id"]));
            assert_eq!(
                (&found["state"], &found["signatures"]),
                (&wanted["outcome"], &wanted["validSignatures"]),
                "{label}"
            );
            for figure in ["base", "needed", "admitted", "explanation"] {
                assert_eq!(found["admission"][figure], wanted[figure], "{label}: {figure}");
            }
            let poll = polls.iter().find(|poll| poll["id"] == wanted["pollId"]);
            assert_eq!(found["pollId"], json!(poll.map(|poll| &self.polls[text(&poll["id"])])), "{label}");
            let explained = poll.map_or(Value::Null, |poll| poll["expected"]["explanation"].clone());
            assert_eq!(found["decisionReason"], explained, "{label}");
        }
        let counts = &self.specimen["expected"]["motions"];
        let expected = json!({ "APPROVED": counts["approved"], "BELOW_THRESHOLD": counts["belowThreshold"] });
        assert_eq!(tally(found.iter().map(|row| &row["state"])), expected);
    }

    /// The plenary confirmed the delegation, which may therefore be proclaimed.
    async fn assert_election(&self) {
        let fields = "elections { id state homologated }";
        let election = self.conference(fields).await["elections"][0].clone();
        assert_eq!((&election["state"], &election["homologated"]), (&json!("COMPUTED"), &json!(true)));
        let proclaim = json!({ "key": key(), "electionId": election["id"] });
        let table = self.hall.town.token(Role::Table);
        self.hall.house.act(table, "proclaimElection", "Election", "state", proclaim).await.done();
        let delegation =
            self.conference("delegation { titulars { name } alternates { name } }").await["delegation"].clone();
        for list in ["titulars", "alternates"] {
            let elected = self.specimen["election"]["expected"][list].as_array().unwrap();
            let names: Vec<Value> = elected.iter().map(|person| json!({ "name": person["name"] })).collect();
            assert_eq!(delegation[list], json!(names));
        }
    }
}
