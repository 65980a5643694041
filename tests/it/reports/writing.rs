//! Generating, writing, validating and signing.

use super::desk::{REPORT, specimen_facts};
use crate::support::{Hall, House, Town, key, parameters};
use domain::conferences::ConferenceState;
use domain::reports::{Binding, SectionModel};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

async fn with_free_section(house: &House, state: &Town, town: &Town) -> Hall {
    let mut rules = parameters();
    rules.report_model.sections.push(SectionModel {
        number: 14,
        title: "Metodologia".into(),
        binding: Binding::FreeText,
        required: true,
        instructions: None,
        max_chars: Some(40),
    });
    house.hall_with(state, town, ConferenceState::Closed, rules).await
}

fn write(hall: &Hall, section: i32, text: &str, version: &Value) -> Value {
    json!({ "key": key(), "conferenceId": hall.id, "section": section, "text": text, "version": version })
}

both_databases! {
    async fn a_report_is_generated_and_what_people_wrote_stays(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = with_free_section(&house, &state, &town).await;
        assert_eq!(house.report(town.secretary(), &hall).await, Value::Null);
        let again = json!({ "key": key(), "conferenceId": hall.id });
        let act = |input: Value| house.act(town.secretary(), "generateReport", "Report", REPORT, input);
        let first = act(again.clone()).await.done();
        assert_eq!((&first["number"], &first["state"]), (&json!(1), &json!("DRAFT")));
        assert!(first["sections"][0]["text"].as_str().unwrap().contains("13ª Conferência Municipal"));
        let written = house
            .act(town.secretary(), "editReportSection", "Report", REPORT, write(&hall, 14, "  Rodas de conversa. ", &first["version"]))
            .await
            .done();
        assert_eq!(written["sections"][13]["text"], "Rodas de conversa.");
        assert_ne!(written["contentHash"], first["contentHash"]);
        let generated = act(json!({ "key": key(), "conferenceId": hall.id })).await.done();
        assert_eq!(generated["sections"][13]["text"], "Rodas de conversa.");
        assert_eq!(generated["number"], 1);
        let repeated = act(again).await.done();
        assert_eq!(repeated["version"], generated["version"], "the same key generates nothing");
    }

    async fn a_section_is_refused_by_name(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = with_free_section(&house, &state, &town).await;
        let edit = |token: String, input: Value| {
            let house = &house;
            async move { house.act(&token, "editReportSection", "Report", "version", input).await }
        };
        let secretary = || town.secretary().to_owned();
        assert_eq!(edit(secretary(), write(&hall, 14, "x", &json!(1))).await.error(), "NOT_FOUND", "nothing generated yet");
        let generate = json!({ "key": key(), "conferenceId": hall.id });
        let report = house.act(town.secretary(), "generateReport", "Report", REPORT, generate).await.done();
        let version = &report["version"];
        for (section, text, code) in [
            (14, "a".repeat(41), "TOO_LONG"),
            (8, "x".to_owned(), "REPORT_SECTION_NOT_EDITABLE"),
            (15, "x".to_owned(), "REPORT_UNKNOWN_SECTION"),
            (-1, "x".to_owned(), "REPORT_UNKNOWN_SECTION"),
        ] {
            assert_eq!(edit(secretary(), write(&hall, section, &text, version)).await.refusal(), code);
        }
        let stale = edit(secretary(), write(&hall, 14, "x", &json!(version.as_i64().unwrap() - 1))).await;
        assert_eq!((stale.refusal().as_str(), &stale.data["currentVersion"]), ("STALE_VERSION", version));
        let auditor = town.token(Role::Auditor).to_owned();
        assert_eq!(edit(auditor, write(&hall, 14, "x", version)).await.refusal(), "NOT_PERMITTED");
        assert_eq!(edit(state.secretary().to_owned(), write(&hall, 14, "x", version)).await.error(), "NOT_FOUND");
        let missing = report["shortcomings"].as_array().unwrap();
        let of_section = |number: i64, code: &str| missing.iter().any(|one| one["section"] == number && one["code"] == code);
        assert!(of_section(14, "MISSING_SECTION") && of_section(2, "MISSING_ACT") && of_section(12, "RULES_NOT_ADOPTED"));
        assert!(missing.iter().all(|one| !one["rule"].as_str().unwrap().is_empty() && one["message"].as_str().unwrap().ends_with('.')));
    }

    async fn the_president_signs_the_content_that_was_read(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        let report = house.report(town.secretary(), &hall).await;
        let sign = |token: String, hash: Value| {
            let (house, id) = (&house, hall.id.clone());
            async move {
                let input = json!({ "key": key(), "conferenceId": id, "contentHash": hash });
                house.act(&token, "signReport", "Report", REPORT, input).await
            }
        };
        let president = || town.token(Role::President).to_owned();
        assert_eq!(sign(town.secretary().to_owned(), report["contentHash"].clone()).await.refusal(), "NOT_PERMITTED");
        assert_eq!(sign(state.token(Role::President).to_owned(), report["contentHash"].clone()).await.error(), "NOT_FOUND");
        assert_eq!(sign(president(), json!("0".repeat(64))).await.refusal(), "REPORT_CONTENT_CHANGED");
        let signed = sign(president(), report["contentHash"].clone()).await.done();
        assert_eq!((&signed["state"], &signed["signatures"][0]["name"]), (&json!("SIGNED"), &json!("Pessoa president")));
        assert_eq!(signed["signatures"][0]["contentHash"], report["contentHash"]);
        assert_eq!(sign(president(), report["contentHash"].clone()).await.refusal(), "REPORT_WRONG_STATE");
        let generate = json!({ "key": key(), "conferenceId": hall.id });
        let other = house.act(town.secretary(), "generateReport", "Report", REPORT, generate).await.done();
        assert_eq!((&other["state"], &other["signatures"]), (&json!("DRAFT"), &json!([])), "another content voids the signature");
        assert_eq!(sign(president(), other["contentHash"].clone()).await.refusal(), "REPORT_SHORTCOMINGS_LEFT");
        let validate = json!({ "key": key(), "conferenceId": hall.id });
        let validated = house.act(town.secretary(), "validateReport", "Report", REPORT, validate).await.done();
        assert!(validated["shortcomings"].as_array().unwrap().iter().any(|one| one["severity"] == "ERROR"));
    }

    async fn nothing_is_signed_before_the_conference_is_closed(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        house.put_facts(&hall, &specimen_facts()).await;
        assert_eq!(house.sign(&town, &hall).await.refusal(), "CONFERENCE_NOT_CLOSED");
    }
}
