//! Ballots: once a voter, secret, whatever happens at the same time.

use super::flow::{Contest, cast};
use crate::support::{House, Person, key, parameters};
use domain::people::Pool;
use futures_util::future::join_all;
use serde_json::{Value, json};
use store::elections as kept;
use testkit::both_databases;

/// An election with two candidates of the users and some voters, the ballot open.
async fn open(house: &House, contest: &Contest, voters: usize) -> (String, Vec<Person>) {
    let mut people = Vec::new();
    for n in 0..voters {
        people.push(house.delegate(&contest.hall, Pool::Users, n, true).await);
    }
    let election = contest.nominations(house).await;
    for person in &people[..2] {
        contest.nominate(house, &election, person).await;
    }
    contest.step(house, "judgeNominations", &election).await.done();
    contest.meeting(house, "openBallot", &election, "USERS").await.done();
    (election, people)
}

/// What is kept of the choices: votes by candidate, and blank ballots.
async fn counted(house: &House, contest: &Contest) -> Vec<(Option<uuid::Uuid>, i32)> {
    let scope = house.store.read(&policy::system(contest.hall.row.tenant, "test")).await.unwrap();
    let election = kept::current(&scope, contest.hall.row.id).await.unwrap().unwrap();
    let meetings = kept::meetings(&scope, vec![election.id]).await.unwrap();
    let choices = kept::choices(&scope, meetings.iter().map(|one| one.id).collect()).await.unwrap();
    choices.into_iter().map(|one| (one.candidate_id, one.votes)).collect()
}

both_databases! {
    async fn a_ballot_is_cast_once_by_who_is_on_the_roll_for_who_stands(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let worker = house.delegate(&contest.hall, Pool::Workers, 90, true).await;
        let (election, people) = open(&house, &contest, 4).await;
        let late = house.delegate(&contest.hall, Pool::Users, 91, true).await;
        let first = people[0].id.as_str();
        for (token, names, code) in [
            (&worker.token, vec![first], "NOT_ON_ROLL"),
            (&late.token, vec![first], "NOT_ON_ROLL"),
            (&people[3].token, vec![people[3].id.as_str()], "INVALID_CHOICE"),
            (&people[3].token, vec![first, people[1].id.as_str()], "INVALID_CHOICE"),
            (&people[3].token, vec![first, first], "INVALID_CHOICE"),
        ] {
            assert_eq!(cast(&house, token, &election, "USERS", &names).await.refusal(), code);
        }
        let neither = json!({ "key": key(), "electionId": election, "pool": "USERS" });
        let neither = house.act(&people[3].token, "castBallot", "ElectionMeeting", "voted", neither).await;
        assert_eq!((neither.refusal().as_str(), &neither.data["path"]), ("INVALID_CHOICE", &json!(["choices"])));
        let both = json!({ "key": key(), "electionId": election, "pool": "USERS", "choices": [first], "blank": true });
        let both = house.act(&people[3].token, "castBallot", "ElectionMeeting", "voted", both).await;
        assert_eq!(both.refusal(), "INVALID_CHOICE");
        assert_eq!(cast(&house, &people[3].token, &election, "WORKERS", &[first]).await.refusal(), "POLL_CLOSED");
        assert_eq!(cast(&house, contest.table(), &election, "USERS", &[first]).await.refusal(), "NOT_PERMITTED");
        assert_eq!(cast(&house, "", &election, "USERS", &[first]).await.error(), "UNAUTHENTICATED");

        let input = json!({ "key": key(), "electionId": election, "pool": "USERS", "choices": [first] });
        for _ in 0..2 {
            let voted = house.act(&people[3].token, "castBallot", "ElectionMeeting", "voted", input.clone()).await.done();
            assert_eq!(voted["voted"], 1, "the same key counts once");
        }
        assert_eq!(cast(&house, &people[3].token, &election, "USERS", &[]).await.refusal(), "ALREADY_VOTED");
        assert_eq!(contest.step(&house, "computeElection", &election).await.refusal(), "BALLOT_OPEN");
        contest.meeting(&house, "closeBallot", &election, "USERS").await.done();
        assert_eq!(cast(&house, &people[2].token, &election, "USERS", &[]).await.refusal(), "POLL_CLOSED");
    }

    async fn many_ballots_at_once_and_two_closings_lose_and_double_none(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let (election, people) = open(&house, &contest, 24).await;
        let (a, b) = (people[0].id.clone(), people[1].id.clone());
        let half = join_all(people[..12].iter().enumerate().flat_map(|(n, voter)| {
            let names: Vec<String> = if n % 3 == 0 { vec![] } else { vec![if n % 2 == 0 { a.clone() } else { b.clone() }] };
            // Everybody sends it from two devices at once.
            [names.clone(), names].map(|names| {
                let (house, election) = (&house, &election);
                async move {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    cast(house, &voter.token, election, "USERS", &names).await
                }
            })
        }))
        .await;
        let done = half.iter().filter(|answer| answer.data["code"].is_null()).count();
        let twice = half.iter().filter(|answer| answer.data["code"] == "ALREADY_VOTED").count();
        assert_eq!((done, twice), (12, 12), "{half:?}");

        let late = people[12..].iter().map(|voter| cast(&house, &voter.token, &election, "USERS", &[]));
        let closings = join_all((0..2).map(|_| contest.meeting(&house, "closeBallot", &election, "USERS")));
        let (late, closings) = tokio::join!(join_all(late), closings);
        for closing in closings {
            assert_eq!(closing.done()["state"], "CLOSED");
        }
        let in_time = late.iter().filter(|answer| answer.data["code"].is_null()).count();
        assert!(late.iter().all(|answer| answer.errors.is_empty()));
        let meeting = contest.seen_by(&house, contest.table()).await["meetings"][1].clone();
        assert_eq!((&meeting["voters"], &meeting["voted"]), (&json!(24), &json!(12 + in_time)));
        let total: i32 = counted(&house, &contest).await.iter().map(|(_, votes)| votes).sum();
        assert_eq!(usize::try_from(total).unwrap(), 12 + in_time, "what counts is what was confirmed");
        assert_eq!(closings_on_record(&house, &contest).await, 1);
    }

    async fn what_is_kept_of_a_ballot_names_no_voter(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let (election, people) = open(&house, &contest, 5).await;
        let key = key();
        let ballot = |name: &str| json!({ "key": key, "electionId": election, "pool": "USERS", "choices": [name] });
        for person in [&people[0].id, &people[1].id] {
            let answer = house.act(&people[2].token, "castBallot", "ElectionMeeting", "voted", ballot(person)).await;
            assert_eq!(answer.done()["voted"], 1, "the key holds no choice, so it cannot tell one from another");
        }
        cast(&house, &people[3].token, &election, "USERS", &[]).await.done();
        let counts = counted(&house, &contest).await;
        assert_eq!(counts.len(), 3, "one count a candidate and one for blank, however many vote");
        let of = |id| counts.iter().find(|(candidate, _)| *candidate == id).unwrap().1;
        assert_eq!((of(Some(people[0].row)), of(Some(people[1].row)), of(None)), (1, 0, 1), "the first counted");

        let seen = contest.seen_by(&house, contest.table()).await;
        assert_eq!(seen["result"], Value::Null, "nothing partial is shown");
        for trail in audit(&house, &contest).await {
            for candidate in &people[..2] {
                let row = candidate.row.to_string();
                assert!(!trail.contains(&row) || trail.contains("elections.nominate"), "{trail}");
            }
        }
    }

    async fn a_meeting_acclaims_when_there_is_nothing_to_choose(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let people = house.delegates(&contest.hall, 8).await;
        let election = contest.nominations(&house).await;
        for n in [0, 1, 5, 2] {
            contest.nominate(&house, &election, &people[n]).await;
        }
        contest.step(&house, "judgeNominations", &election).await.done();
        assert_eq!(contest.meeting(&house, "acclaim", &election, "USERS").await.refusal(), "ACCLAMATION_CONTESTED");
        assert_eq!(contest.meeting(&house, "acclaim", &election, "ENTITIES").await.refusal(), "BALLOT_WITHOUT_CANDIDATES");
        assert_eq!(contest.meeting(&house, "closeBallot", &election, "WORKERS").await.refusal(), "MEETING_STATE");
        for pool in ["GOVERNMENT", "WORKERS"] {
            assert_eq!(contest.meeting(&house, "acclaim", &election, pool).await.done()["state"], "ACCLAIMED");
        }
        assert_eq!(contest.meeting(&house, "openBallot", &election, "WORKERS").await.refusal(), "MEETING_STATE");
        assert_eq!(contest.step(&house, "computeElection", &election).await.refusal(), "ELECTION_UNDECIDED");
        contest.meeting(&house, "openBallot", &election, "USERS").await.done();
        cast(&house, &people[1].token, &election, "USERS", &[&people[5].id]).await.done();
        contest.meeting(&house, "closeBallot", &election, "USERS").await.done();
        contest.step(&house, "computeElection", &election).await.done();
        let result = contest.seen_by(&house, contest.table()).await["result"].clone();
        let titulars: Vec<_> = result["titulars"].as_array().unwrap().iter().map(|one| &one["participantId"]).collect();
        assert_eq!(titulars, [&json!(people[0].id), &json!(people[5].id), &json!(people[2].id)]);
        assert_eq!(result["titulars"][0]["votes"], Value::Null);
    }

    async fn equal_age_goes_to_lots_that_anybody_can_draw_again(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        // Two of the same birth date: the test house repeats its years after forty people.
        let twins = [
            house.delegate(&contest.hall, Pool::Users, 0, true).await,
            house.delegate(&contest.hall, Pool::Users, 40, true).await,
        ];
        let election = contest.nominations(&house).await;
        for twin in &twins {
            contest.nominate(&house, &election, twin).await;
        }
        contest.step(&house, "judgeNominations", &election).await.done();
        let before = contest.seen_by(&house, contest.table()).await;
        contest.meeting(&house, "openBallot", &election, "USERS").await.done();
        for (voter, choice) in twins.iter().zip(&twins) {
            cast(&house, &voter.token, &election, "USERS", &[&choice.id]).await.done();
        }
        contest.meeting(&house, "closeBallot", &election, "USERS").await.done();
        contest.step(&house, "computeElection", &election).await.done();
        let after = contest.seen_by(&house, contest.table()).await;
        let seed = after["seed"].as_str().unwrap();
        let digest = <sha2::Sha256 as sha2::Digest>::digest(seed);
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(before["seedCommitment"], digest, "the seed is the one promised before the vote");
        let lot = |twin: &Person| domain::elections::lot(seed, Pool::Users, &twin.row.to_string());
        let winner = twins.iter().min_by_key(|twin| lot(twin)).unwrap();
        assert_eq!(after["result"]["titulars"][0]["participantId"], winner.id);
    }
}

async fn audit(house: &House, contest: &Contest) -> Vec<String> {
    let scope = house.store.read(&policy::system(contest.hall.row.tenant, "test")).await.unwrap();
    let request = store::PageRequest::last(50, None);
    let page = store::audit::page(&scope, Some(contest.hall.row.id), None, &request).await.unwrap();
    page.rows.into_iter().map(|(_, row)| format!("{} {} {}", row.action, row.subject, row.details)).collect()
}

async fn closings_on_record(house: &House, contest: &Contest) -> usize {
    let trails = audit(house, contest).await;
    trails.iter().filter(|trail| trail.contains("\"CLOSED\"")).count()
}
