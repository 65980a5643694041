//! A tenant sees only its own: every mutation and every field of the schema, asked by an actor of
//! another tenant. What is open to everybody is listed here; the lists may only shrink.

mod filled;
pub(crate) mod inputs;
pub(crate) mod walk;

use crate::support::House;
use inputs::Samples;
use serde_json::json;
use testkit::both_databases;
use walk::Schema;

/// Mutations that nobody's tenant guards: signing up, signing in, and letters with a token of their own.
const OPEN_MUTATIONS: &[&str] =
    &["redeemSignInLink", "requestSignInLink", "signUpCouncil", "endSession", "openDisplay", "redeemPairing"];

/// Fields of a council that the law or the directory makes public.
const PUBLIC_OF_COUNCIL: &[&str] = &[
    "acronym",
    "conferences",
    "createdByLaw",
    "decidedAt",
    "deliberations",
    "email",
    "id",
    "level",
    "municipality",
    "name",
    "parent",
    "population",
    "signedUpAt",
    "sizeClass",
    "slug",
    "status",
    "statusReason",
    "timeZone",
    "uf",
    "version",
];

/// Fields of a conference that the law makes public: convocation, programme, rules, what was decided, results by
/// count, who was elected, what is followed up. The list may only shrink.
const PUBLIC_OF_CONFERENCE: &[&str] = &[
    "actions",
    "caderno",
    "children",
    "committee",
    "consentText",
    "council",
    "createdAt",
    "credentialing",
    "cycle",
    "cycleVersion",
    "decree",
    "decrees",
    "delegation",
    "deliberationSummary",
    "deliberations",
    "destaques",
    "edition",
    "elections",
    "evaluation",
    "firstDay",
    "groups",
    "id",
    "kind",
    "lastDay",
    "level",
    "mobilization",
    "mobilizationEvents",
    "mode",
    "motions",
    "motionsSignedByMe",
    "openPoll",
    "parameters",
    "parent",
    "polls",
    "programme",
    "proposals",
    "report",
    "rules",
    "state",
    "stateReason",
    "theme",
    "timeZone",
    "title",
    "toBeVoted",
    "venueAddress",
    "venueName",
    "version",
    "windowNotice",
];

/// Queries that are open to everybody. The list may only shrink.
const OPEN_QUERIES: &[&str] = &["council", "councils", "cycles", "conferences", "me", "municipalities", "municipality"];

both_databases! {
    async fn a_scope_shows_no_row_of_another_tenant(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let of = |tenant| policy::system(tenant, "test");
        let own = house.store.read(&of(town.tenant)).await.unwrap();
        let page = store::councils::memberships(&own, &store::PageRequest::first(1, None)).await.unwrap();
        let member = &page.rows[0].1;
        assert!(own.get::<store::councils::membership::Entity>(member.id).await.unwrap().is_some());
        let foreign = house.store.read(&of(state.tenant)).await.unwrap();
        assert!(foreign.get::<store::councils::membership::Entity>(member.id).await.unwrap().is_none());
    }

    async fn a_foreign_actor_changes_nothing(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let foreign = house.municipality(&state, "3106200").await;
        let schema = Schema::read(&house, foreign.secretary()).await;
        let samples = Samples::of(&house, &town).await;
        let mut leaks = Vec::new();
        for mutation in schema.mutations() {
            if OPEN_MUTATIONS.contains(&mutation.name.as_str()) {
                continue;
            }
            let input = samples.input(&schema, &mutation.input);
            let query = format!(
                "mutation($input: {}!) {{ {}(input: $input) {{ __typename ... on Refusal {{ code }} }} }}",
                mutation.input, mutation.name
            );
            let answer = house.ask(foreign.secretary(), &query, json!({ "input": input })).await;
            let code = answer.errors.first().map(|error| error["extensions"]["code"].clone());
            if code != Some(json!("NOT_FOUND")) {
                leaks.push(format!("{}: {:?} {}", mutation.name, answer.errors, answer.data));
            }
        }
        assert!(leaks.is_empty(), "a foreign actor was not told NOT_FOUND:\n{}", leaks.join("\n"));
    }

    async fn a_foreign_actor_reads_only_what_is_public_of_a_council(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let foreign = house.municipality(&state, "3106200").await;
        let schema = Schema::read(&house, foreign.secretary()).await;
        for field in schema.fields_of("Council") {
            let public = PUBLIC_OF_COUNCIL.contains(&field.name.as_str());
            let query = format!("{{ council(slug: \"itamarandiba-mg\") {{ {} }} }}", field.selection());
            let theirs = house.ask(foreign.secretary(), &query, json!({})).await;
            let own = house.ask(town.secretary(), &query, json!({})).await;
            assert!(own.errors.is_empty(), "the own secretary reads {}: {:?}", field.name, own.errors);
            match public {
                true => assert!(theirs.errors.is_empty(), "{} is public: {:?}", field.name, theirs.errors),
                false => assert_eq!(theirs.error(), "NOT_FOUND", "{}", field.name),
            }
        }
    }

    async fn a_foreign_actor_reads_only_what_is_public_of_a_conference(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let foreign = house.municipality(&state, "3106200").await;
        let hall = house.hall(&state, &town, domain::conferences::ConferenceState::InProgress).await;
        let schema = Schema::read(&house, foreign.secretary()).await;
        let mut wrong = Vec::new();
        for field in schema.fields_of("Conference") {
            let public = PUBLIC_OF_CONFERENCE.contains(&field.name.as_str());
            let query = format!("query($id: ID!) {{ conference(id: $id) {{ {} }} }}", schema.deep(&field));
            let theirs = house.ask(foreign.secretary(), &query, json!({ "id": hall.id })).await;
            let own = house.ask(town.secretary(), &query, json!({ "id": hall.id })).await;
            if !own.errors.is_empty() {
                wrong.push(format!("the own secretary cannot read {}: {:?}", field.name, own.errors));
            }
            let refused = theirs.errors.first().map(|error| error["extensions"]["code"] == "NOT_FOUND");
            if refused != (!public).then_some(true) {
                wrong.push(format!("{} is {}public: {:?}", field.name, if public { "" } else { "not " }, theirs));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn a_foreign_actor_finds_nothing_by_id(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, state, town) = house.three_levels().await;
        let foreign = house.municipality(&state, "3106200").await;
        let schema = Schema::read(&house, foreign.secretary()).await;
        let samples = Samples::of(&house, &town).await;
        let mut leaks = Vec::new();
        for query in schema.queries().filter(|query| !OPEN_QUERIES.contains(&query.as_str())) {
            let (document, variables) = schema.asking(&samples, &query);
            let answer = house.ask(foreign.secretary(), &document, variables).await;
            let code = answer.errors.first().map(|error| error["extensions"]["code"].clone());
            let nothing = match &answer.data[&query] {
                serde_json::Value::Array(found) => found.iter().all(serde_json::Value::is_null) && query == "nodes",
                found => found.is_null(),
            };
            if code != Some(json!("NOT_FOUND")) && !nothing {
                leaks.push(format!("{query}: {:?} {}", answer.errors, answer.data));
            }
        }
        assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    }
}
