//! Before the plenary: submitted, reworded, put together, taken back; who sees what.

use super::Workshop;
use crate::support::{House, key};
use domain::people::{Category, Pool};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

both_databases! {
    async fn every_wording_is_kept_with_author_time_and_difference(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 4).await;
        let first = shop.submit("Abrir o CRAS aos sábados.").await;
        assert_eq!((&first["label"], &first["state"], &first["origin"]), (&json!("1M1"), &json!("IN_GROUP"), &json!("GROUP")));
        shop.house.clock.advance(std::time::Duration::from_secs(60));
        let mut input = shop.edition(&first, "Abrir os dois CRAS aos sábados.");
        input["reason"] = json!("Contribuição do grupo.");
        let second = shop.act(shop.rapporteur(), "editProposal", input.clone()).await.done();
        assert_eq!(shop.act(shop.rapporteur(), "editProposal", input).await.done(), second, "the same key once");
        let same = shop.act(shop.rapporteur(), "editProposal", shop.edition(&second, "Abrir os dois CRAS aos sábados. ")).await.done();
        let history = "version history { number text author reason at changes { op text } }";
        let seen = shop.see(shop.town.secretary(), &first, history).await.done();
        let versions = seen["history"].as_array().unwrap();
        assert_eq!(versions.len(), 2, "the same wording again is no version");
        assert_eq!(seen["version"], same["version"]);
        assert_eq!(versions[0]["text"], "Abrir o CRAS aos sábados.");
        assert_eq!((&versions[1]["author"], &versions[1]["reason"]), (&json!("Pessoa rapporteur"), &json!("Contribuição do grupo.")));
        assert!(versions[0]["at"].as_str() < versions[1]["at"].as_str());
        let inserted: Vec<&Value> =
            versions[1]["changes"].as_array().unwrap().iter().filter(|part| part["op"] == "INSERT").collect();
        assert_eq!(inserted[0]["text"], " os dois");
        let member = shop.see(&shop.people[0].token, &first, history).await.done();
        assert_eq!(member["history"][1]["author"], Value::Null, "names of authors are for the council's people");
    }

    async fn of_many_edits_at_once_one_counts_and_the_others_are_told(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 2).await;
        let row = shop.submit("Texto inicial da proposta.").await;
        let edits = (0..8).map(|n| shop.act(shop.rapporteur(), "editProposal", shop.edition(&row, &format!("Texto número {n}."))));
        let answers = futures_util::future::join_all(edits).await;
        let stale = answers.iter().filter(|answer| answer.data["code"] == "STALE_VERSION").count();
        let done = answers.iter().filter(|answer| answer.data["id"] == row["id"]).count();
        assert_eq!((done, stale), (1, 7));
        assert!(answers.iter().all(|answer| answer.data["code"].is_null() || answer.data["currentVersion"] == 2));
        let seen = shop.see(shop.rapporteur(), &row, "version history { number }").await.done();
        assert_eq!((seen["version"].as_i64(), seen["history"].as_array().unwrap().len()), (Some(2), 2));
    }

    async fn many_submissions_at_once_get_numbers_of_their_own(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 2).await;
        let many = (0..8).map(|n| shop.act(shop.rapporteur(), "submitProposal", shop.submission(&format!("Proposta {n}."))));
        let mut labels: Vec<String> = futures_util::future::join_all(many)
            .await
            .into_iter()
            .map(|answer| answer.done()["label"].as_str().unwrap().to_owned())
            .collect();
        labels.sort();
        assert_eq!(labels, (1..=8).map(|n| format!("1M{n}")).collect::<Vec<_>>());
    }

    async fn an_edit_after_the_groups_vote_has_the_group_vote_again(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 2).await;
        let voted = shop.pass(&shop.submit("Ampliar o SCFV.").await).await;
        let edited = shop.act(shop.rapporteur(), "editProposal", shop.edition(&voted, "Ampliar o SCFV rural.")).await.done();
        let seen = shop.see(shop.rapporteur(), &edited, "groupResult { inFavour }").await.done();
        assert_eq!(seen["groupResult"], Value::Null);
        shop.pass(&edited).await;
        shop.send().await;
        let late = shop.see(shop.rapporteur(), &edited, "id version state").await.done();
        assert_eq!(shop.act(shop.rapporteur(), "editProposal", shop.edition(&late, "Outra.")).await.refusal(), "PROPOSAL_NOT_NOW");
    }

    async fn proposals_put_together_keep_their_parents(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 2).await;
        let (one, two, three) =
            (shop.submit("Contratar psicóloga.").await, shop.submit("Contratar psicólogo.").await, shop.submit("Outra coisa.").await);
        let mut other_level = shop.submission("Cofinanciar.");
        other_level["level"] = json!("STATE");
        let state = shop.act(shop.rapporteur(), "submitProposal", other_level).await.done();
        let merge = |target: &Value, sources: Vec<&Value>| json!({
            "key": key(), "proposalId": target["id"], "version": target["version"], "text": "Contratar equipe de psicologia.",
            "sourceProposalIds": sources.iter().map(|source| &source["id"]).collect::<Vec<_>>(),
        });
        for (input, code) in [
            (merge(&one, vec![]), "OUT_OF_RANGE"),
            (merge(&one, vec![&state]), "MERGE_LEVELS"),
            (merge(&one, vec![&one]), "MERGE_CYCLE"),
        ] {
            assert_eq!(shop.act(shop.rapporteur(), "mergeProposals", input).await.refusal(), code);
        }
        let merged = shop.act(shop.rapporteur(), "mergeProposals", merge(&one, vec![&two, &three])).await.done();
        assert_eq!(merged["text"], "Contratar equipe de psicologia.");
        assert_eq!(shop.act(shop.rapporteur(), "mergeProposals", merge(&one, vec![&two])).await.refusal(), "STALE_VERSION");
        let again = shop.act(shop.rapporteur(), "mergeProposals", merge(&merged, vec![&two])).await;
        assert_eq!(again.refusal(), "ALREADY_MERGED");
        let seen = shop.see(&shop.people[0].token, &one, "parents { label text state mergedIntoId } origins { kind sourceId } history { number }").await.done();
        let parents = seen["parents"].as_array().unwrap();
        assert_eq!((&parents[0]["label"], &parents[1]["label"]), (&json!("1M2"), &json!("1M3")));
        assert_eq!((&parents[0]["text"], &parents[0]["state"]), (&json!("Contratar psicólogo."), &json!("MERGED")));
        assert_eq!(parents[0]["mergedIntoId"], one["id"]);
        assert_eq!(seen["origins"][0], json!({ "kind": "PROPOSAL", "sourceId": two["id"] }));
        assert_eq!(seen["history"].as_array().unwrap().len(), 2);
    }

    async fn a_delegate_submits_in_the_own_group_and_takes_back_only_what_is_theirs(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 2).await;
        let (author, other) = (&shop.people[0].token, &shop.people[1].token);
        let own = shop.act(author, "submitProposal", shop.submission("Criar horta no CRAS.")).await.done();
        let withdraw = |row: &Value| json!({ "key": key(), "proposalId": row["id"], "version": row["version"] });
        assert_eq!(shop.act(other, "withdrawProposal", withdraw(&own)).await.refusal(), "NOT_PERMITTED");
        assert_eq!(shop.act(author, "editProposal", shop.edition(&own, "x")).await.refusal(), "NOT_PERMITTED");
        let gone = shop.act(author, "withdrawProposal", withdraw(&own)).await.done();
        assert_eq!(gone["state"], "WITHDRAWN");
        assert_eq!(shop.act(author, "withdrawProposal", withdraw(&gone)).await.refusal(), "PROPOSAL_NOT_NOW");
        let stray = shop.house.delegate(&shop.hall, Pool::Users, 40, true).await;
        assert_eq!(shop.act(&stray.token, "submitProposal", shop.submission("De fora.")).await.refusal(), "NOT_IN_GROUP");
        let absent = shop.house.delegate(&shop.hall, Pool::Users, 41, false).await;
        assert_eq!(shop.act(&absent.token, "submitProposal", shop.submission("De longe.")).await.refusal(), "NOT_CHECKED_IN");
        let observer = shop.house.person(&shop.hall, Category::Observer, None, 42, true).await;
        assert_eq!(shop.act(&observer.token, "submitProposal", shop.submission("Sem voto.")).await.refusal(), "NOT_PERMITTED");
        assert_eq!(shop.act(shop.state.secretary(), "submitProposal", shop.submission("De cima.")).await.error(), "NOT_FOUND");
        assert_eq!(shop.act("", "submitProposal", shop.submission("Anônima.")).await.error(), "UNAUTHENTICATED");
    }

    async fn submissions_are_refused_field_by_field(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 2).await;
        let rapporteur = shop.rapporteur();
        for (field, value, code) in [
            ("text", json!("   "), "REQUIRED"),
            ("text", json!("a".repeat(501)), "TOO_LONG"),
            ("text", json!("a\u{0007}b"), "CONTROL_CHARACTER"),
            ("workingGroupId", Value::Null, "AXIS_REQUIRED"),
        ] {
            let mut input = shop.submission("Texto.");
            input[field] = value;
            assert_eq!(shop.act(rapporteur, "submitProposal", input).await.refusal(), code);
        }
        let mut draft = shop.submission("Rascunho do eixo 2.");
        draft["workingGroupId"] = Value::Null;
        draft["axis"] = json!(2);
        let row = shop.act(rapporteur, "submitProposal", draft.clone()).await.done();
        assert_eq!((&row["label"], &row["state"]), (&json!("2M1"), &json!("DRAFT")));
        draft["key"] = json!(key());
        assert_eq!(shop.act(&shop.people[0].token, "submitProposal", draft).await.refusal(), "SUBMIT_IN_GROUP");
        let mut astray = shop.edition(&row, "Rascunho do eixo 2.");
        astray["workingGroupId"] = shop.group["id"].clone();
        assert_eq!(shop.act(rapporteur, "editProposal", astray).await.refusal(), "GROUP_AXIS");
        let plan = json!({ "key": key(), "conferenceId": shop.hall.id, "axis": 2 });
        let group = shop.house.act(shop.town.secretary(), "createGroup", "WorkingGroup", "id", plan).await.done();
        let opening = json!({ "key": key(), "workingGroupId": group["id"] });
        shop.house.act(rapporteur, "openGroup", "WorkingGroup", "id", opening).await.done();
        let brought = shop.see(rapporteur, &row, "state workingGroupId").await.done();
        assert_eq!((&brought["state"], &brought["workingGroupId"]), (&json!("IN_GROUP"), &group["id"]), "the draft came along");
    }

    async fn drafts_are_for_the_group_and_the_council_until_the_caderno_is_sent(db: TestDatabase) {
        let shop = Workshop::of(House::open(db).await, 3).await;
        let row = shop.pass(&shop.submit("Garantir transporte às comunidades rurais.").await).await;
        let outsider = shop.house.delegate(&shop.hall, Pool::Users, 40, true).await;
        let count = |token: String| {
            let shop = &shop;
            async move { shop.house.all_proposals(&token, &shop.hall, "label").await.len() }
        };
        for (token, seen) in [("", 0), (outsider.token.as_str(), 0), (shop.state.secretary(), 0)] {
            assert_eq!(count(token.to_owned()).await, seen);
            assert_eq!(shop.see(token, &row, "id").await.error(), "NOT_FOUND");
        }
        for token in [&shop.people[0].token, shop.town.token(Role::Auditor), shop.town.secretary()] {
            assert_eq!(count(token.to_owned()).await, 1);
            shop.see(token, &row, "id").await.done();
        }
        assert_eq!(shop.send().await, json!({ "sent": 1, "cut": 0, "__typename": "SentBook" }));
        assert_eq!(count(String::new()).await, 1);
        let seen = shop.see("", &row, "state bookText publishedAt").await.done();
        assert_eq!((&seen["state"], &seen["bookText"]), (&json!("IN_PLENARY"), &json!("Garantir transporte às comunidades rurais.")));
        let filter = "query($id: ID!, $filter: ProposalFilterInput) { conference(id: $id) { proposals(filter: $filter) { edges { node { label } } } } }";
        for (wanted, found) in [
            (json!({ "search": "TRANSPORTE as comunidades" }), 1),
            (json!({ "search": "creche" }), 0),
            (json!({ "axis": 1, "level": "MUNICIPAL", "state": "IN_PLENARY", "workingGroupId": shop.group["id"] }), 1),
            (json!({ "axis": 2 }), 0),
        ] {
            let answer = shop.house.ask("", filter, json!({ "id": shop.hall.id, "filter": wanted })).await.done();
            assert_eq!(answer["conference"]["proposals"]["edges"].as_array().unwrap().len(), found, "{wanted}");
        }
    }
}
