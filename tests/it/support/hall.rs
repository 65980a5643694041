//! A conference with people in its hall, put straight into the store: for tests whose subject comes
//! later in the process than planning and registering.

use super::{House, Town};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, Utc};
use domain::conferences::{ConferenceMode, ConferenceState};
use domain::cycles::CycleParameters;
use domain::ids::{RowId, TenantId};
use domain::participants::{Channel, Eligibility};
use domain::people::{Category, GovernmentLevel, Level, Pool, Sector, Segment};
use domain::proposals::{ProposalKind, ProposalState};
use policy::Role;
use serde_json::{Value, json};
use store::conferences::conference;
use store::cycles::{CycleState, cycle};
use store::participants::participant;
use store::proposals::{ProposalOrigin, proposal};
use store::{Coded, Doc};
use usecases::seeding;
use uuid::Uuid;

/// The specimen conference.
pub fn specimen() -> Value {
    serde_json::from_str(include_str!("../../../crates/domain/specimen/municipal-conference.json")).unwrap()
}

/// The specimen's cycle, moved to the days of the test's clock (20 and 21 May 2027).
pub fn parameters() -> CycleParameters {
    let mut cycle = specimen()["cycle"].clone();
    cycle["windows"] = json!([
        { "stage": "MUNICIPAL", "from": "2027-03-01", "to": "2027-07-11" },
        { "stage": "STATE", "from": "2027-08-01", "to": "2027-10-31" },
        { "stage": "NATIONAL", "from": "2027-12-01", "to": "2027-12-10" },
    ]);
    cycle["registrationWindow"] = json!({ "from": "2027-04-01", "to": "2027-05-19" });
    cycle["credentialingClose"] = json!("2027-05-20T15:00:00Z");
    cycle["motions"]["deadline"] = json!("2027-05-21T13:00:00Z");
    serde_json::from_value(cycle).unwrap()
}

/// The global id of a row.
pub fn global(kind: &str, tenant: TenantId, id: Uuid) -> String {
    let bytes = [tenant.0.as_bytes().as_slice(), id.as_bytes(), kind.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The row a global id names.
pub fn row_of(id: &str) -> Uuid {
    Uuid::from_slice(&URL_SAFE_NO_PAD.decode(id).unwrap()[16..32]).unwrap()
}

/// A conference.
#[derive(Clone)]
pub struct Hall {
    /// Global id of the conference.
    pub id: String,
    /// The conference.
    pub row: RowId,
}

/// Somebody in the hall.
pub struct Person {
    /// Global id of the participant.
    pub id: String,
    /// The participant.
    pub row: Uuid,
    /// Token of a session as badge and PIN would begin it.
    pub token: String,
}

impl House {
    /// A conference of a town in a state, from a published cycle of the council above.
    pub async fn hall(&self, above: &Town, town: &Town, state: ConferenceState) -> Hall {
        self.hall_with(above, town, state, parameters()).await
    }

    /// As [`Self::hall`], with other parameters.
    pub async fn hall_with(&self, above: &Town, town: &Town, state: ConferenceState, rules: CycleParameters) -> Hall {
        let now = self.system().now();
        let cycle = self.published_cycle(above, &rules).await;
        let row = RowId { tenant: town.tenant, id: self.system().new_id() };
        let model = &conference_model(now, &rules, row, RowId { tenant: above.tenant, id: cycle }, state);
        let permit = policy::system(town.tenant, "test");
        self.store
            .transact(
                "test.hall",
                &permit,
                |scope| async move { scope.insert::<conference::Entity>(model.clone()).await },
            )
            .await
            .unwrap();
        Hall { id: global("Conference", town.tenant, row.id), row }
    }

    /// A second conference of a town that has one: an extraordinary edition of its own.
    pub async fn second_hall(&self, above: &Town, town: &Town) -> Hall {
        let (now, rules) = (self.system().now(), parameters());
        let cycle = self.published_cycle(above, &rules).await;
        let row = RowId { tenant: town.tenant, id: self.system().new_id() };
        let cycle = RowId { tenant: above.tenant, id: cycle };
        let model = conference_model(now, &rules, row, cycle, ConferenceState::InProgress);
        let model = &conference::Model { edition: 14, ..model };
        let insert = |scope: store::Scope| async move { scope.insert::<conference::Entity>(model.clone()).await };
        self.store.transact("test.hall", &policy::system(town.tenant, "test"), insert).await.unwrap();
        Hall { id: global("Conference", town.tenant, row.id), row }
    }

    async fn published_cycle(&self, above: &Town, rules: &CycleParameters) -> Uuid {
        let now = self.system().now();
        let model = &cycle::Model {
            tenant_id: above.tenant.0,
            id: self.system().new_id(),
            name: "14º ciclo".into(),
            level: Coded(Level::State),
            state: Coded(CycleState::Published),
            parameters: Doc(rules.clone()),
            version: 1,
            created_at: now,
            published_at: Some(now),
            published_version: 1,
            published_parameters: Some(Doc(rules.clone())),
            inherits_tenant_id: None,
            inherits_id: None,
            inherits_version: None,
        };
        let permit = policy::system(above.tenant, "test");
        self.store
            .transact("test.cycle", &permit, |scope| async move { scope.insert::<cycle::Entity>(model.clone()).await })
            .await
            .unwrap();
        model.id
    }

    /// So many delegates, checked in, of the four pools in turn (government, users, workers, entities).
    pub async fn delegates(&self, hall: &Hall, count: usize) -> Vec<Person> {
        let pools = [Pool::Government, Pool::Users, Pool::Workers, Pool::Entities];
        let mut people = Vec::with_capacity(count);
        for n in 0..count {
            people.push(self.delegate(hall, pools[n % 4], n, true).await);
        }
        people
    }

    /// So many delegates of the four pools in turn, checked in, without sessions: for long lists.
    pub async fn crowd(&self, hall: &Hall, count: usize) {
        let ctx = self.system();
        let pools = [Pool::Government, Pool::Users, Pool::Workers, Pool::Entities];
        let category = |pool| if pool == Pool::Government { Category::Government } else { Category::CivilSociety };
        let row = |n: usize| {
            let pool = pools[n % 4];
            let model = person_model(ctx.now(), ctx.new_id(), hall.row, category(pool), Some(pool), n, true);
            participant::Model { name: format!("Pessoa {n:04}"), search_name: format!("pessoa {n:04}"), ..model }
        };
        let rows: &Vec<_> = &(0..count).map(row).collect();
        let permit = policy::system(hall.row.tenant, "test");
        self.store
            .transact("test.crowd", &permit, |scope| async move {
                scope.insert_all::<participant::Entity>(rows.clone()).await
            })
            .await
            .unwrap();
    }

    /// One delegate of a pool; `n` numbers the person on lists.
    pub async fn delegate(&self, hall: &Hall, pool: Pool, n: usize, present: bool) -> Person {
        let category = if pool == Pool::Government { Category::Government } else { Category::CivilSociety };
        self.person(hall, category, Some(pool), n, present).await
    }

    /// One participant; a pool for delegates only.
    pub async fn person(&self, hall: &Hall, category: Category, pool: Option<Pool>, n: usize, present: bool) -> Person {
        let ctx = self.system();
        let model = &person_model(ctx.now(), ctx.new_id(), hall.row, category, pool, n, present);
        let permit = policy::system(hall.row.tenant, "test");
        self.store
            .transact("test.person", &permit, |scope| async move {
                scope.insert::<participant::Entity>(model.clone()).await
            })
            .await
            .unwrap();
        let role = match category {
            Category::Guest => Role::Guest,
            Category::Observer => Role::Observer,
            _ => Role::Delegate,
        };
        let session = seeding::participant_session(&self.app, &ctx, hall.row, model.id, role).await.unwrap();
        Person { id: global("Participant", hall.row.tenant, model.id), row: model.id, token: session.token }
    }
}

fn conference_model(
    now: DateTime<Utc>,
    rules: &CycleParameters,
    row: RowId,
    cycle: RowId,
    state: ConferenceState,
) -> conference::Model {
    conference::Model {
        tenant_id: row.tenant.0,
        id: row.id,
        cycle_tenant_id: cycle.tenant.0,
        cycle_id: cycle.id,
        cycle_version: 1,
        parameters: Doc(rules.clone()),
        edition: 13,
        title: "13ª Conferência Municipal de Assistência Social".into(),
        level: Coded(Level::Municipal),
        kind: Coded(rules.kind),
        mode: Coded(ConferenceMode::InPerson),
        state: Coded(state),
        theme: rules.theme.clone(),
        first_day: NaiveDate::from_ymd_opt(2027, 5, 20),
        last_day: NaiveDate::from_ymd_opt(2027, 5, 21),
        venue_name: Some("Centro de Eventos".into()),
        venue_address: Some("Avenida das Quaresmeiras, 100".into()),
        time_zone: "America/Sao_Paulo".into(),
        credentialing_opened_at: Some(now),
        credentialing_closes_at: rules.credentialing_close,
        credentialing_closed_at: None,
        state_reason: None,
        created_at: now,
        version: 1,
    }
}

/// A proposal of a group at its axis, level and number, published, as nobody has voted on it yet.
pub fn proposal_model(
    now: DateTime<Utc>,
    id: Uuid,
    hall: RowId,
    (axis, level, number): (i32, GovernmentLevel, i32),
    state: ProposalState,
    text: String,
) -> proposal::Model {
    proposal::Model {
        tenant_id: hall.tenant.0,
        id,
        conference_id: hall.id,
        group_id: None,
        axis,
        level: Coded(level),
        number,
        position: i64::from(axis * 1000 + number),
        kind: Coded(ProposalKind::New),
        origin: Coded(ProposalOrigin::Group),
        state: Coded(state),
        text,
        search_text: String::new(),
        book_text: None,
        highlighted: false,
        author_id: None,
        votes_for: None,
        votes_against: None,
        abstentions: None,
        group_outcome: None,
        group_consensus: false,
        group_rank: None,
        group_reason: None,
        published_at: Some(now),
        merged_into: None,
        priority_marks: None,
        created_at: now,
        version: 1,
    }
}

/// Somebody of a category and pool, as registration and credentialing leave them.
fn person_model(
    now: DateTime<Utc>,
    id: Uuid,
    hall: RowId,
    category: Category,
    pool: Option<Pool>,
    n: usize,
    present: bool,
) -> participant::Model {
    let segment = match pool {
        Some(Pool::Users) => Some(Segment::Users),
        Some(Pool::Workers) => Some(Segment::Workers),
        Some(Pool::Entities) => Some(Segment::Entities),
        _ => None,
    };
    let sector = pool.map(|pool| if pool == Pool::Government { Sector::Government } else { Sector::CivilSociety });
    participant::Model {
        tenant_id: hall.tenant.0,
        id,
        conference_id: hall.id,
        number: i32::try_from(n).unwrap() + 1,
        name: format!("Pessoa {n:03}"),
        search_name: format!("pessoa {n:03}"),
        social_name: None,
        gender: None,
        birth_date: NaiveDate::from_ymd_opt(1960 + i32::try_from(n % 40).unwrap(), 1, 1),
        cpf: None,
        email: Some(format!("pessoa{n}@{}.test", hall.id.simple())),
        category: Coded(category),
        sector: sector.map(Coded),
        segment: segment.map(Coded),
        organization: Some("Associação de Moradores".into()),
        mandate_id: None,
        reserved_groups: Doc(Vec::new()),
        axis_preferences: Doc(vec![1, 2, 3]),
        group_id: None,
        channel: Coded(Channel::Online),
        eligibility: Coded(Eligibility::Eligible),
        eligibility_reason: None,
        badge_code: None,
        pin_hash: None,
        registered_at: now,
        consent: None,
        check_in_at: present.then_some(now),
        check_in_desk: present.then(|| "mesa 1".to_owned()),
        check_out_at: None,
        accessibility_needs: Doc(Vec::new()),
        diet: None,
        withdrawn_at: None,
        seat_kind: None,
        delegation_id: None,
        replaces_id: None,
        holds_seat: true,
        version: 1,
    }
}
