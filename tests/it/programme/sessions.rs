//! Sessions: planned, run, closed, and by whom; the item the hall is at; announcements.

use super::support::{planned, plenary, run, schedule};
use crate::support::{House, global, key};
use domain::conferences::ConferenceState;
use domain::people::Category;
use policy::Role;
use serde_json::json;
use std::time::Duration;
use testkit::both_databases;

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
}
