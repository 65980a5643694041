//! A whole state: 853 councils and their reports.

use crate::reports::desk::{keep, put_into_outbox, specimen_facts};
use crate::support::{Hall, House, Town};
use chrono::{Days, NaiveTime};
use domain::ids::{RowId, TenantId};
use domain::people::Level;
use domain::reports::facts::ProposalFact;
use domain::reports::{Coded as Pair, FiledReport, SealedLetter, Signature, SignerRole, build, filing_letter};
use serde_json::{Value, json};
use store::Coded;
use store::councils::{CouncilStatus, council};
use testkit::both_databases;
use testkit::state_reports::{TownReport, state_reports};

/// The active councils of all municipalities of Minas Gerais, put straight into the directory.
pub(crate) async fn councils(house: &House, state: &Town) -> Vec<council::Model> {
    let ctx = &house.system();
    let permit = policy::system(state.tenant, "test");
    let seeded = house.store.transact("test.councils", &permit, |scope| async move {
        let directory = scope.directory();
        let mut made = Vec::new();
        for town in store::reference::all_of_state(&directory, "MG").await? {
            let row = council::Model {
                id: ctx.new_id(),
                parent_id: Some(state.tenant.0),
                level: Coded(Level::Municipal),
                status: Coded(CouncilStatus::Active),
                name: format!("Conselho Municipal de Assistência Social – {}", town.name),
                search_name: domain::text::search_key(&format!("cmas {}", town.name)),
                acronym: "CMAS".into(),
                slug: format!("{}-mg", town.ibge_code),
                uf: Some("MG".into()),
                ibge_code: Some(town.ibge_code),
                time_zone: "America/Sao_Paulo".into(),
                population: Some(town.population),
                size_class: None,
                email: "cmas@exemplo.test".into(),
                created_by_law: "Lei nº 1".into(),
                status_reason: None,
                signed_up_at: ctx.now(),
                decided_at: Some(ctx.now()),
                version: 1,
            };
            made.push(directory.insert::<council::Entity>(row).await?);
        }
        Ok::<_, store::StoreError>(made)
    });
    seeded.await.unwrap()
}

/// The letter by which a town files its report.
async fn letter(house: &House, state: &Town, cycle: &Hall, sender: &council::Model, town: &TownReport) -> SealedLetter {
    let conference = house.conference(cycle).await;
    let mut facts = specimen_facts();
    facts.place.name = town.name.clone();
    facts.place.ibge_code = town.ibge_code.clone();
    facts.delegation = None;
    facts.rules = None;
    facts.participants.clear();
    let fact = |proposal: &testkit::state_reports::TownProposal| ProposalFact {
        id: proposal.id.clone(),
        label: proposal.id.clone(),
        axis: proposal.axis,
        level: domain::Code::from_code(proposal.level).unwrap(),
        kind: Pair::new("NEW", "proposta nova"),
        text: proposal.text.clone(),
        group_outcome: None,
        plenary_outcome: Some(Pair::new("APPROVED", "aprovada")),
        priority: Some(proposal.priority),
        reported: true,
    };
    facts.proposals = town.proposals.iter().map(fact).collect();
    let report = build(&conference.parameters.report_model, &facts, &Default::default());
    let filed_at =
        (facts.conference.last_day + Days::new(u64::from(town.filed_after_days))).and_time(NaiveTime::MIN).and_utc()
            + chrono::Duration::hours(12);
    let content_hash = report.content_hash().unwrap();
    let signature =
        Signature { role: SignerRole::President, name: "Presidência".into(), signed_at: filed_at, content_hash };
    let cycle = RowId { tenant: state.tenant, id: conference.cycle_id };
    let filed = FiledReport { cycle, report, signatures: vec![signature], filed_at };
    filing_letter((TenantId(sender.id), state.tenant), house.system().new_id(), 1, &filed).unwrap()
}

const PAGE: &str = "query($slug: String!, $filter: InboxFilterInput, $first: Int!) { council(slug: $slug) { inbox(filter: $filter) { \
    summary { total expected received late } places(first: $first) { pageInfo { hasNextPage } \
    edges { node { state late council { name slug } entry { protocol proposals } } } } } } }";

both_databases! {
    async fn the_reports_of_853_councils_arrive_and_a_page_costs_the_same_whatever_its_size(db: TestDatabase) {
        let house = House::open(db).await;
        let national = house.national().await;
        let state = house.state(&national, "MG").await;
        let cycle = house.hall(&state, &state, domain::conferences::ConferenceState::Closed).await;
        let councils = councils(&house, &state).await;
        assert_eq!(councils.len(), 853);
        let towns: Vec<(String, String)> = councils.iter().map(|one| (one.ibge_code.clone().unwrap(), one.name.clone())).collect();
        let reports = state_reports(&towns, 1, 15);
        let late = reports.iter().filter(|town| town.filed_after_days > 20).count();
        // All but three file.
        for (sender, town) in councils.iter().zip(&reports).skip(3) {
            let sealed = letter(&house, &state, &cycle, sender, town).await;
            let id = keep(&house, &sealed, sealed.text().to_owned()).await;
            put_into_outbox(&house, TenantId(sender.id), id).await;
        }
        let late_among_silent = reports[..3].iter().filter(|town| town.filed_after_days > 20).count();
        house.relay().await;
        let filter = json!({ "cycleId": house.cycle_id(&cycle).await });
        let variables = |first: i32| json!({ "slug": "mg", "filter": filter, "first": first });
        let slug = house.slug(&state).await;
        let ask = |first: i32| {
            let (house, state, mut variables) = (&house, &state, variables(first));
            variables["slug"] = json!(slug);
            async move {
                let before = house.store.statements();
                let answer = house.ask(state.secretary(), PAGE, variables).await.done();
                (answer["council"]["inbox"].clone(), house.store.statements() - before)
            }
        };
        let (five, for_five) = ask(5).await;
        let (fifty, for_fifty) = ask(50).await;
        assert_eq!(for_five, for_fifty, "statements for a page of 5 and of 50");
        let expected = json!({ "total": 853, "expected": 3, "received": 850, "late": late - late_among_silent });
        assert_eq!((&five["summary"], &fifty["summary"]), (&expected, &expected));
        let rows = fifty["places"]["edges"].as_array().unwrap();
        assert_eq!((rows.len(), &fifty["places"]["pageInfo"]["hasNextPage"]), (50, &json!(true)));
        let silent: Vec<&Value> = rows.iter().filter(|row| row["node"]["state"] == "EXPECTED").collect();
        assert_eq!(silent.len(), 3, "those that filed nothing are there too");
        let protocols: std::collections::BTreeSet<&str> =
            rows.iter().filter_map(|row| row["node"]["entry"]["protocol"].as_str()).collect();
        assert_eq!(protocols.len(), 47, "every report has a number of its own");
    }
}
