//! A council writes a cycle, publishes it, and what was published stays until it is published again.

use crate::support::{House, PARAMETERS, Town, cycle_input, key, parameters, row_of, specimen};
use domain::cycles::CycleParameters;
use policy::Role;
use serde_json::{Value, json};
use store::cycles::cycle;
use testkit::both_databases;

/// As little as a state has to say.
fn least() -> Value {
    json!({
        "theme": "20 anos do SUAS",
        "axes": [{ "number": 1, "title": "Universalização" }, { "number": 2, "title": "Financiamento" }],
        "schedule": [{ "stage": "MUNICIPAL", "from": "2027-03-01", "to": "2027-07-11" }],
    })
}

async fn publish(house: &House, council: &Town, cycle: &Value) -> crate::support::Answer {
    let input = json!({ "key": key(), "cycleId": cycle["id"], "version": cycle["version"] });
    house.act(council.secretary(), "publishCycle", "Cycle", "id state version publishedVersion", input).await
}

async fn update(house: &House, council: &Town, cycle: &Value, parameters: Value) -> crate::support::Answer {
    let input = json!({ "key": key(), "cycleId": cycle["id"], "version": cycle["version"], "parameters": parameters });
    house.act(council.secretary(), "updateCycle", "Cycle", "id version publishedVersion", input).await
}

both_databases! {
    async fn the_specimens_cycle_is_written_and_read_back_equal(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, _) = house.three_levels().await;
        let mut expected: CycleParameters = serde_json::from_value(specimen()["cycle"].clone()).unwrap();
        expected.citations = serde_json::from_value(json!({ "majority": "art. 22", "tie": "art. 23", "roll": "art. 20",
            "lateVote": "art. 21, § 2º", "motionAdmission": "art. 29", "bySubject": { "PROPOSAL_BLOC": "art. 26" } })).unwrap();
        let given = cycle_input(&expected);
        let created = house.create_cycle(&state, "id version", given.clone()).await.done();
        let scope = house.store.read(&policy::system(state.tenant, "test")).await.unwrap();
        let kept = scope.get::<cycle::Entity>(row_of(created["id"].as_str().unwrap())).await.unwrap().unwrap();
        assert_eq!(kept.parameters.0, expected);
        drop(scope);
        let published = publish(&house, &state, &created).await.done();
        assert_eq!((&published["state"], &published["publishedVersion"]), (&json!("PUBLISHED"), &json!(1)));
        let query = format!("query($id: ID!) {{ cycle(id: $id) {{ {PARAMETERS} }} }}");
        let read = house.ask("", &query, json!({ "id": created["id"] })).await.done();
        for (group, value) in given.as_object().unwrap() {
            assert_eq!(&read["cycle"][group], value, "{group}");
        }
    }

    async fn theme_axes_and_dates_are_enough_and_the_rest_has_defaults(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let created = house.create_cycle(&state, "id version limits { proposalMaxChars } contradictions { code }", least()).await.done();
        assert_eq!((&created["limits"]["proposalMaxChars"], &created["contradictions"]), (&json!(500), &json!([])));
        let query = "query($id: ID!) { cycle(id: $id) { state theme } }";
        assert_eq!(house.ask(town.secretary(), query, json!({ "id": created["id"] })).await.error(), "NOT_FOUND");
        assert_eq!(house.ask(state.token(Role::Auditor), query, json!({ "id": created["id"] })).await.done()["cycle"]["state"], "DRAFT");
        let list = "query($id: ID!) { cycles(councilId: $id) { edges { node { id } } } }";
        assert_eq!(house.ask("", list, json!({ "id": state.id })).await.done()["cycles"]["edges"], json!([]));
        publish(&house, &state, &created).await.done();
        assert_eq!(house.ask("", list, json!({ "id": state.id })).await.done()["cycles"]["edges"][0]["node"]["id"], created["id"]);
    }

    async fn every_contradiction_is_named_before_publication(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, _) = house.three_levels().await;
        let mut wrong = least();
        wrong["axes"][1]["number"] = json!(3);
        wrong["schedule"][0]["to"] = json!("2027-02-01");
        wrong["participation"] = cycle_input(&parameters())["participation"].clone();
        wrong["participation"]["delegateCount"] = json!(7);
        wrong["quotas"] = cycle_input(&parameters())["quotas"].clone();
        wrong["quotas"]["seatTable"][1]["government"] = json!(3);
        let created = house.create_cycle(&state, "id version contradictions { code }", wrong).await.done();
        let refused = publish(&house, &state, &created).await;
        assert_eq!(refused.refusal(), "CYCLE_CONTRADICTIONS");
        let codes: Vec<&str> = created["contradictions"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["AXES_NUMBERS", "WINDOW_REVERSED", "SEATS_TOTAL_MISMATCH", "SEATS_INDIVISIBLE", "SEATS_ODD"]);
        for words in ["eixos", "termina antes de começar", "número par"] {
            assert!(refused.data["message"].as_str().unwrap().contains(words), "{words} in {:#}", refused.data);
        }
        let query = "query($id: ID!) { cycle(id: $id) { state } }";
        assert_eq!(house.ask("", query, json!({ "id": created["id"] })).await.error(), "UNAUTHENTICATED");
    }

    async fn fields_are_refused_where_they_stand(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let all = cycle_input(&parameters());
        for (group, field, value, code) in [
            ("groups", "threshold", json!(1.5), "SHARE_INVALID"),
            ("speech", "pointSeconds", json!(-1), "NUMBER_INVALID"),
            ("quotas", "remainderOrder", json!(["USERS", "USERS", "WORKERS"]), "SEATS_REMAINDER_ORDER"),
            ("evaluationForm", "scale", json!([3, 1]), "EVALUATION_BAD_SCALE"),
        ] {
            let mut given = json!({ group: all[group] });
            given[group][field] = value;
            let refused = house.create_cycle(&state, "id", given).await;
            assert_eq!(refused.refusal(), code);
            assert_eq!(refused.data["path"], json!([group, field]));
        }
        assert_eq!(house.create_cycle(&town, "id", least()).await.refusal(), "LEVEL_NOT_OPEN");
    }

    async fn a_published_cycle_stays_until_it_is_published_again(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, _) = house.three_levels().await;
        let published = house.publish_cycle(&state, &parameters()).await;
        assert_eq!(publish(&house, &state, &published).await.refusal(), "CYCLE_UNCHANGED");
        let changed = update(&house, &state, &published, json!({ "motto": "Direito de todas e todos" })).await.done();
        let query = "query($id: ID!) { cycle(id: $id) { motto draft { motto } publishedVersion } }";
        let seen = house.ask(state.secretary(), query, json!({ "id": published["id"] })).await.done();
        assert_eq!((&seen["cycle"]["motto"], &seen["cycle"]["draft"]["motto"]), (&Value::Null, &json!("Direito de todas e todos")));
        let stale = publish(&house, &state, &published).await;
        assert_eq!((stale.refusal().as_str(), &stale.data["currentVersion"]), ("STALE_VERSION", &changed["version"]));
        assert_eq!(publish(&house, &state, &changed).await.done()["publishedVersion"], 2);
        let seen = house.ask("", "query($id: ID!) { cycle(id: $id) { motto } }", json!({ "id": published["id"] })).await.done();
        assert_eq!(seen["cycle"]["motto"], "Direito de todas e todos");
    }

    async fn a_states_cycle_inherits_and_only_tightens(db: TestDatabase) {
        let house = House::open(db).await;
        let (national, state, _) = house.three_levels().await;
        let above = house.publish_cycle(&national, &parameters()).await;
        let based = json!({ "key": key(), "councilId": state.id, "name": "Ciclo de Minas", "basedOnId": above["id"] });
        let own = house.act(state.secretary(), "createCycle", "Cycle", "id version theme inheritsFrom", based).await.done();
        assert_eq!((&own["theme"], &own["inheritsFrom"]), (&json!(parameters().theme), &above["id"]));
        let mut format = cycle_input(&parameters())["format"].clone();
        format["minHours"] = json!(4);
        let looser = update(&house, &state, &own, json!({ "theme": "Outro", "format": format.clone() })).await.done();
        let refused = publish(&house, &state, &looser).await;
        assert_eq!((refused.refusal().as_str(), &refused.data["rule"]), ("CYCLE_CONTRADICTIONS", &json!("theme, minHours")));
        format["minHours"] = json!(12);
        let tighter = json!({ "theme": parameters().theme, "motto": "Lema de Minas", "format": format });
        let tighter = update(&house, &state, &looser, tighter).await.done();
        assert_eq!(publish(&house, &state, &tighter).await.done()["publishedVersion"], 1);
    }

    async fn the_table_of_seats_is_set_as_a_whole_or_refused_with_every_rule(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, _) = house.three_levels().await;
        let created = house.create_cycle(&state, "id version", least()).await.done();
        let mut quotas = cycle_input(&parameters())["quotas"].clone();
        let set = |quotas: &Value| json!({ "key": key(), "cycleId": created["id"], "version": 1, "quotas": quotas });
        quotas["seatTable"][0]["users"] = json!(0);
        quotas["seatTable"][0]["entities"] = json!(1);
        quotas["seatTable"][4]["total"] = json!(17);
        let refused = house.act(state.secretary(), "setQuotas", "Cycle", "id", set(&quotas)).await;
        assert_eq!((refused.refusal().as_str(), &refused.data["rule"]), ("CYCLE_CONTRADICTIONS", &json!("segmentSplit, seatTable")));
        let good = cycle_input(&parameters())["quotas"].clone();
        let selection = "version quotas { seatTable { sizeClass total } }";
        let done = house.act(state.secretary(), "setQuotas", "Cycle", selection, set(&good)).await.done();
        assert_eq!((&done["version"], &done["quotas"]["seatTable"][4]["total"]), (&json!(2), &json!(16)));
        assert_eq!(house.act(state.secretary(), "setQuotas", "Cycle", "id", set(&good)).await.refusal(), "STALE_VERSION");
    }

    async fn only_the_councils_lead_writes_cycles_and_a_key_counts_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let input = json!({ "key": key(), "councilId": state.id, "name": "14º ciclo", "parameters": least() });
        let first = house.act(state.secretary(), "createCycle", "Cycle", "id", input.clone()).await.done();
        assert_eq!(house.act(state.secretary(), "createCycle", "Cycle", "id", input.clone()).await.done(), first);
        let mut other = input.clone();
        other["name"] = json!("Outro");
        assert_eq!(house.act(state.secretary(), "createCycle", "Cycle", "id", other).await.refusal(), "KEY_REUSED");
        assert_eq!(house.act(state.token(Role::Auditor), "createCycle", "Cycle", "id", input.clone()).await.refusal(), "NOT_PERMITTED");
        assert_eq!(house.act(town.secretary(), "createCycle", "Cycle", "id", input.clone()).await.error(), "NOT_FOUND");
        assert_eq!(house.act("", "createCycle", "Cycle", "id", input).await.error(), "UNAUTHENTICATED");
    }
}
