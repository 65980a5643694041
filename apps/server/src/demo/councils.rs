//! The councils of the demonstration and the people who work in them.

use super::stage::Stage;
use crate::Problem;
use domain::{Code, ids::TenantId};
use policy::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use usecases::{councils, seeding};

/// A council with the token of one person for each role.
#[derive(Debug, Clone)]
pub(super) struct Council {
    pub(super) id: String,
    pub(super) slug: String,
    pub(super) tenant: TenantId,
    pub(super) tokens: BTreeMap<&'static str, String>,
}

impl Council {
    /// The token of the person with a role.
    pub(super) fn token(&self, role: Role) -> &str {
        &self.tokens[role.code()]
    }

    /// The token of the executive secretary.
    pub(super) fn secretary(&self) -> &str {
        self.token(Role::Secretary)
    }
}

/// The national council.
pub(super) async fn national(stage: &Stage) -> Result<Council, Problem> {
    let command = councils::FoundNational {
        email: "cnas@example.org".into(),
        name: "Secretaria Executiva do CNAS".into(),
        operator: true,
    };
    let council = councils::found_national(&stage.app, &stage.system(), &command).await?;
    people(stage, &council.slug, TenantId(council.id)).await
}

/// A council that signs up, confirms its e-mail and is approved by the one above.
pub(super) async fn under(stage: &Stage, above: &Council, email: &str, place: Value) -> Result<Council, Problem> {
    let mut input = json!({
        "email": email, "createdByLaw": "Lei nº 1.987, de 1996 (fictícia)", "personName": "Secretaria Executiva",
        "personEmail": email, "personRole": "SECRETARY",
    });
    if let (Some(input), Some(place)) = (input.as_object_mut(), place.as_object()) {
        input.extend(place.clone());
    }
    let council = stage.act("", "signUpCouncil", "Council", "id slug", input).await?;
    let token = stage.link_parameter(email, "t").await?;
    let confirm = json!({ "councilId": council["id"], "token": token });
    stage.act_without_key("", "confirmEmail", "Council", "status", confirm).await?;
    let approval = json!({ "councilId": council["id"] });
    stage.act(above.secretary(), "approveCouncil", "Council", "status", approval).await?;
    let slug = council["slug"].as_str().unwrap_or_default();
    let found = councils::by_slug(&stage.app, slug).await?.ok_or("the council that was just approved is gone")?;
    people(stage, slug, TenantId(found.id)).await
}

/// One person for each role of a council, signed in.
async fn people(stage: &Stage, slug: &str, tenant: TenantId) -> Result<Council, Problem> {
    let ctx = stage.system();
    let mut tokens = BTreeMap::new();
    for role in Role::COUNCIL {
        let email = format!("{}@{slug}.example.org", role.code().to_lowercase());
        let name = format!("{} de {slug}", domain::reports::capitalized(role.label()));
        let account = seeding::grant_role(&stage.app, &ctx, tenant, &email, &name, *role).await?;
        tokens.insert(role.code(), seeding::session_of(&stage.app, &ctx, account.id).await?.token);
    }
    let query = "query($slug: String!) { council(slug: $slug) { id } }";
    let answer = stage.ask("", query, json!({ "slug": slug })).await?;
    let id = answer["council"]["id"].as_str().ok_or("a council has an id")?.to_owned();
    Ok(Council { id, slug: slug.to_owned(), tenant, tokens })
}
