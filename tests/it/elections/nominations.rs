//! Who may be a candidate, and who says so.

use super::flow::{Contest, change_hall, change_person};
use crate::support::{House, key, parameters};
use domain::conferences::ConferenceState;
use domain::people::{Category, Level, Pool};
use policy::Role;
use serde_json::json;
use store::Coded;
use store::conferences::conference;
use store::participants::participant;
use testkit::both_databases;

both_databases! {
    async fn nominations_open_once_while_the_conference_meets_with_the_seats_of_the_table(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::Registration).await;
        let open = |hall: &str| json!({ "key": key(), "conferenceId": hall });
        let table = town.token(Role::Table);
        let early = house.act(table, "openNominations", "Election", "id", open(&hall.id)).await;
        assert_eq!(early.refusal(), "CONFERENCE_NOT_IN_PROGRESS");

        let contest = Contest { hall, town };
        change_hall(&house, &contest.hall, |kept| conference::Model { state: Coded(ConferenceState::InProgress), ..kept }).await;
        let mut given = open(&contest.hall.id);
        given["seats"] = json!({ "government": 9, "users": 3, "workers": 3, "entities": 3 });
        let typed = house.act(contest.table(), "openNominations", "Election", "id", given).await;
        assert_eq!((typed.refusal().as_str(), &typed.data["path"]), ("SEATS_FROM_TABLE", &json!(["seats"])));

        let input = open(&contest.hall.id);
        let fields = "id seedCommitment seed";
        let first = house.act(contest.table(), "openNominations", "Election", fields, input.clone()).await.done();
        let again = house.act(contest.table(), "openNominations", "Election", fields, input).await.done();
        assert_eq!(first, again, "the same key gives the same answer");
        assert_eq!((first["seedCommitment"].as_str().unwrap().len(), &first["seed"]), (64, &json!(null)));
        let twice = house.act(contest.table(), "openNominations", "Election", "id", open(&contest.hall.id)).await;
        assert_eq!(twice.refusal(), "ELECTION_EXISTS");
    }

    async fn a_state_gives_the_seats_itself_and_they_keep_parity(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        let state = house.state(&national, "MG").await;
        let hall = house.hall(&national, &state, ConferenceState::InProgress).await;
        change_hall(&house, &hall, |kept| conference::Model { level: Coded(Level::State), ..kept }).await;
        let open = |seats| json!({ "key": key(), "conferenceId": hall.id, "seats": seats });
        let act = |input| house.act(state.token(Role::Table), "openNominations", "Election", "seats { total }", input);
        assert_eq!(act(open(json!(null))).await.refusal(), "SEATS_REQUIRED");
        let crooked = open(json!({ "government": 5, "users": 1, "workers": 1, "entities": 1 }));
        assert_eq!(act(crooked).await.refusal(), "SEATS_OFF_PARITY");
        let even = open(json!({ "government": 24, "users": 8, "workers": 8, "entities": 8 }));
        assert_eq!(act(even).await.done()["seats"]["total"], 48);
    }

    async fn strangers_find_nothing_and_roles_without_the_act_are_told_who_may(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let delegate = house.delegate(&contest.hall, Pool::Users, 1, true).await;
        let guest = house.person(&contest.hall, Category::Guest, None, 2, true).await;
        let open = || json!({ "key": key(), "conferenceId": contest.hall.id });
        for (token, expected) in [(contest.town.token(Role::Auditor), "NOT_PERMITTED"), (&delegate.token, "NOT_PERMITTED")] {
            assert_eq!(house.act(token, "openNominations", "Election", "id", open()).await.refusal(), expected);
        }
        assert_eq!(house.act("", "openNominations", "Election", "id", open()).await.error(), "UNAUTHENTICATED");
        let election = contest.nominations(&house).await;
        let nominate = || json!({ "key": key(), "electionId": election });
        let asked = house.act(&guest.token, "nominate", "Nomination", "id", nominate()).await;
        assert_eq!(asked.refusal(), "NOT_PERMITTED");
        let anonymous = house.act("", "nominate", "Nomination", "id", nominate()).await;
        assert_eq!(anonymous.error(), "UNAUTHENTICATED");
    }

    async fn a_person_stands_once_agrees_alone_and_may_give_up(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let people = house.delegates(&contest.hall, 4).await;
        let election = contest.nominations(&house).await;
        let other = json!({ "key": key(), "electionId": election, "participantId": people[1].id, "consented": true });
        let fields = "id state consented pool";
        let named = house.act(&people[0].token, "nominate", "Nomination", fields, other).await.done();
        assert_eq!((&named["consented"], &named["pool"]), (&json!(false), &json!("USERS")), "nobody agrees for another");

        let own = json!({ "key": key(), "electionId": election });
        let twice = house.act(&people[1].token, "nominate", "Nomination", fields, own).await;
        assert_eq!(twice.refusal(), "ALREADY_NOMINATED");
        contest.step(&house, "judgeNominations", &election).await.done();
        let waiting = contest.seen_by(&house, contest.table()).await;
        assert_eq!(waiting["nominations"][0]["state"], "PROPOSED", "who has not agreed is not judged");
        let pending = contest.meeting(&house, "openBallot", &election, "USERS").await;
        assert_eq!(pending.refusal(), "NOMINATIONS_PENDING");
        let chosen = json!({ "key": key(), "electionId": election, "nominationIds": [named["id"]] });
        let forced = house.act(contest.table(), "judgeNominations", "Election", "id", chosen).await;
        assert_eq!(forced.refusal(), "NOMINATION_NOT_CONSENTED");

        let step = || json!({ "key": key(), "nominationId": named["id"] });
        let stranger = house.act(&people[0].token, "acceptNomination", "Nomination", fields, step()).await;
        assert_eq!(stranger.refusal(), "NOT_PERMITTED");
        let agreed = house.act(&people[1].token, "acceptNomination", "Nomination", fields, step()).await.done();
        assert_eq!(agreed["consented"], true);
        let gone = house.act(&people[1].token, "withdrawNomination", "Nomination", "state reason", step()).await.done();
        assert_eq!(gone, json!({ "__typename": "Nomination", "state": "WITHDRAWN", "reason": "Retirou a candidatura." }));
        let back = house.act(&people[1].token, "acceptNomination", "Nomination", fields, step()).await;
        assert_eq!(back.refusal(), "NOMINATION_STATE");
    }

    async fn who_is_not_eligible_is_refused_with_the_reason_and_may_be_judged_again(db: TestDatabase) {
        let house = House::open(db).await;
        let contest = Contest::open(&house, parameters()).await;
        let guest = house.person(&contest.hall, Category::Guest, None, 1, true).await;
        let absent = house.delegate(&contest.hall, Pool::Users, 2, false).await;
        let entity = house.delegate(&contest.hall, Pool::Entities, 3, true).await;
        let election = contest.nominations(&house).await;
        let nowhere = json!({ "key": key(), "electionId": election, "participantId": guest.id });
        let nowhere = house.act(contest.table(), "nominate", "Nomination", "id", nowhere).await;
        assert_eq!(nowhere.refusal(), "POOL_REQUIRED");
        for (person, pool) in [(&guest, "USERS"), (&absent, "USERS"), (&entity, "ENTITIES")] {
            let input = json!({
                "key": key(), "electionId": election, "participantId": person.id, "pool": pool, "consented": true,
            });
            house.act(contest.table(), "nominate", "Nomination", "id", input).await.done();
        }
        contest.step(&house, "judgeNominations", &election).await.done();
        let judged = contest.seen_by(&house, contest.table()).await["nominations"].clone();
        let reasons: Vec<_> = judged.as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
        assert_eq!(reasons, [
            "Indeferida: pessoa convidada não é delegada.",
            "Indeferida: pessoa sem credenciamento ativo.",
            "Indeferida: não há vaga de entidades e organizações nesta eleição.",
        ]);
        change_person(&house, &contest.hall, &absent, |kept| participant::Model { check_in_at: Some(kept.registered_at), ..kept }).await;
        let appeal = json!({ "key": key(), "electionId": election, "nominationIds": [judged[1]["id"]] });
        house.act(contest.table(), "judgeNominations", "Election", "id", appeal).await.done();
        let again = contest.seen_by(&house, contest.table()).await["nominations"][1].clone();
        assert_eq!((&again["state"], &again["reason"]), (&json!("ACCEPTED"), &json!(null)));
    }
}
