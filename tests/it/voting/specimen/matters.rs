//! What is brought before the plenary, when the specimen says: rules and destaques, points, the caderno, motions,
//! a new proposal, the election.

use super::{Played, instant, text};
use crate::destaques::support::{amendment, on_destaques, raise};
use crate::elections::{flow::Contest, specimen::elect};
use crate::rules::{act, read_from_the_start, read_to, seen};
use crate::support::key;
use chrono::{DateTime, Duration, Utc};
use policy::Role;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// What happens between the polls.
#[derive(Debug)]
pub(super) enum Event {
    /// The rules are read and highlighted.
    Reading,
    /// A destaque has lost its object by another's approval.
    Mooted,
    /// The rules are adopted with what the destaques changed.
    Adoption,
    /// A check of the quorum.
    Check(Value),
    /// A point, its ruling and, where the plenary decides, its appeal.
    Point(Value),
    /// The groups' proposals become the caderno.
    Caderno,
    /// Proposals are highlighted.
    Highlights,
    /// A destaque falls: its author is not there.
    Fallen,
    /// A motion is handed in with its signatures.
    Motion(Value),
    /// The time for motions is over.
    MotionsClosed,
    /// Somebody brings a new proposal.
    NewProposal(Value),
    /// The segments elect.
    Election,
}

/// Everything that happens between the polls, in the order of time.
pub(super) fn timeline(specimen: &Value) -> VecDeque<(DateTime<Utc>, Event)> {
    let rows = |name: &str| specimen[name].as_array().unwrap().clone();
    let at = |time: &str| instant(&json!(format!("2025-06-{time}:00-03:00")));
    let mut events = vec![
        (at("26T10:04"), Event::Reading),
        (at("26T10:26"), Event::Mooted),
        (at("26T11:10"), Event::Adoption),
        (at("26T14:30"), Event::Caderno),
        (at("27T08:40"), Event::Highlights),
        (at("27T10:05"), Event::Fallen),
        (instant(&specimen["cycle"]["motions"]["deadline"]) + Duration::seconds(1), Event::MotionsClosed),
        (instant(&specimen["election"]["openedAt"]), Event::Election),
    ];
    events.extend(rows("quorumChecks").into_iter().map(|row| (instant(&row["at"]), Event::Check(row))));
    events.extend(rows("points").into_iter().map(|row| (instant(&row["at"]), Event::Point(row))));
    events.extend(rows("newProposals").into_iter().map(|row| (instant(&row["submittedAt"]), Event::NewProposal(row))));
    // Motions are numbered as they are handed in; the specimen numbers them as it tells them.
    let last = instant(&rows("motions").last().unwrap()["submittedAt"]);
    events.extend(rows("motions").into_iter().map(|row| (last, Event::Motion(row))));
    events.sort_by_key(|(at, _)| *at);
    events.into()
}

impl Played {
    /// Everything happens that was to happen until a moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) {
        while self.coming.front().is_some_and(|(at, _)| *at <= moment) {
            let (at, event) = self.coming.pop_front().unwrap();
            self.at(at);
            match event {
                Event::Reading => self.read_the_rules().await,
                Event::Mooted => self.settle("RD5", "MOOTED", "art. 17").await,
                Event::Adoption => self.adopt_the_rules().await,
                Event::Check(row) => self.check_quorum(&row).await,
                Event::Point(row) => self.point(&row).await,
                Event::Caderno => self.caderno().await,
                Event::Highlights => self.highlight().await,
                Event::Fallen => self.settle("PD5", "FALLEN", "art. 15, § 2º").await,
                Event::Motion(row) => self.motion(&row).await,
                Event::MotionsClosed => self.close_motions().await,
                Event::NewProposal(row) => self.new_proposal(&row).await,
                Event::Election => self.elect().await,
            }
        }
    }

    fn keep(&mut self, label: &Value, id: &Value) {
        self.matters.insert(text(label).to_owned(), text(id).to_owned());
    }

    fn token(&self, person: &Value) -> &str {
        &self.people[text(person)].token
    }

    /// Acts as the table on a destaque.
    async fn on_destaque(&self, name: &str, label: &str, more: Value) {
        let mut input = json!({ "destaqueId": self.matters[label] });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        on_destaques(&self.hall.house, self.hall.town.token(Role::Table), name, input).await.done();
    }

    async fn settle(&self, label: &str, outcome: &str, rule: &str) {
        self.on_destaque("settleDestaque", label, json!({ "outcome": outcome, "rule": rule })).await;
    }

    async fn read_the_rules(&mut self) {
        let (house, town, hall) = (&self.hall.house, &self.hall.town, &self.hall.hall);
        let articles = read_from_the_start(house, town, hall, "UNTIL_READING_ENDS").await;
        read_to(house, town, hall, Some(29)).await;
        let rows = self.specimen["rulesOfProcedure"]["destaques"].as_array().unwrap().clone();
        let mut called = Vec::new();
        for row in &rows {
            let article = &articles[usize::try_from(row["article"].as_u64().unwrap()).unwrap() - 1];
            let author = self.token(&row["authorId"]);
            called.push(raise(house, author, article, text(&row["kind"]), amendment(row)).await.done());
        }
        read_to(house, town, hall, None).await;
        for (row, called) in rows.iter().zip(&called) {
            assert_eq!((&called["label"], &called["before"]), (&row["id"], &row["before"]));
            self.keep(&row["id"], &called["id"]);
        }
        let answer = "são os delegados credenciados que não registraram saída até as 10h do segundo dia.";
        self.on_destaque("answerDestaque", "RD4", json!({ "answer": answer, "rule": "art. 15, § 3º" })).await;
        for label in ["RD1", "RD2", "RD3", "RD5"] {
            self.on_destaque("callDestaque", label, json!({})).await;
        }
    }

    async fn adopt_the_rules(&self) {
        let (house, town, hall) = (&self.hall.house, &self.hall.town, &self.hall.hall);
        let rules = seen(house, "", hall, "version").await;
        let seconds = &self.specimen["expected"]["adoptedParameters"]["defenceSeconds"];
        let parameters = json!([{ "name": "defenceSeconds", "value": seconds, "article": 16 }]);
        let input = json!({ "version": rules["version"], "parameters": parameters });
        act(house, town, hall, "adoptRules", input).await.done();
    }

    async fn point(&mut self, row: &Value) {
        let (house, table) = (&self.hall.house, self.hall.town.token(Role::Table));
        let raised = json!({ "key": key(), "conferenceId": self.hall.hall.id, "kind": row["kind"], "text": row["text"],
            "articleCited": row["articleCited"] });
        let author = self.token(&row["raisedBy"]);
        let point = house.act(author, "raisePointOfOrder", "Point", "id", raised).await.done();
        let ruling =
            json!({ "key": key(), "pointId": point["id"], "ruling": row["ruling"], "text": row["rulingText"] });
        house.act(table, "ruleOnPointOfOrder", "Point", "id", ruling).await.done();
        if row["appealPollId"].is_string() {
            let appeal = json!({ "key": key(), "pointId": point["id"] });
            house.act(author, "appealRuling", "Point", "state", appeal).await.done();
        }
        self.keep(&row["id"], &point["id"]);
    }

    async fn caderno(&mut self) {
        let people = std::mem::take(&mut self.people);
        let work = self.hall.house.caderno_of(&self.hall.hall, &self.hall.town, people).await;
        self.people = work.people;
        self.matters.extend(work.proposals);
    }

    async fn highlight(&mut self) {
        for row in self.rows("proposalDestaques") {
            let merges = row["mergesProposalId"].as_str().map(|label| &self.matters[label]);
            let input = json!({ "proposalId": self.matters[text(&row["proposalId"])], "kind": row["kind"],
                "mergesProposalId": merges, "amendment": amendment(&row) });
            let author = self.token(&row["authorId"]);
            let called = on_destaques(&self.hall.house, author, "highlightProposal", input).await.done();
            assert_eq!((&called["label"], &called["before"]), (&row["id"], &row["before"]));
            self.keep(&row["id"], &called["id"]);
        }
        for label in ["PD1", "PD2", "PD3", "PD4", "PD6"] {
            self.on_destaque("callDestaque", label, json!({})).await;
        }
    }

    async fn motion(&mut self, row: &Value) {
        self.at(instant(&row["submittedAt"]));
        let house = &self.hall.house;
        let submitted = json!({ "key": key(), "conferenceId": self.hall.hall.id, "kind": row["kind"], "title": row["title"],
            "text": row["text"], "addressees": row["addressees"] });
        let author = self.token(&row["authorId"]);
        let motion = house.act(author, "submitMotion", "Motion", "id label", submitted).await.done();
        assert_eq!(motion["label"], row["id"]);
        let signers = row["signatures"].as_array().unwrap().iter();
        let signers: Vec<&str> = signers.map(|signer| self.people[text(signer)].id.as_str()).collect();
        let sheet = json!({ "key": key(), "motionId": motion["id"], "participantIds": signers });
        house.act(self.hall.town.token(Role::Rapporteur), "signMotion", "Motion", "id", sheet).await.done();
        self.keep(&row["id"], &motion["id"]);
    }

    async fn close_motions(&self) {
        let closing = json!({ "key": key(), "conferenceId": self.hall.hall.id });
        let table = self.hall.town.token(Role::Table);
        self.hall.house.act(table, "closeMotions", "MotionList", "motions { id }", closing).await.done();
    }

    async fn new_proposal(&mut self, row: &Value) {
        let input = json!({ "key": key(), "conferenceId": self.hall.hall.id, "axis": row["axis"], "level": row["level"],
            "kind": "NEW", "text": row["text"] });
        let author = self.token(&row["authorId"]);
        let submitted = self.hall.house.act(author, "submitProposal", "Proposal", "id", input).await.done();
        self.keep(&row["id"], &submitted["id"]);
    }

    async fn elect(&mut self) {
        let contest = Contest { town: self.hall.town.clone(), hall: self.hall.hall.clone() };
        let election = elect(&self.hall.house, &contest, &self.specimen, &self.people).await;
        self.keep(&self.specimen["election"]["id"].clone(), &json!(election));
    }
}
