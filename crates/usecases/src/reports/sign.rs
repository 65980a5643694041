//! Signing a report: a signature holds one content only.

use super::{frame::frame, read, version};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::Refusal;
use domain::conferences::ConferenceState;
use domain::ids::RowId;
use domain::reports::{Signature, SignerRole, validate};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::reports::report_version;
use store::{Scope, identity};
use uuid::Uuid;

/// A signature of the president.
#[derive(Debug, Clone, Serialize)]
pub struct SignReport {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Hash of the content that was read and is signed.
    pub content_hash: String,
}

/// Signs the report (*assinar*) as president of the council.
///
/// # Errors
/// `REPORT_CONTENT_CHANGED` when it is not the content that was read; `REPORT_SHORTCOMINGS_LEFT`;
/// `REPORT_ALREADY_SIGNED`; `CONFERENCE_NOT_CLOSED`; not found before it was generated.
pub async fn sign(app: &App, ctx: &Ctx, command: &SignReport) -> Outcome<read::ReportView> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::SignReport, tenant, Some(id))?;
    app.act(ctx, "reports.sign", &permit, command.key, command, |scope| async move {
        let (conference, _, row) = version::locked(&scope, id).await?;
        if *conference.state != ConferenceState::Closed {
            let message = "A conferência ainda não foi encerrada. Encerre-a e depois assine o relatório.";
            return Err(Refusal::rule("CONFERENCE_NOT_CLOSED", "situação da conferência", message).into());
        }
        let rules = frame(&scope, &conference).await?.rules;
        let signature = Signature {
            role: SignerRole::President,
            name: name_of(&scope, ctx).await?,
            signed_at: ctx.now(),
            content_hash: command.content_hash.trim().to_lowercase(),
        };
        let shortcomings = validate(&row.content, &rules, ctx.now());
        let rule = version::as_rule(&row).signed(signature, &rules.report_signers, &shortcomings).or_refuse()?;
        let row = scope.save::<report_version::Entity>(version::after(row, rule)).await?;
        let act = Act::new(Action::SignReport, "Report", row.report_id).of(id);
        act.with(json!({ "version": row.number, "hash": row.content_hash })).live().record(&scope, ctx).await?;
        Ok(row.number)
    })
    .await?;
    read::own(app, ctx, command.conference).await
}

/// The name of the person who acts.
///
/// # Errors
/// Not found when the actor has no account.
pub(crate) async fn name_of(scope: &Scope, ctx: &Ctx) -> Outcome<String> {
    let account = ctx.actor.account().found()?;
    Ok(identity::account(&scope.directory(), account).await?.found()?.name)
}
