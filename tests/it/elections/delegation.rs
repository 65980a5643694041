//! The delegation: homologated, proclaimed, public by name, and who takes over from whom.

use super::flow::{Contest, cast};
use crate::support::{Answer, House, Person, key, parameters};
use domain::people::Pool;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

const DELEGATION: &str = "titulars { participantId name order holdsSeat departed cpf email } \
    alternates { participantId name holdsSeat standsForId departed } \
    substitutions { leavingId enteringId cause chain sentence }";

/// A computed election: two seats of the government with four candidates, one of the users with one.
async fn computed(house: &House, contest: &Contest) -> (String, Vec<Person>) {
    let mut people = Vec::new();
    for n in 0..4 {
        people.push(house.delegate(&contest.hall, Pool::Government, n, true).await);
    }
    people.push(house.delegate(&contest.hall, Pool::Users, 4, true).await);
    for n in 5..11 {
        people.push(house.delegate(&contest.hall, Pool::Government, n, true).await);
    }
    let election = contest.nominations(house).await;
    for person in &people[..5] {
        contest.nominate(house, &election, person).await;
    }
    contest.step(house, "judgeNominations", &election).await.done();
    contest.meeting(house, "acclaim", &election, "USERS").await.done();
    contest.meeting(house, "openBallot", &election, "GOVERNMENT").await.done();
    // Four votes, three, two, one.
    let voters: Vec<&Person> = people[..4].iter().chain(&people[5..]).collect();
    for (voter, choice) in voters.iter().zip([0, 0, 0, 0, 1, 1, 1, 2, 2, 3]) {
        cast(house, &voter.token, &election, "GOVERNMENT", &[&people[choice].id]).await.done();
    }
    contest.meeting(house, "closeBallot", &election, "GOVERNMENT").await.done();
    contest.step(house, "computeElection", &election).await.done();
    (election, people)
}

async fn delegation(house: &House, contest: &Contest, token: &str) -> Value {
    let query = format!("query($id: ID!) {{ conference(id: $id) {{ delegation {{ {DELEGATION} }} }} }}");
    let answer = house.ask(token, &query, json!({ "id": contest.hall.id })).await.done();
    answer["conference"]["delegation"].clone()
}

async fn depart(
    house: &House,
    contest: &Contest,
    name: &str,
    election: &str,
    who: &Person,
    to: Option<&Person>,
) -> Answer {
    let mut input = json!({ "key": key(), "electionId": election, "leavingId": who.id, "cause": "RESIGNED" });
    if let Some(to) = to {
        input["enteringId"] = json!(to.id);
    }
    house.act(contest.table(), name, "Delegation", DELEGATION, input).await
}

both_databases! {
    async fn a_result_is_public_by_name_only_when_proclaimed_and_homologated(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let (election, people) = computed(&house, &contest).await;
        assert_eq!(contest.step(&house, "proclaimElection", &election).await.refusal(), "ELECTION_NOT_HOMOLOGATED");
        let public = contest.seen_by(&house, "").await;
        assert_eq!((&public["result"], &public["nominations"][0]["name"]), (&json!(null), &json!(null)));
        assert_eq!(public["nominations"].as_array().unwrap().len(), 5, "how many stand is public");
        let hall = contest.seen_by(&house, &people[9].token).await;
        assert_eq!(hall["nominations"][0]["name"], "Pessoa 000");
        assert_eq!(hall["result"]["titulars"][0]["votes"], 4);
        assert_eq!(delegation(&house, &contest, contest.table()).await, Value::Null);
        contest.homologate(&house, &election, false).await;
        let rejected = contest.seen_by(&house, contest.table()).await;
        assert_eq!(rejected["homologated"], false);
        assert_eq!(contest.step(&house, "proclaimElection", &election).await.refusal(), "ELECTION_NOT_HOMOLOGATED");

        let poll = contest.homologate(&house, &election, true).await;
        house.annul(contest.table(), &poll, "faltou quórum").await.done();
        assert_eq!(contest.seen_by(&house, contest.table()).await["homologated"], Value::Null);
        assert_eq!(contest.step(&house, "proclaimElection", &election).await.refusal(), "ELECTION_NOT_HOMOLOGATED");
        let poll = contest.homologate(&house, &election, true).await;
        contest.step(&house, "proclaimElection", &election).await.done();
        assert_eq!(house.annul(contest.table(), &poll, "faltou quórum").await.refusal(), "DECISION_BUILT_UPON");
        let twice = contest.step(&house, "proclaimElection", &election).await;
        assert_eq!(twice.refusal(), "ELECTION_STATE");
        let public = contest.seen_by(&house, "").await;
        assert_eq!(public["result"]["titulars"][1]["name"], "Pessoa 001");
        assert_eq!((&public["result"]["trace"], &public["result"]["titulars"][1]["reason"]), (&json!(null), &json!(null)));
        assert_eq!(public["result"]["reservedElected"], 0);
        let listed = delegation(&house, &contest, "").await;
        assert_eq!((&listed["titulars"][0]["name"], &listed["titulars"][0]["email"]), (&json!("Pessoa 000"), &json!(null)));
        let desk = delegation(&house, &contest, contest.town.secretary()).await;
        assert!(desk["titulars"][0]["email"].as_str().unwrap().starts_with("pessoa0@"));
        let masked = delegation(&house, &contest, contest.town.token(Role::Table)).await;
        let masked = masked["titulars"][0]["email"].as_str().unwrap();
        assert!(masked.contains('*') && !masked.starts_with("pessoa0@"), "{masked}");
    }

    async fn the_right_alternate_takes_over_and_the_chain_is_kept(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let (election, people) = computed(&house, &contest).await;
        let early = depart(&house, &contest, "substituteDelegate", &election, &people[0], None).await;
        assert_eq!(early.refusal(), "ELECTION_NOT_PROCLAIMED");
        contest.homologate(&house, &election, true).await;
        contest.step(&house, "proclaimElection", &election).await.done();
        for (name, leaving, entering, code) in [
            ("substituteDelegate", 0, Some(3), "NOT_NEXT_ALTERNATE"),
            ("substituteDelegate", 4, Some(2), "CROSSES_SECTOR"),
            ("substituteDelegate", 4, None, "NO_ALTERNATE"),
            ("substituteDelegate", 2, None, "HOLDS_NO_SEAT"),
            ("substituteDelegate", 0, Some(1), "NOT_AN_ALTERNATE"),
            ("substituteDelegate", 6, None, "NOT_IN_DELEGATION"),
            ("registerVacancy", 0, None, "ALTERNATE_AVAILABLE"),
        ] {
            let answer =
                depart(&house, &contest, name, &election, &people[leaving], entering.map(|n: usize| &people[n])).await;
            assert_eq!(answer.refusal(), code, "{leaving} {entering:?}");
        }
        let first = depart(&house, &contest, "substituteDelegate", &election, &people[0], None).await.done();
        assert_eq!(first["alternates"][0]["standsForId"], people[0].id);
        assert_eq!(first["titulars"][0]["departed"], "RESIGNED");
        let again = depart(&house, &contest, "substituteDelegate", &election, &people[0], None).await;
        assert_eq!(again.refusal(), "ALREADY_LEFT");
        depart(&house, &contest, "substituteDelegate", &election, &people[2], Some(&people[3])).await.done();
        let last = depart(&house, &contest, "registerVacancy", &election, &people[4], None).await.done();
        let acts = last["substitutions"].as_array().unwrap();
        assert_eq!(acts[1]["chain"], json!([people[0].id, people[2].id, people[3].id]));
        assert_eq!(
            acts[1]["sentence"],
            "Substituição por renúncia: sai Pessoa 002 (governo), assume Pessoa 003, segunda suplência."
        );
        assert_eq!((&acts[2]["enteringId"], &acts[2]["cause"]), (&json!(null), &json!("RESIGNED")));
        let holding: Vec<_> = last["titulars"].as_array().unwrap().iter().map(|one| &one["holdsSeat"]).collect();
        assert_eq!(holding, [&json!(false), &json!(true), &json!(false)]);
    }

    async fn two_substitutions_of_one_seat_at_once_bring_one_alternate(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let (election, people) = computed(&house, &contest).await;
        contest.homologate(&house, &election, true).await;
        contest.step(&house, "proclaimElection", &election).await.done();
        let (one, other) = tokio::join!(
            depart(&house, &contest, "substituteDelegate", &election, &people[0], None),
            depart(&house, &contest, "substituteDelegate", &election, &people[0], None),
        );
        let refused = [&one, &other].iter().filter(|answer| answer.data["code"] == "ALREADY_LEFT").count();
        assert_eq!(refused, 1, "{one:?} {other:?}");
        let found = delegation(&house, &contest, "").await;
        assert_eq!(found["substitutions"].as_array().unwrap().len(), 1);
    }

    async fn reading_elections_costs_the_same_for_few_and_many_candidates(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let people = house.delegates(&contest.hall, 40).await;
        let election = contest.nominations(&house).await;
        let mut costs = Vec::new();
        for part in [&people[..5], &people[5..]] {
            for person in part {
                contest.nominate(&house, &election, person).await;
            }
            let before = house.store.statements();
            contest.seen_by(&house, contest.table()).await;
            costs.push(house.store.statements() - before);
        }
        assert_eq!(costs[0], costs[1]);
    }
}
