//! Credentialing (*credenciamento*): opening, closing, and where it stands.

use super::read::counts_in;
use super::rules::{AT_THE_DOOR, bound, in_state};
use crate::failure::{Found, OrRefuse};
use crate::{Act, App, Ctx, Outcome};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::participants::counts::ParticipantCounts;
use domain::participants::{Credentialing, CredentialingState};
use domain::quorum::{QuorumCall, QuorumCheck};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::participants as people;
use uuid::Uuid;

/// Opening or closing of the desk.
#[derive(Debug, Clone, Serialize)]
pub struct MoveCredentialing {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Opens credentialing (*abertura do credenciamento*). It closes by itself at the cycle's time.
///
/// # Errors
/// `CREDENTIALING_UNCHANGED` when it was opened before; `CONFERENCE_STATE` outside registration and meeting.
pub async fn open_credentialing(app: &App, ctx: &Ctx, command: &MoveCredentialing) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::ManageCredentialing, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "participants.open_credentialing", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        in_state(&conference, AT_THE_DOOR)?;
        let opened = bound(ctx, &conference)?.credentialing.open(ctx.now()).or_refuse()?;
        let kept = scope.save::<conference::Entity>(with(conference, opened)).await?;
        let act = Act::new(Action::ManageCredentialing, "Conference", kept.id).of(kept.id);
        act.with(json!({ "credentialing": "opened", "closesAt": opened.closes_at })).live().record(&scope, ctx).await?;
        Ok(kept)
    })
    .await
}

/// Closes credentialing before its time (*encerramento do credenciamento*): no more delegates are accredited.
///
/// # Errors
/// `CREDENTIALING_NOT_OPEN`, `CREDENTIALING_UNCHANGED`.
pub async fn close_credentialing(app: &App, ctx: &Ctx, command: &MoveCredentialing) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::ManageCredentialing, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "participants.close_credentialing", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        let closed = bound(ctx, &conference)?.credentialing.close(ctx.now()).or_refuse()?;
        let kept = scope.save::<conference::Entity>(with(conference, closed)).await?;
        let act = Act::new(Action::ManageCredentialing, "Conference", kept.id).of(kept.id);
        act.with(json!({ "credentialing": "closed" })).live().record(&scope, ctx).await?;
        Ok(kept)
    })
    .await
}

fn with(conference: conference::Model, credentialing: Credentialing) -> conference::Model {
    conference::Model {
        credentialing_opened_at: credentialing.opened_at,
        credentialing_closes_at: Some(credentialing.closes_at),
        credentialing_closed_at: credentialing.closed_at,
        ..conference
    }
}

/// Where credentialing stands.
#[derive(Debug, Clone)]
pub struct CredentialingView {
    /// State at this moment; past its time it is closed, whether somebody closed it or not.
    pub state: CredentialingState,
    /// When it began.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it closes by itself.
    pub closes_at: DateTime<Utc>,
    /// When somebody closed it.
    pub closed_at: Option<DateTime<Utc>>,
    /// Figures over all participants.
    pub counts: ParticipantCounts,
    /// The quorum of a first call at this moment.
    pub quorum: QuorumCheck,
}

/// Where the credentialing of a conference stands, in numbers; public.
///
/// # Errors
/// Not found for actors bound to another conference.
pub async fn credentialing(app: &App, ctx: &Ctx, conference: &conference::Model) -> Outcome<CredentialingView> {
    let permit = ctx.permit(Action::ReadConference, TenantId(conference.tenant_id), Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let credentialing = bound(ctx, conference)?.credentialing;
    let presence = people::presence_at(&scope, conference.id, ctx.now()).await?;
    let quorum = conference.parameters.quorum;
    Ok(CredentialingView {
        state: credentialing.state_at(ctx.now()),
        opened_at: credentialing.opened_at,
        closes_at: credentialing.closes_at,
        closed_at: credentialing.closed_at,
        counts: counts_in(&scope, conference.id).await?,
        quorum: quorum.check(QuorumCall::First, presence.accredited, presence.present).or_refuse()?,
    })
}
