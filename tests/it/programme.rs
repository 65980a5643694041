//! The programme: sessions, tables, who speaks, points, quorum, announcements.

use crate::support::{Hall, House, Person, Town, global, key, specimen};
use domain::conferences::ConferenceState;
use domain::people::{Category, Pool};
use futures_util::future::join_all;
use policy::Role;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;
use testkit::both_databases;

/// A hall with its town and a plenary that runs.
struct Plenary {
    state: Town,
    town: Town,
    hall: Hall,
    session: String,
}

async fn plenary(house: &House) -> Plenary {
    let (_, state, town) = house.three_levels().await;
    let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
    let session = schedule(house, &town, &hall, "FINAL_PLENARY").await;
    run(house, &town, "startSession", &session).await.done();
    Plenary { state, town, hall, session }
}

fn planned(hall: &Hall, kind: &str) -> Value {
    json!({
        "key": key(), "conferenceId": hall.id, "title": "Plenária", "kind": kind, "place": "Auditório",
        "startsAt": "2027-05-20T12:00:00Z", "endsAt": "2027-05-20T15:00:00Z",
    })
}

async fn schedule(house: &House, town: &Town, hall: &Hall, kind: &str) -> String {
    let session = house.act(town.secretary(), "scheduleSession", "Session", "id", planned(hall, kind)).await.done();
    session["id"].as_str().unwrap().to_owned()
}

async fn run(house: &House, town: &Town, verb: &str, session: &str) -> crate::support::Answer {
    let input = json!({ "key": key(), "sessionId": session });
    house.act(town.token(Role::Table), verb, "Session", "state startedAt endedAt", input).await
}

impl Plenary {
    fn chair(&self) -> &str {
        self.town.token(Role::Table)
    }

    fn with(&self, mut input: Value) -> Value {
        input["key"] = json!(key());
        input["conferenceId"] = json!(self.hall.id);
        input
    }

    async fn ask(&self, house: &House, who: &Person, kind: &str) -> crate::support::Answer {
        let input = self.with(json!({ "kind": kind }));
        house.act(&who.token, "requestToSpeak", "SpeechRequest", "id name state kind", input).await
    }

    async fn grant(&self, house: &House) -> crate::support::Answer {
        let fields = "id name state limitSeconds until";
        house.act(self.chair(), "grantFloor", "SpeechRequest", fields, self.with(json!({}))).await
    }

    async fn end(&self, house: &House) -> crate::support::Answer {
        house.act(self.chair(), "endSpeech", "SpeechRequest", "state end", self.with(json!({}))).await
    }

    async fn programme(&self, house: &House, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ conference(id: $id) {{ programme {{ {fields} }} }} }}");
        let answer = house.ask("", &query, json!({ "id": self.hall.id })).await.done();
        answer["conference"]["programme"].clone()
    }
}

both_databases! {
    async fn a_session_is_planned_changed_run_and_closed(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let id = schedule(&house, &town, &hall, "KEYNOTE").await;
        let change = |version: i32| {
            let mut input = planned(&hall, "KEYNOTE");
            input.as_object_mut().unwrap().remove("conferenceId");
            input["sessionId"] = json!(id);
            input["version"] = json!(version);
            input["title"] = json!("Palestra magna");
            input
        };
        let changed = house.act(town.secretary(), "updateSession", "Session", "title version", change(1)).await.done();
        assert_eq!((changed["title"].as_str(), changed["version"].as_i64()), (Some("Palestra magna"), Some(2)));
        let stale = house.act(town.secretary(), "updateSession", "Session", "id", change(1)).await;
        assert_eq!((stale.refusal(), stale.data["currentVersion"].as_i64()), ("STALE_VERSION".into(), Some(2)));
        let mut backwards = change(2);
        backwards["endsAt"] = json!("2027-05-20T11:00:00Z");
        assert_eq!(house.act(town.secretary(), "updateSession", "Session", "id", backwards).await.refusal(), "SESSION_TIMES");

        assert_eq!(run(&house, &town, "closeSession", &id).await.refusal(), "SESSION_NOT_NOW");
        assert_eq!(run(&house, &town, "startSession", &id).await.done()["state"], "RUNNING");
        let other = schedule(&house, &town, &hall, "FINAL_PLENARY").await;
        assert_eq!(run(&house, &town, "startSession", &other).await.refusal(), "PLENARY_RUNNING");
        let beside = schedule(&house, &town, &hall, "WORKING_GROUPS").await;
        run(&house, &town, "startSession", &beside).await.done();
        assert_eq!(run(&house, &town, "interruptSession", &id).await.done()["state"], "INTERRUPTED");
        assert_eq!(run(&house, &town, "startSession", &id).await.done()["state"], "RUNNING");
        let closed = run(&house, &town, "closeSession", &id).await.done();
        assert!(closed["state"] == "ENDED" && closed["endedAt"].is_string());
        let cancel = |id: &str| json!({ "key": key(), "sessionId": id });
        let refused = house.act(town.secretary(), "cancelSession", "Session", "id", cancel(&id)).await;
        assert_eq!(refused.refusal(), "SESSION_NOT_NOW");
        house.act(town.secretary(), "cancelSession", "Session", "id", cancel(&other)).await.done();
        assert_eq!(run(&house, &town, "startSession", &other).await.error(), "NOT_FOUND");
    }

    async fn sessions_run_only_while_the_conference_meets(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::Convened).await;
        let id = schedule(&house, &town, &hall, "OPENING_PLENARY").await;
        assert!(run(&house, &town, "startSession", &id).await.refusal().starts_with("CONFERENCE"));
    }

    async fn a_stranger_finds_no_session_and_a_delegate_or_auditor_leads_none(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let foreign = house.municipality(&plenary.state, "3106200").await;
        let person = house.delegates(&plenary.hall, 1).await.remove(0);
        let input = || json!({ "key": key(), "sessionId": plenary.session });
        let close = |token: &str| {
            let token = token.to_owned();
            let house = &house;
            let input = input();
            async move { house.act(&token, "closeSession", "Session", "id", input).await }
        };
        assert_eq!(close(foreign.secretary()).await.error(), "NOT_FOUND");
        assert_eq!(close(&person.token).await.refusal(), "NOT_PERMITTED");
        assert_eq!(close(plenary.town.token(Role::Auditor)).await.refusal(), "NOT_PERMITTED");
        let elsewhere = house.second_hall(&plenary.state, &plenary.town).await;
        let guest = house.person(&elsewhere, Category::Guest, None, 0, true).await;
        assert_eq!(plenary.ask(&house, &guest, "SPEECH").await.error(), "NOT_FOUND");
    }

    async fn the_same_key_does_a_thing_once(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let input = planned(&plenary.hall, "BREAK");
        let token = plenary.town.secretary();
        let first = house.act(token, "scheduleSession", "Session", "id", input.clone()).await.done();
        let again = house.act(token, "scheduleSession", "Session", "id", input.clone()).await.done();
        assert_eq!(first, again);
        let mut other = input;
        other["title"] = json!("Outra");
        assert_eq!(house.act(token, "scheduleSession", "Session", "id", other).await.refusal(), "KEY_REUSED");
    }

    async fn the_queue_gives_the_floor_in_the_fair_order_within_the_time_of_the_rules(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 4).await;
        for person in &people[..3] {
            plenary.ask(&house, person, "SPEECH").await.done();
            house.clock.advance(Duration::from_secs(1));
        }
        assert_eq!(plenary.ask(&house, &people[0], "SPEECH").await.refusal(), "ALREADY_WAITING");
        let first = plenary.grant(&house).await.done();
        assert_eq!((first["name"].as_str(), first["limitSeconds"].as_i64()), (Some("Pessoa 000"), Some(120)));
        assert_eq!(plenary.grant(&house).await.refusal(), "FLOOR_TAKEN");
        assert_eq!(plenary.ask(&house, &people[0], "SPEECH").await.refusal(), "ALREADY_SPEAKING");
        house.clock.advance(Duration::from_secs(60));
        assert_eq!(plenary.end(&house).await.done()["end"], "ENDED");
        assert_eq!(plenary.end(&house).await.refusal(), "FLOOR_FREE");
        plenary.ask(&house, &people[0], "SPEECH").await.done();
        house.clock.advance(Duration::from_secs(1));
        plenary.ask(&house, &people[3], "SPEECH").await.done();
        let shown = plenary.programme(&house, "speaker { name } waitingCount waiting { name kind }").await;
        let names: Vec<_> = shown["waiting"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Pessoa 001", "Pessoa 002", "Pessoa 003", "Pessoa 000"]);
        assert_eq!((&shown["speaker"], shown["waitingCount"].as_i64()), (&Value::Null, Some(4)));
    }

    async fn who_asks_may_take_it_back_and_nobody_else_but_the_table(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 2).await;
        let request = plenary.ask(&house, &people[0], "SPEECH").await.done();
        let withdraw = |token: &str| {
            let (token, house) = (token.to_owned(), &house);
            let input = json!({ "key": key(), "speechRequestId": request["id"] });
            async move { house.act(&token, "withdrawRequest", "SpeechRequest", "state", input).await }
        };
        assert_eq!(withdraw(&people[1].token).await.refusal(), "NOT_PERMITTED");
        assert_eq!(withdraw(&people[0].token).await.done()["state"], "WITHDRAWN");
        assert_eq!(withdraw(plenary.chair()).await.refusal(), "NOT_WAITING");
        assert_eq!(plenary.grant(&house).await.refusal(), "QUEUE_EMPTY");
        let for_other = plenary.with(json!({ "participantId": people[0].id }));
        let other = house.act(&people[1].token, "requestToSpeak", "SpeechRequest", "id", for_other.clone()).await;
        assert_eq!(other.refusal(), "NOT_PERMITTED");
        let mut for_other = for_other;
        for_other["key"] = json!(key());
        house.act(plenary.chair(), "requestToSpeak", "SpeechRequest", "id", for_other).await.done();
    }

    async fn only_who_is_in_the_hall_and_has_voice_speaks(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let absent = house.delegate(&plenary.hall, Pool::Users, 0, false).await;
        let guest = house.person(&plenary.hall, Category::Guest, None, 1, true).await;
        let observer = house.person(&plenary.hall, Category::Observer, None, 2, true).await;
        assert_eq!(plenary.ask(&house, &absent, "SPEECH").await.refusal(), "NOT_IN_HALL");
        assert_eq!(plenary.ask(&house, &observer, "SPEECH").await.refusal(), "NO_VOICE");
        assert_eq!(plenary.ask(&house, &guest, "ORDER").await.refusal(), "RAISE_A_POINT");
        plenary.ask(&house, &guest, "SPEECH").await.done();
        run(&house, &plenary.town, "closeSession", &plenary.session).await.done();
        assert_eq!(plenary.ask(&house, &guest, "SPEECH").await.refusal(), "NO_SESSION_RUNNING");
        assert_eq!(plenary.programme(&house, "waitingCount").await["waitingCount"], 0);
    }

    async fn defences_come_in_pairs_and_the_plenary_opens_the_second(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 5).await;
        assert_eq!(plenary.ask(&house, &people[0], "DEFENCE_FOR").await.refusal(), "NOTHING_TO_DEFEND");
        let point = plenary.with(json!({ "kind": "REFERRAL", "text": "Ler as moções antes." }));
        let point = house.act(&people[4].token, "raisePointOfOrder", "Point", "id", point).await.done();
        let item = plenary.with(json!({ "subjectId": point["id"] }));
        house.act(plenary.chair(), "setCurrentItem", "CurrentItemSet", "currentItem { title }", item).await.done();
        for (person, kind) in people.iter().zip(["DEFENCE_FOR", "DEFENCE_AGAINST", "DEFENCE_FOR"]) {
            plenary.ask(&house, person, kind).await.done();
            house.clock.advance(Duration::from_secs(1));
        }
        assert_eq!(plenary.ask(&house, &people[0], "DEFENCE_AGAINST").await.refusal(), "BOTH_SIDES");
        assert_eq!(plenary.ask(&house, &people[3], "DEFENCE_FOR").await.refusal(), "DEFENCE_PAIRS_FULL");
        for name in ["Pessoa 004", "Pessoa 000", "Pessoa 001"] {
            assert_eq!(plenary.grant(&house).await.done()["name"], name);
            plenary.end(&house).await.done();
        }
        assert_eq!(plenary.grant(&house).await.refusal(), "QUEUE_EMPTY");
        let open = || plenary.with(json!({}));
        let pairs = house.act(plenary.chair(), "openDefencePair", "Defences", "openPairs madeFor", open()).await.done();
        assert_eq!((pairs["openPairs"].as_i64(), pairs["madeFor"].as_i64()), (Some(2), Some(1)));
        assert_eq!(house.act(plenary.chair(), "openDefencePair", "Defences", "openPairs", open()).await.refusal(), "DEFENCE_PAIRS_FULL");
        assert_eq!(plenary.grant(&house).await.done()["name"], "Pessoa 002");
    }

    async fn many_who_ask_at_once_all_stand_in_the_queue_once(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 12).await;
        let asked = people.iter().flat_map(|person| [plenary.ask(&house, person, "SPEECH"), plenary.ask(&house, person, "SPEECH")]);
        let answers = join_all(asked).await;
        let taken = answers.iter().filter(|answer| answer.data["state"] == "WAITING").count();
        assert_eq!(taken, 12);
        assert!(answers.iter().filter(|answer| answer.data["state"].is_null()).all(|answer| answer.refusal() == "ALREADY_WAITING"));
        let granted = join_all((0..5).map(|_| plenary.grant(&house))).await;
        assert_eq!(granted.iter().filter(|answer| answer.data["state"] == "SPEAKING").count(), 1);
    }

    async fn what_the_hall_is_at_is_shown_and_undone_within_ten_seconds(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let set = |title: &str| plenary.with(json!({ "title": title, "text": "Leitura da ata." }));
        let fields = "currentItem { kind title text subjectId }";
        let first = house.act(plenary.chair(), "setCurrentItem", "CurrentItemSet", fields, set("Abertura")).await.done();
        let item = json!({ "kind": "FREE_TEXT", "title": "Abertura", "text": "Leitura da ata.", "subjectId": null });
        assert_eq!(first["currentItem"], item);
        house.act(plenary.chair(), "setCurrentItem", "CurrentItemSet", fields, set("Engano")).await.done();
        house.clock.advance(Duration::from_secs(10));
        let undo = || plenary.with(json!({}));
        let back = house.act(plenary.chair(), "undoCurrentItem", "CurrentItemSet", fields, undo()).await.done();
        assert_eq!(back["currentItem"], item);
        let again = house.act(plenary.chair(), "undoCurrentItem", "CurrentItemSet", fields, undo()).await;
        assert_eq!(again.refusal(), "TOO_LATE_TO_UNDO");
        house.act(plenary.chair(), "setCurrentItem", "CurrentItemSet", fields, set("Outro")).await.done();
        house.clock.advance(Duration::from_secs(11));
        let late = house.act(plenary.chair(), "undoCurrentItem", "CurrentItemSet", fields, undo()).await;
        assert_eq!(late.refusal(), "TOO_LATE_TO_UNDO");
        let unknown = global("RulesArticle", plenary.town.tenant, uuid::Uuid::nil());
        let unknown = plenary.with(json!({ "subjectId": unknown }));
        assert_eq!(house.act(plenary.chair(), "setCurrentItem", "CurrentItemSet", fields, unknown).await.error(), "NOT_FOUND");
    }

    async fn a_point_is_ruled_and_the_plenary_may_turn_the_ruling(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let people = house.delegates(&plenary.hall, 2).await;
        let raise = |article: Value| plenary.with(json!({ "kind": "ORDER", "text": "Fora da ordem.", "articleCited": article }));
        let fields = "id state ruling outcome raisedBy";
        let refused = house.act(&people[0].token, "raisePointOfOrder", "Point", fields, raise(Value::Null)).await;
        assert_eq!(refused.refusal(), "ARTICLE_REQUIRED");
        plenary.ask(&house, &people[1], "SPEECH").await.done();
        let point = house.act(&people[0].token, "raisePointOfOrder", "Point", fields, raise(json!(16))).await.done();
        assert_eq!((point["state"].as_str(), point["raisedBy"].as_str()), (Some("RAISED"), Some("Pessoa 000")));
        let first = plenary.programme(&house, "waiting { name kind }").await;
        assert_eq!(first["waiting"][0], json!({ "name": "Pessoa 000", "kind": "ORDER" }));
        let of = |input: Value| {
            let mut input = input;
            input["key"] = json!(key());
            input["pointId"] = point["id"].clone();
            input
        };
        let appeal = house.act(&people[0].token, "appealRuling", "Point", fields, of(json!({}))).await;
        assert_eq!(appeal.refusal(), "POINT_NOT_NOW");
        let rule = of(json!({ "ruling": "DENIED", "text": "Não procede." }));
        assert_eq!(house.act(&people[0].token, "ruleOnPointOfOrder", "Point", fields, rule.clone()).await.refusal(), "NOT_PERMITTED");
        let ruled = house.act(plenary.chair(), "ruleOnPointOfOrder", "Point", fields, rule).await.done();
        assert_eq!((ruled["ruling"].as_str(), ruled["outcome"].as_str()), (Some("DENIED"), Some("DENIED")));
        let appealed = house.act(&people[0].token, "appealRuling", "Point", fields, of(json!({}))).await.done();
        assert_eq!(appealed["state"], "APPEALED");
        assert_eq!(plenary.programme(&house, "waiting { kind }").await["waiting"], json!([{ "kind": "SPEECH" }]));
    }

    async fn the_second_call_waits_for_its_minutes_and_rules_the_votes_after_it(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        house.delegates(&plenary.hall, 8).await;
        let verify = |call: &str, headcount: Value| {
            json!({ "key": key(), "sessionId": plenary.session, "call": call, "headcount": headcount })
        };
        let fields = "accredited present needed reached countedHeads explanation";
        let early = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await;
        assert_eq!(early.refusal(), "FIRST_CALL_MISSING");
        let first = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("FIRST", json!(2))).await.done();
        assert_eq!((first["accredited"].as_i64(), first["needed"].as_i64(), first["reached"].as_bool()), (Some(8), Some(5), Some(false)));
        let many = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("FIRST", json!(9))).await;
        assert_eq!(many.refusal(), "PRESENT_EXCEEDS_ACCREDITED");
        house.clock.advance(Duration::from_secs(29 * 60));
        let early = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await;
        assert_eq!(early.refusal(), "SECOND_CALL_TOO_EARLY");
        house.clock.advance(Duration::from_secs(60));
        let second = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await.done();
        assert_eq!((second["needed"].as_i64(), second["reached"].as_bool()), (Some(1), Some(true)));
        let by_check_in = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("FIRST", Value::Null)).await.done();
        assert_eq!((by_check_in["present"].as_i64(), by_check_in["countedHeads"].as_bool()), (Some(8), Some(false)));
        let needless = house.act(plenary.chair(), "verifyQuorum", "QuorumVerification", fields, verify("SECOND", json!(2))).await;
        assert_eq!(needless.refusal(), "SECOND_CALL_NOT_NEEDED");
    }

    async fn a_newer_announcement_replaces_the_older_until_it_is_taken_away(db: TestDatabase) {
        let house = House::open(db).await;
        let plenary = plenary(&house).await;
        let say = |text: &str| plenary.with(json!({ "text": text }));
        let first = house.act(plenary.chair(), "announce", "Announcement", "id text", say("Almoço às 12h")).await.done();
        assert_eq!(first["text"], "Almoço às 12h");
        house.clock.advance(Duration::from_secs(1));
        let second = house.act(plenary.chair(), "announce", "Announcement", "id text", say("Ônibus às 15h")).await.done();
        assert_eq!(plenary.programme(&house, "announcement { text }").await["announcement"]["text"], "Ônibus às 15h");
        let away = json!({ "key": key(), "announcementId": second["id"] });
        house.act(plenary.chair(), "withdrawAnnouncement", "Announcement", "withdrawnAt", away).await.done();
        assert_eq!(plenary.programme(&house, "announcement { text }").await["announcement"]["text"], "Almoço às 12h");
        assert_eq!(house.act(plenary.chair(), "announce", "Announcement", "id", say("a\nb")).await.refusal(), "CONTROL_CHARACTER");
    }

    async fn the_specimens_programme_comes_out_as_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let specimen = specimen();
        let people = cast(&house, &hall, &specimen).await;
        let mut sessions = HashMap::new();
        for row in specimen["programme"]["sessions"].as_array().unwrap() {
            let input = json!({
                "key": key(), "conferenceId": hall.id, "title": row["title"], "kind": row["kind"], "place": row["place"],
                "startsAt": row["startsAt"], "endsAt": row["endsAt"], "countsForHours": row["countsForHours"],
                "countsForPresence": row["countsForPresence"],
            });
            let session = house.act(town.secretary(), "scheduleSession", "Session", "id", input).await.done();
            sessions.insert(row["id"].as_str().unwrap().to_owned(), session["id"].clone());
        }
        set_tables(&house, &town, &hall, &specimen, &people, &sessions).await;
        let query = "query($id: ID!) { conference(id: $id) { programme { length { minutes days shifts shortcomings } \
                     openingTable { order name role } sessions { title kind directingTable { chair { name } } keynote { speaker minutes } } } } }";
        let shown = house.ask("", query, json!({ "id": hall.id })).await.done()["conference"]["programme"].clone();
        let length = json!({ "minutes": specimen["expected"]["totalMinutes"], "days": 2, "shifts": 4, "shortcomings": [] });
        assert_eq!(shown["length"], length);
        let expected: Vec<_> = specimen["programme"]["openingTable"].as_array().unwrap().iter()
            .map(|row| json!({ "order": row["order"], "name": row["name"], "role": row["role"] })).collect();
        assert_eq!(shown["openingTable"], json!(expected));
        let titles = |list: &Value| list.as_array().unwrap().iter().map(|row| row["title"].clone()).collect::<Vec<_>>();
        assert_eq!(titles(&shown["sessions"]), titles(&specimen["programme"]["sessions"]));
        let keynotes: Vec<_> = shown["sessions"].as_array().unwrap().iter().filter(|row| !row["keynote"].is_null()).collect();
        assert_eq!(keynotes.len(), 1);
        assert_eq!(keynotes[0]["keynote"]["speaker"], specimen["programme"]["keynote"]["speaker"]);
        points_and_quorum(&house, &town, &hall, &specimen, &people, &sessions).await;
    }
}

/// The specimen's participants that the programme names, all in the hall.
async fn cast(house: &House, hall: &Hall, specimen: &Value) -> HashMap<String, Person> {
    let text = specimen["programme"].to_string() + &specimen["points"].to_string();
    let mut people = HashMap::new();
    for (n, row) in specimen["participants"].as_array().unwrap().iter().enumerate() {
        let id = row["id"].as_str().unwrap();
        if text.contains(&format!("\"{id}\"")) {
            people.insert(id.to_owned(), house.delegate(hall, Pool::Users, n, true).await);
        }
    }
    people
}

async fn set_tables(
    house: &House,
    town: &Town,
    hall: &Hall,
    specimen: &Value,
    people: &HashMap<String, Person>,
    sessions: &HashMap<String, Value>,
) {
    let programme = &specimen["programme"];
    let person = |id: &Value| id.as_str().map(|id| people[id].id.clone());
    let members: Vec<_> = programme["openingTable"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!({ "name": row["name"], "role": row["role"], "participantId": person(&row["participantId"]) }))
        .collect();
    let table = json!({ "key": key(), "conferenceId": hall.id, "version": 1, "members": members });
    house.act(town.secretary(), "setOpeningTable", "OpeningTable", "version", table.clone()).await.done();
    let mut again = table;
    again["key"] = json!(key());
    assert_eq!(
        house.act(town.secretary(), "setOpeningTable", "OpeningTable", "version", again).await.refusal(),
        "STALE_VERSION"
    );
    let keynote = &programme["keynote"];
    let input = json!({
        "key": key(), "sessionId": sessions[keynote["sessionId"].as_str().unwrap()], "title": keynote["title"],
        "speaker": keynote["speaker"], "participantId": person(&keynote["participantId"]),
        "organization": keynote["organization"], "minutes": keynote["minutes"], "summary": keynote["summary"],
    });
    house.act(town.secretary(), "setKeynote", "Session", "id", input.clone()).await.done();
    let mut long = input.clone();
    (long["key"], long["minutes"]) = (json!(key()), json!(61));
    assert_eq!(house.act(town.secretary(), "setKeynote", "Session", "id", long).await.refusal(), "KEYNOTE_TOO_LONG");
    let mut elsewhere = input;
    (elsewhere["key"], elsewhere["sessionId"]) = (json!(key()), sessions["S03"].clone());
    assert_eq!(
        house.act(town.secretary(), "setKeynote", "Session", "id", elsewhere).await.refusal(),
        "NOT_A_KEYNOTE_SESSION"
    );
    for row in programme["directingTables"].as_array().unwrap() {
        let mut input = json!({
            "key": key(), "sessionId": sessions[row["sessionId"].as_str().unwrap()], "chairId": person(&row["chairId"]),
            "secretaryId": person(&row["secretaryId"]), "rapporteurId": person(&row["rapporteurId"]),
        });
        house
            .act(
                town.token(Role::Table),
                "setDirectingTable",
                "Session",
                "directingTable { chair { name } }",
                input.clone(),
            )
            .await
            .done();
        (input["key"], input["secretaryId"]) = (json!(key()), input["chairId"].clone());
        let twice = house.act(town.token(Role::Table), "setDirectingTable", "Session", "id", input).await;
        assert_eq!(twice.refusal(), "SAME_PERSON_TWICE");
    }
}

/// The specimen's points and checks of the quorum, each in its session; figures as expected where
/// they follow from what is given here.
async fn points_and_quorum(
    house: &House,
    town: &Town,
    hall: &Hall,
    specimen: &Value,
    people: &HashMap<String, Person>,
    sessions: &HashMap<String, Value>,
) {
    let chair = town.token(Role::Table);
    let mut present = people.len();
    for session in ["S03", "S09", "S12"] {
        run(house, town, "startSession", sessions[session].as_str().unwrap()).await.done();
        for check in specimen["quorumChecks"].as_array().unwrap().iter().filter(|row| row["sessionId"] == session) {
            let accredited = usize::try_from(check["accredited"].as_u64().unwrap()).unwrap();
            for n in present..accredited {
                house.delegate(hall, Pool::Workers, 200 + n, true).await;
            }
            present = accredited;
            if check["call"] == "SECOND" {
                house.clock.advance(Duration::from_secs(30 * 60));
            }
            let input = json!({
                "key": key(), "sessionId": sessions[session], "call": check["call"], "headcount": check["headcount"],
                "note": check["text"],
            });
            let fields = "call accredited present needed reached note";
            let found = house.act(chair, "verifyQuorum", "QuorumVerification", fields, input).await.done();
            let expected = json!({
                "__typename": "QuorumVerification", "call": check["call"], "accredited": check["accredited"],
                "present": check["headcount"], "needed": check["needed"], "reached": check["reached"], "note": check["text"],
            });
            assert_eq!(found, expected, "{}", check["id"]);
        }
        for row in specimen["points"].as_array().unwrap().iter().filter(|row| row["sessionId"] == session) {
            let input = json!({
                "key": key(), "conferenceId": hall.id, "kind": row["kind"], "text": row["text"], "articleCited": row["articleCited"],
            });
            let raised_by = &people[row["raisedBy"].as_str().unwrap()];
            let point = house.act(&raised_by.token, "raisePointOfOrder", "Point", "id", input).await.done();
            let ruling =
                json!({ "key": key(), "pointId": point["id"], "ruling": row["ruling"], "text": row["rulingText"] });
            house.act(chair, "ruleOnPointOfOrder", "Point", "id", ruling).await.done();
            let appeal = json!({ "key": key(), "pointId": point["id"] });
            let appealed = house.act(&raised_by.token, "appealRuling", "Point", "state", appeal).await;
            match (row["ruling"] == "PUT_TO_VOTE", row["appealPollId"].is_string()) {
                (true, _) => assert_eq!(appealed.refusal(), "NOTHING_TO_APPEAL"),
                (false, _) => assert_eq!(appealed.done()["state"], "APPEALED"),
            }
        }
        run(house, town, "closeSession", sessions[session].as_str().unwrap()).await.done();
    }
    let query =
        "query($id: ID!) { conference(id: $id) { programme { points { kind articleCited text ruling rulingText } } } }";
    let shown = house.ask("", query, json!({ "id": hall.id })).await.done();
    let expected: Vec<_> = specimen["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            json!({
                "kind": row["kind"], "articleCited": row["articleCited"], "text": row["text"], "ruling": row["ruling"],
                "rulingText": row["rulingText"],
            })
        })
        .collect();
    assert_eq!(shown["conference"]["programme"]["points"], json!(expected));
}
