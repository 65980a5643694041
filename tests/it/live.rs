//! Live: the protocol over real sockets, and snapshots that follow what happens.

use crate::support::{Hall, House, Person, global, key, row_of};
use domain::conferences::ConferenceState;
use serde_json::{Value, json};
use std::sync::Arc;
use testkit::{both_databases, databases::TestDatabase, services::RedisServer};
use tokio_tungstenite::tungstenite::Message;

const PLENARY: &str = "subscription($id: ID!, $after: Int) { plenary(conferenceId: $id, after: $after) { version phase conferenceTitle } }";

async fn hall(house: &House) -> Hall {
    let (_, state, town) = house.three_levels().await;
    house.hall(&state, &town, ConferenceState::InProgress).await
}

/// Something happens in a conference that its screens show.
async fn happen(house: &House, hall: &Hall) {
    let permit = policy::system(hall.row.tenant, "test");
    let ctx = &house.system();
    house
        .store
        .transact("test.happen", &permit, |scope| async move {
            let act = usecases::Act::new(policy::Action::LeadSession, "Conference", hall.row.id);
            act.of(hall.row.id).live().record(&scope, ctx).await
        })
        .await
        .unwrap();
    house.app.announce();
}

fn subscribe(id: &str, query: &str, variables: Value) -> Value {
    json!({ "type": "subscribe", "id": id, "payload": { "query": query, "variables": variables } })
}

both_databases! {
    async fn a_subscriber_gets_a_snapshot_at_once_and_a_newer_one_for_each_change(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        let mut screen = house.subscribe("", PLENARY, json!({ "id": hall.id })).await;
        let first = screen.next().await.done();
        assert_eq!(first["plenary"]["phase"], "IN_PROGRESS");
        let mut version = first["plenary"]["version"].as_i64().unwrap();
        for _ in 0..3 {
            happen(&house, &hall).await;
            let next = screen.next().await.done()["plenary"]["version"].as_i64().unwrap();
            assert!(next > version, "{next} after {version}");
            version = next;
        }
    }

    async fn what_a_client_has_is_not_sent_again(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        happen(&house, &hall).await;
        happen(&house, &hall).await;
        let mut first = house.subscribe("", PLENARY, json!({ "id": hall.id })).await;
        assert_eq!(first.next().await.done()["plenary"]["version"], 2);
        let mut back = house.subscribe("", PLENARY, json!({ "id": hall.id, "after": 2 })).await;
        let mut behind = house.subscribe("", PLENARY, json!({ "id": hall.id, "after": 1 })).await;
        assert_eq!(behind.next().await.done()["plenary"]["version"], 2);
        happen(&house, &hall).await;
        for screen in [&mut first, &mut back, &mut behind] {
            assert_eq!(screen.next().await.done()["plenary"]["version"], 3);
        }
    }

    async fn without_sockets_the_same_snapshot_is_asked_for(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        happen(&house, &hall).await;
        let query = "query($id: ID!, $after: Int) { plenarySnapshot(conferenceId: $id, after: $after) { version phase } }";
        let asked = house.ask("", query, json!({ "id": hall.id })).await.done();
        assert_eq!(asked["plenarySnapshot"], json!({ "version": 1, "phase": "IN_PROGRESS" }));
        let same = house.ask("", query, json!({ "id": hall.id, "after": 1 })).await.done();
        assert_eq!(same["plenarySnapshot"], Value::Null);
        happen(&house, &hall).await;
        let newer = house.ask("", query, json!({ "id": hall.id, "after": 1 })).await.done();
        assert_eq!(newer["plenarySnapshot"]["version"], 2);
    }

    async fn many_screens_of_one_question_cost_one_execution(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        let mut screens = Vec::new();
        for _ in 0..30 {
            let mut screen = house.subscribe("", PLENARY, json!({ "id": hall.id })).await;
            screen.next().await.done();
            screens.push(screen);
        }
        let before = house.store.statements();
        happen(&house, &hall).await;
        for screen in &mut screens {
            assert_eq!(screen.next().await.done()["plenary"]["version"], 1);
        }
        let spent = house.store.statements() - before;
        assert!(spent < 40, "{spent} statements for 30 screens");
    }

    async fn a_conference_that_does_not_exist_is_an_error_of_the_operation(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        let mut screen = house.subscribe("", PLENARY, json!({ "id": "bm93aGVyZQ" })).await;
        assert_eq!(screen.next().await.error(), "NOT_FOUND");
        let mut socket = house.socket("").await;
        socket.say(subscribe("a", "subscription { nothing }", json!({}))).await;
        assert_eq!(socket.hear().await.unwrap()["type"], "error");
        socket.say(subscribe("a", PLENARY, json!({ "id": hall.id }))).await;
        assert_eq!(socket.hear().await.unwrap()["type"], "next");
    }

    async fn the_protocol_is_kept_and_its_breaches_have_their_codes(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        let init = json!({ "type": "connection_init" });

        let mut socket = house.socket_of("").await;
        assert_eq!(socket.hear().await, Err(4406));

        let mut socket = house.socket_of("graphql-transport-ws").await;
        socket.say(subscribe("1", PLENARY, json!({ "id": hall.id }))).await;
        assert_eq!(socket.hear().await, Err(4401));

        let mut socket = house.socket_of("graphql-transport-ws").await;
        socket.say(json!({ "type": "connection_init", "payload": { "authorization": "Bearer cfs_unknown" } })).await;
        assert_eq!(socket.hear().await, Err(4401));

        let mut socket = house.socket("").await;
        socket.say(init.clone()).await;
        assert_eq!(socket.hear().await, Err(4429));

        for broken in [Message::text("{"), Message::text("{\"type\":\"start\"}"), Message::binary(vec![1, 2])] {
            let mut socket = house.socket("").await;
            socket.send(broken).await;
            assert_eq!(socket.hear().await, Err(4400));
        }

        let mut socket = house.socket("").await;
        for _ in 0..2 {
            socket.say(subscribe("same", PLENARY, json!({ "id": hall.id }))).await;
        }
        let mut answer = socket.hear().await;
        if answer.is_ok() {
            answer = socket.hear().await;
        }
        assert_eq!(answer, Err(4409));

        let mut socket = house.socket_of("graphql-transport-ws").await;
        assert_eq!(socket.hear().await, Err(4408));
    }

    async fn pings_are_answered_queries_run_and_mutations_are_sent_elsewhere(db: TestDatabase) {
        let house = House::open(db).await;
        let mut socket = house.socket("").await;
        socket.say(json!({ "type": "ping", "payload": { "a": 1 } })).await;
        assert_eq!(socket.hear().await, Ok(json!({ "type": "pong" })));
        socket.say(subscribe("q", "{ me { name } }", json!({}))).await;
        let answer = json!({ "id": "q", "type": "next", "payload": { "data": { "me": null } } });
        assert_eq!(socket.hear().await, Ok(answer));
        assert_eq!(socket.hear().await, Ok(json!({ "id": "q", "type": "complete" })));
        socket.say(subscribe("m", "mutation { endSession { ended } }", json!({}))).await;
        let refused = socket.hear().await.unwrap();
        assert_eq!(refused["payload"][0]["extensions"]["code"], "MUTATION_OVER_SOCKET");
    }

    async fn twenty_operations_run_on_a_socket_and_no_more(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        let mut socket = house.socket("").await;
        for n in 0..20 {
            socket.say(subscribe(&n.to_string(), PLENARY, json!({ "id": hall.id }))).await;
            assert_eq!(socket.hear().await.unwrap()["type"], "next");
        }
        socket.say(subscribe("20", PLENARY, json!({ "id": hall.id }))).await;
        assert_eq!(socket.hear().await.unwrap()["payload"][0]["extensions"]["code"], "TOO_MANY_OPERATIONS");
        socket.say(json!({ "type": "complete", "id": "0" })).await;
        socket.say(subscribe("20", PLENARY, json!({ "id": hall.id }))).await;
        assert_eq!(socket.hear().await.unwrap()["id"], "20");
    }

    async fn whoever_signs_out_goes_dark(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        let person = house.delegates(&hall, 1).await.remove(0);
        let mut phone = house.subscribe(&person.token, PLENARY, json!({ "id": hall.id })).await;
        phone.next().await.done();
        house.ask(&person.token, "mutation { endSession { ended } }", json!({})).await.done();
        assert_eq!(phone.closed().await, 4401);
    }

    async fn a_snapshot_costs_the_same_with_five_and_with_three_hundred_people(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let session = json!({
            "key": key(), "conferenceId": hall.id, "title": "Plenária final", "kind": "FINAL_PLENARY",
            "startsAt": "2027-05-20T12:00:00Z", "endsAt": "2027-05-20T15:00:00Z",
        });
        let session = house.act(town.secretary(), "scheduleSession", "Session", "id", session).await.done();
        let start = json!({ "key": key(), "sessionId": session["id"] });
        house.act(town.secretary(), "startSession", "Session", "id", start).await.done();
        let query = "query($id: ID!) { plenarySnapshot(conferenceId: $id) { version session { title } waitingCount \
                     nextSpeakers { name kind } quorum { present needed } openPoll { question } turnout \
                     lastResult { question } currentItem { title } reading { label } announcement { text } } }";
        let mut spent = Vec::new();
        let mut people = Vec::new();
        for count in [5, 300] {
            for n in people.len()..count {
                people.push(house.delegate(&hall, domain::people::Pool::Users, n, true).await);
            }
            wait_in_line(&house, &hall, &session, &people).await;
            let before = house.store.statements();
            let shown = house.ask("", query, json!({ "id": hall.id })).await.done()["plenarySnapshot"].clone();
            spent.push(house.store.statements() - before);
            assert_eq!(shown["waitingCount"], count);
            assert_eq!(shown["quorum"]["present"], count);
            assert_eq!(shown["nextSpeakers"].as_array().unwrap().len(), 3);
        }
        assert_eq!(spent[0], spent[1], "statements with 5 and with 300 people");
        assert!(spent[0] <= 30, "{spent:?}");
    }

    async fn a_poll_and_credentialing_are_followed_too(db: TestDatabase) {
        let house = House::open(db).await;
        let hall = hall(&house).await;
        house.delegates(&hall, 3).await;
        let query = "subscription($id: ID!) { credentialing(conferenceId: $id) { quorum { present } } }";
        let mut desk = house.subscribe("", query, json!({ "id": hall.id })).await;
        assert_eq!(desk.next().await.done()["credentialing"]["quorum"]["present"], 3);
        house.delegate(&hall, domain::people::Pool::Users, 3, true).await;
        happen(&house, &hall).await;
        desk.until(|shown| shown["credentialing"]["quorum"]["present"] == 4).await;
        let query = "subscription($id: ID!) { poll(pollId: $id) { state } }";
        let mut screen = house.subscribe("", query, json!({ "id": global("Poll", hall.row.tenant, hall.row.id) })).await;
        assert_eq!(screen.next().await.error(), "NOT_FOUND");
    }

    async fn sockets_close_with_restart_when_the_server_stops(db: TestDatabase) {
        let sockets = api::Sockets::default();
        let options = api::ApiOptions { sockets: sockets.clone(), ..api::ApiOptions::default() };
        let house = House::open_with(db, options).await;
        let hall = hall(&house).await;
        let mut screen = house.subscribe("", PLENARY, json!({ "id": hall.id })).await;
        screen.next().await.done();
        let (code, ()) = tokio::join!(screen.closed(), sockets.close());
        assert_eq!(code, 1012);
    }
}

/// Puts people into the queue who are not yet in it.
async fn wait_in_line(house: &House, hall: &Hall, session: &Value, people: &[Person]) {
    use store::programme::{SpeechState, queue, speech_request};
    let (ctx, session) = (house.system(), row_of(session["id"].as_str().unwrap()));
    let permit = policy::system(hall.row.tenant, "test");
    let waiting = queue(&house.store.read(&permit).await.unwrap(), session).await.unwrap().len();
    let request = |person: &Person| speech_request::Model {
        tenant_id: hall.row.tenant.0,
        id: ctx.new_id(),
        conference_id: hall.row.id,
        session_id: session,
        participant_id: person.row,
        kind: domain::programme::SpeechKind::Speech.into(),
        is_user: true,
        priority: false,
        point_id: None,
        state: SpeechState::Waiting.into(),
        requested_at: ctx.now(),
        started_at: None,
        limit_seconds: None,
        ended_at: None,
        end: None,
    };
    let rows: &Vec<_> = &people[waiting..].iter().map(request).collect();
    house
        .store
        .transact("test.line", &permit, |scope| async move {
            scope.insert_all::<speech_request::Entity>(rows.clone()).await
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_subscriber_of_one_node_sees_what_happens_on_another_also_after_redis_was_restarted() {
    let database = Arc::new(TestDatabase::postgres().await);
    let mut redis = RedisServer::start();
    let node = || House::node(database.clone(), bus::Bus::redis(&redis.url()).unwrap(), api::ApiOptions::default());
    let (here, there) = (node().await, node().await);
    let hall = hall(&here).await;
    let mut screen = there.subscribe("", PLENARY, json!({ "id": hall.id })).await;
    assert_eq!(screen.next().await.done()["plenary"]["version"], 0);
    here.keep_relaying();
    happen(&here, &hall).await;
    assert_eq!(screen.next().await.done()["plenary"]["version"], 1);
    redis.stop();
    happen(&here, &hall).await;
    assert_eq!(screen.next().await.done()["plenary"]["version"], 2, "the database is the truth without Redis");
    redis.start_again();
    happen(&here, &hall).await;
    assert_eq!(screen.next().await.done()["plenary"]["version"], 3);
}
