//! From one state of a conference to the next.

use super::named::list;
use super::readiness::readiness;
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::Code;
use domain::conferences::{ConferenceAct, cancellation_reason};
use domain::ids::RowId;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Coded;
use store::conferences::conference;
use uuid::Uuid;

/// A change of state.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeState {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// A cancellation.
#[derive(Debug, Clone, Serialize)]
pub struct CancelConference {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Why; everybody reads it.
    pub reason: String,
}

/// Opens registration (*abertura das inscrições*).
///
/// # Errors
/// `CONFERENCE_STATE`.
pub async fn open_registration(app: &App, ctx: &Ctx, command: &ChangeState) -> Outcome<conference::Model> {
    change(app, ctx, "conferences.open_registration", command, ConferenceAct::OpenRegistration, None).await
}

/// Starts the conference (*início*).
///
/// # Errors
/// `CONFERENCE_STATE`, `CONFERENCE_NOT_READY` with all that is missing.
pub async fn start(app: &App, ctx: &Ctx, command: &ChangeState) -> Outcome<conference::Model> {
    change(app, ctx, "conferences.start", command, ConferenceAct::Start, None).await
}

/// Closes the conference (*encerramento*).
///
/// # Errors
/// `CONFERENCE_STATE`, `CONFERENCE_NOT_READY` with all that keeps it open.
pub async fn close(app: &App, ctx: &Ctx, command: &ChangeState) -> Outcome<conference::Model> {
    change(app, ctx, "conferences.close", command, ConferenceAct::Close, None).await
}

/// Cancels a conference before it starts (*cancelamento*), with a public reason.
///
/// # Errors
/// `CONFERENCE_STATE`; a refusal of the reason.
pub async fn cancel(app: &App, ctx: &Ctx, command: &CancelConference) -> Outcome<conference::Model> {
    ctx.permit(Action::ChangeState, command.conference.tenant, Some(command.conference.id))?;
    let reason = cancellation_reason(&command.reason)?;
    let state = ChangeState { key: command.key, conference: command.conference };
    change(app, ctx, "conferences.cancel", &state, ConferenceAct::Cancel, Some(reason)).await
}

async fn change(
    app: &App,
    ctx: &Ctx,
    operation: &'static str,
    command: &ChangeState,
    act: ConferenceAct,
    reason: Option<String>,
) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::ChangeState, command.conference.tenant, Some(command.conference.id))?;
    let reason = &reason;
    app.act(ctx, operation, &permit, command.key, &(command, reason), |scope| async move {
        let row = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        if matches!(act, ConferenceAct::OpenRegistration | ConferenceAct::Start) {
            crate::participants::sync_born(&scope, ctx, &row).await?;
        }
        let ready = readiness(&scope, &row).await?;
        let state = row.state.after(act, &ready).or_refuse()?;
        let row = conference::Model {
            state: Coded(state),
            state_reason: reason.clone().or(row.state_reason),
            version: row.version + 1,
            ..row
        };
        let row = scope.save::<conference::Entity>(row).await?;
        list(&scope, &row, None).await?;
        if act == ConferenceAct::Close {
            crate::monitoring::open_all(ctx, &scope, &row).await?;
        }
        let entry = Act::new(Action::ChangeState, "Conference", row.id).of(row.id);
        entry.with(json!({ "act": act.code(), "state": row.state })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}
