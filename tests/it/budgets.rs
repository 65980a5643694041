//! Query budgets: a page of 50 costs as many SQL statements as a page of 5, on both databases.
//!
//! Asserted elsewhere, where the people and reports it takes are at hand:
//!
//! - `Conference.participants`: `participants::lists::two_thousand_people_are_paged_with_as_few_statements_as_five`
//! - `Inbox.places`: `consolidation::many::the_reports_of_853_councils_arrive_and_a_page_costs_the_same_whatever_its_size`
//! - `plenarySnapshot`: `live::a_snapshot_costs_the_same_with_five_and_with_three_hundred_people`

use crate::consolidation::councils;
use crate::reports::desk::specimen_facts;
use crate::support::{Hall, House, Person, Town, row_of};
use crate::voting::support::Plenary;
use chrono::NaiveDate;
use domain::conferences::{ConferenceMode, ConferenceState};
use domain::destaques::{DestaqueKind, DestaqueState};
use domain::groups::state::GroupState;
use domain::monitoring::DeliberationState;
use domain::people::{GovernmentLevel, Level};
use domain::proposals::ProposalState;
use policy::Role;
use serde_json::{Value, json};
use store::conferences::listing;
use store::consolidation::{accreditation, pool_item};
use store::councils::membership;
use store::cycles::cycle;
use store::destaques::{DestaqueTarget, destaque};
use store::groups::working_group;
use store::identity::account;
use store::monitoring::deliberation;
use store::proposals::version;
use store::voting::poll;
use store::{Coded, Doc};
use testkit::both_databases;
use uuid::Uuid;

/// Rows of each list: more than the longest page.
const ROWS: i32 = 60;

/// Questions of which the least costly counts.
const TRIES: usize = 20;

/// Puts rows of a table straight into the store.
macro_rules! keep {
    ($house:expr, $tenant:expr, $table:ty, $rows:expr) => {{
        let rows: &Vec<_> = &$rows;
        let permit = policy::system($tenant, "test");
        let kept = $house
            .store
            .transact("test.rows", &permit, |scope| async move { scope.insert_all::<$table>(rows.clone()).await });
        kept.await.unwrap();
    }};
}

/// Puts copies of a row straight into the store, each with an id of its own and changed by its number.
macro_rules! copy {
    ($house:expr, $tenant:expr, $table:ty, $id:expr, $change:expr) => {{
        let scope = $house.store.read(&policy::system($tenant, "test")).await.unwrap();
        let row = scope.get::<$table>($id).await.unwrap().unwrap();
        drop(scope);
        let ctx = $house.system();
        let copies: Vec<_> = (1..=ROWS).map(|n| $change(n, ctx.new_id(), row.clone())).collect();
        keep!($house, $tenant, $table, copies);
    }};
}

/// The statements of one question, and the rows that a JSON pointer finds in its answer.
async fn asked(house: &House, token: &str, query: &str, variables: Value, rows: &str) -> (u64, usize) {
    let before = house.store.statements();
    let answer = house.ask(token, query, variables).await.done();
    let spent = house.store.statements() - before;
    (spent, answer.pointer(rows).and_then(Value::as_array).map_or(0, Vec::len))
}

/// Asks for a page of 5 and for one of 50 of the list at a JSON pointer, which must cost the same.
///
/// Loaders gather what is asked for within a millisecond; on a busy machine one may gather twice, so the
/// least of several questions counts. One statement a row would show in each of them.
async fn same_cost(house: &House, token: &str, query: &str, variables: Value, list: &str) {
    let mut costs = Vec::new();
    for first in [5, 50] {
        let mut variables = variables.clone();
        variables["first"] = json!(first);
        let mut least = u64::MAX;
        for _ in 0..TRIES {
            let (spent, rows) = asked(house, token, query, variables.clone(), &format!("{list}/edges")).await;
            assert_eq!(rows, first, "rows of {list}");
            least = least.min(spent);
            if costs.first().is_some_and(|few| least <= *few) {
                break;
            }
        }
        costs.push(least);
    }
    assert_eq!(costs[0], costs[1], "statements for 5 and for 50 rows of {list}");
}

/// Asks for a page of a list of a conference with fields of its rows.
async fn same_cost_of(house: &House, token: &str, hall: &Hall, list: &str, fields: &str) {
    let query = format!(
        "query($id: ID!, $first: Int) {{ conference(id: $id) {{ {list}(first: $first) {{ edges {{ node {{ {fields} }} }} }} }} }}"
    );
    same_cost(house, token, &query, json!({ "id": hall.id }), &format!("/conference/{list}")).await;
}

both_databases! {
    async fn pages_of_the_directory_cost_the_same_whatever_their_size(db: TestDatabase) {
        let house = House::open(db).await;
        let state = house.state(&house.national().await, "MG").await;
        let below = councils(&house, &state).await;
        list_conferences(&house, &state, below.iter().take(60).map(|council| council.id).collect()).await;
        let fields = "edges { node { slug name parent { slug } municipality { name } } }";
        let query = format!("query($first: Int) {{ councils(first: $first) {{ {fields} }} }}");
        same_cost(&house, "", &query, json!({}), "/councils").await;
        let query = format!("query($slug: String!, $first: Int) {{ council(slug: $slug) {{ children(first: $first) {{ {fields} }} }} }}");
        let slug = house.slug(&state).await;
        same_cost(&house, state.secretary(), &query, json!({ "slug": slug }), "/council/children").await;
        let query = "query($first: Int) { conferences(first: $first) { edges { node { id title council { slug municipality { name } } } } } }";
        same_cost(&house, "", query, json!({}), "/conferences").await;
    }

    async fn pages_of_a_council_cost_the_same_whatever_their_size(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::Convened).await;
        members(&house, &state).await;
        audit(&house, &state).await;
        let written = house.conference(&hall).await.cycle_id;
        copy!(house, state.tenant, cycle::Entity, written, |_, id, row: cycle::Model| cycle::Model { id, ..row });
        let slug = json!({ "slug": house.slug(&state).await });
        for (list, fields) in [("members", "id name email role since"), ("audit", "at actor action subject details")] {
            let query = format!(
                "query($slug: String!, $first: Int) {{ council(slug: $slug) {{ {list}(first: $first) {{ edges {{ node {{ {fields} }} }} }} }} }}"
            );
            same_cost(&house, state.secretary(), &query, slug.clone(), &format!("/council/{list}")).await;
        }
        let query = "query($id: ID!, $first: Int) { cycles(councilId: $id, first: $first) { edges { node { id name theme council { slug } } } } }";
        same_cost(&house, "", query, json!({ "id": state.id }), "/cycles").await;
    }

    async fn pages_of_proposals_and_deliberations_cost_the_same_whatever_their_size(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let people = house.delegates(&hall, 4).await;
        let mut proposals = Vec::new();
        for number in 1..=ROWS {
            let level = GovernmentLevel::Municipal;
            proposals.push(row_of(&crate::monitoring::decided(&house, &hall, number, level, ProposalState::Approved).await));
        }
        wordings(&house, &hall, &proposals, &people).await;
        deliberations(&house, &hall, &proposals).await;
        let fields = "label text priority reported history { author } decisions { at } origins { kind } parents { label }";
        for token in ["", town.secretary()] {
            same_cost_of(&house, token, &hall, "proposals", fields).await;
        }
        same_cost_of(&house, "", &hall, "deliberations", "label state text responsible progress entries { at }").await;
    }

    async fn pages_of_polls_and_destaques_cost_the_same_whatever_their_size(db: TestDatabase) {
        let plenary = Plenary::of(House::open(db).await, 5).await;
        let (house, hall) = (&plenary.house, &plenary.hall);
        let open = plenary.opened("ROLL_CALL").await;
        plenary.vote(&plenary.people[0], &open, "FOR").await.done();
        let poll = row_of(&open);
        plenary.on("closePoll", &open).await.done();
        copy!(house, hall.row.tenant, poll::Entity, poll, |n, id, row: poll::Model| poll::Model { id, number: n + 1, ..row });
        let fields = "number turnout myVote { receipt } counting { agreed } forecast { text } partialCounts { votes } explanation";
        for token in ["", plenary.town.token(Role::Table), &plenary.people[0].token] {
            same_cost_of(house, token, hall, "polls", fields).await;
        }
        destaques(house, hall, &plenary.people).await;
        same_cost_of(house, "", hall, "destaques", "label state author { name } before proposed").await;
    }

    async fn fifty_groups_cost_as_much_as_five(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.hall(&state, &town, ConferenceState::InProgress).await;
        let people = house.delegates(&hall, 8).await;
        let query = "query($id: ID!) { conference(id: $id) { groups { label coordinator rapporteur assigned { people } attendance { all } } } }";
        let mut costs = Vec::new();
        for numbers in [1..=5, 6..=50] {
            let last = *numbers.end();
            groups(&house, &hall, numbers, &people).await;
            let id = json!({ "id": hall.id });
            let (spent, rows) = asked(&house, town.secretary(), query, id, "/conference/groups").await;
            assert_eq!(i32::try_from(rows).unwrap(), last);
            costs.push(spent);
        }
        assert_eq!(costs[0], costs[1]);
    }

    async fn pages_of_what_comes_up_cost_the_same_whatever_their_size(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let hall = house.filed(&state, &town, &specimen_facts()).await;
        house.accepted(&state, &hall).await;
        let above = house.conference_above(&state, &hall).await;
        let query = "query($id: ID!) { conference(id: $id) { pool(first: 1) { edges { node { id } } } \
                     accreditation(first: 1) { edges { node { id } } } } }";
        let first = house.ask(state.secretary(), query, json!({ "id": above.id })).await.done();
        let of = |list: &str| row_of(first["conference"][list]["edges"][0]["node"]["id"].as_str().unwrap());
        copy!(house, state.tenant, pool_item::Entity, of("pool"), |n, id, row: pool_item::Model| {
            pool_item::Model { id, proposal: Some(format!("X{n}")), sort_key: format!("{}-{n:02}", row.sort_key), ..row }
        });
        copy!(house, state.tenant, accreditation::Entity, of("accreditation"), |n, id, row: accreditation::Model| {
            accreditation::Model { id, position: 100 + n, sort_key: format!("{}-{n:02}", row.sort_key), ..row }
        });
        same_cost_of(&house, state.secretary(), &above, "pool", "text councils isMerged origins { place label proposal }").await;
        same_cost_of(&house, state.secretary(), &above, "accreditation", "name place kind state decision cpf participantId").await;
    }
}

/// One conference of each council in the public list.
async fn list_conferences(house: &House, state: &Town, councils: Vec<Uuid>) {
    let (ctx, councils) = (&house.system(), &councils);
    let permit = policy::system(state.tenant, "test");
    let kept = house.store.transact("test.listings", &permit, |scope| async move {
        for council in councils {
            let row = listing::Model {
                id: ctx.new_id(),
                council_id: *council,
                parent_council_id: Some(state.tenant.0),
                cycle_root_id: state.tenant.0,
                level: Coded(Level::Municipal),
                uf: Some("MG".into()),
                title: "13ª Conferência Municipal de Assistência Social".into(),
                search_title: "13 conferencia municipal".into(),
                edition: 13,
                theme: "SUAS".into(),
                mode: Coded(ConferenceMode::InPerson),
                state: Coded(ConferenceState::Convened),
                first_day: NaiveDate::from_ymd_opt(2027, 5, 20).unwrap(),
                last_day: NaiveDate::from_ymd_opt(2027, 5, 21).unwrap(),
            };
            scope.directory().insert::<listing::Entity>(row).await?;
        }
        Ok::<_, store::StoreError>(())
    });
    kept.await.unwrap();
}

/// People with a role in a council, each with an account.
async fn members(house: &House, town: &Town) {
    let ctx = &house.system();
    let permit = policy::system(town.tenant, "test");
    let kept = house.store.transact("test.members", &permit, |scope| async move {
        for n in 0..ROWS {
            let (id, name) = (ctx.new_id(), format!("Pessoa {n:02}"));
            let email = format!("membro{n}@conselho.test");
            let account = account::Model { id, email, name, operator: false, created_at: ctx.now() };
            scope.directory().insert::<account::Entity>(account).await?;
            let (tenant_id, role) = (town.tenant.0, Coded(Role::Auditor));
            let row = membership::Model { tenant_id, id: ctx.new_id(), account_id: id, role, since: ctx.now() };
            scope.insert::<membership::Entity>(row).await?;
        }
        Ok::<_, store::StoreError>(())
    });
    kept.await.unwrap();
}

async fn audit(house: &House, town: &Town) {
    let ctx = house.system();
    let entry = |n: i32| store::audit::entry::Model {
        tenant_id: town.tenant.0,
        id: ctx.new_id(),
        conference_id: None,
        at: ctx.now(),
        actor: format!("account:{}", Uuid::nil()),
        action: "test.act".into(),
        subject: format!("Council:{}", town.tenant.0),
        details: json!({ "n": n }),
        request_id: format!("test-{n}"),
    };
    keep!(house, town.tenant, store::audit::entry::Entity, (0..ROWS).map(entry).collect());
}

/// A wording of each proposal, by people in turn.
async fn wordings(house: &House, hall: &Hall, proposals: &[Uuid], people: &[Person]) {
    let ctx = house.system();
    let wording = |(n, proposal): (usize, &Uuid)| version::Model {
        tenant_id: hall.row.tenant.0,
        id: ctx.new_id(),
        proposal_id: *proposal,
        number: 1,
        text: Some(format!("Ofertar transporte, linha {n}.")),
        author: format!("participant:{}", people[n % people.len()].row),
        at: ctx.now(),
        reason: "Apresentada".into(),
        destaque_id: None,
        poll_id: None,
    };
    keep!(house, hall.row.tenant, version::Entity, proposals.iter().enumerate().map(wording).collect());
}

async fn deliberations(house: &House, hall: &Hall, proposals: &[Uuid]) {
    let ctx = house.system();
    let row = |(n, proposal): (usize, &Uuid)| deliberation::Model {
        tenant_id: hall.row.tenant.0,
        id: ctx.new_id(),
        conference_id: hall.row.id,
        proposal_id: *proposal,
        label: format!("1M{n:02}"),
        axis: 1,
        level: Coded(GovernmentLevel::Municipal),
        text: format!("Ofertar transporte, linha {n}."),
        state: Coded(DeliberationState::Open),
        responsible: Some("Secretaria".into()),
        deadline: None,
        progress: 0,
        entries: Doc(Vec::new()),
        opened_at: ctx.now(),
        version: 1,
    };
    keep!(house, hall.row.tenant, deliberation::Entity, proposals.iter().enumerate().map(row).collect());
}

async fn destaques(house: &House, hall: &Hall, people: &[Person]) {
    let ctx = house.system();
    let row = |n: i32| destaque::Model {
        tenant_id: hall.row.tenant.0,
        id: ctx.new_id(),
        conference_id: hall.row.id,
        target: Coded(DestaqueTarget::Proposal),
        subject_id: ctx.new_id(),
        subject_label: format!("1M{n}"),
        subject_order: 0,
        merges_id: None,
        merges_label: None,
        reading_round: 0,
        number: n,
        kind: Coded(DestaqueKind::Suppress),
        state: Coded(DestaqueState::Raised),
        author_id: people[n.unsigned_abs() as usize % people.len()].row,
        raised_at: ctx.now(),
        before_text: "Ofertar transporte.".into(),
        before_merged: None,
        wording: None,
        proposed: None,
        after_text: None,
        reason: None,
        pointless_by: None,
        polls: Doc(Vec::new()),
        settled_at: None,
        version: 1,
    };
    keep!(house, hall.row.tenant, destaque::Entity, (1..=ROWS).map(row).collect());
}

async fn groups(house: &House, hall: &Hall, numbers: std::ops::RangeInclusive<i32>, people: &[Person]) {
    let ctx = house.system();
    let row = |number: i32| working_group::Model {
        tenant_id: hall.row.tenant.0,
        id: ctx.new_id(),
        conference_id: hall.row.id,
        number,
        axis: 1,
        ordinal: number,
        name: format!("Grupo {number}"),
        room: None,
        capacity: None,
        coordinator_id: Some(people[number.unsigned_abs() as usize % people.len()].row),
        rapporteur_id: Some(people[(number.unsigned_abs() as usize + 1) % people.len()].row),
        state: Coded(GroupState::Planned),
        opened_at: None,
        concluded_at: None,
        reopened_reason: None,
        version: 1,
    };
    keep!(house, hall.row.tenant, working_group::Entity, numbers.map(row).collect());
}
