//! Letters arrive once, whole, or not at all.

use super::desk::{keep, put_into_outbox, specimen_facts};
use crate::support::{Hall, House, Town};
use domain::ids::{RowId, TenantId};
use domain::reports::{FiledReport, SealedLetter, Signature, SignerRole, build, filing_letter};
use serde_json::json;
use store::outbox::entry;
use testkit::both_databases;
use uuid::Uuid;

/// The filing letter of the specimen, as its council would seal it.
async fn sealed(house: &House, hall: &Hall, state: &Town) -> SealedLetter {
    let conference = house.conference(hall).await;
    let report = build(&conference.parameters.report_model, &specimen_facts(), &Default::default());
    let signature = Signature {
        role: SignerRole::President,
        name: "Presidência".into(),
        signed_at: house.system().now(),
        content_hash: report.content_hash().unwrap(),
    };
    let cycle = RowId { tenant: TenantId(conference.cycle_tenant_id), id: conference.cycle_id };
    let filed = FiledReport { cycle, report, signatures: vec![signature], filed_at: house.system().now() };
    filing_letter((hall.row.tenant, state.tenant), hall.row.id, 1, &filed).unwrap()
}

async fn outbox_entry(house: &House, hall: &Hall, id: Uuid) -> entry::Model {
    let scope = house.store.read(&policy::system(hall.row.tenant, "test")).await.unwrap();
    scope.get::<entry::Entity>(id).await.unwrap().unwrap()
}

both_databases! {
    async fn a_letter_carried_out_twice_arrives_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.filed(&state, &town, &specimen_facts()).await;
        let before = house.inbox_entry(&state, &hall).await;
        let receipt = house.report(town.secretary(), &hall).await["submission"].clone();
        let mails = house.mail.messages().len();
        // As after a crash between delivery and noting it: the entry is there again.
        let (letter, _) = house.letter_of(&hall).await;
        let entry = put_into_outbox(&house, hall.row.tenant, letter).await;
        house.relay().await;
        assert!(outbox_entry(&house, &hall, entry).await.done_at.is_some());
        assert_eq!(house.inbox_entry(&state, &hall).await, before, "the same protocol, the same version");
        assert_eq!(house.report(town.secretary(), &hall).await["submission"], receipt);
        assert_eq!(house.mail.messages().len(), mails, "nobody is written to twice");
    }

    async fn two_relays_that_carry_one_letter_deliver_it_once(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        house.sign(&town, &hall).await.done();
        house.file(&town, &hall).await.done();
        let (letter, _) = house.letter_of(&hall).await;
        put_into_outbox(&house, hall.row.tenant, letter).await;
        tokio::join!(house.relay(), house.relay());
        house.relay().await;
        let entry = house.inbox_entry(&state, &hall).await;
        assert!(entry["protocol"].as_str().unwrap().starts_with("2027.000001-"));
        assert_eq!(house.inbox(&state, &hall, json!({})).await["summary"]["received"], 1);
    }

    async fn a_tampered_letter_is_refused_and_kept_back(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        let sealed = sealed(&house, &hall, &state).await;
        let tampered = sealed.text().replacen("transporte", "trasporte", 1);
        assert_ne!(tampered, sealed.text());
        let letter = keep(&house, &sealed, tampered).await;
        let entry = put_into_outbox(&house, hall.row.tenant, letter).await;
        house.relay().await;
        let kept_back = outbox_entry(&house, &hall, entry).await;
        assert_eq!((kept_back.done_at, kept_back.attempts), (None, 1));
        assert!(kept_back.last_error.unwrap().contains("SHA-256"));
        assert_eq!(house.inbox(&state, &hall, json!({})).await["summary"]["expected"], 1);
    }

    async fn a_letter_to_a_council_that_is_not_the_one_above_is_refused(db: TestDatabase) {
        let house = House::open(db).await;
        let (national, state, town) = house.three_levels().await;
        let other = house.state(&national, "SP").await;
        let hall = house.drafted(&state, &town, &specimen_facts()).await;
        let sealed = sealed(&house, &hall, &other).await;
        let letter = keep(&house, &sealed, sealed.text().to_owned()).await;
        let entry = put_into_outbox(&house, hall.row.tenant, letter).await;
        house.relay().await;
        assert!(outbox_entry(&house, &hall, entry).await.last_error.is_some());
        assert_eq!(house.inbox(&other, &hall, json!({})).await["summary"]["received"], 0);
    }

    async fn a_letter_beyond_the_largest_size_is_not_written(db: TestDatabase) {
        // A debug build takes its time to hash so much.
        let patient = api::ApiOptions { request_timeout: std::time::Duration::from_secs(120), ..api::ApiOptions::default() };
        let house = House::open_with(db, patient).await;
        let (_, state, town) = house.three_levels().await;
        let mut facts = specimen_facts();
        facts.rules.as_mut().unwrap().articles[0].text = "a".repeat(domain::reports::LETTER_MAX);
        let hall = house.drafted(&state, &town, &facts).await;
        house.sign(&town, &hall).await.done();
        assert_eq!(house.file(&town, &hall).await.refusal(), "LETTER_TOO_LARGE");
        assert_eq!(house.report("", &hall).await, serde_json::Value::Null, "nothing was filed");
    }
}
