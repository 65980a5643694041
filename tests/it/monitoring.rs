//! Deliberations and what is done about them (*monitoramento*).

use crate::support::{Hall, House, Town, global, key, proposal_model};
use domain::conferences::ConferenceState;
use domain::people::{GovernmentLevel, Pool};
use domain::proposals::ProposalState;
use policy::Role;
use serde_json::{Value, json};
use store::proposals::proposal;
use testkit::both_databases;

const FIELDS: &str = "id label axis level text state responsible deadline overdue progress version \
    entries { by state progress account evidence evidenceAddress }";

/// A proposal as the final plenary left it; gives its global id.
pub(crate) async fn decided(
    house: &House,
    hall: &Hall,
    number: i32,
    level: GovernmentLevel,
    state: ProposalState,
) -> String {
    let ctx = house.system();
    let text = format!("Ofertar transporte às comunidades da zona rural, linha {number}.");
    let row = &proposal_model(ctx.now(), ctx.new_id(), hall.row, (1, level, number), state, text);
    let permit = policy::system(hall.row.tenant, "test");
    house
        .store
        .transact("test.proposal", &permit, |scope| async move { scope.insert::<proposal::Entity>(row.clone()).await })
        .await
        .unwrap();
    global("Proposal", hall.row.tenant, row.id)
}

async fn open(house: &House, town: &Town, proposal: &str) -> Value {
    let input = json!({ "key": key(), "proposalId": proposal });
    house.act(town.secretary(), "openDeliberation", "Deliberation", FIELDS, input).await.done()
}

fn on(deliberation: &Value, more: Value) -> Value {
    let mut input = json!({ "key": key(), "deliberationId": deliberation["id"] });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

both_databases! {
    async fn a_deliberation_goes_from_responsible_to_done_before_everybodys_eyes(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let proposal = decided(&house, &hall, 2, GovernmentLevel::Municipal, ProposalState::ApprovedAmended).await;
        let opened = open(&house, &town, &proposal).await;
        assert_eq!((&opened["label"], &opened["state"]), (&json!("1M2"), &json!("OPEN")));
        let act = |name: &'static str, input: Value| house.act(town.secretary(), name, "Deliberation", FIELDS, input);
        let assign = json!({ "version": 1, "responsible": "Secretaria de Obras", "deadline": "2027-05-01" });
        let assigned = act("updateProgress", on(&opened, assign)).await.done();
        assert_eq!((&assigned["responsible"], &assigned["overdue"]), (&json!("Secretaria de Obras"), &json!(true)));
        let half = json!({ "version": 2, "progress": 50, "account": "Linha licitada." });
        let input = on(&opened, half);
        let once = act("updateProgress", input.clone()).await.done();
        assert_eq!(act("updateProgress", input).await.done(), once, "the same key counts once");
        assert_eq!((&once["state"], &once["progress"]), (&json!("IN_PROGRESS"), &json!(50)));
        let proof = json!({ "evidence": { "description": "Contrato nº 7", "address": "https://exemplo.test/7" } });
        let proven = act("attachDeliberationEvidence", on(&opened, proof.clone())).await.done();
        assert_eq!((&proven["progress"], &proven["entries"][1]["evidence"]), (&json!(50), &json!("Contrato nº 7")));
        let bare = json!({ "version": 4, "done": true, "account": "Em operação." });
        assert_eq!(act("closeDeliberation", on(&opened, bare.clone())).await.refusal(), "DELIBERATION_EVIDENCE_MISSING");
        let mut whole = on(&opened, bare);
        whole["evidence"] = proof["evidence"].clone();
        let done = act("closeDeliberation", whole).await.done();
        assert_eq!((&done["state"], &done["progress"], &done["overdue"]), (&json!("DONE"), &json!(100), &json!(false)));

        let query = format!(
            "query($id: ID!) {{ conference(id: $id) {{ \
             deliberations {{ edges {{ node {{ {FIELDS} }} }} }} \
             deliberationSummary {{ total overdue withoutResponsible progress byState {{ state count }} }} \
             council {{ deliberations(state: DONE) {{ edges {{ node {{ label }} }} }} }} }} }}"
        );
        let public = house.ask("", &query, json!({ "id": hall.id })).await.done()["conference"].clone();
        assert_eq!(public["deliberations"]["edges"][0]["node"], {
            let mut shown = done.clone();
            shown.as_object_mut().unwrap().remove("__typename");
            shown
        });
        assert_eq!(public["deliberationSummary"]["byState"][2], json!({ "state": "DONE", "count": 1 }));
        assert_eq!(public["council"]["deliberations"]["edges"][0]["node"]["label"], "1M2");
        assert_eq!(done["entries"][0]["by"], "CMAS", "the council signs, no person");
    }

    async fn only_what_was_approved_for_the_own_level_is_followed_up_and_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let rejected = decided(&house, &hall, 1, GovernmentLevel::Municipal, ProposalState::Rejected).await;
        let elsewhere = decided(&house, &hall, 2, GovernmentLevel::State, ProposalState::Approved).await;
        let good = decided(&house, &hall, 3, GovernmentLevel::Municipal, ProposalState::Approved).await;
        let input = |proposal: &str| json!({ "key": key(), "proposalId": proposal });
        let act = |token: String, input: Value| {
            let house = &house;
            async move { house.act(&token, "openDeliberation", "Deliberation", "id", input).await }
        };
        let secretary = || town.secretary().to_owned();
        assert_eq!(act(secretary(), input(&rejected)).await.refusal(), "PROPOSAL_NOT_APPROVED");
        assert_eq!(act(secretary(), input(&elsewhere)).await.refusal(), "DELIBERATION_OTHER_LEVEL");
        let (one, other) = tokio::join!(act(secretary(), input(&good)), act(secretary(), input(&good)));
        let refused = [&one, &other].iter().filter(|answer| answer.data["code"] == "DELIBERATION_EXISTS").count();
        assert_eq!(refused, 1, "{one:?} {other:?}");

        let stranger = house.municipality(&state, "3106200").await;
        assert_eq!(act(stranger.secretary().to_owned(), input(&good)).await.error(), "NOT_FOUND");
        assert_eq!(act(String::new(), input(&good)).await.error(), "UNAUTHENTICATED");
        let delegate = house.delegate(&hall, Pool::Users, 1, true).await;
        for token in [town.token(Role::Auditor).to_owned(), delegate.token.clone()] {
            assert_eq!(act(token, input(&good)).await.refusal(), "NOT_PERMITTED");
        }
    }

    async fn what_cannot_be_recorded_is_refused_and_a_closed_one_is_opened_with_a_reason(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let proposal = decided(&house, &hall, 1, GovernmentLevel::Municipal, ProposalState::Approved).await;
        let opened = open(&house, &town, &proposal).await;
        let act = |name: &'static str, more: Value| {
            house.act(town.secretary(), name, "Deliberation", FIELDS, on(&opened, more))
        };
        for (more, code) in [
            (json!({ "version": 1 }), "NOTHING_TO_RECORD"),
            (json!({ "version": 1, "progress": 100, "account": "Pronto." }), "DELIBERATION_BAD_PROGRESS"),
            (json!({ "version": 1, "progress": 10 }), "REQUIRED"),
            (json!({ "version": 1, "deadline": "2027-12-01" }), "RESPONSIBLE_REQUIRED"),
            (json!({ "version": 7, "progress": 10, "account": "Começou." }), "STALE_VERSION"),
        ] {
            assert_eq!(act("updateProgress", more.clone()).await.refusal(), code, "{more}");
        }
        assert_eq!(act("reopenDeliberation", json!({ "reason": "?" })).await.refusal(), "DELIBERATION_NOT_CLOSED");
        let over = json!({ "version": 1, "done": false, "account": "Sem dotação no orçamento." });
        assert_eq!(act("closeDeliberation", over).await.done()["state"], "NOT_DONE");
        let late = json!({ "evidence": { "description": "Ata" } });
        assert_eq!(act("attachDeliberationEvidence", late).await.refusal(), "DELIBERATION_CLOSED");
        let again = act("reopenDeliberation", json!({ "reason": "Veio a dotação." })).await.done();
        assert_eq!((&again["state"], again["entries"].as_array().unwrap().len()), (&json!("OPEN"), 2));
    }

    async fn a_page_of_deliberations_costs_the_same_for_few_and_many(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let mut costs = Vec::new();
        for part in [1..6, 6..20] {
            for number in part {
                let municipal = GovernmentLevel::Municipal;
                let proposal = decided(&house, &hall, number, municipal, ProposalState::Approved).await;
                open(&house, &town, &proposal).await;
            }
            let query = "query($id: ID!) { conference(id: $id) { deliberations(first: 50) { edges { node { label } } } } }";
            let before = house.store.statements();
            house.ask("", query, json!({ "id": hall.id })).await.done();
            costs.push(house.store.statements() - before);
        }
        assert_eq!(costs[0], costs[1]);
    }
}
