//! Signing and publishing the act of convocation.

use super::decree::{as_rule, check_version, kept, locked, named};
use super::named::list;
use super::update::{Named, rename};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use chrono::NaiveDate;
use domain::conferences::act::{Publication, SignerRole};
use domain::conferences::{ConferenceAct, ConferenceField, Readiness, may_change};
use domain::ids::RowId;
use domain::{Code, Refusal, text};
use policy::{Action, Role};
use serde::Serialize;
use serde_json::json;
use store::Coded;
use store::conferences::{act, conference};
use store::councils::lock_council;
use uuid::Uuid;

/// A signature.
#[derive(Debug, Clone, Serialize)]
pub struct SignDecree {
    /// Idempotency key.
    pub key: Uuid,
    /// The act.
    pub decree: RowId,
    /// The version whose text was read and is signed.
    pub version: i32,
    /// The office in which it is signed.
    pub role: SignerRole,
}

/// Signs an act (*assinatura*). The president of the council signs in person; the secretary records the signature
/// of an authority who signed on paper.
///
/// # Errors
/// `NOT_A_SIGNER`, `ALREADY_SIGNED`, `ACT_PUBLISHED`; not permitted to sign as president without that role;
/// `STALE_VERSION`.
pub async fn sign_decree(app: &App, ctx: &Ctx, command: &SignDecree) -> Outcome<act::Model> {
    let permit = ctx.permit(Action::SignAct, command.decree.tenant, None)?;
    if command.role == SignerRole::CouncilPresident && !permit.has_role(&[Role::President]) {
        return Err(Refusal::not_permitted(Role::President.label()).into());
    }
    app.act(ctx, "conferences.sign_decree", &permit, command.key, command, |scope| async move {
        let (row, conference) = locked(&scope, command.decree.id).await?;
        ctx.permit(Action::SignAct, command.decree.tenant, Some(conference.id))?;
        may_change(ConferenceField::Title, *conference.state, false)?;
        check_version(&row, command.version)?;
        let mut rule = as_rule(&row);
        rule.sign(command.role, ctx.now()).or_refuse()?;
        let row = scope.save::<act::Entity>(kept(row, rule)).await?;
        let entry = Act::new(Action::SignAct, "Decree", row.id).of(conference.id);
        entry.with(json!({ "role": command.role, "version": row.version })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// A publication.
#[derive(Debug, Clone, Serialize)]
pub struct PublishDecree {
    /// Idempotency key.
    pub key: Uuid,
    /// The act.
    pub decree: RowId,
    /// The version that was read.
    pub version: i32,
    /// Date of publication.
    pub published_on: NaiveDate,
    /// Gazette, page or board.
    pub published_in: String,
}

/// Publishes an act (*publicação*). The first convenes the conference; a later one changes what it rectifies.
///
/// # Errors
/// `ACT_INCOMPLETE` with all that is missing; `ACT_OUTDATED` when the conference changed after the draft;
/// `PUBLISHED_BEFORE_DATE`, `ACT_PUBLISHED`, `CONFERENCE_STATE`; `STALE_VERSION`.
pub async fn publish_decree(app: &App, ctx: &Ctx, command: &PublishDecree) -> Outcome<act::Model> {
    let permit = ctx.permit(Action::DraftAct, command.decree.tenant, None)?;
    let medium = &text::line("publishedIn", &command.published_in, text::LINE_MAX)?;
    app.act(ctx, "conferences.publish_decree", &permit, command.key, command, |scope| async move {
        lock_council(&scope.directory(), scope.tenant_id()).await?;
        let (row, mut conference) = locked(&scope, command.decree.id).await?;
        ctx.permit(Action::DraftAct, command.decree.tenant, Some(conference.id))?;
        check_version(&row, command.version)?;
        let mut rule = as_rule(&row);
        let publication = Publication { on: command.published_on, medium: medium.clone() };
        rule.publish(publication, &conference.parameters.signers_of(*conference.level)).or_refuse()?;
        if row.ordinal == 1 {
            if named(&conference)? != row.names.0 {
                return Err(outdated().into());
            }
            let ready = Readiness { act_published: true, ..Readiness::default() };
            conference.state = Coded(conference.state.after(ConferenceAct::Convene, &ready).or_refuse()?);
        } else {
            rename(&scope, &mut conference, &rectified(&row), true).await?;
        }
        conference.version += 1;
        let conference = scope.save::<conference::Entity>(conference).await?;
        list(&scope, &conference, None).await?;
        let row = act::Model { published_at: Some(ctx.now()), version: row.version + 1, ..kept(row, rule) };
        let row = scope.save::<act::Entity>(row).await?;
        let entry = Act::new(Action::DraftAct, "Decree", row.id).of(conference.id);
        let details = json!({ "published": row.published_on, "ordinal": row.ordinal, "state": conference.state });
        entry.with(details).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn outdated() -> Refusal {
    Refusal::rule(
        "ACT_OUTDATED",
        "ato de convocação",
        "Os dados da conferência mudaram depois desta minuta. Redija o ato de novo e colha as assinaturas.",
    )
}

fn rectified(row: &act::Model) -> Named {
    let names = row.names.0.clone();
    Named {
        edition: Some(names.edition),
        kind: Some(names.kind),
        mode: Some(names.mode),
        first_day: Some(names.first_day),
        last_day: Some(names.last_day),
        venue_name: names.venue_name,
        venue_address: names.venue_address,
    }
}
