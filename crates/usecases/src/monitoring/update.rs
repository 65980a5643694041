//! What is recorded of a deliberation: responsible, progress, evidence, its end.

use super::read::{DeliberationView, as_rule, one};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::NaiveDate;
use domain::Refusal;
use domain::ids::RowId;
use domain::monitoring::{Deliberation, Evidence};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::councils;
use store::monitoring::deliberation;
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// Progress to record, a responsible to name, or both.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateProgress {
    /// Idempotency key.
    pub key: Uuid,
    /// The deliberation.
    pub deliberation: RowId,
    /// The version that was read.
    pub version: i32,
    /// Progress from 1 to 99 per cent.
    pub progress: Option<u8>,
    /// What was done; goes with the progress.
    pub account: Option<String>,
    /// What proves it.
    pub evidence: Option<Evidence>,
    /// Who is responsible.
    pub responsible: Option<String>,
    /// Last day to do it.
    pub deadline: Option<NaiveDate>,
}

/// Evidence to attach.
#[derive(Debug, Clone, Serialize)]
pub struct AttachEvidence {
    /// Idempotency key.
    pub key: Uuid,
    /// The deliberation.
    pub deliberation: RowId,
    /// The evidence.
    pub evidence: Evidence,
}

/// The end of a deliberation.
#[derive(Debug, Clone, Serialize)]
pub struct CloseDeliberation {
    /// Idempotency key.
    pub key: Uuid,
    /// The deliberation.
    pub deliberation: RowId,
    /// The version that was read.
    pub version: i32,
    /// Whether it was done.
    pub done: bool,
    /// What was done, or why not.
    pub account: String,
    /// What proves it; required where it was done.
    pub evidence: Option<Evidence>,
}

/// A deliberation to open again.
#[derive(Debug, Clone, Serialize)]
pub struct ReopenDeliberation {
    /// Idempotency key.
    pub key: Uuid,
    /// The deliberation.
    pub deliberation: RowId,
    /// Why.
    pub reason: String,
}

/// Records progress (*andamento*), names who is responsible, or sets the deadline.
///
/// # Errors
/// `NOTHING_TO_RECORD`, `RESPONSIBLE_REQUIRED`, `DELIBERATION_BAD_PROGRESS`, `DELIBERATION_CLOSED`, `STALE_VERSION`.
pub async fn update_progress(app: &App, ctx: &Ctx, command: &UpdateProgress) -> Outcome<DeliberationView> {
    let version = Some(command.version);
    change(app, ctx, "monitoring.update", command.key, command.deliberation, version, command, |before, by| {
        let mut after = before.clone();
        if command.responsible.is_some() || command.deadline.is_some() {
            let named = command.responsible.as_deref().or(before.responsible.as_deref()).ok_or_else(|| {
                let message = "Indique quem responde pela deliberação antes de marcar o prazo.";
                Refusal::invalid("responsible", "RESPONSIBLE_REQUIRED", message)
            })?;
            after = after.assigned(named, command.deadline.or(before.deadline)).or_refuse()?;
        }
        if let Some(progress) = command.progress {
            let account = command.account.as_deref().unwrap_or_default();
            after = after.advanced((ctx.now(), by, account), progress, command.evidence.clone()).or_refuse()?;
        }
        if after == *before {
            let message = "Informe o andamento, quem responde ou o prazo.";
            return Err(Refusal::invalid("progress", "NOTHING_TO_RECORD", message).into());
        }
        Ok(after)
    })
    .await
}

/// Attaches evidence to a deliberation (*comprovação*); state and progress stay.
///
/// # Errors
/// `EVIDENCE_ADDRESS`, `DELIBERATION_CLOSED`.
pub async fn attach_deliberation_evidence(app: &App, ctx: &Ctx, command: &AttachEvidence) -> Outcome<DeliberationView> {
    change(app, ctx, "monitoring.attach", command.key, command.deliberation, None, command, |before, by| {
        let record = (ctx.now(), by, "Comprovação anexada.");
        before.evidenced(record, command.evidence.clone()).or_refuse()
    })
    .await
}

/// Closes a deliberation as done, with evidence, or as not done, with the reason (*encerramento*).
///
/// # Errors
/// `DELIBERATION_EVIDENCE_MISSING`, `DELIBERATION_CLOSED`, `STALE_VERSION`.
pub async fn close_deliberation(app: &App, ctx: &Ctx, command: &CloseDeliberation) -> Outcome<DeliberationView> {
    let version = Some(command.version);
    change(app, ctx, "monitoring.close", command.key, command.deliberation, version, command, |before, by| {
        let record = (ctx.now(), by, command.account.as_str());
        let closed = if command.done { before.done(record, command.evidence.clone()) } else { before.not_done(record) };
        closed.or_refuse()
    })
    .await
}

/// Opens a closed deliberation again, with the reason (*reabertura*).
///
/// # Errors
/// `DELIBERATION_NOT_CLOSED`.
pub async fn reopen_deliberation(app: &App, ctx: &Ctx, command: &ReopenDeliberation) -> Outcome<DeliberationView> {
    change(app, ctx, "monitoring.reopen", command.key, command.deliberation, None, command, |before, by| {
        before.reopened((ctx.now(), by, &command.reason)).or_refuse()
    })
    .await
}

#[allow(clippy::too_many_arguments)] // What an act needs, and what changes.
async fn change<C: Serialize + Sync>(
    app: &App,
    ctx: &Ctx,
    operation: &'static str,
    key: Uuid,
    at: RowId,
    version: Option<i32>,
    command: &C,
    decide: impl Fn(&Deliberation, &str) -> Outcome<Deliberation> + Sync,
) -> Outcome<DeliberationView> {
    let permit = ctx.permit(Action::ManageDeliberations, at.tenant, None)?;
    let decide = &decide;
    let id: Uuid = app
        .act(ctx, operation, &permit, key, command, |scope| async move {
            let row = scope.lock::<deliberation::Entity>(at.id).await?.found()?;
            ctx.permit(Action::ManageDeliberations, at.tenant, Some(row.conference_id))?;
            if version.is_some_and(|read| read != row.version) {
                return Err(Refusal::stale(row.version).into());
            }
            let after = decide(&as_rule(&row), &recorder(&scope).await?)?;
            keep(&scope, ctx, row, after).await
        })
        .await?;
    one(app, ctx, RowId { id, ..at }).await
}

/// Entries are signed by the council: the page is public.
async fn recorder(scope: &Scope) -> Outcome<String> {
    Ok(councils::council(&scope.directory(), scope.tenant_id()).await?.found()?.acronym)
}

async fn keep(scope: &Scope, ctx: &Ctx, row: deliberation::Model, after: Deliberation) -> Outcome<Uuid> {
    let changed = deliberation::Model {
        state: Coded(after.state),
        responsible: after.responsible,
        deadline: after.deadline,
        progress: i32::from(after.progress),
        entries: Doc(after.entries),
        version: row.version + 1,
        ..row
    };
    let row = scope.save::<deliberation::Entity>(changed).await?;
    let act = Act::new(Action::ManageDeliberations, "Deliberation", row.id).of(row.conference_id);
    act.with(json!({ "state": row.state, "progress": row.progress, "version": row.version }))
        .record(scope, ctx)
        .await?;
    Ok(row.id)
}
