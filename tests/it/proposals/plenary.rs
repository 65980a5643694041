//! The caderno before the plenary: blocs, single votes, new proposals, priorities.

use super::Workshop;
use crate::support::{GroupWork, Hall, House, Town, key, moment, specimen};
use domain::conferences::ConferenceState;
use policy::Role;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use testkit::both_databases;

both_databases! {
    async fn the_specimens_caderno_is_sent_decided_and_ranked_as_expected(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let work = house.group_work(&hall, &town).await;
        let rapporteur = town.token(Role::Rapporteur);
        let send = || json!({ "key": key(), "conferenceId": hall.id });
        assert_eq!(house.act(rapporteur, "sendToPlenary", "SentBook", "sent", send()).await.refusal(), "GROUPS_OPEN");
        house.conclude_groups(&hall, &town).await;
        let sending = send();
        for _ in 0..2 {
            let sent = house.act(rapporteur, "sendToPlenary", "SentBook", "sent cut", sending.clone()).await.done();
            assert_eq!((&sent["sent"], &sent["cut"]), (&json!(37), &json!(0)));
        }
        assert_eq!(house.act(rapporteur, "sendToPlenary", "SentBook", "sent", send()).await.refusal(), "NOTHING_TO_SEND");
        let expected = specimen()["expected"]["proposals"].clone();
        let public = house.all_proposals("", &hall, "label axis level").await;
        assert_eq!(by_axis_level(&public), expected["toPlenaryByAxisLevel"]);

        // What the specimen decided by destaque is declared here: 4M4 was suppressed, 2E2 went into 2E1.
        for label in ["4M4", "2E2"] {
            let row = house.all_proposals("", &hall, "id label version").await;
            let row = row.iter().find(|row| row["label"] == label).unwrap();
            let no = json!({
                "key": key(), "proposalId": row["id"], "version": row["version"], "approved": false, "statement": "Rejeitada.",
            });
            house.act(town.token(Role::Table), "recordDecision", "Proposal", "state", no).await.done();
        }
        let bloc = |axis: Value| json!({ "key": key(), "conferenceId": hall.id, "axis": axis });
        let table = town.token(Role::Table);
        let first = house.act(table, "decideEnBloc", "DecidedBloc", "proposals { label state }", bloc(json!(1))).await.done();
        assert!(first["proposals"].as_array().unwrap().iter().all(|row| row["state"] == "APPROVED"));
        assert_eq!(house.act(table, "decideEnBloc", "DecidedBloc", "proposals { label }", bloc(json!(1))).await.refusal(), "NOTHING_EN_BLOC");
        house.act(table, "decideEnBloc", "DecidedBloc", "proposals { label }", bloc(Value::Null)).await.done();

        let rows = house.all_proposals("", &hall, "label axis level state priority reported decisions { act way reason pollId }").await;
        let approved: Vec<Value> = rows.iter().filter(|row| row["state"] == "APPROVED").cloned().collect();
        assert_eq!(by_axis_level(&approved), expected["approvedByAxisLevel"]);
        for row in &approved {
            let decisions = row["decisions"].as_array().unwrap();
            assert_eq!((decisions.len(), &decisions[0]["way"]), (1, &json!("BLOC_DECLARATION")));
            assert!(decisions[0]["reason"].as_str().unwrap().contains("sem objeção"));
        }
        let waiting = ["3-UNION", "5-STATE", "5-UNION"];
        let order = reported_order(&approved);
        for (class, labels) in expected["reportedOrder"].as_object().unwrap() {
            if !waiting.contains(&class.as_str()) {
                assert_eq!(json!(order[class]), *labels, "{class}");
            }
        }
        assert!(waiting.iter().all(|class| !order.contains_key(*class)), "more was approved than the report takes");
        let query = "query($id: ID!) { conference(id: $id) { toBeVoted { step label proposals { label } } } }";
        let open = house.ask("", query, json!({ "id": hall.id })).await.done();
        let open = open["conference"]["toBeVoted"].as_array().unwrap();
        assert_eq!(open.len(), 3);
        assert_eq!(open[0]["label"], "Priorização do eixo 3 para União: 2 aprovadas, 1 no relatório");
        let voters = voters(&house, &hall, &work).await;
        for row in specimen()["priorityPolls"].as_array().unwrap() {
            prioritize(&house, &hall, &town, &work, &voters, row).await;
        }
        let rows = house.all_proposals("", &hall, "label axis level state priority reported priorityMarks").await;
        let order = reported_order(&rows);
        for (class, labels) in expected["reportedOrder"].as_object().unwrap() {
            assert_eq!(json!(order[class]), *labels, "{class}");
        }
        assert_eq!(rows.iter().filter(|row| row["reported"] == json!(true)).count(), 32);
        let cut = rows.iter().find(|row| row["label"] == "3U1").unwrap();
        assert_eq!((&cut["state"], &cut["reported"], &cut["priority"]), (&json!("APPROVED"), &json!(false), &json!(2)));
        let open = house.ask("", query, json!({ "id": hall.id })).await.done();
        assert_eq!(open["conference"]["toBeVoted"], json!([]));
    }

    async fn a_poll_en_bloc_writes_one_decision_for_each(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        let one = shop.pass(&shop.submit("Primeira.").await).await;
        let two = shop.pass(&shop.submit("Segunda.").await).await;
        shop.send().await;
        assert_eq!(shop.to_be_voted().await, [("BLOC".to_owned(), vec!["1M1".to_owned(), "1M2".to_owned()])]);
        let poll = shop.poll("PROPOSAL_BLOC", &[&one, &two], "FOR").await;
        for row in [&one, &two] {
            let seen = shop.see("", row, "state decisions { act way pollId reason }").await.done();
            assert_eq!(seen["state"], "APPROVED");
            let decision = &seen["decisions"][0];
            assert_eq!((&decision["act"], &decision["way"], &decision["pollId"]), (&json!("APPROVE"), &json!("BLOC_POLL"), &poll["id"]));
            let reason = decision["reason"].as_str().unwrap();
            assert!(reason.starts_with("Votação em bloco de 2 itens sem destaque. Aprovado por maioria simples: 3 de 3"), "{reason}");
        }
        assert_eq!(shop.to_be_voted().await, []);
    }

    async fn a_poll_on_one_proposal_rejects_it_and_what_was_voted_is_not_voted_again(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        let row = shop.pass(&shop.submit("Vender o CRAS.").await).await;
        shop.send().await;
        shop.poll("PROPOSAL", &[&row], "AGAINST").await;
        let seen = shop.see("", &row, "id version state decisions { act reason }").await.done();
        assert_eq!((&seen["state"], &seen["decisions"][0]["act"]), (&json!("REJECTED"), &json!("REJECT")));
        let table = shop.town.token(Role::Table);
        let draft = json!({
            "key": key(), "conferenceId": shop.hall.id, "kind": "ROLL_CALL", "subject": "PROPOSAL", "question": "De novo?",
            "itemIds": [row["id"]],
        });
        let poll = shop.house.act(table, "createPoll", "Poll", "id", draft).await.done();
        let step = || json!({ "key": key(), "pollId": poll["id"] });
        shop.house.act(table, "publishPoll", "Poll", "id", step()).await.done();
        assert_eq!(shop.house.act(table, "openPoll", "Poll", "id", step()).await.refusal(), "PROPOSAL_NOT_NOW");
        let decision = json!({
            "key": key(), "proposalId": row["id"], "version": seen["version"], "approved": true, "statement": "Aprovada.",
        });
        assert_eq!(shop.act(table, "recordDecision", decision).await.refusal(), "PROPOSAL_NOT_NOW");
    }

    async fn a_new_proposal_comes_before_the_plenary_only_when_a_poll_admits_it(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        shop.pass(&shop.submit("Do grupo.").await).await;
        shop.send().await;
        let new = |text: &str| json!({
            "key": key(), "conferenceId": shop.hall.id, "axis": 1, "level": "MUNICIPAL", "kind": "NEW", "text": text,
        });
        let author = &shop.people[0].token;
        let yes = shop.act(author, "submitProposal", new("Ampliar o horário do CRAS.")).await.done();
        let no = shop.act(author, "submitProposal", new("Fechar às sextas.")).await.done();
        assert_eq!((&yes["state"], &yes["origin"], &yes["label"]), (&json!("DRAFT"), &json!("PLENARY"), &json!("1M2")));
        assert_eq!(shop.see("", &yes, "id").await.error(), "NOT_FOUND", "a draft until the plenary has decided");
        shop.see(author, &yes, "id").await.done();
        let steps: Vec<String> = shop.to_be_voted().await.into_iter().map(|(step, _)| step).collect();
        assert_eq!(steps, ["BLOC", "NEW_PROPOSAL", "NEW_PROPOSAL"]);
        shop.poll("NEW_PROPOSAL", &[&yes], "FOR").await;
        shop.poll("NEW_PROPOSAL", &[&no], "AGAINST").await;
        let admitted = shop.see("", &yes, "state decisions { act reason }").await.done();
        assert_eq!((&admitted["state"], &admitted["decisions"][0]["act"]), (&json!("IN_PLENARY"), &json!("ADMIT")));
        let refused = shop.see("", &no, "state decisions { reason }").await.done();
        assert_eq!(refused["state"], "NOT_ADMITTED");
        let reason = refused["decisions"][0]["reason"].as_str().unwrap();
        assert!(reason.starts_with("Sem maioria absoluta do colégio de votantes na V02 ("), "{reason}");
        assert_eq!(shop.to_be_voted().await[0].1, ["1M1", "1M2"]);
    }

    async fn two_groups_of_one_axis_share_the_plenarys_limit(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        let plan = json!({ "key": key(), "conferenceId": shop.hall.id, "axis": 1 });
        let second = shop.house.act(shop.town.secretary(), "createGroup", "WorkingGroup", "id version", plan).await.done();
        let people = [shop.house.delegate(&shop.hall, domain::people::Pool::Users, 50, true).await];
        let naming = json!({
            "key": key(), "workingGroupId": second["id"], "version": second["version"], "name": "Grupo 1B",
            "coordinatorId": people[0].id, "rapporteurId": people[0].id,
        });
        shop.house.act(shop.town.secretary(), "updateGroup", "WorkingGroup", "id", naming).await.done();
        shop.house.act(shop.rapporteur(), "openGroup", "WorkingGroup", "id", json!({ "key": key(), "workingGroupId": second["id"] })).await.done();
        let list = json!({ "key": key(), "workingGroupId": second["id"], "participantIds": [people[0].id] });
        shop.house.act(shop.rapporteur(), "recordGroupAttendance", "WorkingGroup", "id", list).await.done();
        for n in 0..5 {
            shop.pass(&shop.submit(&format!("Do primeiro grupo, {n}.")).await).await;
        }
        let mut submission = shop.submission("Do segundo grupo.");
        submission["workingGroupId"] = second["id"].clone();
        let other = shop.act(shop.rapporteur(), "submitProposal", submission).await.done();
        let vote = json!({
            "key": key(), "proposalId": other["id"], "version": other["version"], "inFavour": 1, "against": 0, "abstention": 0,
        });
        shop.act(shop.rapporteur(), "recordGroupVote", vote).await.done();
        let sent = shop.send().await;
        assert_eq!((&sent["sent"], &sent["cut"]), (&json!(5), &json!(1)));
        let seen = shop.see(shop.rapporteur(), &other, "state groupResult { outcome reason }").await.done();
        assert_eq!(seen["state"], "CUT_BY_LIMIT");
        assert!(seen["groupResult"]["reason"].as_str().unwrap().contains("6º lugar para 5 vagas"));
    }
}

/// Sessions of the delegates who are in the hall on the second morning.
async fn voters(house: &House, hall: &Hall, work: &GroupWork) -> Vec<String> {
    let at = moment(&json!("2025-06-27T10:50:00-03:00")).unwrap();
    house.clock.set(at.timestamp_millis());
    let specimen = specimen();
    let mut tokens = Vec::new();
    for row in specimen["participants"].as_array().unwrap() {
        let came = moment(&row["checkInAt"]).is_some_and(|came| came <= at);
        let stayed = moment(&row["checkOutAt"]).is_none_or(|left| left > at);
        if came && stayed && ["BORN", "GOVERNMENT", "CIVIL_SOCIETY"].contains(&row["category"].as_str().unwrap()) {
            tokens.push(house.badge(hall, &work.people[row["id"].as_str().unwrap()]).await);
        }
    }
    tokens
}

/// A vote on priorities with the marks of the specimen, proclaimed; its order is the specimen's.
async fn prioritize(house: &House, hall: &Hall, town: &Town, work: &GroupWork, voters: &[String], row: &Value) {
    let counts = row["counts"].as_object().unwrap();
    let mut options: Vec<Value> = counts.keys().map(|code| json!({ "code": code, "label": code })).collect();
    options.push(json!({ "code": "ABSTENTION", "label": "Abstenção" }));
    let draft = json!({
        "key": key(), "conferenceId": hall.id, "kind": "ROLL_CALL", "subject": "PRIORITY", "question": row["question"],
        "options": options, "itemIds": counts.keys().map(|code| &work.proposals[code]).collect::<Vec<_>>(),
    });
    let table = town.token(Role::Table);
    let poll = house.act(table, "createPoll", "Poll", "id", draft).await.done();
    let step = |name: &'static str| {
        let input = json!({ "key": key(), "pollId": poll["id"] });
        house.act(table, name, "Poll", "rollSize ranking { order { code } limit }", input)
    };
    step("publishPoll").await.done();
    assert_eq!(step("openPoll").await.done()["rollSize"], row["expectedRollSize"]);
    let marks = counts.iter().flat_map(|(code, votes)| vec![code.clone(); votes.as_u64().unwrap() as usize]);
    let abstentions = vec!["ABSTENTION".to_owned(); row["abstention"].as_u64().unwrap() as usize];
    for (token, choice) in voters.iter().zip(marks.chain(abstentions)) {
        let vote = json!({ "key": key(), "pollId": poll["id"], "choices": [choice] });
        house.act(token, "castVote", "VoteReceipt", "receipt", vote).await.done();
    }
    let closed = step("closePoll").await.done();
    let order: Vec<&Value> =
        closed["ranking"]["order"].as_array().unwrap().iter().map(|place| &place["code"]).collect();
    assert_eq!(json!(order), row["expectedOrder"]);
    assert_eq!(closed["ranking"]["limit"], row["reportLimit"]);
    step("proclaimPoll").await.done();
}

fn by_axis_level(rows: &[Value]) -> Value {
    let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for row in rows {
        let level = row["level"].as_str().unwrap().to_owned();
        *counts.entry(row["axis"].to_string()).or_default().entry(level).or_default() += 1;
    }
    json!(counts)
}

/// Labels of what the report takes on, by class, in the order of priority.
fn reported_order(rows: &[Value]) -> HashMap<String, Vec<String>> {
    let mut sorted: Vec<&Value> = rows.iter().filter(|row| row["reported"] == json!(true)).collect();
    sorted.sort_by_key(|row| row["priority"].as_i64());
    let mut order: HashMap<String, Vec<String>> = HashMap::new();
    for row in sorted {
        let class = format!("{}-{}", row["axis"], row["level"].as_str().unwrap());
        order.entry(class).or_default().push(row["label"].as_str().unwrap().to_owned());
    }
    order
}
