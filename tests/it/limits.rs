//! Limits: each is refused with its own code, before anything runs.

use crate::support::{House, key};
use api::{ApiOptions, SchemaAudience};
use serde_json::json;
use testkit::both_databases;

fn mandate(council: &str) -> serde_json::Value {
    json!({
        "key": key(), "councilId": council, "seat": 1, "kind": "TITULAR", "name": "Elvira", "sector": "GOVERNMENT",
        "organization": "Secretaria", "startsOn": "2026-03-01", "endsOn": "2028-02-28",
    })
}

both_databases! {
    async fn each_limit_has_its_own_code(db: TestDatabase) {
        let house = House::open(db).await;
        let aliases: String = (0..16).map(|n| format!("a{n}: me {{ name }} ")).collect();
        let roots = "me { name } ".repeat(21);
        let tokens = "me { name } ".repeat(300);
        for (query, code) in [
            (format!("{{ {aliases} }}"), "TOO_MANY_ALIASES"),
            (format!("{{ {roots} }}"), "TOO_MANY_ROOT_FIELDS"),
            (format!("{{ {tokens} }}"), "TOO_MANY_TOKENS"),
        ] {
            assert_eq!(house.ask("", &query, json!({})).await.error(), code);
        }
        let costly = "{ councils(first: 50) { edges { node { children(first: 50) { edges { node { members(first: 50) { edges { node { id } } } } } } } } } }";
        assert_eq!(house.ask("", costly, json!({})).await.error(), "TOO_COMPLEX");
        let parents = "parent { ".repeat(16);
        let deep = format!("{{ council(slug: \"x\") {{ {parents} id {} }} }}", "}".repeat(16));
        assert_eq!(house.ask("", &deep, json!({})).await.error(), "TOO_DEEP");
        let directives = format!("{{ me {} {{ name }} }}", "@include(if: true) ".repeat(11));
        assert_eq!(house.ask("", &directives, json!({})).await.error(), "TOO_MANY_DIRECTIVES");
        assert_eq!(house.ask("", "{ nothingLikeThis }", json!({})).await.error(), "INVALID_DOCUMENT");
        let large = house.ask("", "{ councils(first: 51) { edges { cursor } } }", json!({})).await;
        assert_eq!(large.error(), "PAGE_TOO_LARGE");
    }

    async fn a_body_beyond_256_kilobytes_is_not_read(db: TestDatabase) {
        let house = House::open(db).await;
        let body = json!({ "query": "#".repeat(300 * 1024) });
        let response = house.client().post(house.url("/graphql")).json(&body).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 413);
    }

    async fn get_asks_and_never_changes(db: TestDatabase) {
        let house = House::open(db).await;
        let get = |query: &str| house.client().get(house.url("/graphql")).query(&[("query", query)]).send();
        let asked = get("{ me { name } }").await.unwrap();
        assert_eq!(asked.json::<serde_json::Value>().await.unwrap(), json!({ "data": { "me": null } }));
        assert_eq!(get("mutation { endSession { ended } }").await.unwrap().status().as_u16(), 405);
    }

    async fn a_form_of_another_site_cannot_post(db: TestDatabase) {
        let house = House::open(db).await;
        let request = house.client().post(house.url("/graphql")).header("content-type", "text/plain");
        let response = request.body(r#"{"query":"{ me { name } }"}"#).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 415);
    }

    async fn in_production_strangers_get_no_introspection(db: TestDatabase) {
        let options = ApiOptions { schema_audience: SchemaAudience::SignedIn, ..ApiOptions::default() };
        let house = House::open_with(db, options).await;
        let national = house.national().await;
        let query = "{ __schema { queryType { name } } }";
        assert!(house.ask("", query, json!({})).await.data["__schema"].is_null());
        let asked = house.ask(national.secretary(), query, json!({})).await.done();
        assert_eq!(asked["__schema"]["queryType"]["name"], "Query");
    }

    async fn an_operation_that_takes_too_long_is_given_up(db: TestDatabase) {
        let options = ApiOptions { request_timeout: std::time::Duration::from_secs(2), ..ApiOptions::default() };
        let house = House::open_with(db, options).await;
        let national = house.national().await;
        let permit = policy::system(national.tenant, "test");
        let (house, national) = (&house, &national);
        let answer = house.store.transact("test", &permit, |scope| async move {
            let council = scope.tenant_id();
            store::councils::lock_council(&scope.directory(), council).await?;
            Ok::<_, store::StoreError>(house.act(national.secretary(), "recordMandate", "Mandate", "id", mandate(&national.id)).await)
        }).await.unwrap();
        assert_eq!(answer.error(), "TOO_SLOW");
        house.act(national.secretary(), "recordMandate", "Mandate", "id", mandate(&national.id)).await.done();
    }

    async fn without_graphiql_browsers_get_no_page(db: TestDatabase) {
        let house = House::open_with(db, ApiOptions { graphiql: false, ..ApiOptions::default() }).await;
        assert_eq!(house.client().get(house.url("/graphql")).send().await.unwrap().status().as_u16(), 400);
    }

    async fn the_house_is_alive_and_ready(db: TestDatabase) {
        let house = House::open(db).await;
        for path in ["/livez", "/readyz"] {
            assert_eq!(house.client().get(house.url(path)).send().await.unwrap().status().as_u16(), 200);
        }
    }
}
