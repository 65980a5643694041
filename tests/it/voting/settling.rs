//! Time, ties, quorum, annulment.

use super::support::Plenary;
use crate::support::{House, key, parameters};
use domain::people::Pool;
use domain::quorum::QuorumThreshold;
use serde_json::{Value, json};
use std::time::Duration;
use store::participants::participant;
use testkit::both_databases;

async fn tied(hall: &Plenary, poll: &str) -> Value {
    hall.on("publishPoll", poll).await.done();
    hall.on("openPoll", poll).await.done();
    hall.vote(&hall.people[0], poll, "FOR").await.done();
    hall.vote(&hall.people[1], poll, "AGAINST").await.done();
    hall.on("closePoll", poll).await.done()
}

both_databases! {
    async fn a_poll_closes_by_itself_when_its_time_is_over_and_not_before_its_extension(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 4).await;
        let poll = hall.draft("ROLL_CALL", json!({})).await;
        hall.on("publishPoll", &poll).await.done();
        let open = json!({ "key": key(), "pollId": poll, "seconds": 60 });
        let opened = hall.table("openPoll", open).await.done();
        assert_eq!(opened["closesAt"], "2027-05-20T12:01:00+00:00");
        let extend = |at: &str| hall.table("extendPoll", json!({ "key": key(), "pollId": poll, "closesAt": at }));
        assert_eq!(extend("2027-05-20T12:00:30Z").await.refusal(), "EXTENSION_NOT_LATER");
        extend("2027-05-20T12:02:00Z").await.done();
        hall.house.clock.advance(Duration::from_secs(90));
        hall.house.relay().await;
        hall.vote(&hall.people[0], &poll, "FOR").await.done();
        hall.house.clock.advance(Duration::from_secs(31));
        assert_eq!(hall.vote(&hall.people[1], &poll, "FOR").await.refusal(), "POLL_CLOSED");
        assert_eq!(extend("2027-05-20T12:05:00Z").await.refusal(), "POLL_CLOSED");
        hall.house.relay().await;
        let closed = hall.see("", &poll, "state closedAt result { outcome }").await;
        let expected = json!({ "state": "TALLIED", "closedAt": "2027-05-20T12:02:00+00:00", "result": { "outcome": "APPROVED" } });
        assert_eq!(closed, expected);
        hall.house.relay().await;
        assert_eq!(hall.see("", &poll, "state closedAt result { outcome }").await, expected);
    }

    async fn the_last_moment_of_its_time_still_takes_votes(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 4).await;
        let poll = hall.draft("ROLL_CALL", json!({})).await;
        hall.on("publishPoll", &poll).await.done();
        hall.table("openPoll", json!({ "key": key(), "pollId": poll, "seconds": 60 })).await.done();
        hall.house.clock.advance(Duration::from_secs(60));
        hall.house.relay().await;
        hall.vote(&hall.people[0], &poll, "FOR").await.done();
        hall.house.clock.advance(Duration::from_millis(1));
        hall.house.relay().await;
        assert_eq!(hall.see("", &poll, "state turnout").await, json!({ "state": "TALLIED", "turnout": 1 }));
        let odd = hall.draft("ROLL_CALL", json!({})).await;
        let refused = hall.table("openPoll", json!({ "key": key(), "pollId": odd, "seconds": 0 })).await;
        assert_eq!(refused.refusal(), "SECONDS_INVALID");
    }

    async fn a_tie_is_voted_again_and_then_decided_by_the_chair(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 4).await;
        let first = hall.draft("ROLL_CALL", json!({})).await;
        assert_eq!(tied(&hall, &first).await["result"]["outcome"], "TIE");
        let casting = |poll: &str, option: &str| {
            hall.table("breakTie", json!({ "key": key(), "pollId": poll, "castingVote": option }))
        };
        assert_eq!(casting(&first, "FOR").await.refusal(), "TIE_STEP_NOT_DUE");
        let proclaimed = hall.on("proclaimPoll", &first).await.done();
        assert!(proclaimed["explanation"].as_str().unwrap().contains("mais um par de defesas"));
        let again = json!({ "key": key(), "pollId": first, "question": "Segunda votação: aprova-se?" });
        let second = hall.table("breakTie", again.clone()).await.done();
        assert_eq!((&second["attempt"], &second["repeatsId"], &second["number"]), (&json!(2), &json!(first), &json!(2)));
        assert_eq!(hall.table("breakTie", again).await.done(), second);
        let second = second["id"].as_str().unwrap().to_owned();
        tied(&hall, &second).await;
        assert_eq!(hall.on("breakTie", &second).await.refusal(), "TIE_STEP_NOT_DUE");
        assert_eq!(hall.on("proclaimPoll", &second).await.refusal(), "CASTING_VOTE_PENDING");
        assert_eq!(casting(&second, "ABSTENTION").await.refusal(), "INVALID_CHOICE");
        let decided = casting(&second, "AGAINST").await.done();
        assert_eq!((&decided["result"]["outcome"], &decided["result"]["decidedBy"]), (&json!("REJECTED"), &json!("CASTING_VOTE")));
        assert_eq!(casting(&second, "FOR").await.refusal(), "CASTING_VOTE_GIVEN");
        hall.on("proclaimPoll", &second).await.done();
    }

    async fn an_annulled_poll_keeps_all_and_its_successor_refers_to_it(db: TestDatabase) {
        let hall = Plenary::of(House::open(db).await, 4).await;
        let poll = hall.opened("ROLL_CALL").await;
        hall.vote(&hall.people[0], &poll, "FOR").await.done();
        let replace = |subject: &str| {
            hall.table("createPoll", json!({ "key": key(), "conferenceId": hall.hall.id, "kind": "ROLL_CALL",
                "subject": subject, "question": "Aprova-se, agora com o texto certo?", "replacesPollId": poll }))
        };
        assert_eq!(replace("PROCEDURE").await.refusal(), "NOT_ANNULLED");
        let annul = |reason: &str| hall.table("annulPoll", json!({ "key": key(), "pollId": poll, "reason": reason }));
        assert_eq!(annul(" ").await.refusal(), "REQUIRED");
        let annulled = annul("o texto mostrado era outro").await.done();
        assert_eq!((&annulled["state"], &annulled["annulment"]["from"]), (&json!("ANNULLED"), &json!("OPEN")));
        assert_eq!(annulled["turnout"], 1);
        assert_eq!(annul("outra razão").await.done()["annulment"], annulled["annulment"]);
        assert_eq!(hall.vote(&hall.people[1], &poll, "FOR").await.refusal(), "POLL_ANNULLED");
        assert_eq!(hall.on("closePoll", &poll).await.refusal(), "POLL_STATE");
        assert_eq!(replace("REOPENING").await.refusal(), "SUBJECT_DIFFERS");
        assert_eq!(replace("PROCEDURE").await.done()["replacesId"], json!(poll));
    }

    async fn a_poll_opens_only_with_quorum_and_its_roll_stays_when_people_leave(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let mut rules = parameters();
        rules.quorum.first = QuorumThreshold::HalfPlusOne;
        let conference = house.hall_with(&state, &town, domain::conferences::ConferenceState::InProgress, rules).await;
        let hall = Plenary { house, state, town, hall: conference, people: Vec::new() };
        let poll = hall.draft("ROLL_CALL", json!({})).await;
        hall.on("publishPoll", &poll).await.done();
        assert_eq!(hall.on("openPoll", &poll).await.refusal(), "EMPTY_ROLL");
        let people = hall.house.delegates(&hall.hall, 4).await;
        hall.house.delegate(&hall.hall, Pool::Users, 9, false).await;
        for person in &people[..3] {
            leave(&hall, person.row).await;
        }
        let refused = hall.on("openPoll", &poll).await;
        assert_eq!(refused.refusal(), "QUORUM_NOT_REACHED");
        assert!(refused.data["message"].as_str().unwrap().contains("1 presente, mínimo 3"), "{}", refused.data);
        hall.house.delegates(&hall.hall, 0).await;
        for n in 10..14 {
            hall.house.delegate(&hall.hall, Pool::Workers, n, true).await;
        }
        let open = hall.on("openPoll", &poll).await.done();
        assert_eq!((&open["rollSize"], &open["quorumAtOpening"]["accredited"]), (&json!(5), &json!(8)));
        leave(&hall, people[3].row).await;
        hall.vote(&people[3], &poll, "FOR").await.done();
        let closed = hall.on("closePoll", &poll).await.done();
        assert_eq!((&closed["result"]["rollSize"], &closed["quorumAtClosing"]["present"]), (&json!(5), &json!(4)));
    }

    async fn nobody_votes_before_the_conference_began(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let conference = house.hall(&state, &town, domain::conferences::ConferenceState::Registration).await;
        let hall = Plenary { house, state, town, hall: conference, people: Vec::new() };
        let poll = hall.draft("ROLL_CALL", json!({})).await;
        assert_eq!(hall.on("openPoll", &poll).await.refusal(), "CONFERENCE_NOT_IN_PROGRESS");
    }
}

async fn leave(hall: &Plenary, participant: uuid::Uuid) {
    let now = hall.house.system().now();
    let permit = policy::system(hall.town.tenant, "test");
    let leave = |scope: store::Scope| async move {
        let row = scope.get::<participant::Entity>(participant).await?.unwrap();
        scope.save::<participant::Entity>(participant::Model { check_out_at: Some(now), ..row }).await
    };
    hall.house.store.transact("test.leave", &permit, leave).await.unwrap();
}
