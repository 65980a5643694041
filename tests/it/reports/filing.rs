//! Filing, and what the public sees.

use super::desk::{REPORT, specimen_facts};
use crate::support::{House, key};
use policy::Role;
use serde_json::{Value, json};
use testkit::both_databases;

both_databases! {
    async fn a_report_is_filed_received_returned_corrected_and_accepted(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        assert_eq!(house.file(&town, &hall).await.refusal(), "REPORT_WRONG_STATE", "not signed yet");
        house.sign(&town, &hall).await.done();
        let filed = house.file(&town, &hall).await.done();
        assert_eq!((&filed["state"], &filed["submission"]["protocol"]), (&json!("FILED"), &Value::Null));
        house.relay().await;

        let received = house.report(town.secretary(), &hall).await;
        let protocol = received["submission"]["protocol"].as_str().unwrap();
        assert!(protocol.starts_with("2027.000001-"), "{protocol}");
        assert!(received["submission"]["receipt"].as_str().unwrap().contains("20 de maio de 2027, às 9h (dentro do prazo)"));
        let secretary = format!("secretary@{}.test", town.tenant.0.simple());
        assert!(house.last_mail_to(&secretary).await.unwrap().contains(protocol));
        let entry = house.inbox_entry(&state, &hall).await;
        assert_eq!((&entry["hash"], &entry["protocol"]), (&received["submission"]["hash"], &json!(protocol)));
        assert_eq!((&entry["proposals"], &entry["delegates"], &entry["late"]), (&json!(32), &json!(4), &json!(false)));

        let give_back = |reasons: Value| json!({ "key": key(), "inboxEntryId": entry["id"], "reasons": reasons });
        let reason = json!([{ "section": 10, "reason": "Falta a ata da eleição." }]);
        let act = |input: Value| house.act(state.secretary(), "returnReport", "InboxEntry", "state", input);
        assert_eq!(act(give_back(json!([]))).await.refusal(), "REPORT_REASON_MISSING");
        assert_eq!(act(give_back(json!([{ "section": 99, "reason": "x" }]))).await.refusal(), "REPORT_UNKNOWN_SECTION");
        assert_eq!(act(give_back(reason.clone())).await.done()["state"], "RETURNED");
        assert_eq!(act(give_back(reason.clone())).await.refusal(), "INBOX_WRONG_STATE");
        house.relay().await;
        let returned = house.report(town.secretary(), &hall).await;
        assert_eq!((&returned["state"], &returned["submission"]["returnReasons"]), (&json!("RETURNED"), &reason));
        assert!(house.last_mail_to(&secretary).await.unwrap().contains("Seção 10: Falta a ata"));

        let generate = json!({ "key": key(), "conferenceId": hall.id });
        let second = house.act(town.secretary(), "generateReport", "Report", REPORT, generate).await.done();
        assert_eq!((&second["number"], &second["state"], &second["submission"]), (&json!(2), &json!("DRAFT"), &Value::Null));
        assert_eq!(second["versions"][0]["state"], "RETURNED", "what was filed stays as it was");
        house.put_facts(&hall, &specimen_facts()).await;
        house.sign(&town, &hall).await.done();
        house.file(&town, &hall).await.done();
        house.relay().await;
        let again = house.inbox_entry(&state, &hall).await;
        assert_eq!((&again["id"], &again["number"], &again["state"]), (&entry["id"], &json!(2), &json!("RECEIVED")));

        let accept = json!({ "key": key(), "inboxEntryId": entry["id"] });
        let act = |input: Value| house.act(state.secretary(), "acceptReport", "InboxEntry", "state", input);
        assert_eq!(act(accept.clone()).await.done()["state"], "ACCEPTED");
        assert_eq!(act(accept).await.done()["state"], "ACCEPTED", "the same key gives the same answer");
        assert_eq!(act(json!({ "key": key(), "inboxEntryId": entry["id"] })).await.refusal(), "INBOX_WRONG_STATE");
        house.relay().await;
        assert_eq!(house.report(town.secretary(), &hall).await["state"], "ACCEPTED");
        assert!(house.last_mail_to(&secretary).await.unwrap().contains("4 delegadas e delegados"));
    }

    async fn what_is_filed_is_public_without_personal_data(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        assert_eq!(house.report("", &hall).await, Value::Null, "a draft is nobody's but the council's");
        let own = house.report(town.secretary(), &hall).await;
        assert_eq!(own["delegation"][0]["cpf"].as_str().unwrap().len(), 14);
        let chair = house.report(town.token(Role::Table), &hall).await;
        assert_eq!(chair["delegation"][0]["cpf"], Value::Null, "documents are for those who need them");
        house.sign(&town, &hall).await.done();
        house.file(&town, &hall).await.done();
        let public = house.report("", &hall).await;
        assert_eq!((&public["state"], &public["shortcomings"]), (&json!("FILED"), &Value::Null));
        assert_eq!(public["delegation"][0]["name"], "Pascoal Peroba Juazeiro");
        let text = public.to_string();
        assert!(!text.contains("000.000.") && !text.contains("@example.org"), "no document and no contact");
        assert_eq!(public["delegation"][0]["reservedShare"], Value::Null);
    }

    async fn two_who_file_at_once_file_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        house.sign(&town, &hall).await.done();
        let (one, other) = tokio::join!(house.file(&town, &hall), house.file(&town, &hall));
        let refused: Vec<&Value> = [&one, &other].into_iter().filter(|it| !it.data["code"].is_null()).map(|it| &it.data["code"]).collect();
        assert_eq!(refused, [&json!("REPORT_WRONG_STATE")]);
        house.relay().await;
        assert_eq!(house.inbox(&state, &hall, json!({})).await["summary"]["received"], 1);
    }

    async fn strangers_and_other_roles_file_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (national, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        house.sign(&town, &hall).await.done();
        let delegate = &house.delegates(&hall, 1).await[0];
        let file = |token: String| {
            let (house, id) = (&house, hall.id.clone());
            async move {
                let input = json!({ "key": key(), "conferenceId": id });
                house.act(&token, "fileReport", "Report", "state", input).await
            }
        };
        assert_eq!(file(state.secretary().to_owned()).await.error(), "NOT_FOUND");
        assert_eq!(file(town.token(Role::Auditor).to_owned()).await.refusal(), "NOT_PERMITTED");
        assert_eq!(file(delegate.token.clone()).await.refusal(), "NOT_PERMITTED");
        assert_eq!(file(String::new()).await.error(), "UNAUTHENTICATED");
        let _above = national;
    }
}
