//! The national council, with which everything begins.

use crate::{App, Ctx, Outcome};
use domain::people::Level;
use domain::{Refusal, ids::TenantId, participants::Email, text};
use policy::Role;
use store::Coded;
use store::councils::{self, CouncilStatus, council, membership};
use store::identity::{self as people, account};

/// The national council and its first secretary.
#[derive(Debug, Clone)]
pub struct FoundNational {
    /// E-mail of the secretary.
    pub email: String,
    /// Name of the secretary.
    pub name: String,
    /// Whether that person also operates the platform.
    pub operator: bool,
}

/// Founds the national council (*CNAS*) of an installation; done once, by whoever installs it.
///
/// # Errors
/// `NATIONAL_EXISTS` when there is one; refusals on each field.
pub async fn found_national(app: &App, ctx: &Ctx, command: &FoundNational) -> Outcome<council::Model> {
    let email = &Email::of_account("email", &command.email)?.as_str().to_owned();
    let name = &text::line("name", &command.name, text::LINE_MAX)?;
    let permit = policy::system(TenantId(ctx.new_id()), "councils.found_national");
    app.db
        .transact("councils.found_national", &permit, |scope| async move {
            let directory = scope.directory();
            if councils::active_council_of(&directory, Level::National, None).await?.is_some() {
                return Err(Refusal::rule(
                    "NATIONAL_EXISTS",
                    "um conselho nacional por instalação",
                    "O conselho nacional já está cadastrado nesta instalação.",
                )
                .into());
            }
            let council = directory.insert::<council::Entity>(national(ctx, scope.tenant_id(), email)).await?;
            let known = people::account_by_email(&directory, email).await?;
            let account = match known {
                Some(account) => account,
                None => {
                    let account = account::Model {
                        id: ctx.new_id(),
                        email: email.clone(),
                        name: name.clone(),
                        operator: command.operator,
                        created_at: ctx.now(),
                    };
                    directory.insert::<account::Entity>(account).await?
                }
            };
            let member = membership::Model {
                tenant_id: scope.tenant_id(),
                id: ctx.new_id(),
                account_id: account.id,
                role: Coded(Role::Secretary),
                since: ctx.now(),
            };
            scope.insert::<membership::Entity>(member).await?;
            Ok(council)
        })
        .await
}

fn national(ctx: &Ctx, id: uuid::Uuid, email: &str) -> council::Model {
    let name = "Conselho Nacional de Assistência Social".to_owned();
    council::Model {
        id,
        parent_id: None,
        level: Coded(Level::National),
        status: Coded(CouncilStatus::Active),
        search_name: text::search_key(&name),
        name,
        acronym: "CNAS".into(),
        slug: "cnas".into(),
        uf: None,
        ibge_code: None,
        time_zone: "America/Sao_Paulo".into(),
        population: None,
        size_class: None,
        email: email.to_owned(),
        created_by_law: "Lei nº 8.742, de 7 de dezembro de 1993 (LOAS), art. 17".into(),
        status_reason: None,
        signed_up_at: ctx.now(),
        decided_at: Some(ctx.now()),
        version: 1,
    }
}
