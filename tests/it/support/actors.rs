//! People with roles, as an installation has them.

use super::{House, key};
use domain::ids::TenantId;
use domain::people::Level;
use policy::Role;
use serde_json::json;
use std::collections::HashMap;
use usecases::{councils, seeding};

/// Itamarandiba-MG, the specimen's municipality.
pub const MUNICIPALITY: &str = "3132503";

/// A council at work, with a token of one person for each role.
#[derive(Clone)]
pub struct Town {
    /// Global id of the council.
    pub id: String,
    /// The tenant.
    pub tenant: TenantId,
    tokens: HashMap<Role, String>,
}

impl Town {
    /// The token of the person with a role.
    pub fn token(&self, role: Role) -> &str {
        &self.tokens[&role]
    }

    /// The token of the secretary.
    pub fn secretary(&self) -> &str {
        self.token(Role::Secretary)
    }
}

impl House {
    /// The national council.
    pub async fn national(&self) -> Town {
        let command = councils::FoundNational {
            email: "secretaria@cnas.test".into(),
            name: "Secretaria do CNAS".into(),
            operator: false,
        };
        let council = councils::found_national(&self.app, &self.system(), &command).await.unwrap();
        self.town(TenantId(council.id)).await
    }

    /// The council of a state under the national one.
    pub async fn state(&self, national: &Town, uf: &str) -> Town {
        self.council(national, Level::State, json!({ "uf": uf })).await
    }

    /// The council of a municipality under a state's.
    pub async fn municipality(&self, state: &Town, ibge_code: &str) -> Town {
        self.council(state, Level::Municipal, json!({ "ibgeCode": ibge_code })).await
    }

    /// National, Minas Gerais and Itamarandiba.
    pub async fn three_levels(&self) -> (Town, Town, Town) {
        let national = self.national().await;
        let state = self.state(&national, "MG").await;
        let municipality = self.municipality(&state, MUNICIPALITY).await;
        (national, state, municipality)
    }

    /// Signs a council up, confirms it and has it approved, through the API.
    async fn council(&self, parent: &Town, level: Level, place: serde_json::Value) -> Town {
        let address = format!("{}@conselho.test", key());
        let mut input = json!({
            "key": key(), "level": domain::Code::code(level), "email": address, "createdByLaw": "Lei nº 1, de 1996",
            "personName": "Ana Secretária", "personEmail": address, "personRole": "SECRETARY",
        });
        input.as_object_mut().unwrap().extend(place.as_object().unwrap().clone());
        let council = self.act("", "signUpCouncil", "Council", "id", input).await.done();
        let id = council["id"].as_str().unwrap().to_owned();
        let token = self.link_parameter(&address, "t").await;
        self.act("", "confirmEmail", "Council", "status", json!({ "councilId": id, "token": token })).await.done();
        let approval = json!({ "key": key(), "councilId": id });
        let approved = self.act(parent.secretary(), "approveCouncil", "Council", "slug", approval).await.done();
        let slug = approved["slug"].as_str().unwrap();
        self.town(TenantId(councils::by_slug(&self.app, slug).await.unwrap().unwrap().id)).await
    }

    async fn town(&self, tenant: TenantId) -> Town {
        let ctx = self.system();
        let mut tokens = HashMap::new();
        for role in Role::COUNCIL {
            let code = domain::Code::code(*role).to_lowercase();
            let email = format!("{code}@{}.test", tenant.0.simple());
            let name = format!("Pessoa {code}");
            let account = seeding::grant_role(&self.app, &ctx, tenant, &email, &name, *role).await.unwrap();
            let session = seeding::session_of(&self.app, &ctx, account.id).await.unwrap();
            tokens.insert(*role, session.token);
        }
        let answer = self.ask(&tokens[&Role::Secretary], "{ me { roles { council { id } } } }", json!({})).await.done();
        let id = answer["me"]["roles"][0]["council"]["id"].as_str().unwrap().to_owned();
        Town { id, tenant, tokens }
    }
}
