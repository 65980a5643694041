//! What the tests of reports and inboxes work with.

use super::facts;
use crate::support::{Answer, Hall, House, Town, global, key, specimen};
use domain::conferences::ConferenceState;
use domain::ids::TenantId;
use domain::reports::{FreeTexts, ReportFacts, SealedLetter, build};
use policy::Role;
use serde_json::{Value, json};
use store::conferences::conference;
use store::outbox::{NewEntry, Topic};
use store::reports::{Direction, letter, report, report_version};
use store::{Coded, Doc};
use uuid::Uuid;

/// What is asked of a report.
pub const REPORT: &str = "number state version contentHash deadline sections { number title empty text editable } \
    figures proposals { proposal label axis level order text } \
    delegation { kind order sector segment name cpf email reservedShare } \
    shortcomings { section field code severity message rule } signatures { name role contentHash } \
    submission { protocol filedAt late hash state receivedAt receipt returnReasons { section reason } } \
    versions { number state submission { protocol late } }";

/// The specimen's facts, on the days of a hall.
pub fn specimen_facts() -> ReportFacts {
    let mut facts = facts::facts(&specimen());
    facts.conference.first_day = "2027-05-20".parse().unwrap();
    facts.conference.last_day = "2027-05-21".parse().unwrap();
    facts.deadline = "2027-06-10".parse().unwrap();
    facts
}

/// The place of another town in the specimen's facts, so that reports differ.
pub fn facts_of(place: &str) -> ReportFacts {
    let mut facts = specimen_facts();
    facts.place.name = place.to_owned();
    facts
}

impl House {
    /// A closed conference of a town with a report drafted from facts, put straight into the store:
    /// the facts themselves are the subject of other tests.
    pub async fn drafted(&self, above: &Town, town: &Town, facts: &ReportFacts) -> Hall {
        let hall = self.hall(above, town, ConferenceState::Closed).await;
        self.put_facts(&hall, facts).await;
        hall
    }

    /// Makes these the facts of the draft that is worked on, or of a first one.
    pub async fn put_facts(&self, hall: &Hall, facts: &ReportFacts) {
        let ctx = &self.system();
        let permit = policy::system(hall.row.tenant, "test");
        self.store
            .transact("test.report", &permit, |scope| async move {
                let conference = scope.get::<conference::Entity>(hall.row.id).await?.unwrap();
                let content = build(&conference.parameters.report_model, facts, &FreeTexts::new());
                let hash = content.content_hash().unwrap();
                if let Some(kept) = store::reports::current_version(&scope, hall.row.id).await? {
                    let (facts, content) = (Doc(facts.clone()), Doc(content));
                    let kept = report_version::Model { facts, content, content_hash: hash, errors: 0, ..kept };
                    return scope.save::<report_version::Entity>(kept).await.map(|_| ());
                }
                let begun = report::Model {
                    tenant_id: hall.row.tenant.0,
                    id: ctx.new_id(),
                    conference_id: hall.row.id,
                    current: 1,
                    created_at: ctx.now(),
                };
                let begun = scope.insert::<report::Entity>(begun).await?;
                let first = report_version::Model {
                    tenant_id: hall.row.tenant.0,
                    id: ctx.new_id(),
                    report_id: begun.id,
                    conference_id: hall.row.id,
                    number: 1,
                    state: Coded(domain::reports::ReportState::Draft),
                    facts: Doc(facts.clone()),
                    free_texts: Doc(FreeTexts::new()),
                    content: Doc(content),
                    content_hash: hash,
                    errors: 0,
                    signatures: Doc(vec![]),
                    filing: None,
                    return_reasons: Doc(vec![]),
                    letter_id: None,
                    letter_hash: None,
                    receipt: None,
                    generated_at: ctx.now(),
                    signed_at: None,
                    filed_at: None,
                    answered_at: None,
                    version: 1,
                };
                scope.insert::<report_version::Entity>(first).await.map(|_| ())
            })
            .await
            .unwrap();
    }

    /// The report of a hall as the holder of a token sees it.
    pub async fn report(&self, token: &str, hall: &Hall) -> Value {
        let query = format!("query($id: ID!) {{ conference(id: $id) {{ report {{ {REPORT} }} }} }}");
        self.ask(token, &query, json!({ "id": hall.id })).await.done()["conference"]["report"].clone()
    }

    /// The president signs what is there.
    pub async fn sign(&self, town: &Town, hall: &Hall) -> Answer {
        let hash = self.report(town.secretary(), hall).await["contentHash"].clone();
        let input = json!({ "key": key(), "conferenceId": hall.id, "contentHash": hash });
        self.act(town.token(Role::President), "signReport", "Report", REPORT, input).await
    }

    /// The secretary files.
    pub async fn file(&self, town: &Town, hall: &Hall) -> Answer {
        let input = json!({ "key": key(), "conferenceId": hall.id });
        self.act(town.secretary(), "fileReport", "Report", REPORT, input).await
    }

    /// A report drafted, signed, filed and carried to the council above; gives the hall.
    pub async fn filed(&self, above: &Town, town: &Town, facts: &ReportFacts) -> Hall {
        let hall = self.drafted(above, town, facts).await;
        self.sign(town, &hall).await.done();
        self.file(town, &hall).await.done();
        self.relay().await;
        hall
    }

    /// The entry of a council in the inbox of another, in the cycle of a hall.
    pub async fn inbox_entry(&self, above: &Town, hall: &Hall) -> Value {
        let inbox = self.inbox(above, hall, json!({})).await;
        inbox["places"]["edges"][0]["node"]["entry"].clone()
    }

    /// The inbox of a council in the cycle of a hall.
    pub async fn inbox(&self, above: &Town, hall: &Hall, filter: Value) -> Value {
        let query = "query($slug: String!, $filter: InboxFilterInput) { council(slug: $slug) { inbox(filter: $filter) { \
            summary { total expected received returned accepted notHeld late overdue } \
            places(first: 50) { edges { node { state late deadline council { slug } \
                entry { id place number state protocol hash late proposals delegates returnReasons { section reason } } } } } } } }";
        let mut filter = filter;
        filter["cycleId"] = json!(self.cycle_id(hall).await);
        let answer =
            self.ask(above.secretary(), query, json!({ "slug": self.slug(above).await, "filter": filter })).await;
        answer.done()["council"]["inbox"].clone()
    }

    /// The name of a council in addresses.
    pub async fn slug(&self, town: &Town) -> String {
        usecases::councils::get(&self.app, town.tenant).await.unwrap().unwrap().slug
    }

    /// The global id of the cycle of a hall.
    pub async fn cycle_id(&self, hall: &Hall) -> String {
        let conference = self.conference(hall).await;
        global("Cycle", domain::ids::TenantId(conference.cycle_tenant_id), conference.cycle_id)
    }

    /// The conference of a hall as it is kept.
    pub async fn conference(&self, hall: &Hall) -> conference::Model {
        let scope = self.store.read(&policy::system(hall.row.tenant, "test")).await.unwrap();
        scope.get::<conference::Entity>(hall.row.id).await.unwrap().unwrap()
    }

    /// The id and hash of the letter that filed the current version.
    pub async fn letter_of(&self, hall: &Hall) -> (Uuid, String) {
        let scope = self.store.read(&policy::system(hall.row.tenant, "test")).await.unwrap();
        let version = store::reports::current_version(&scope, hall.row.id).await.unwrap().unwrap();
        (version.letter_id.unwrap(), version.letter_hash.unwrap())
    }
}

/// Puts a letter of a council into its outbox (again).
pub async fn put_into_outbox(house: &House, tenant: TenantId, letter: Uuid) -> Uuid {
    let ctx = &house.system();
    let id = ctx.new_id();
    let permit = policy::system(tenant, "test");
    let put = house.store.transact("test.outbox", &permit, |scope| async move {
        let payload = json!({ "letter": letter });
        let new = NewEntry { id, topic: Topic::Letter, conference_id: None, sequence: None, payload, at: ctx.now() };
        store::outbox::put(&scope, new).await
    });
    put.await.unwrap();
    id
}

/// Keeps a letter as sent, with a text that may be another than the one its hash is of.
pub async fn keep(house: &House, sealed: &SealedLetter, text: String) -> Uuid {
    let ctx = house.system();
    let row = &letter::Model {
        tenant_id: sealed.letter().sender.0,
        id: ctx.new_id(),
        direction: Coded(Direction::Sent),
        kind: Coded(sealed.letter().kind),
        peer_id: sealed.letter().recipient.0,
        conference_id: sealed.letter().conference,
        number: 1,
        schema: sealed.letter().schema.clone(),
        hash: sealed.hash().to_owned(),
        text,
        at: ctx.now(),
    };
    let permit = policy::system(sealed.letter().sender, "test");
    let kept = house
        .store
        .transact("test.letter", &permit, |scope| async move { scope.insert::<letter::Entity>(row.clone()).await });
    kept.await.unwrap();
    row.id
}
