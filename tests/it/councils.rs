//! A council signs up, is confirmed and approved, and gets its people.

use crate::support::{House, MUNICIPALITY, key};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

fn sign_up(key: &str, ibge_code: &str) -> Value {
    json!({
        "key": key, "level": "MUNICIPAL", "ibgeCode": ibge_code, "email": "cmas@exemplo.test",
        "createdByLaw": "Lei nº 1.987, de 1996", "personName": "  Ana   Secretária ",
        "personEmail": "Ana@Exemplo.test", "personRole": "SECRETARY",
    })
}

fn mandate(council: &str, seat: i32, name: &str) -> Value {
    json!({
        "key": key(), "councilId": council, "seat": seat, "kind": "TITULAR", "name": name, "sector": "CIVIL_SOCIETY",
        "segment": "USERS", "organization": "Associação de Moradores", "startsOn": "2026-03-01", "endsOn": "2028-02-28",
    })
}

both_databases! {
    async fn a_council_signs_up_is_confirmed_and_approved(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        let state = house.state(&national, "MG").await;
        let fields = "id status name slug uf sizeClass timeZone acronym population";
        let council = house.act("", "signUpCouncil", "Council", fields, sign_up(&key(), MUNICIPALITY)).await.done();
        assert_eq!(council["status"], "SIGNED_UP");
        assert_eq!(council["slug"], "itamarandiba-mg");
        assert_eq!(council["sizeClass"], "SMALL_2");
        assert_eq!(council["population"], 32_948);
        assert_eq!(council["name"], "Conselho Municipal de Assistência Social – Itamarandiba");

        let approval = json!({ "key": key(), "councilId": council["id"] });
        let early = house.act(state.secretary(), "approveCouncil", "Council", "id", approval.clone()).await;
        assert_eq!(early.refusal(), "COUNCIL_STATUS");

        let token = house.link_parameter("ana@exemplo.test", "t").await;
        let confirm = json!({ "councilId": council["id"], "token": token });
        for _ in 0..2 {
            let confirmed = house.act("", "confirmEmail", "Council", "status", confirm.clone()).await.done();
            assert_eq!(confirmed["status"], "PENDING");
        }
        let approved = house.act(state.secretary(), "approveCouncil", "Council", "status", approval.clone()).await.done();
        assert_eq!(approved["status"], "ACTIVE");
        let repeated = house.act(state.secretary(), "approveCouncil", "Council", "status", approval).await.done();
        assert_eq!(repeated, approved, "the same key gives the same answer");
        assert!(house.last_mail_to("ana@exemplo.test").await.unwrap().contains("/entrar"));
    }

    async fn only_the_parent_decides_and_strangers_find_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        let state = house.state(&national, "MG").await;
        let other = house.state(&national, "SP").await;
        let council = house.act("", "signUpCouncil", "Council", "id", sign_up(&key(), MUNICIPALITY)).await.done();
        let approval = || json!({ "key": key(), "councilId": council["id"] });
        assert_eq!(house.act(other.secretary(), "approveCouncil", "Council", "id", approval()).await.error(), "NOT_FOUND");
        assert_eq!(house.act("", "approveCouncil", "Council", "id", approval()).await.error(), "UNAUTHENTICATED");
        let auditor = state.token(Role::Auditor);
        assert_eq!(house.act(auditor, "approveCouncil", "Council", "id", approval()).await.refusal(), "NOT_PERMITTED");
    }

    async fn a_sign_up_is_refused_field_by_field_and_nothing_is_kept(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        let orphan = house.act("", "signUpCouncil", "Council", "id", sign_up(&key(), MUNICIPALITY)).await;
        assert_eq!(orphan.refusal(), "PARENT_MISSING");
        let _state = house.state(&national, "MG").await;
        for (field, value, code) in [
            ("ibgeCode", json!("9999999"), "MUNICIPALITY_UNKNOWN"),
            ("email", json!("sem arroba"), "EMAIL_AT"),
            ("createdByLaw", json!("   "), "REQUIRED"),
            ("personName", json!("a\u{0007}b"), "CONTROL_CHARACTER"),
            ("personRole", json!("AUDITOR"), "ROLE_NOT_OPEN"),
            ("level", json!("NATIONAL"), "LEVEL_NOT_OPEN"),
        ] {
            let mut input = sign_up(&key(), MUNICIPALITY);
            input[field] = value;
            let answer = house.act("", "signUpCouncil", "Council", "id", input).await;
            assert_eq!((answer.refusal().as_str(), &answer.data["path"][0]), (code, &json!(field)));
        }
        let query = r#"{ councils(filter: {search: "itamarandiba"}) { edges { node { id } } } }"#;
        let found = house.ask("", query, json!({})).await.done();
        assert_eq!(found["councils"]["edges"], json!([]));
        assert_eq!(house.last_mail_to("ana@exemplo.test").await, None);
    }

    async fn an_unconfirmed_sign_up_does_not_block_the_municipality(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        let _state = house.state(&national, "MG").await;
        let first = key();
        house.act("", "signUpCouncil", "Council", "id", sign_up(&first, MUNICIPALITY)).await.done();
        house.act("", "signUpCouncil", "Council", "id", sign_up(&first, MUNICIPALITY)).await.done();
        let mut changed = sign_up(&first, MUNICIPALITY);
        changed["createdByLaw"] = json!("Outra lei");
        assert_eq!(house.act("", "signUpCouncil", "Council", "id", changed).await.refusal(), "KEY_REUSED");
        let second = house.act("", "signUpCouncil", "Council", "id slug", sign_up(&key(), MUNICIPALITY)).await.done();
        assert_eq!(second["slug"], "itamarandiba-mg");
        let token = house.link_parameter("ana@exemplo.test", "t").await;
        let confirm = json!({ "councilId": second["id"], "token": token });
        house.act("", "confirmEmail", "Council", "status", confirm).await.done();
        let third = house.act("", "signUpCouncil", "Council", "id", sign_up(&key(), MUNICIPALITY)).await;
        assert_eq!(third.refusal(), "COUNCIL_EXISTS");
    }

    async fn members_are_invited_accept_change_role_and_leave(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        let invite = json!({ "key": key(), "councilId": town.id, "email": "lia@exemplo.test", "name": "Lia", "role": "TABLE" });
        house.act(town.secretary(), "inviteMember", "Invitation", "state", invite).await.done();
        let token = house.link_parameter("lia@exemplo.test", "t").await;
        let accept = json!({ "councilId": town.id, "token": token });
        let member = house.act("", "acceptInvitation", "Membership", "id role", accept.clone()).await.done();
        assert_eq!(house.act("", "acceptInvitation", "Membership", "id role", accept).await.done(), member);
        let change = json!({ "key": key(), "membershipId": member["id"], "role": "RAPPORTEUR" });
        let changed = house.act(town.secretary(), "changeMemberRole", "Membership", "role", change).await.done();
        assert_eq!(changed["role"], "RAPPORTEUR");
        let remove = json!({ "key": key(), "membershipId": member["id"] });
        house.act(town.secretary(), "removeMember", "Membership", "id", remove).await.done();
        let query = "query($slug: String!) { council(slug: $slug) { members(first: 50) { edges { node { id email role } } } } }";
        let members = house.ask(town.secretary(), query, json!({ "slug": "itamarandiba-mg" })).await.done();
        let text = members.to_string();
        assert!(!text.contains("lia@exemplo.test"), "{text}");
    }

    async fn a_council_keeps_a_secretary(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        let query = "{ me { roles { role } } }";
        house.ask(national.secretary(), query, json!({})).await.done();
        let members = "{ council(slug: \"cnas\") { members(first: 50) { edges { node { id role } } } } }";
        let answer = house.ask(national.secretary(), members, json!({})).await.done();
        let secretaries: Vec<Value> = answer["council"]["members"]["edges"].as_array().unwrap().iter()
            .map(|edge| edge["node"].clone()).filter(|node| node["role"] == "SECRETARY").collect();
        assert_eq!(secretaries.len(), 2);
        let remove = |id: &Value| json!({ "key": key(), "membershipId": id });
        let president = national.token(Role::President);
        house.act(president, "removeMember", "Membership", "id", remove(&secretaries[0]["id"])).await.done();
        let last = house.act(president, "removeMember", "Membership", "id", remove(&secretaries[1]["id"])).await;
        assert_eq!(last.refusal(), "LAST_SECRETARY");
    }

    async fn mandates_are_recorded_once_a_seat_and_corrected_by_version(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        let fields = "id seat name version segment";
        let recorded = house.act(town.secretary(), "recordMandate", "Mandate", fields, mandate(&town.id, 1, "Elvira")).await.done();
        assert_eq!(recorded["version"], 1);
        let taken = house.act(town.secretary(), "recordMandate", "Mandate", fields, mandate(&town.id, 1, "Outra")).await;
        assert_eq!(taken.refusal(), "SEAT_TAKEN");
        let mut government = mandate(&town.id, 2, "João");
        government["sector"] = json!("GOVERNMENT");
        assert_eq!(house.act(town.secretary(), "recordMandate", "Mandate", fields, government).await.refusal(), "SEGMENT_NOT_ALLOWED");
        let mut correction = mandate(&town.id, 1, "Elvira Gameleira");
        correction["mandateId"] = recorded["id"].clone();
        correction["version"] = json!(1);
        let corrected = house.act(town.secretary(), "recordMandate", "Mandate", fields, correction.clone()).await.done();
        assert_eq!((&corrected["name"], &corrected["version"]), (&json!("Elvira Gameleira"), &json!(2)));
        correction["key"] = json!(key());
        let stale = house.act(town.secretary(), "recordMandate", "Mandate", fields, correction).await;
        assert_eq!((stale.refusal().as_str(), &stale.data["currentVersion"]), ("STALE_VERSION", &json!(2)));
    }

    async fn one_seat_is_given_once_however_many_ask_at_the_same_time(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        let asks = (0..12).map(|n| {
            let input = mandate(&town.id, 1, &format!("Pessoa {n}"));
            house.act(town.secretary(), "recordMandate", "Mandate", "id", input)
        });
        let answers = futures_util::future::join_all(asks).await;
        let taken = answers.iter().filter(|answer| answer.data["code"] == "SEAT_TAKEN").count();
        assert_eq!((answers.len(), taken), (12, 11), "{answers:#?}");
    }

    async fn a_key_that_is_sent_many_times_at_once_is_applied_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        let input = mandate(&town.id, 1, "Elvira");
        let asks = (0..12).map(|_| house.act(town.secretary(), "recordMandate", "Mandate", "id version", input.clone()));
        let answers = futures_util::future::join_all(asks).await;
        assert!(answers.iter().all(|answer| answer.clone().done() == answers[0].data), "{answers:#?}");
        let mut other = input.clone();
        other["name"] = json!("Outra");
        let reused = house.act(town.secretary(), "recordMandate", "Mandate", "id", other).await;
        assert_eq!(reused.refusal(), "KEY_REUSED");
    }

    async fn every_act_is_in_the_audit_log_without_personal_data(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        house.act(town.secretary(), "recordMandate", "Mandate", "id", mandate(&town.id, 1, "Elvira")).await.done();
        let query = "{ council(slug: \"itamarandiba-mg\") { audit(last: 5) { edges { node { action actor details requestId } } } } }";
        let answer = house.ask(town.token(Role::Auditor), query, json!({})).await.done();
        let entry = &answer["council"]["audit"]["edges"].as_array().unwrap().last().unwrap()["node"];
        assert_eq!(entry["action"], "councils.record_mandate");
        assert!(entry["actor"].as_str().unwrap().starts_with("account:"));
        assert!(!entry.to_string().contains("Elvira"));
        let refused = house.ask(town.token(Role::Table), query, json!({})).await;
        assert_eq!(refused.error(), "NOT_PERMITTED");
    }

    async fn municipalities_are_found_without_accents(db: TestDatabase) {
        let house = House::open(db).await;
        let query = "query($s: String!, $uf: String) { municipalities(search: $s, uf: $uf, first: 3) { name uf population ibgeCode } }";
        let found = house.ask("", query, json!({ "s": "SAO JOAO DEL" })).await.done();
        assert_eq!(found["municipalities"][0]["name"], "São João del Rei");
        let found = house.ask("", query, json!({ "s": "bom jesus", "uf": "pi" })).await.done();
        assert!(found["municipalities"].as_array().unwrap().iter().all(|town| town["uf"] == "PI"));
        let all = house.store.statements();
        house.ask("", query, json!({ "s": "a" })).await.done();
        assert!(house.store.statements() - all <= 4);
    }
}
