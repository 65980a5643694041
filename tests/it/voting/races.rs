//! Many at once: votes, closings, keys, and what a vote costs.

use super::support::Plenary;
use crate::support::{House, key};
use futures_util::StreamExt;
use futures_util::future::join_all;
use futures_util::stream::FuturesUnordered;
use serde_json::json;
use testkit::both_databases;

both_databases! {
    async fn two_hundred_delegates_vote_at_once_and_every_vote_counts(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 200).await;
        let poll = &hall.opened("ROLL_CALL").await;
        let choice = |n: usize| ["FOR", "AGAINST", "ABSTENTION", "FOR"][n % 4];
        let votes = hall.people.iter().enumerate().map(|(n, person)| hall.vote(person, poll, choice(n)));
        let answers = join_all(votes).await;
        let receipts: std::collections::BTreeSet<_> =
            answers.into_iter().map(|answer| answer.done()["receipt"].as_str().unwrap().to_owned()).collect();
        assert_eq!(receipts.len(), 200);
        let closed = hall.on("closePoll", poll).await.done();
        let votes = |n: usize| closed["result"]["counts"][n]["votes"].as_u64().unwrap();
        assert_eq!([votes(0), votes(1), votes(2)], [100, 50, 50]);
        assert_eq!((&closed["turnout"], &closed["result"]["notVoting"]), (&json!(200), &json!(0)));
    }

    async fn every_acknowledged_vote_is_counted_and_no_other_when_closing_meets_voting(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 61).await;
        for round in 0..4 {
            let poll = &hall.opened("ROLL_CALL").await;
            let (early, late) = hall.people[..60].split_at(30);
            let mut early: FuturesUnordered<_> = early.iter().map(|person| hall.vote(person, poll, "FOR")).collect();
            let mut answers = Vec::new();
            for _ in 0..round * 5 {
                answers.extend(early.next().await);
            }
            let closing = async { hall.on("closePoll", poll).await.done() };
            let late = join_all(late.iter().map(|person| hall.vote(person, poll, "FOR")));
            let (closed, mut rest, late) = tokio::join!(closing, early.collect::<Vec<_>>(), late);
            answers.append(&mut rest);
            answers.extend(late);
            answers.push(hall.vote(&hall.people[60], poll, "FOR").await);
            let taken = answers.iter().filter(|answer| answer.data["receipt"].is_string()).count();
            let refused = answers.iter().filter(|answer| answer.data["code"] == "POLL_CLOSED").count();
            assert_eq!((taken + refused, refused > 0), (61, true), "{answers:#?}");
            let counted = closed["result"]["counts"][0]["votes"].as_u64().unwrap();
            assert_eq!((counted, &closed["turnout"]), (taken as u64, &json!(taken)));
        }
    }

    async fn two_chairs_who_close_at_once_get_the_same_result(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 5).await;
        let poll = &hall.opened("ROLL_CALL").await;
        hall.vote(&hall.people[0], poll, "FOR").await.done();
        let closings = join_all((0..8).map(|_| hall.on("closePoll", poll))).await;
        let first = closings[0].clone().done();
        assert_eq!(first["result"]["outcome"], "APPROVED");
        assert!(closings.iter().all(|closing| closing.clone().done() == first));
    }

    async fn one_person_votes_once_however_many_phones_try(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let poll = &hall.opened("ROLL_CALL").await;
        let answers = join_all((0..10).map(|_| hall.vote(&hall.people[0], poll, "FOR"))).await;
        let refused = answers.iter().filter(|answer| answer.data["code"] == "ALREADY_VOTED").count();
        assert_eq!((answers.len(), refused), (10, 9), "{answers:#?}");
        let same = key();
        let again = join_all((0..10).map(|_| hall.vote_with(&hall.people[1].token, poll, "AGAINST", &same))).await;
        assert!(again.iter().all(|answer| answer.clone().done() == again[0].data));
        assert_eq!(hall.on("closePoll", poll).await.done()["turnout"], 2);
    }

    async fn two_polls_opened_at_once_leave_one_open(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let mut polls = Vec::new();
        for _ in 0..4 {
            let poll = hall.draft("ROLL_CALL", json!({})).await;
            hall.on("publishPoll", &poll).await.done();
            polls.push(poll);
        }
        let answers = join_all(polls.iter().map(|poll| hall.on("openPoll", poll))).await;
        let refused = answers.iter().filter(|answer| answer.data["code"] == "ANOTHER_POLL_OPEN").count();
        assert_eq!(refused, 3, "{answers:#?}");
    }

    async fn a_vote_costs_the_same_few_statements_in_a_large_hall_as_in_a_small_one(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 5).await;
        let mut costs = Vec::new();
        for more in [0, 60] {
            for n in 0..more {
                hall.house.delegate(&hall.hall, domain::people::Pool::Users, 100 + n, true).await;
            }
            let poll = hall.opened("ROLL_CALL").await;
            let before = hall.house.store.statements();
            hall.vote(&hall.people[0], &poll, "FOR").await.done();
            costs.push(hall.house.store.statements() - before);
            hall.on("closePoll", &poll).await.done();
        }
        // PostgreSQL sets the tenant of each of the two transactions, and locks the poll in a statement of its own.
        let most = if hall.house.store.is_postgres() { 10 } else { 7 };
        assert!(costs[0] == costs[1] && costs[0] <= most, "{costs:?} statements, at most {most}");
    }
}
