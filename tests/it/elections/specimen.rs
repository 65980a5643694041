//! The specimen's election through the API, and its variants.

use super::flow::{Contest, cast, change_hall, change_person};
use crate::support::{House, Person, key, parameters, specimen};
use domain::cycles::CycleParameters;
use domain::people::{Category, Pool, ReservedGroup};
use domain::programme::SessionState;
use domain::seats::{SeatRow, SeatsByPool};
use serde_json::{Value, json};
use std::collections::HashMap;
use store::conferences::conference;
use store::participants::{attendance, participant};
use store::programme::session;
use store::{Coded, Doc};
use testkit::both_databases;

/// The specimen's parameters with the articles that its rules of procedure cite.
pub(crate) fn cited() -> CycleParameters {
    let mut parameters = parameters();
    parameters.election_articles = serde_json::from_value(json!({
        "eligibility": "art. 30", "ties": "art. 30, § 2º", "reservedShare": "art. 31, § 1º",
        "vacancies": "art. 31, § 2º",
    }))
    .unwrap();
    parameters
}

fn of<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Everybody of the specimen in the hall, by the specimen's ids.
async fn people(house: &House, contest: &Contest, specimen: &Value) -> HashMap<String, Person> {
    let mut people = HashMap::new();
    for (n, row) in specimen["participants"].as_array().unwrap().iter().enumerate() {
        let category: Category = of(&row["category"]);
        let present = !row["checkInAt"].is_null();
        let pool = match (text_or(&row["sector"]), text_or(&row["segment"])) {
            ("GOVERNMENT", _) => Some(Pool::Government),
            (_, "USERS") => Some(Pool::Users),
            (_, "WORKERS") => Some(Pool::Workers),
            (_, "ENTITIES") => Some(Pool::Entities),
            _ => None,
        };
        let person = house.person(&contest.hall, category, pool, n, present).await;
        let gone = text_or(&row["checkOutAt"]);
        let gone = !gone.is_empty() && gone < "2025-06-27T13:30";
        let (name, birth, groups) = (text(&row["name"]).to_owned(), of(&row["birthDate"]), of(&row["reservedGroups"]));
        change_person(house, &contest.hall, &person, |kept| participant::Model {
            name: name.clone(),
            birth_date: Some(birth),
            reserved_groups: Doc(Vec::clone(&groups)),
            check_out_at: gone.then_some(kept.registered_at),
            ..kept
        })
        .await;
        people.insert(text(&row["id"]).to_owned(), person);
    }
    people
}

fn text_or(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The specimen's lists of presence, one a session that counts.
async fn attend(house: &House, contest: &Contest, specimen: &Value, people: &HashMap<String, Person>) {
    let sessions = specimen["programme"]["sessions"].as_array().unwrap().iter();
    let (mut held, mut lists) = (Vec::new(), Vec::new());
    for (n, row) in sessions.filter(|row| row["countsForPresence"] == true).enumerate() {
        let session = session(house, contest, row, n);
        let people_rows = specimen["participants"].as_array().unwrap().iter();
        let there = people_rows.filter(|person| person["attendedSessions"].as_array().unwrap().contains(&row["id"]));
        lists.extend(there.map(|person| attendance::Model {
            tenant_id: session.tenant_id,
            id: house.system().new_id(),
            conference_id: session.conference_id,
            session_id: session.id,
            participant_id: people[text(&person["id"])].row,
            at: house.system().now(),
        }));
        held.push(session);
    }
    let permit = policy::system(contest.hall.row.tenant, "test");
    let (held, lists) = (&held, &lists);
    house
        .store
        .transact("test.lists", &permit, |scope| async move {
            scope.insert_all::<session::Entity>(held.clone()).await?;
            scope.insert_all::<attendance::Entity>(lists.clone()).await
        })
        .await
        .unwrap();
}

fn session(house: &House, contest: &Contest, row: &Value, n: usize) -> session::Model {
    let now = house.system().now() + chrono::Duration::minutes(i64::try_from(n).unwrap());
    session::Model {
        tenant_id: contest.hall.row.tenant.0,
        id: house.system().new_id(),
        conference_id: contest.hall.row.id,
        title: text(&row["title"]).to_owned(),
        kind: Coded(of(&row["kind"])),
        place: None,
        starts_at: now,
        ends_at: now,
        counts_for_hours: true,
        counts_for_presence: true,
        state: Coded(SessionState::Ended),
        started_at: Some(now),
        ended_at: Some(now),
        chair_id: None,
        secretary_id: None,
        rapporteur_id: None,
        keynote: None,
        version: 1,
    }
}

/// Presents the specimen's nominations: one by the person, one by another delegate, the others at the table.
async fn nominate(house: &House, contest: &Contest, election: &str, people: &HashMap<String, Person>, rows: &[Value]) {
    for (n, row) in rows.iter().enumerate() {
        let person = &people[text(&row["participantId"])];
        let own = json!({ "key": key(), "electionId": election });
        let other = json!({ "key": key(), "electionId": election, "participantId": person.id });
        let table = json!({
            "key": key(), "electionId": election, "participantId": person.id, "pool": row["pool"], "consented": true,
        });
        let (token, input) = match n {
            0 => (person.token.as_str(), own),
            1 => (people["P025"].token.as_str(), other),
            _ => (contest.table(), table),
        };
        let nomination = house.act(token, "nominate", "Nomination", "id pool consented", input).await.done();
        assert_eq!((&nomination["pool"], &nomination["consented"]), (&row["pool"], &json!(n != 1)));
        let step = json!({ "key": key(), "nominationId": nomination["id"], "reason": row["reason"] });
        if n == 1 {
            let input = json!({ "key": key(), "nominationId": nomination["id"] });
            house.act(&person.token, "acceptNomination", "Nomination", "consented", input).await.done();
        }
        if row["status"] == "WITHDRAWN" {
            house.act(&person.token, "withdrawNomination", "Nomination", "state", step).await.done();
        }
    }
}

/// The specimen's election from its nominations to the count, each step as expected; the election's id.
pub(crate) async fn elect(
    house: &House,
    contest: &Contest,
    specimen: &Value,
    people: &HashMap<String, Person>,
) -> String {
    let rows = specimen["election"]["nominations"].as_array().unwrap();
    attend(house, contest, specimen, people).await;
    let election = contest.nominations(house).await;
    nominate(house, contest, &election, people, rows).await;
    contest.step(house, "judgeNominations", &election).await.done();
    let judged = contest.seen_by(house, contest.table()).await;
    assert_eq!(judged["sizeClass"], "SMALL_2");
    assert_eq!(judged["seats"], json!({ "total": 4, "government": 2, "users": 1, "workers": 1, "entities": 0 }));
    for (found, row) in judged["nominations"].as_array().unwrap().iter().zip(rows) {
        assert_eq!(found["counted"], if row["status"] == "WITHDRAWN" { json!(null) } else { row["counted"].clone() });
        assert_eq!((&found["state"], &found["reason"]), (&row["status"], &row["reason"]), "{}", row["id"]);
        assert_eq!(found["name"], row["name"]);
    }

    for meeting in specimen["election"]["meetings"].as_array().unwrap() {
        let pool = text(&meeting["pool"]);
        let opened = contest.meeting(house, "openBallot", &election, pool).await;
        if meeting["seats"] == 0 {
            assert_eq!(opened.refusal(), "BALLOT_WITHOUT_CANDIDATES");
            continue;
        }
        assert_eq!(opened.done()["seats"], meeting["seats"]);
        let ballots = meeting["ballots"].as_array().unwrap();
        let voters = meeting["voters"].as_array().unwrap();
        for (voter, ballot) in voters.iter().zip(ballots) {
            let names: Vec<&str> = people.get(text(ballot)).iter().map(|person| person.id.as_str()).collect();
            cast(house, &people[text(voter)].token, &election, pool, &names).await.done();
        }
        let closed = contest.meeting(house, "closeBallot", &election, pool).await.done();
        assert_eq!((&closed["state"], &closed["voted"]), (&json!("CLOSED"), &json!(ballots.len())));
    }
    contest.step(house, "computeElection", &election).await.done();
    election
}

/// People of a result as the specimen writes them: its ids instead of ours, and no declaration.
fn as_expected(found: &Value, people: &HashMap<String, Person>) -> Value {
    let mut found = found.clone();
    for person in found.as_array_mut().unwrap() {
        let id = text(&person["participantId"]).to_owned();
        let known = people.iter().find(|(_, known)| known.id == id).unwrap();
        person["participantId"] = json!(known.0);
    }
    found
}

fn without_declarations(expected: &Value) -> Value {
    let mut expected = expected.clone();
    for person in expected.as_array_mut().unwrap() {
        person.as_object_mut().unwrap().remove("reservedShare").unwrap();
    }
    expected
}

both_databases! {
    async fn the_specimen_election_gives_the_result_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, cited()).await;
        let specimen = specimen();
        let people = people(&house, &contest, &specimen).await;
        elect(&house, &contest, &specimen, &people).await;
        let computed = contest.seen_by(&house, contest.table()).await;
        let (result, expected) = (&computed["result"], &specimen["election"]["expected"]);
        for list in ["titulars", "alternates", "notElected"] {
            assert_eq!(as_expected(&result[list], &people), without_declarations(&expected[list]), "{list}");
        }
        for figure in ["reservedNeeded", "reservedElected", "vacant", "trace"] {
            assert_eq!(result[figure], expected[figure], "{figure}");
        }
        assert_eq!(result["parity"], json!({ "government": 2, "civilSociety": 2 }));
        assert_eq!(result["counts"], json!([
            { "pool": "GOVERNMENT", "votes": 27, "blank": 1, "acclaimed": false },
            { "pool": "USERS", "votes": 12, "blank": 0, "acclaimed": false },
            { "pool": "WORKERS", "votes": 9, "blank": 1, "acclaimed": false },
        ]));
    }

    async fn every_variant_of_the_specimen_gives_the_result_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let specimen = specimen();
        let variants = specimen["electionVariants"].as_array().unwrap();
        let mut rules = parameters();
        let seats: SeatsByPool = of(&variants[0]["seats"]);
        rules.seat_table.rows.iter_mut().for_each(|row| *row = SeatRow { total: seats.total(), seats, ..*row });
        let contest = Contest::open(&house, rules.clone()).await;
        for (round, variant) in variants.iter().enumerate() {
            rules.election.reserved_share = of(&variant["reservedFraction"]);
            change_hall(&house, &contest.hall, |kept| conference::Model { parameters: Doc(rules.clone()), ..kept }).await;
            let (election, found) = elected_in(&house, &contest, variant, round * 100).await;
            assert_eq!(found, variant["expected"], "{}", variant["id"]);
            let annulment = json!({ "key": key(), "electionId": election, "reason": "Outro caso." });
            house.act(contest.table(), "annulElection", "Election", "state", annulment).await.done();
        }
    }
}

/// Elects among a variant's candidates with as many ballots for each as it says.
async fn elected_in(house: &House, contest: &Contest, variant: &Value, first: usize) -> (String, Value) {
    let election = contest.nominations(house).await;
    let rows = variant["candidates"].as_array().unwrap();
    let mut n = first;
    let mut candidates = Vec::new();
    for row in rows {
        let person = house.delegate(&contest.hall, of(&row["pool"]), n, true).await;
        let (name, birth) = (text(&row["id"]).to_owned(), of(&row["birthDate"]));
        let groups = if row["reserved"] == true { vec![ReservedGroup::Black] } else { Vec::new() };
        change_person(house, &contest.hall, &person, |kept| participant::Model {
            name: name.clone(),
            birth_date: Some(birth),
            reserved_groups: Doc(groups.clone()),
            ..kept
        })
        .await;
        contest.nominate(house, &election, &person).await;
        candidates.push(person);
        n += 1;
    }
    contest.step(house, "judgeNominations", &election).await.done();
    for pool in ["GOVERNMENT", "USERS"] {
        let mut ballots = Vec::new();
        for (row, candidate) in rows.iter().zip(&candidates).filter(|(row, _)| row["pool"] == pool) {
            for _ in 0..row["votes"].as_u64().unwrap() {
                ballots.push((house.delegate(&contest.hall, of(&row["pool"]), n, true).await, candidate));
                n += 1;
            }
        }
        if !ballots.is_empty() {
            contest.meeting(house, "openBallot", &election, pool).await.done();
            for (voter, candidate) in &ballots {
                cast(house, &voter.token, &election, pool, &[&candidate.id]).await.done();
            }
            contest.meeting(house, "closeBallot", &election, pool).await.done();
        }
    }
    contest.step(house, "computeElection", &election).await.done();
    let result = contest.seen_by(house, contest.table()).await["result"].clone();
    let names = |list: &Value| list.as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
    let vacant: Vec<_> =
        result["vacant"].as_array().unwrap().iter().map(|seat| json!([seat["kind"], seat["pool"]])).collect();
    let found =
        json!({ "titulars": names(&result["titulars"]), "alternates": names(&result["alternates"]), "vacant": vacant });
    (election, found)
}
