//! The parent council approves or declines a sign-up.

use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
    record::send_mail,
};
use domain::councils::{CouncilAct, decision_reason};
use domain::ids::TenantId;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::councils::{self, council, membership, sign_up};
use store::identity::{self as people, account};
use store::{Coded, Scope};
use uuid::Uuid;

/// A decision on a council that signed up.
#[derive(Debug, Clone, Serialize)]
pub struct DecideCouncil {
    /// Idempotency key.
    pub key: Uuid,
    /// The council that signed up.
    pub council: TenantId,
    /// Why, when declining.
    pub reason: Option<String>,
}

/// Approves a council (*aprovação do cadastro*): it becomes a tenant at work, and the person who
/// signed it up gets an account and the role.
///
/// # Errors
/// `COUNCIL_STATUS` when the e-mail is not confirmed or it was decided before; not found unless the
/// actor's council is its parent.
pub async fn approve(app: &App, ctx: &Ctx, command: &DecideCouncil) -> Outcome<council::Model> {
    decide(app, ctx, command, "councils.approve", CouncilAct::Approve).await
}

/// Declines a council (*recusa do cadastro*), with the reason in the message.
///
/// # Errors
/// As [`approve`]; the reason is required.
pub async fn decline(app: &App, ctx: &Ctx, command: &DecideCouncil) -> Outcome<council::Model> {
    decide(app, ctx, command, "councils.decline", CouncilAct::Decline).await
}

async fn decide(
    app: &App,
    ctx: &Ctx,
    command: &DecideCouncil,
    operation: &'static str,
    act: CouncilAct,
) -> Outcome<council::Model> {
    let parent = app.db.directory(None).await?;
    let parent = councils::council(&parent, command.council.0).await?.and_then(|council| council.parent_id).found()?;
    ctx.permit(Action::DecideCouncil, TenantId(parent), None)?;
    let reason = match act {
        CouncilAct::Decline => Some(decision_reason(command.reason.as_deref().unwrap_or_default())?),
        _ => None,
    };
    let reason = &reason;
    let permit = policy::system(command.council, operation);
    app.act(ctx, operation, &permit, command.key, command, |scope| async move {
        let directory = scope.directory();
        let council = councils::lock_council(&directory, scope.tenant_id()).await?.found()?;
        let status = Coded(council.status.after(act).or_refuse()?);
        let person = councils::sign_up(&scope).await?.found()?;
        let letter = match reason {
            None => approved(app, ctx, &scope, &council, &person).await?,
            Some(reason) => mail::Template::CouncilDeclined { council: council.name.clone(), reason: reason.clone() },
        };
        let version = council.version + 1;
        let decided_at = Some(ctx.now());
        let decided = council::Model { status, status_reason: reason.clone(), decided_at, version, ..council };
        let decided = directory.save::<council::Entity>(decided).await?;
        send_mail(&scope, ctx, &person.person_email, letter).await?;
        let recorded = Act::new(Action::DecideCouncil, "Council", decided.id);
        recorded.with(json!({ "status": decided.status })).record(&scope, ctx).await?;
        Ok(decided)
    })
    .await
}

async fn approved(
    app: &App,
    ctx: &Ctx,
    scope: &Scope,
    council: &council::Model,
    person: &sign_up::Model,
) -> Outcome<mail::Template> {
    let account = account_for(ctx, scope, &person.person_email, &person.person_name).await?;
    let membership = membership::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        account_id: account.id,
        role: person.person_role,
        since: ctx.now(),
    };
    scope.insert::<membership::Entity>(membership).await?;
    Ok(mail::Template::CouncilApproved {
        council: council.name.clone(),
        link: format!("{}/entrar", app.settings.public_url),
    })
}

/// The account of an e-mail, made if there is none.
pub(crate) async fn account_for(ctx: &Ctx, scope: &Scope, email: &str, name: &str) -> Outcome<account::Model> {
    let directory = scope.directory();
    if let Some(known) = people::account_by_email(&directory, email).await? {
        return Ok(known);
    }
    let account = account::Model {
        id: ctx.new_id(),
        email: email.to_owned(),
        name: name.to_owned(),
        operator: false,
        created_at: ctx.now(),
    };
    Ok(directory.insert::<account::Entity>(account).await?)
}
