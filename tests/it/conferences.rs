//! A conference is planned from a cycle, convened by an act, organized by a committee on parity, and goes from
//! state to state; a later change of the cycle waits for its acceptance.

use crate::support::{House, Town, cycle_input, decree_input, key, parameters, plan_input, specimen};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

async fn planned(house: &House, state: &Town, town: &Town) -> (Value, Value) {
    let cycle = house.publish_cycle(state, &parameters()).await;
    let plan = plan_input(town, &cycle);
    let planned = house.act(town.secretary(), "planConference", "Conference", "id version", plan).await.done();
    (cycle, planned)
}

async fn read(house: &House, token: &str, id: &Value, fields: &str) -> Value {
    let query = format!("query($id: ID!) {{ conference(id: $id) {{ {fields} }} }}");
    house.ask(token, &query, json!({ "id": id })).await.done()["conference"].clone()
}

async fn republish(house: &House, state: &Town, cycle: &Value, parameters: Value) -> Value {
    let update = json!({ "key": key(), "cycleId": cycle["id"], "version": cycle["version"], "parameters": parameters });
    let changed = house.act(state.secretary(), "updateCycle", "Cycle", "id version", update).await.done();
    let publish = json!({ "key": key(), "cycleId": cycle["id"], "version": changed["version"] });
    house.act(state.secretary(), "publishCycle", "Cycle", "id version publishedVersion", publish).await.done()
}

fn appoint(conference: &Value, member: &Value) -> Value {
    json!({
        "key": key(), "conferenceId": conference, "name": member["name"], "sector": member["sector"],
        "segment": member["segment"], "task": member["role"], "namedBy": specimen()["organizingCommittee"]["namedBy"],
    })
}

both_databases! {
    async fn everything_the_cycle_decides_is_there_when_a_conference_is_planned(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (cycle, planned) = planned(&house, &state, &town).await;
        let fields = "title theme kind mode level state edition firstDay windowNotice cycleVersion cycle { id } \
                      parameters { participation { delegateCount registration { from to } } } council { slug }";
        let seen = read(&house, "", &planned["id"], fields).await;
        assert_eq!(seen["title"], "13ª Conferência Municipal de Assistência Social de Itamarandiba");
        assert_eq!((&seen["theme"], &seen["kind"], &seen["mode"]), (&json!(parameters().theme), &json!("ORDINARY"), &json!("IN_PERSON")));
        assert_eq!((&seen["state"], &seen["level"], &seen["windowNotice"]), (&json!("PLANNED"), &json!("MUNICIPAL"), &Value::Null));
        assert_eq!((&seen["cycleVersion"], &seen["cycle"]["id"]), (&json!(1), &cycle["id"]));
        assert_eq!(seen["parameters"]["participation"]["registration"]["to"], "2027-05-19");
        let mut again = plan_input(&town, &cycle);
        assert_eq!(house.act(town.secretary(), "planConference", "Conference", "id", again.clone()).await.refusal(), "EDITION_TAKEN");
        again["edition"] = json!(14);
        again["lastDay"] = json!("2027-07-30");
        again["firstDay"] = json!("2027-07-29");
        let late = house.act(town.secretary(), "planConference", "Conference", "windowNotice", again).await.done();
        assert!(late["windowNotice"].as_str().unwrap().contains("depois do período"), "{late}");
    }

    async fn a_plan_is_refused_field_by_field(db: TestDatabase) {
        let house = House::open(db).await;
        let (national, state, town) = house.three_levels().await;
        let cycle = house.publish_cycle(&state, &parameters()).await;
        for (field, value, code) in [
            ("edition", json!(0), "EDITION_INVALID"),
            ("lastDay", json!("2027-05-19"), "PERIOD_REVERSED"),
            ("mode", json!("VIRTUAL"), "MODE_NOT_ALLOWED"),
        ] {
            let mut plan = plan_input(&town, &cycle);
            plan[field] = value;
            let refused = house.act(town.secretary(), "planConference", "Conference", "id", plan).await;
            assert_eq!((refused.refusal().as_str(), &refused.data["path"][0]), (code, &json!(field)));
        }
        let other = house.publish_cycle(&national, &parameters()).await;
        let foreign = house.act(town.secretary(), "planConference", "Conference", "id", plan_input(&town, &other)).await;
        assert_eq!(foreign.refusal(), "CYCLE_NOT_ABOVE");
        let draft = house.create_cycle(&state, "id", cycle_input(&parameters())).await.done();
        assert_eq!(house.act(town.secretary(), "planConference", "Conference", "id", plan_input(&town, &draft)).await.error(), "NOT_FOUND");
        let plan = plan_input(&town, &cycle);
        assert_eq!(house.act(town.token(Role::Auditor), "planConference", "Conference", "id", plan.clone()).await.refusal(), "NOT_PERMITTED");
        assert_eq!(house.act(state.secretary(), "planConference", "Conference", "id", plan.clone()).await.error(), "NOT_FOUND");
        let asks = (0..8).map(|_| {
            let mut plan = plan.clone();
            plan["key"] = json!(key());
            house.act(town.secretary(), "planConference", "Conference", "id", plan)
        });
        let answers = futures_util::future::join_all(asks).await;
        assert_eq!(answers.iter().filter(|answer| answer.data["code"] == "EDITION_TAKEN").count(), 7, "{answers:#?}");
    }

    async fn the_decree_of_two_signers_convenes_and_freezes_what_it_names(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (_, planned) = planned(&house, &state, &town).await;
        let (secretary, president) = (town.secretary(), town.token(Role::President));
        let draft = house.act(secretary, "draftDecree", "Decree", "id version text ordinal", decree_input(&planned["id"])).await.done();
        let text = draft["text"].as_str().unwrap();
        for words in ["DECRETO CONJUNTO Nº 47/2027", "13ª Conferência", "20 e 21 de maio de 2027", "Itamarandiba-MG", "Prefeito Municipal"] {
            assert!(text.contains(words), "{words} in {text}");
        }
        let version = draft["version"].clone();
        let sign = |role: &str| json!({ "key": key(), "decreeId": draft["id"], "version": version, "role": role });
        let publish = || json!({ "key": key(), "decreeId": draft["id"], "version": version, "publishedOn": "2027-04-06", "publishedIn": "Diário Oficial" });
        assert_eq!(house.act(secretary, "publishDecree", "Decree", "id", publish()).await.refusal(), "ACT_INCOMPLETE");
        assert_eq!(house.act(secretary, "signDecree", "Decree", "id", sign("COUNCIL_PRESIDENT")).await.refusal(), "NOT_PERMITTED");
        assert_eq!(house.act(secretary, "signDecree", "Decree", "id", sign("GOVERNOR")).await.refusal(), "NOT_A_SIGNER");
        house.act(president, "signDecree", "Decree", "id", sign("COUNCIL_PRESIDENT")).await.done();
        assert_eq!(house.act(president, "signDecree", "Decree", "id", sign("COUNCIL_PRESIDENT")).await.refusal(), "ALREADY_SIGNED");
        house.act(secretary, "signDecree", "Decree", "id", sign("MAYOR")).await.done();
        assert_eq!(read(&house, "", &planned["id"], "decree { id }").await["decree"], Value::Null, "a draft is not public");
        house.act(secretary, "publishDecree", "Decree", "id", publish()).await.done();
        let seen = read(&house, "", &planned["id"], "state version decree { number publishedIn signers { role signedAt } }").await;
        assert_eq!((&seen["state"], &seen["decree"]["number"]), (&json!("CONVENED"), &json!("47/2027")));
        assert!(seen["decree"]["signers"].as_array().unwrap().iter().all(|signer| signer["signedAt"].is_string()));
        let change = |field: &str, value: Value| json!({ "key": key(), "conferenceId": planned["id"], "version": seen["version"], field: value });
        assert_eq!(house.act(secretary, "updateConference", "Conference", "id", change("lastDay", json!("2027-05-22"))).await.refusal(), "FROZEN_BY_ACT");
        let own = house.act(secretary, "updateConference", "Conference", "version parameters { participation { delegateCount } }", change("delegateCount", json!(40))).await.done();
        assert_eq!(own["parameters"]["participation"]["delegateCount"], 40);
        assert_eq!(house.act(secretary, "updateConference", "Conference", "id", change("title", json!("Outro"))).await.refusal(), "STALE_VERSION");
    }

    async fn a_changed_text_is_signed_again_and_a_changed_conference_drafted_again(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (_, planned) = planned(&house, &state, &town).await;
        let (secretary, president) = (town.secretary(), town.token(Role::President));
        let draft = house.act(secretary, "draftDecree", "Decree", "id version", decree_input(&planned["id"])).await.done();
        let sign = json!({ "key": key(), "decreeId": draft["id"], "version": 1, "role": "COUNCIL_PRESIDENT" });
        house.act(president, "signDecree", "Decree", "id", sign).await.done();
        let venue = json!({ "key": key(), "conferenceId": planned["id"], "version": 1, "venueName": "Ginásio" });
        house.act(secretary, "updateConference", "Conference", "id", venue).await.done();
        assert_eq!(house.act(secretary, "draftDecree", "Decree", "id", decree_input(&planned["id"])).await.refusal(), "STALE_VERSION");
        let mut again = decree_input(&planned["id"]);
        again["version"] = json!(1);
        let redrafted = house.act(secretary, "draftDecree", "Decree", "id version text signers { signedAt }", again).await.done();
        assert_eq!((&redrafted["id"], &redrafted["version"]), (&draft["id"], &json!(2)));
        assert!(redrafted["text"].as_str().unwrap().contains("Ginásio"));
        assert!(redrafted["signers"].as_array().unwrap().iter().all(|signer| signer["signedAt"].is_null()));
        let stale = json!({ "key": key(), "decreeId": draft["id"], "version": 1, "role": "MAYOR" });
        assert_eq!(house.act(secretary, "signDecree", "Decree", "id", stale).await.refusal(), "STALE_VERSION");
        for (role, token) in [("MAYOR", secretary), ("COUNCIL_PRESIDENT", president)] {
            let sign = json!({ "key": key(), "decreeId": draft["id"], "version": 2, "role": role });
            house.act(token, "signDecree", "Decree", "id", sign).await.done();
        }
        let days = json!({ "key": key(), "conferenceId": planned["id"], "version": 2, "lastDay": "2027-05-22" });
        house.act(secretary, "updateConference", "Conference", "id", days).await.done();
        let publish = json!({ "key": key(), "decreeId": draft["id"], "version": 2, "publishedOn": "2027-04-06", "publishedIn": "Diário Oficial" });
        assert_eq!(house.act(secretary, "publishDecree", "Decree", "id", publish).await.refusal(), "ACT_OUTDATED");
    }

    async fn a_new_act_rectifies_what_the_published_one_fixed(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (_, planned) = planned(&house, &state, &town).await;
        let (secretary, president) = (town.secretary(), town.token(Role::President));
        let mut early = decree_input(&planned["id"]);
        early["rectification"] = json!({ "lastDay": "2027-05-22" });
        assert_eq!(house.act(secretary, "draftDecree", "Decree", "id", early).await.refusal(), "NOT_CONVENED");
        house.convene(&town, &planned["id"]).await;
        let mut second = decree_input(&planned["id"]);
        assert_eq!(house.act(secretary, "draftDecree", "Decree", "id", second.clone()).await.refusal(), "ACT_PUBLISHED");
        second["key"] = json!(key());
        second["number"] = json!("51/2027");
        second["rectification"] = json!({ "lastDay": "2027-05-22" });
        let draft = house.act(secretary, "draftDecree", "Decree", "id version ordinal text", second).await.done();
        assert_eq!(draft["ordinal"], 2);
        assert!(draft["text"].as_str().unwrap().contains("20 a 22 de maio de 2027"), "{draft}");
        assert_eq!(read(&house, "", &planned["id"], "lastDay").await["lastDay"], "2027-05-21");
        for (role, token) in [("MAYOR", secretary), ("COUNCIL_PRESIDENT", president)] {
            let sign = json!({ "key": key(), "decreeId": draft["id"], "version": 1, "role": role });
            house.act(token, "signDecree", "Decree", "id", sign).await.done();
        }
        let publish = json!({ "key": key(), "decreeId": draft["id"], "version": 1, "publishedOn": "2027-04-20", "publishedIn": "Diário Oficial" });
        house.act(secretary, "publishDecree", "Decree", "id", publish).await.done();
        let seen = read(&house, "", &planned["id"], "lastDay state decrees { number }").await;
        assert_eq!(seen, json!({ "lastDay": "2027-05-22", "state": "CONVENED", "decrees": [{ "number": "47/2027" }, { "number": "51/2027" }] }));
    }

    async fn the_specimens_act_and_committee_are_kept_as_they_are(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (_, planned) = planned(&house, &state, &town).await;
        let (specimen, secretary) = (specimen(), town.secretary());
        let act = &specimen["convocationAct"];
        let signers: Vec<Value> = act["signers"].as_array().unwrap().iter()
            .map(|one| json!({ "role": one["role"], "name": one["name"], "title": one["roleLabel"] })).collect();
        let input = json!({ "key": key(), "conferenceId": planned["id"], "type": act["type"], "number": act["number"], "date": act["date"], "text": act["text"], "signers": signers });
        let drafted = house.act(secretary, "draftDecree", "Decree", "id type number date text signers { role name title }", input).await.done();
        for field in ["type", "number", "date", "text"] {
            assert_eq!(drafted[field].as_str().unwrap().trim(), act[field].as_str().unwrap().trim(), "{field}");
        }
        assert_eq!(drafted["signers"], json!(signers));
        let members = specimen["organizingCommittee"]["members"].as_array().unwrap();
        for member in members {
            house.act(secretary, "appointCommitteeMember", "CommitteeMember", "id", appoint(&planned["id"], member)).await.done();
        }
        let fields = "committee { namedBy minSize members { name sector segment } parity { onParity government civilSociety explanation unmet { rule } } }";
        let committee = read(&house, "", &planned["id"], fields).await["committee"].clone();
        let expected = &specimen["expected"]["parity"]["committee"];
        assert_eq!((&committee["parity"]["government"], &committee["parity"]["civilSociety"]), (&expected["GOVERNMENT"], &expected["CIVIL_SOCIETY"]));
        assert_eq!((&committee["parity"]["onParity"], &committee["parity"]["unmet"]), (&expected["onParity"], &json!([])));
        assert_eq!((&committee["namedBy"], &committee["minSize"]), (&specimen["organizingCommittee"]["namedBy"], &specimen["organizingCommittee"]["minSize"]));
        assert_eq!(committee["members"].as_array().unwrap().len(), members.len());
    }

    async fn parity_is_explained_as_the_committee_changes(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (_, planned) = planned(&house, &state, &town).await;
        let secretary = town.secretary();
        let person = |name: &str, sector: &str, segment: Value| json!({ "name": name, "sector": sector, "segment": segment, "role": null });
        let members = [person("Elvira Gameleira", "GOVERNMENT", Value::Null), person("Otaviano Jatobá", "CIVIL_SOCIETY", json!("USERS"))];
        let mut ids = Vec::new();
        for member in &members {
            ids.push(house.act(secretary, "appointCommitteeMember", "CommitteeMember", "id", appoint(&planned["id"], member)).await.done()["id"].clone());
        }
        let twice = appoint(&planned["id"], &person(" ELVIRA gameleira", "GOVERNMENT", Value::Null));
        assert_eq!(house.act(secretary, "appointCommitteeMember", "CommitteeMember", "id", twice).await.refusal(), "ALREADY_APPOINTED");
        let wrong = appoint(&planned["id"], &person("Lia", "GOVERNMENT", json!("USERS")));
        assert_eq!(house.act(secretary, "appointCommitteeMember", "CommitteeMember", "id", wrong).await.refusal(), "SEGMENT_NOT_ALLOWED");
        let fields = "committee { members { id } parity { onParity explanation unmet { rule message } } }";
        let small = read(&house, secretary, &planned["id"], fields).await["committee"]["parity"].clone();
        assert_eq!((&small["onParity"], &small["unmet"][0]["rule"]), (&json!(true), &json!("committeeMinSize")));
        let dismiss = || json!({ "key": key(), "committeeMemberId": ids[1], "reason": "Mudou-se" });
        house.act(secretary, "dismissCommitteeMember", "CommitteeMember", "dismissedAt", dismiss()).await.done();
        assert_eq!(house.act(secretary, "dismissCommitteeMember", "CommitteeMember", "id", dismiss()).await.refusal(), "ALREADY_DISMISSED");
        let off = read(&house, secretary, &planned["id"], fields).await["committee"].clone();
        assert_eq!(off["members"].as_array().unwrap().len(), 1);
        assert!(off["parity"]["explanation"].as_str().unwrap().contains("committeeParity"), "{off}");
        let again = appoint(&planned["id"], &members[1]);
        assert_eq!(house.act(town.token(Role::Committee), "appointCommitteeMember", "CommitteeMember", "id", again.clone()).await.refusal(), "NOT_PERMITTED");
        house.act(secretary, "appointCommitteeMember", "CommitteeMember", "id", again).await.done();
    }

    async fn a_cycle_published_anew_shows_its_differences_and_waits(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (cycle, planned) = planned(&house, &state, &town).await;
        house.convene(&town, &planned["id"]).await;
        let own = json!({ "key": key(), "conferenceId": planned["id"], "version": 2, "delegateCount": 40 });
        house.act(town.secretary(), "updateConference", "Conference", "id", own).await.done();
        let mut change = json!({ "limits": cycle_input(&parameters())["limits"], "participation": cycle_input(&parameters())["participation"] });
        change["limits"]["proposalMaxChars"] = json!(700);
        change["participation"]["delegateCount"] = json!(80);
        let published = republish(&house, &state, &cycle, change).await;
        assert_eq!(published["publishedVersion"], 2);
        let fields = "version cycleVersion parameters { limits { proposalMaxChars } participation { delegateCount } } \
                      cycleDifferences { acceptedVersion publishedVersion differences { parameter label before after keptOwn } }";
        let seen = read(&house, town.secretary(), &planned["id"], fields).await;
        assert_eq!(seen["parameters"]["limits"]["proposalMaxChars"], 500, "nothing changes before it is accepted");
        assert_eq!(seen["cycleDifferences"], json!({ "acceptedVersion": 1, "publishedVersion": 2, "differences": [
            { "parameter": "MUNICIPAL_DELEGATE_COUNT", "label": "vagas de delegadas e delegados da conferência", "before": "72", "after": "80", "keptOwn": true },
            { "parameter": "PROPOSAL_MAX_CHARS", "label": "tamanho da proposta", "before": "500", "after": "700", "keptOwn": false },
        ] }));
        let accept = |version: &Value, cycle_version: i32| json!({ "key": key(), "conferenceId": planned["id"], "version": version, "cycleVersion": cycle_version });
        assert_eq!(house.act(town.secretary(), "acceptCycleDifferences", "Conference", "id", accept(&seen["version"], 1)).await.refusal(), "CYCLE_MOVED_ON");
        assert_eq!(house.act(town.secretary(), "acceptCycleDifferences", "Conference", "id", accept(&json!(1), 2)).await.refusal(), "STALE_VERSION");
        assert_eq!(house.act(town.token(Role::Table), "acceptCycleDifferences", "Conference", "id", accept(&seen["version"], 2)).await.refusal(), "NOT_PERMITTED");
        let accepted = house.act(town.secretary(), "acceptCycleDifferences", "Conference", fields, accept(&seen["version"], 2)).await.done();
        assert_eq!(accepted["parameters"], json!({ "limits": { "proposalMaxChars": 700 }, "participation": { "delegateCount": 40 } }));
        assert_eq!((&accepted["cycleVersion"], &accepted["cycleDifferences"]["differences"]), (&json!(2), &json!([])));
        assert_eq!(house.act(town.secretary(), "acceptCycleDifferences", "Conference", "id", accept(&accepted["version"], 2)).await.refusal(), "NOTHING_TO_ACCEPT");
        let strange = house.ask(state.secretary(), "query($id: ID!) { conference(id: $id) { cycleDifferences { acceptedVersion } } }", json!({ "id": planned["id"] })).await;
        assert_eq!(strange.error(), "NOT_FOUND");
    }

    async fn a_conference_goes_from_state_to_state_or_says_what_is_missing(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (cycle, planned) = planned(&house, &state, &town).await;
        let secretary = town.secretary();
        let change = || json!({ "key": key(), "conferenceId": planned["id"] });
        assert_eq!(house.act(secretary, "openRegistration", "Conference", "state", change()).await.refusal(), "CONFERENCE_STATE");
        house.convene(&town, &planned["id"]).await;
        let opened = change();
        assert_eq!(house.act(secretary, "openRegistration", "Conference", "state", opened.clone()).await.done()["state"], "REGISTRATION");
        assert_eq!(house.act(secretary, "openRegistration", "Conference", "state", opened).await.done()["state"], "REGISTRATION", "the same key");
        let early = house.act(secretary, "startConference", "Conference", "state", change()).await;
        assert_eq!(early.refusal(), "CONFERENCE_NOT_READY");
        assert!(early.data["message"].as_str().unwrap().contains("sessão") && early.data["message"].as_str().unwrap().contains("delegada"));
        assert_eq!(house.act(town.token(Role::Table), "startConference", "Conference", "state", change()).await.refusal(), "NOT_PERMITTED");
        let mut cancel = change();
        cancel["reason"] = json!("Calamidade pública");
        let cancelled = house.act(secretary, "cancelConference", "Conference", "state stateReason", cancel).await.done();
        assert_eq!(cancelled, json!({ "__typename": "Conference", "state": "CANCELLED", "stateReason": "Calamidade pública" }));
        house.act(secretary, "planConference", "Conference", "id", plan_input(&town, &cycle)).await.done();
    }

    async fn conferences_are_listed_with_public_facts_of_all_councils(db: TestDatabase) {
        let house = House::open(db).await;
        let (national, state, town) = house.three_levels().await;
        let other = house.municipality(&state, "3106200").await;
        let cycle = house.publish_cycle(&state, &parameters()).await;
        let mut ids = Vec::new();
        for (council, first, last) in [(&town, "2027-05-20", "2027-05-21"), (&other, "2027-06-10", "2027-06-10"), (&state, "2027-09-01", "2027-09-03")] {
            let mut plan = plan_input(council, &cycle);
            plan["firstDay"] = json!(first);
            plan["lastDay"] = json!(last);
            ids.push(house.act(council.secretary(), "planConference", "Conference", "id", plan).await.done()["id"].clone());
        }
        let query = "query($filter: ConferenceFilterInput, $first: Int, $after: String) { conferences(filter: $filter, first: $first, after: $after) \
                     { pageInfo { endCursor hasNextPage } edges { node { id title level state uf firstDay council { slug } } } } }";
        let list = async |variables: Value| {
            let answer = house.ask("", query, variables).await.done()["conferences"].clone();
            let found: Vec<Value> = answer["edges"].as_array().unwrap().iter().map(|edge| edge["node"]["id"].clone()).collect();
            (found, answer["pageInfo"].clone())
        };
        assert_eq!(list(json!({})).await.0, ids);
        let (first, page) = list(json!({ "first": 2 })).await;
        assert_eq!((first, &page["hasNextPage"]), (ids[..2].to_vec(), &json!(true)));
        assert_eq!(list(json!({ "first": 2, "after": page["endCursor"] })).await.0, ids[2..]);
        for (filter, expected) in [
            (json!({ "level": "STATE" }), &ids[2..]),
            (json!({ "search": "belo HORIZONTE" }), &ids[1..2]),
            (json!({ "uf": "mg", "to": "2027-05-31" }), &ids[..1]),
            (json!({ "from": "2027-06-10", "to": "2027-06-30" }), &ids[1..2]),
            (json!({ "state": "CONVENED" }), &[]),
        ] {
            assert_eq!(list(json!({ "filter": filter })).await.0, expected, "{filter}");
        }
        let fields = "parent { id level } children(first: 5) { edges { node { id council { slug } } } }";
        let below = read(&house, "", &ids[0], fields).await;
        assert_eq!((&below["parent"]["id"], &below["children"]["edges"]), (&ids[2], &json!([])));
        let above = read(&house, "", &ids[2], fields).await;
        let children: Vec<&Value> = above["children"]["edges"].as_array().unwrap().iter().map(|edge| &edge["node"]["id"]).collect();
        assert_eq!((children, &above["parent"]), (vec![&ids[0], &ids[1]], &Value::Null));
        let own = "{ council(slug: \"itamarandiba-mg\") { conferences { edges { node { id title } } } } }";
        assert_eq!(house.ask(national.secretary(), own, json!({})).await.done()["council"]["conferences"]["edges"][0]["node"]["id"], ids[0]);
        let counted = async |first: i32| {
            let before = house.store.statements();
            house.ask("", query, json!({ "first": first })).await.done();
            house.store.statements() - before
        };
        assert_eq!(counted(1).await, counted(50).await, "the statements do not grow with the page");
    }

    async fn the_checklist_follows_from_facts(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let (_, planned) = planned(&house, &state, &town).await;
        let fields = "steps { number key status blocking nextAction due } nextStep { key nextAction }";
        let before = read(&house, town.secretary(), &planned["id"], fields).await;
        let steps = before["steps"].as_array().unwrap();
        assert_eq!(steps.iter().filter(|step| step["number"].is_i64()).count(), 17);
        assert_eq!((&steps[0]["status"], &steps[0]["due"]), (&json!("NOT_STARTED"), &json!("2027-05-20")));
        assert_eq!(before["nextStep"]["key"], "CONVOCATION");
        house.act(town.secretary(), "draftDecree", "Decree", "id", decree_input(&planned["id"])).await.done();
        let drafted = read(&house, town.secretary(), &planned["id"], fields).await;
        assert!(drafted["nextStep"]["nextAction"].as_str().unwrap().contains("presidência do conselho"), "{drafted:#}");
        let second = house.municipality(&state, "3106200").await;
        let convened = house.planned_conference(&state, &second).await;
        let after = read(&house, second.secretary(), &json!(convened.id), fields).await;
        assert_eq!((&after["steps"][0]["status"], &after["nextStep"]["key"]), (&json!("DONE"), &json!("COMMITTEE")));
        let hidden = house.ask("", "query($id: ID!) { conference(id: $id) { steps { key } } }", json!({ "id": convened.id })).await;
        assert_eq!(hidden.error(), "UNAUTHENTICATED");
        let audit = read(&house, second.token(Role::Auditor), &json!(convened.id), "audit(first: 50) { edges { node { action } } }").await;
        let acts: Vec<&str> = audit["audit"]["edges"].as_array().unwrap().iter().map(|edge| edge["node"]["action"].as_str().unwrap()).collect();
        assert_eq!(acts, ["conferences.plan", "conferences.draft_act", "conferences.sign_act", "conferences.sign_act", "conferences.draft_act"]);
    }

    async fn a_running_conference_is_closed_once_nothing_is_open(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let change = || json!({ "key": key(), "conferenceId": hall.id });
        let mut cancel = change();
        cancel["reason"] = json!("Motivo");
        assert_eq!(house.act(town.secretary(), "cancelConference", "Conference", "id", cancel).await.refusal(), "CONFERENCE_STATE");
        assert_eq!(house.act(town.secretary(), "closeConference", "Conference", "state", change()).await.done()["state"], "CLOSED");
        let update = json!({ "key": key(), "conferenceId": hall.id, "version": 2, "title": "Outro" });
        assert_eq!(house.act(town.secretary(), "updateConference", "Conference", "id", update).await.refusal(), "CONFERENCE_STATE");
    }
}
