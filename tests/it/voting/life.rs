//! The life of a poll, from draft to proclamation or annulment.

use super::support::Plenary;
use crate::support::{House, global, key};
use domain::conferences::ConferenceState;
use domain::people::{Category, Pool};
use serde_json::json;
use std::time::Duration;
use testkit::both_databases;

both_databases! {
    async fn a_roll_call_goes_from_draft_to_proclamation(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 8).await;
        let poll = hall.draft("ROLL_CALL", json!({})).await;
        let seen = hall.see(hall.town.secretary(), &poll, "state forecast { text } result { outcome }").await;
        assert_eq!(seen["state"], "DRAFT");
        assert_eq!(seen["forecast"]["text"], "maioria simples: 5 de 8 se todas as pessoas presentes votarem");
        assert_eq!(hall.on("publishPoll", &poll).await.done()["state"], "PUBLISHED");
        let open = hall.on("openPoll", &poll).await.done();
        assert_eq!((&open["state"], &open["rollSize"], &open["turnout"]), (&json!("OPEN"), &json!(8), &json!(0)));
        assert_eq!(open["quorumAtOpening"]["present"], 8);
        for (n, person) in hall.people.iter().take(7).enumerate() {
            let choice = ["FOR", "FOR", "FOR", "FOR", "AGAINST", "AGAINST", "ABSTENTION"][n];
            hall.vote(person, &poll, choice).await.done();
        }
        let open = hall.see("", &poll, "turnout partialCounts { votes } result { outcome }").await;
        assert_eq!(open, json!({ "turnout": 7, "partialCounts": null, "result": null }));
        let closed = hall.on("closePoll", &poll).await.done();
        let result = &closed["result"];
        assert_eq!((&closed["state"], &result["outcome"]), (&json!("TALLIED"), &json!("APPROVED")));
        assert_eq!((&result["validVotes"], &result["minimum"], &result["notVoting"]), (&json!(6), &json!(4), &json!(1)));
        assert_eq!(closed["quorumAtClosing"]["present"], 8);
        let proclaimed = hall.on("proclaimPoll", &poll).await.done();
        assert_eq!(proclaimed["state"], "PROCLAIMED");
        assert!(proclaimed["explanation"].as_str().unwrap().starts_with("Aprovado por maioria simples: 4 de 6 votos válidos, mínimo 4"));
        let repeated = hall.on("proclaimPoll", &poll).await.done();
        assert_eq!(repeated["proclaimedAt"], proclaimed["proclaimedAt"]);
    }

    async fn votes_are_by_name_only_once_proclaimed_and_the_own_vote_only_for_oneself(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let poll = hall.opened("ROLL_CALL").await;
        hall.vote(&hall.people[0], &poll, "FOR").await.done();
        let names = "ballots { edges { node { name choices } } } myVote { choices receipt castAt }";
        let own = hall.see(&hall.people[0].token, &poll, names).await;
        assert_eq!((&own["ballots"], &own["myVote"]["choices"]), (&json!(null), &json!(["FOR"])));
        assert_eq!(hall.see(&hall.people[1].token, &poll, names).await["myVote"], json!(null));
        assert_eq!(hall.see("", &poll, names).await["myVote"], json!(null));
        hall.on("closePoll", &poll).await.done();
        assert_eq!(hall.see("", &poll, names).await["ballots"], json!(null));
        hall.on("proclaimPoll", &poll).await.done();
        let votes = hall.see("", &poll, names).await;
        assert_eq!(votes["ballots"]["edges"], json!([{ "node": { "name": "Pessoa 000", "choices": ["FOR"] } }]));
    }

    async fn a_receipt_is_found_and_counted_once_voting_ended(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let poll = hall.opened("ROLL_CALL").await;
        let receipt = hall.vote(&hall.people[0], &poll, "FOR").await.done();
        let query = "query($id: ID!, $code: String!) { verifyReceipt(pollId: $id, code: $code) { castAt intact counted } }";
        let ask = |code: String| hall.house.ask("", query, json!({ "id": poll, "code": code }));
        let code = receipt["receipt"].as_str().unwrap();
        let found = ask(code.to_lowercase()).await.done();
        let open = json!({ "castAt": receipt["castAt"], "intact": true, "counted": false });
        assert_eq!(found["verifyReceipt"], open);
        assert_eq!(ask("0000-0000".into()).await.done()["verifyReceipt"], json!(null));
        let digest = hall.on("closePoll", &poll).await.done()["ballotsDigest"].clone();
        assert_eq!(digest.as_str().unwrap().len(), 64);
        assert_eq!(ask(code.into()).await.done()["verifyReceipt"]["counted"], true);
    }

    async fn each_refusal_of_a_vote_says_why(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 4).await;
        let draft = hall.draft("ROLL_CALL", json!({})).await;
        assert_eq!(hall.vote(&hall.people[0], &draft, "FOR").await.refusal(), "POLL_NOT_OPEN");
        hall.on("publishPoll", &draft).await.done();
        hall.on("openPoll", &draft).await.done();
        let late = hall.house.delegate(&hall.hall, Pool::Users, 50, true).await;
        assert_eq!(hall.vote(&late, &draft, "FOR").await.refusal(), "NOT_ON_ROLL");
        assert_eq!(hall.vote(&hall.people[0], &draft, "TALVEZ").await.refusal(), "INVALID_CHOICE");
        hall.vote(&hall.people[0], &draft, "FOR").await.done();
        assert_eq!(hall.vote(&hall.people[0], &draft, "AGAINST").await.refusal(), "ALREADY_VOTED");
        let observer = hall.house.person(&hall.hall, Category::Observer, None, 51, true).await;
        assert_eq!(hall.vote(&observer, &draft, "FOR").await.refusal(), "NOT_ON_ROLL");
        let table = hall.vote_with(hall.town.secretary(), &draft, "FOR", &key()).await;
        assert_eq!(table.refusal(), "NOT_PERMITTED");
        hall.on("closePoll", &draft).await.done();
        assert_eq!(hall.vote(&hall.people[1], &draft, "FOR").await.refusal(), "POLL_CLOSED");
        let cards = hall.opened("SHOW_OF_CARDS").await;
        assert_eq!(hall.vote(&hall.people[1], &cards, "FOR").await.refusal(), "POLL_KIND");
        hall.table("annulPoll", json!({ "key": key(), "pollId": cards, "reason": "engano" })).await.done();
    }

    async fn the_same_key_gives_the_same_receipt_and_another_vote_under_it_is_refused(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let poll = hall.opened("ROLL_CALL").await;
        let (voter, key) = (&hall.people[0], key());
        let first = hall.vote_with(&voter.token, &poll, "FOR", &key).await.done();
        hall.house.clock.advance(Duration::from_secs(9));
        let again = hall.vote_with(&voter.token, &poll, "FOR", &key).await.done();
        assert_eq!(first, again);
        assert_eq!(hall.vote_with(&voter.token, &poll, "AGAINST", &key).await.refusal(), "KEY_REUSED");
        hall.on("closePoll", &poll).await.done();
        assert_eq!(hall.vote_with(&voter.token, &poll, "FOR", &key).await.done(), first);
    }

    async fn strangers_find_no_poll(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let poll = hall.opened("ROLL_CALL").await;
        let foreign = hall.house.municipality(&hall.state, "3106200").await;
        let other = hall.house.hall(&hall.state, &foreign, ConferenceState::InProgress).await;
        let delegate = hall.house.delegate(&other, Pool::Users, 0, true).await;
        assert_eq!(hall.vote(&delegate, &poll, "FOR").await.error(), "NOT_FOUND");
        let input = json!({ "key": key(), "pollId": poll });
        let closing = hall.house.act(foreign.secretary(), "closePoll", "Poll", "id", input.clone()).await;
        assert_eq!(closing.error(), "NOT_FOUND");
        let delegate = hall.house.act(&hall.people[0].token, "closePoll", "Poll", "id", input).await;
        assert_eq!(delegate.refusal(), "NOT_PERMITTED");
        let draft = hall.draft("ROLL_CALL", json!({})).await;
        let answer = hall.house.ask("", "query($id: ID!) { poll(id: $id) { id } }", json!({ "id": draft })).await;
        assert_eq!(answer.error(), "NOT_FOUND");
        let item = global("Proposal", foreign.tenant, other.row.id);
        let input = json!({ "key": key(), "conferenceId": hall.hall.id, "kind": "ROLL_CALL", "subject": "PROPOSAL",
            "question": "Aprova-se?", "itemIds": [item] });
        assert_eq!(hall.table("createPoll", input).await.error(), "NOT_FOUND");
    }

    async fn a_delegate_of_another_conference_of_the_same_council_finds_no_poll(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        let poll = hall.opened("ROLL_CALL").await;
        let other = hall.house.second_hall(&hall.state, &hall.town).await;
        let delegate = hall.house.delegate(&other, Pool::Users, 0, true).await;
        assert_eq!(hall.vote(&delegate, &poll, "FOR").await.error(), "NOT_FOUND");
    }

    async fn a_plenary_votes_on_one_thing_at_a_time(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 3).await;
        hall.opened("ROLL_CALL").await;
        let second = hall.draft("ROLL_CALL", json!({})).await;
        assert_eq!(hall.on("openPoll", &second).await.refusal(), "ANOTHER_POLL_OPEN");
        hall.on("publishPoll", &second).await.done();
        let refused = hall.on("openPoll", &second).await;
        assert_eq!(refused.refusal(), "ANOTHER_POLL_OPEN");
        assert!(refused.data["message"].as_str().unwrap().contains("nº 1"));
    }
}
