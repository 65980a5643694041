//! The specimen's 23 polls through the API, with its people, its votes as they came and its refused attempts.
//! Their matter is a procedure with each poll's own majority and article: what the polls decide has tests of its own.

use super::support::Plenary;
use crate::support::{Answer, House, global, key, parameters, person_model, specimen};
use chrono::{DateTime, Utc};
use domain::Code;
use domain::conferences::ConferenceState;
use domain::people::{Category, GovernmentLevel, Pool};
use domain::programme::{SessionKind, SessionState};
use domain::proposals::{ProposalKind, ProposalState};
use domain::quorum::QuorumCall;
use domain::voting::{Citations, Majority, SubjectKind};
use policy::Role;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use store::conferences::conference;
use store::participants::participant;
use store::programme::{quorum_check, session};
use store::proposals::{ProposalOrigin, proposal};
use store::{Coded, Doc};
use testkit::{both_databases, databases::TestDatabase};
use usecases::seeding;
use uuid::Uuid;

struct Played {
    hall: Plenary,
    specimen: Value,
    people: HashMap<String, Uuid>,
    tokens: HashMap<String, String>,
    session: Uuid,
    checks: usize,
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

impl Played {
    async fn begin(db: TestDatabase) -> Self {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let conference = house.hall_with(&state, &town, ConferenceState::InProgress, parameters()).await;
        let hall = Plenary { house, state, town, hall: conference, people: Vec::new() };
        let (specimen, session) = (specimen(), hall.house.system().new_id());
        let mut played = Self { hall, specimen, people: HashMap::new(), tokens: HashMap::new(), session, checks: 0 };
        played.seat_people().await;
        played.begin_plenary().await;
        played
    }

    /// Everybody with the times at which they came and left.
    async fn seat_people(&mut self) {
        let (house, hall) = (&self.hall.house, &self.hall.hall);
        let mut models = Vec::new();
        for (n, row) in self.specimen["participants"].as_array().unwrap().iter().enumerate() {
            let category = Category::from_code(row["category"].as_str().unwrap()).unwrap();
            let id = house.system().new_id();
            let blank = person_model(house.system().now(), id, hall.row, category, Some(Pool::Users), n, false);
            let moment = |key: &str| row[key].as_str().map(|_| instant(&row[key]));
            let (check_in_at, check_out_at) = (moment("checkInAt"), moment("checkOutAt"));
            self.people.insert(row["id"].as_str().unwrap().to_owned(), id);
            models.push(participant::Model { check_in_at, check_out_at, ..blank });
        }
        let seat = |scope: store::Scope| {
            let models = models.clone();
            async move { scope.insert_all::<participant::Entity>(models).await }
        };
        house.store.transact("test.people", &policy::system(hall.row.tenant, "test"), seat).await.unwrap();
    }

    /// The plenary in which all polls are voted.
    async fn begin_plenary(&self) {
        let (house, hall) = (&self.hall.house, self.hall.hall.row);
        let now = house.system().now();
        let session = &session::Model {
            tenant_id: hall.tenant.0,
            id: self.session,
            conference_id: hall.id,
            title: "Plenária".into(),
            kind: Coded(SessionKind::FinalPlenary),
            place: None,
            starts_at: now,
            ends_at: now,
            counts_for_hours: true,
            counts_for_presence: true,
            state: Coded(SessionState::Running),
            started_at: Some(now),
            ended_at: None,
            chair_id: None,
            secretary_id: None,
            rapporteur_id: None,
            keynote: None,
            version: 1,
        };
        let begin = |scope: store::Scope| async move { scope.insert::<session::Entity>(session.clone()).await };
        house.store.transact("test.session", &policy::system(hall.tenant, "test"), begin).await.unwrap();
    }

    /// The checks of the quorum made until a moment: the last one is the call in force.
    async fn call(&mut self, until: DateTime<Utc>) {
        let rows = self.specimen["quorumChecks"].as_array().unwrap().clone();
        while let Some(row) = rows.get(self.checks).filter(|row| instant(&row["at"]) <= until) {
            self.checks += 1;
            let number = |key: &str| u32::try_from(row[key].as_u64().unwrap()).unwrap();
            let call = QuorumCall::from_code(row["call"].as_str().unwrap()).unwrap();
            let rule = parameters().quorum;
            let check = &quorum_check::Model {
                tenant_id: self.hall.hall.row.tenant.0,
                id: self.hall.house.system().new_id(),
                conference_id: self.hall.hall.row.id,
                session_id: self.session,
                call: Coded(call),
                at: instant(&row["at"]),
                result: Doc(rule.check(call, number("accredited"), number("headcount")).unwrap()),
                counted_heads: true,
                note: None,
            };
            let keep = |scope: store::Scope| async move { scope.insert::<quorum_check::Entity>(check.clone()).await };
            let permit = policy::system(self.hall.hall.row.tenant, "test");
            self.hall.house.store.transact("test.check", &permit, keep).await.unwrap();
        }
    }

    async fn token(&mut self, person: &str) -> String {
        if let Some(token) = self.tokens.get(person) {
            return token.clone();
        }
        let rows = self.specimen["participants"].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == person).unwrap();
        let category = Category::from_code(row["category"].as_str().unwrap()).unwrap();
        let role = if category.is_delegate() { Role::Delegate } else { Role::Guest };
        let (house, conference) = (&self.hall.house, self.hall.hall.row);
        let ctx = house.system();
        let begun = seeding::participant_session(&house.app, &ctx, conference, self.people[person], role).await;
        let token = begun.unwrap().token;
        self.tokens.insert(person.to_owned(), token.clone());
        token
    }

    fn at(&self, moment: DateTime<Utc>) {
        self.hall.house.clock.set(moment.timestamp_millis());
    }

    /// Majority and articles of the conference as that poll has them.
    async fn bind(&self, row: &Value) {
        let cited = |text: &str| Some(text.to_owned());
        let citations = Citations {
            majority: Some(format!("art. {}", row["ruleArticle"])),
            tie: cited("art. 23"),
            roll: cited("art. 20"),
            late_vote: cited("art. 21, § 2º"),
            ..Citations::default()
        };
        let majority: Majority = serde_json::from_value(row["majority"].clone()).unwrap();
        let (id, citations) = (self.hall.hall.row.id, &citations);
        let bind = |scope: store::Scope| async move {
            let mut held = scope.get::<conference::Entity>(id).await?.unwrap();
            held.parameters.0.citations = citations.clone();
            held.parameters.0.majority.by_subject.insert(SubjectKind::Procedure, majority);
            scope.save::<conference::Entity>(held).await
        };
        let permit = policy::system(self.hall.hall.row.tenant, "test");
        self.hall.house.store.transact("test.bind", &permit, bind).await.unwrap();
    }

    /// The poll as a draft: new, the second vote after a tie, or the successor of an annulled one.
    async fn draft(&self, row: &Value, ids: &BTreeMap<String, String>) -> String {
        let question = &row["question"];
        let poll = if row["id"] == "V04" {
            let input = json!({ "key": key(), "pollId": ids["V03"], "question": question });
            self.hall.table("breakTie", input).await.done()
        } else {
            let replaced = row["supersedesPollId"].as_str().map(|id| ids[id].clone());
            let input = json!({ "key": key(), "conferenceId": self.hall.hall.id, "kind": row["kind"],
                "subject": "PROCEDURE", "question": question, "replacesPollId": replaced });
            self.hall.table("createPoll", input).await.done()
        };
        assert_eq!(&poll["question"], question);
        poll["id"].as_str().unwrap().to_owned()
    }

    /// Codes of the delegates who are there at a moment.
    fn present(&self, at: DateTime<Utc>) -> Vec<String> {
        let there = |row: &&Value| {
            let category = Category::from_code(row["category"].as_str().unwrap()).unwrap();
            let came = row["checkInAt"].is_string() && instant(&row["checkInAt"]) <= at;
            let gone = row["checkOutAt"].is_string() && instant(&row["checkOutAt"]) <= at;
            category.is_delegate() && came && !gone
        };
        let rows = self.specimen["participants"].as_array().unwrap().iter();
        rows.filter(there).map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }

    async fn vote(&mut self, poll: &str, voter: &str, choice: &str) -> Answer {
        let token = self.token(voter).await;
        self.hall.vote_with(&token, poll, choice, &key()).await
    }

    /// Votes and refused attempts in the order of time, with the closing among them.
    async fn roll_call(&mut self, row: &Value, poll: &str) -> usize {
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

    async fn close(&self, poll: &str, at: DateTime<Utc>) {
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
    assert_eq!(instant(&poll["openedAt"]), instant(&row["openedAt"]), "{of}");
    assert_eq!(instant(&poll["closedAt"]), instant(&row["closedAt"]), "{of}");
}

/// An approved proposal of the specimen, as its group and the plenary leave it.
fn approved(played: &Played, code: &str) -> proposal::Model {
    let rows = played.specimen["proposals"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == code).unwrap();
    let level = [GovernmentLevel::Municipal, GovernmentLevel::State, GovernmentLevel::Union];
    let level = level[["M", "E", "U"].iter().position(|letter| &code[1..2] == *letter).unwrap()];
    let (axis, number): (i32, i32) = (code[..1].parse().unwrap(), code[2..].parse().unwrap());
    let ctx = played.hall.house.system();
    proposal::Model {
        tenant_id: played.hall.hall.row.tenant.0,
        id: ctx.new_id(),
        conference_id: played.hall.hall.row.id,
        group_id: None,
        axis,
        level: Coded(level),
        number,
        position: i64::from(axis * 1000 + number),
        kind: Coded(ProposalKind::New),
        origin: Coded(ProposalOrigin::Group),
        state: Coded(ProposalState::Approved),
        text: row["text"].as_str().unwrap_or("texto").to_owned(),
        search_text: String::new(),
        book_text: None,
        highlighted: false,
        author_id: None,
        votes_for: row["groupVote"]["for"].as_i64().and_then(|votes| i32::try_from(votes).ok()),
        votes_against: None,
        abstentions: None,
        group_outcome: None,
        group_consensus: false,
        group_rank: None,
        group_reason: None,
        published_at: Some(ctx.now()),
        merged_into: None,
        priority_marks: None,
        created_at: ctx.now(),
        version: 1,
    }
}

/// The choices of the ballots, from the counts.
fn choices(row: &Value) -> Vec<String> {
    let times = |code: &str, votes: &Value| vec![code.to_owned(); usize::try_from(votes.as_u64().unwrap()).unwrap()];
    let counted = row["counts"].as_object().unwrap().iter();
    let mut choices: Vec<String> = counted.flat_map(|(code, votes)| times(code, votes)).collect();
    choices.extend(times("ABSTENTION", &row["abstention"]));
    choices
}

both_databases! {
    async fn priorities_come_out_in_the_expected_order_and_are_written_to_the_proposals(db: TestDatabase) {
        let mut played = Played::begin(db).await;
        let rows = played.specimen["priorityPolls"].as_array().unwrap().clone();
        for row in &rows {
            played.at(instant(&row["openedAt"]));
            let models: Vec<_> = row["counts"].as_object().unwrap().keys().map(|code| approved(&played, code)).collect();
            let items: Vec<String> = models.iter().map(|row| global("Proposal", played.hall.town.tenant, row.id)).collect();
            let insert = |scope: store::Scope| {
                let models = models.clone();
                async move { scope.insert_all::<proposal::Entity>(models).await }
            };
            let permit = policy::system(played.hall.town.tenant, "test");
            played.hall.house.store.transact("test.proposals", &permit, insert).await.unwrap();
            let input = json!({ "key": key(), "conferenceId": played.hall.hall.id, "kind": "ROLL_CALL",
                "subject": "PRIORITY", "question": row["question"], "itemIds": items });
            let poll = played.hall.table("createPoll", input).await.done();
            let poll = poll["id"].as_str().unwrap().to_owned();
            played.hall.on("publishPoll", &poll).await.done();
            let open = played.hall.on("openPoll", &poll).await.done();
            assert_eq!(open["rollSize"], row["expectedRollSize"]);
            let voters = played.present(instant(&row["openedAt"]));
            for (voter, choice) in voters.iter().zip(choices(row)) {
                played.vote(&poll, voter, &choice).await.done();
            }
            played.close(&poll, instant(&row["closedAt"])).await;
            played.hall.on("proclaimPoll", &poll).await.done();
            let ranking = "ranking { limit rollSize abstention order { code place marks goesUp } }";
            let ranking = played.hall.see("", &poll, ranking).await["ranking"].clone();
            let order = ranking["order"].as_array().unwrap();
            let codes: Vec<&Value> = order.iter().map(|item| &item["code"]).collect();
            assert_eq!(json!(codes), row["expectedOrder"]);
            assert_eq!((&ranking["limit"], &ranking["abstention"]), (&row["reportLimit"], &row["abstention"]));
            for item in order {
                let proposal = played.specimen["proposals"].as_array().unwrap().iter().find(|row| row["id"] == item["code"]).unwrap();
                assert_eq!((&item["place"], &item["goesUp"]), (&proposal["priority"], &proposal["reported"]));
                let kept = models.iter().find(|model| item["code"] == model.label().to_string()).unwrap();
                let scope = played.hall.house.store.read(&permit).await.unwrap();
                let kept = scope.get::<proposal::Entity>(kept.id).await.unwrap().unwrap();
                assert_eq!(json!(kept.priority_marks), item["marks"]);
            }
        }
    }


    async fn every_poll_of_the_specimen_comes_out_as_expected(db: TestDatabase) {
        let mut played = Played::begin(db).await;
        let rows = played.specimen["polls"].as_array().unwrap().clone();
        let (mut ids, mut refused, mut outcomes) = (BTreeMap::new(), 0, BTreeMap::<String, u64>::new());
        for row in &rows {
            played.at(instant(&row["openedAt"]));
            played.call(instant(&row["openedAt"])).await;
            played.bind(row).await;
            let poll = played.draft(row, &ids).await;
            played.hall.on("publishPoll", &poll).await.done();
            let open = played.hall.on("openPoll", &poll).await.done();
            assert_eq!(open["rollSize"], row["expected"]["rollSize"], "{}", row["id"]);
            match row["kind"].as_str().unwrap() {
                "ROLL_CALL" => refused += played.roll_call(row, &poll).await,
                _ => played.show_of_cards(row, &poll).await,
            }
            let ended = played.end(row, &poll).await;
            assert_result(&ended, row);
            *outcomes.entry(ended["result"]["outcome"].as_str().unwrap().to_owned()).or_default() += 1;
            ids.insert(row["id"].as_str().unwrap().to_owned(), poll);
        }
        let expected = &played.specimen["expected"]["polls"];
        assert_eq!((rows.len() as u64, refused as u64), (expected["total"].as_u64().unwrap(), expected["refusedAttempts"].as_u64().unwrap()));
        assert_eq!(json!(outcomes), expected["byOutcome"]);
        let first = played.hall.see(played.hall.town.secretary(), &ids["V03"], "number").await;
        assert_eq!(first["number"], 3);
    }
}
