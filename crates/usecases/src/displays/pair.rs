//! The table's side: confirming, giving codes out, revoking.

use super::{code, typed};
use crate::{Act, App, Ctx, Failure, Outcome, failure::Found};
use chrono::Duration;
use domain::ids::{RowId, TenantId};
use domain::{Refusal, text};
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::conferences::conference;
use store::displays::{self, display, pairing};
use store::{Scope, identity as people};
use uuid::Uuid;

/// Longest name of a display, in characters.
const NAME_MAX: usize = 60;
/// Letters and digits of a code that opens by itself.
const LONG: usize = 10;
/// How long such a code opens.
const OPENS: Duration = Duration::days(30);

/// A waiting screen to confirm.
#[derive(Debug, Clone, Serialize)]
pub struct PairDisplay {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The code on the screen.
    pub code: String,
    /// How the table calls it.
    pub name: String,
}

/// Confirms a waiting screen as a display of the conference (*parear*).
///
/// # Errors
/// `PAIRING_CODE_UNKNOWN`, refusals of the name; not found when there is no such conference.
pub async fn pair(app: &App, ctx: &Ctx, command: &PairDisplay) -> Outcome<display::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageDisplays, conference.tenant, Some(conference.id))?;
    let name = &text::line("name", &command.name, NAME_MAX)?;
    app.act(ctx, "displays.pair", &permit, command.key, command, |scope| async move {
        let waiting = displays::lock_by_code(&scope.directory(), &typed(&command.code), ctx.now()).await?;
        let waiting = waiting.filter(|row| row.secret_hash.is_some() && row.display_id.is_none());
        let waiting = waiting.ok_or_else(|| {
            let message = "Nenhuma tela espera com este código. Confira o código na tela ou peça um novo nela.";
            Failure::from(Refusal::invalid("code", "PAIRING_CODE_UNKNOWN", message))
        })?;
        let row = add(ctx, &scope, conference.id, name).await?;
        scope.directory().save::<pairing::Entity>(bound(waiting, conference, row.id)).await?;
        Ok(row)
    })
    .await
}

/// A display to give a code for.
#[derive(Debug, Clone, Serialize)]
pub struct InviteDisplay {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// How the table calls it.
    pub name: String,
}

/// A display with the code that opens it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invited {
    /// The display.
    pub display: display::Model,
    /// The code, for `/telao/<code>`.
    pub code: String,
}

/// Gives out a code with which a screen opens as a display at once (*código do telão*), until revoked.
///
/// # Errors
/// Refusals of the name; not found when there is no such conference.
pub async fn invite(app: &App, ctx: &Ctx, command: &InviteDisplay) -> Outcome<Invited> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageDisplays, conference.tenant, Some(conference.id))?;
    let name = &text::line("name", &command.name, NAME_MAX)?;
    app.act(ctx, "displays.invite", &permit, command.key, command, |scope| async move {
        let display = add(ctx, &scope, conference.id, name).await?;
        let blank = pairing::Model {
            id: ctx.new_id(),
            code: code::<LONG>(ctx),
            secret_hash: None,
            council_id: None,
            conference_id: None,
            display_id: None,
            created_at: ctx.now(),
            expires_at: ctx.now() + OPENS,
        };
        let row = scope.directory().insert::<pairing::Entity>(bound(blank, conference, display.id)).await?;
        Ok(Invited { display, code: row.code })
    })
    .await
}

fn bound(row: pairing::Model, conference: RowId, display: Uuid) -> pairing::Model {
    pairing::Model {
        council_id: Some(conference.tenant.0),
        conference_id: Some(conference.id),
        display_id: Some(display),
        ..row
    }
}

async fn add(ctx: &Ctx, scope: &Scope, conference: Uuid, name: &str) -> Outcome<display::Model> {
    scope.get::<conference::Entity>(conference).await?.found()?;
    let row = display::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: conference,
        name: name.to_owned(),
        paired_at: ctx.now(),
        revoked_at: None,
    };
    let row = scope.insert::<display::Entity>(row).await?;
    let act = Act::new(Action::ManageDisplays, "Display", row.id).of(conference);
    act.with(json!({ "name": row.name })).record(scope, ctx).await?;
    Ok(row)
}

/// A display to revoke.
#[derive(Debug, Clone, Serialize)]
pub struct RevokeDisplay {
    /// Idempotency key.
    pub key: Uuid,
    /// The display.
    pub display: RowId,
}

/// Takes a display's right to show away (*desligar o telão*): it goes dark within ten seconds.
/// Repeating is harmless.
///
/// # Errors
/// Not found when there is none.
pub async fn revoke(app: &App, ctx: &Ctx, command: &RevokeDisplay) -> Outcome<display::Model> {
    let permit = ctx.permit(Action::ManageDisplays, command.display.tenant, None)?;
    app.act(ctx, "displays.revoke", &permit, command.key, command, |scope| async move {
        let row = scope.lock::<display::Entity>(command.display.id).await?.found()?;
        ctx.permit(Action::ManageDisplays, command.display.tenant, Some(row.conference_id))?;
        if row.revoked_at.is_some() {
            return Ok(row);
        }
        displays::forget_of(&scope.directory(), row.id).await?;
        people::end_sessions_of(&scope.directory(), row.id, ctx.now()).await?;
        let row = scope.save::<display::Entity>(display::Model { revoked_at: Some(ctx.now()), ..row }).await?;
        let act = Act::new(Action::ManageDisplays, "Display", row.id).of(row.conference_id);
        act.with(json!({ "revoked": true })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// The displays of a conference, for its people.
///
/// # Errors
/// When the database fails; not permitted for who does not work there.
pub async fn list(app: &App, ctx: &Ctx, conference: &conference::Model) -> Outcome<Vec<display::Model>> {
    let permit = ctx.permit(Action::ReadOrganization, TenantId(conference.tenant_id), Some(conference.id))?;
    Ok(displays::displays(&app.db.read(&permit).await?, conference.id).await?)
}
