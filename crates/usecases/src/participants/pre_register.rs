//! Registration in public, without login.

use super::consent::in_force;
use super::register::{NewParticipant, Person, add, duplicate};
use super::rules::{AT_THE_DOOR, bound, in_state};
use crate::failure::{Found, OrRefuse};
use crate::record::send_mail;
use crate::{Act, App, Ctx, Outcome};
use domain::ids::RowId;
use domain::participants::{Channel, Registration};
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::conferences::conference;
use store::{Scope, councils};
use uuid::Uuid;

/// A registration by the person, on the public page.
#[derive(Debug, Clone, Serialize)]
pub struct PreRegister {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Who.
    pub person: Person,
    /// The version of the consent text that the person agreed to.
    pub consent_version: Option<String>,
}

/// What the person learns: the same whether CPF and e-mail are known in the conference or not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PreRegistered {
    /// Title of the conference.
    pub conference: String,
    /// Where the confirmation goes.
    pub confirmation_to: String,
}

/// Registers the person who asks (*inscrição prévia*). Who is registered already is not registered
/// again; neither the answer nor the letter tells, because a stranger may be asking.
///
/// # Errors
/// Refusals on each field, on the registration window and on the consent; not found.
pub async fn pre_register(app: &App, ctx: &Ctx, command: &PreRegister) -> Outcome<PreRegistered> {
    let permit = ctx.permit(Action::PreRegister, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "participants.pre_register", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        in_state(&conference, AT_THE_DOOR)?;
        let bound = bound(ctx, &conference)?;
        let registration = command.person.check(Channel::Online, &bound)?;
        let text = in_force(&scope, conference.id).await?;
        let agreed = text.rule().record(command.consent_version.as_deref(), ctx.now(), bound.last_day).or_refuse()?;
        let answer = write_back(app, ctx, &scope, &conference, &registration).await?;
        let mut subject = (conference.id, json!({ "known": true }));
        if duplicate(&scope, conference.id, &registration, None).await?.is_none() {
            let new = NewParticipant { consent: Some(agreed), ..NewParticipant::of(registration, Channel::Online) };
            let row = add(&scope, ctx, &conference, new).await?;
            subject = (row.id, json!({ "number": row.number, "category": row.category }));
        }
        let act = Act::new(Action::PreRegister, "Participant", subject.0).of(conference.id);
        act.with(subject.1).live().record(&scope, ctx).await?;
        Ok(answer)
    })
    .await
}

/// The confirmation, to the address that was typed.
async fn write_back(
    app: &App,
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    registration: &Registration,
) -> Outcome<PreRegistered> {
    let council = councils::council(&scope.directory(), scope.tenant_id()).await?.found()?;
    let address = registration.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let letter = mail::Template::RegistrationReceived {
        conference: conference.title.clone(),
        name: registration.shown_name().to_owned(),
        category: registration.placement.category(),
        link: format!("{}/c/{}", app.settings.public_url, council.slug),
    };
    send_mail(scope, ctx, &address, letter).await?;
    Ok(PreRegistered { conference: conference.title.clone(), confirmation_to: address })
}
