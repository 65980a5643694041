//! The table of seats, and publication.

use super::read::{all_contradictions, inherited};
use super::write::{CycleChange, current};
use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::Refusal;
use domain::cycles::as_one;
use domain::ids::RowId;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::cycles::{CycleState, cycle};
use store::{Coded, Doc};
use uuid::Uuid;

/// A table of seats to the next stage.
#[derive(Debug, Clone, Serialize)]
pub struct SetQuotas<C> {
    /// Idempotency key.
    pub key: Uuid,
    /// The cycle.
    pub cycle: RowId,
    /// The version that was read.
    pub version: i32,
    /// The table, and how its civil part is split.
    pub change: C,
}

/// Sets the table of seats (*quadro de vagas*) of a cycle's draft.
///
/// # Errors
/// All rules of seats that the table breaks, in one refusal; `STALE_VERSION`.
pub async fn set_quotas<C: CycleChange>(app: &App, ctx: &Ctx, command: &SetQuotas<C>) -> Outcome<cycle::Model> {
    let permit = ctx.permit(Action::ManageCycle, command.cycle.tenant, None)?;
    app.act(ctx, "cycles.set_quotas", &permit, command.key, command, |scope| async move {
        let mut row = current(&scope, command.cycle.id, command.version).await?;
        let kept = &mut row.parameters.0;
        command.change.apply(kept)?;
        let broken = kept.seat_table.broken_rules(&kept.seat_rules()).into_iter().map(Refusal::from).collect();
        if let Some(refusal) = as_one(broken) {
            return Err(refusal.at("quotas").into());
        }
        row.version += 1;
        let row = scope.save::<cycle::Entity>(row).await?;
        let act = Act::new(Action::ManageCycle, "Cycle", row.id).with(json!({ "quotas": row.version }));
        act.record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// The publication of a cycle.
#[derive(Debug, Clone, Serialize)]
pub struct PublishCycle {
    /// Idempotency key.
    pub key: Uuid,
    /// The cycle.
    pub cycle: RowId,
    /// The version that was read, which is the one that is published.
    pub version: i32,
}

/// Publishes a cycle (*publicação do ciclo*). Publishing again raises the published version; conferences
/// planned from an earlier one see what changed and accept it.
///
/// # Errors
/// Every contradiction in one refusal; `CYCLE_UNCHANGED`; `STALE_VERSION`.
pub async fn publish(app: &App, ctx: &Ctx, command: &PublishCycle) -> Outcome<cycle::Model> {
    let permit = ctx.permit(Action::ManageCycle, command.cycle.tenant, None)?;
    let before = app.db.read(&permit).await?.get::<cycle::Entity>(command.cycle.id).await?.found()?;
    let above = &inherited(app, &before).await?;
    app.act(ctx, "cycles.publish", &permit, command.key, command, |scope| async move {
        let row = current(&scope, command.cycle.id, command.version).await?;
        if let Some(refusal) = as_one(all_contradictions(&row, &row.parameters.0, above.as_ref())) {
            return Err(refusal.into());
        }
        if row.published_parameters.as_ref() == Some(&row.parameters) {
            return Err(unchanged().into());
        }
        let row = cycle::Model {
            state: Coded(CycleState::Published),
            published_at: Some(ctx.now()),
            published_version: row.published_version + 1,
            published_parameters: Some(Doc(row.parameters.0.clone())),
            inherits_version: above.as_ref().map(|above| above.published_version),
            version: row.version + 1,
            ..row
        };
        let row = scope.save::<cycle::Entity>(row).await?;
        let act = Act::new(Action::ManageCycle, "Cycle", row.id).with(json!({ "published": row.published_version }));
        act.record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn unchanged() -> Refusal {
    Refusal::rule(
        "CYCLE_UNCHANGED",
        "versão publicada do ciclo",
        "O ciclo já está publicado assim. Mude o que for preciso e publique de novo.",
    )
}
