//! Actions to verify (*ações a conferir*).

use crate::support::{Hall, House, Town, key, specimen};
use domain::conferences::ConferenceState;
use domain::people::Pool;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

const ACTION: &str = "id position axis level decidedBy text assessment comment evidence responsible version \
    attachments { description address }";

fn added(hall: &Hall, row: &Value) -> Value {
    json!({
        "key": key(), "conferenceId": hall.id, "axis": row["axis"], "level": row["level"],
        "decidedBy": row["decidedBy"], "text": row["text"],
    })
}

fn assessed(action: &Value, row: &Value) -> Value {
    json!({
        "key": key(), "actionItemId": action["id"], "version": action["version"], "assessment": row["assessment"],
        "comment": row["comment"], "evidence": row["evidence"], "responsible": row["responsible"],
    })
}

async fn first(house: &House, town: &Town, hall: &Hall) -> Value {
    let row = &specimen()["actionsToVerify"][0];
    house.act(town.token(Role::Rapporteur), "addAction", "ActionItem", ACTION, added(hall, row)).await.done()
}

both_databases! {
    async fn the_specimen_actions_are_assessed_and_counted_as_expected_and_everybody_reads_them(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let specimen = specimen();
        let rows = specimen["actionsToVerify"].as_array().unwrap();
        for row in rows {
            let action = house.act(town.secretary(), "addAction", "ActionItem", ACTION, added(&hall, row)).await.done();
            let input = assessed(&action, row);
            let once = house.act(town.secretary(), "assessAction", "ActionItem", ACTION, input.clone()).await.done();
            let twice = house.act(town.secretary(), "assessAction", "ActionItem", ACTION, input).await.done();
            assert_eq!(once, twice, "the same key gives the same answer");
        }
        let query = format!(
            "query($id: ID!) {{ conference(id: $id) {{ actions {{ \
             counts {{ advanced partly notAdvanced open }} items {{ {ACTION} }} }} }} }}"
        );
        let found = house.ask("", &query, json!({ "id": hall.id })).await.done()["conference"]["actions"].clone();
        for (position, (item, row)) in (1..).zip(found["items"].as_array().unwrap().iter().zip(rows)) {
            assert_eq!(item["position"], position);
            for field in ["axis", "level", "decidedBy", "text", "assessment", "comment", "evidence", "responsible"] {
                assert_eq!(item[field], row[field], "{field} of {}", row["id"]);
            }
        }
        let expected = &specimen["expected"]["actions"];
        assert_eq!(found["counts"], json!({
            "advanced": expected["ADVANCED"], "partly": expected["PARTLY"], "notAdvanced": expected["NOT_ADVANCED"],
            "open": 0,
        }));
    }

    async fn an_assessment_says_what_it_lacks_field_by_field(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let action = first(&house, &town, &hall).await;
        let act = |input| house.act(town.secretary(), "assessAction", "ActionItem", ACTION, input);
        let plain = |assessment: &str| json!({
            "key": key(), "actionItemId": action["id"], "version": 1, "assessment": assessment,
        });
        for (input, code, field) in [
            (plain("ADVANCED"), "EVIDENCE_REQUIRED", "evidence"),
            (plain("NOT_ADVANCED"), "COMMENT_REQUIRED", "comment"),
        ] {
            let answer = act(input).await;
            assert_eq!((answer.refusal().as_str(), &answer.data["path"][0]), (code, &json!(field)));
        }
        let mut open_end = plain("NOT_ADVANCED");
        open_end["comment"] = json!("Nada foi feito.");
        assert_eq!(act(open_end).await.refusal(), "RESPONSIBLE_REQUIRED");

        let evidence = |address: &str| json!({
            "key": key(), "actionItemId": action["id"], "description": "Termo de recebimento", "address": address,
        });
        let attach = |input| house.act(town.secretary(), "attachActionEvidence", "ActionItem", ACTION, input);
        assert_eq!(attach(evidence("javascript:alert(1)")).await.refusal(), "EVIDENCE_ADDRESS");
        let attached = attach(evidence("https://exemplo.test/termo")).await.done();
        assert_eq!(attached["attachments"][0]["address"], "https://exemplo.test/termo");
        let done = act(plain("ADVANCED")).await.done();
        assert_eq!((&done["evidence"], &done["version"]), (&json!("Termo de recebimento"), &json!(2)));
        let stale = act(plain("ADVANCED")).await;
        assert_eq!((stale.refusal().as_str(), &stale.data["currentVersion"]), ("STALE_VERSION", &json!(2)));
    }

    async fn actions_belong_to_an_axis_and_end_with_the_conference(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let open = house.hall(&state, &town, ConferenceState::InProgress).await;
        let mut input = added(&open, &specimen()["actionsToVerify"][0]);
        input["axis"] = json!(9);
        let unknown = house.act(town.secretary(), "addAction", "ActionItem", ACTION, input).await;
        assert_eq!(unknown.refusal(), "AXIS_UNKNOWN");
        let other = house.municipality(&state, "3106200").await;
        let closed = house.hall(&state, &other, ConferenceState::Closed).await;
        let late = added(&closed, &specimen()["actionsToVerify"][0]);
        let late = house.act(other.secretary(), "addAction", "ActionItem", ACTION, late).await;
        assert_eq!(late.refusal(), "CONFERENCE_CLOSED");
    }

    async fn strangers_find_no_action_and_delegates_and_auditors_assess_none(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let other = house.municipality(&state, "3106200").await;
        let delegate = house.delegate(&hall, Pool::Users, 1, true).await;
        let action = first(&house, &town, &hall).await;
        let row = &specimen()["actionsToVerify"][0];
        let input = || assessed(&action, row);
        let stranger = house.act(other.secretary(), "assessAction", "ActionItem", ACTION, input()).await;
        assert_eq!(stranger.error(), "NOT_FOUND");
        assert_eq!(house.act("", "assessAction", "ActionItem", ACTION, input()).await.error(), "UNAUTHENTICATED");
        for token in [town.token(Role::Auditor), delegate.token.as_str()] {
            assert_eq!(house.act(token, "assessAction", "ActionItem", ACTION, input()).await.refusal(), "NOT_PERMITTED");
        }
    }

    async fn actions_added_at_once_get_one_position_each(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let all = futures_util::future::join_all((0..8).map(|_| first(&house, &town, &hall))).await;
        let mut positions: Vec<i64> = all.iter().map(|action| action["position"].as_i64().unwrap()).collect();
        positions.sort_unstable();
        assert_eq!(positions, (1..=8).collect::<Vec<_>>());
    }
}
