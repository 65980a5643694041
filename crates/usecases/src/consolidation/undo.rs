//! Taking back the last operation on a pool.

use super::cycle;
use super::merge::{Desk, told};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
    record::tell,
};
use domain::consolidation::{Operation, PoolRefused};
use domain::ids::RowId;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::consolidation::{self, pool_operation};
use uuid::Uuid;

/// The last operation to take back.
#[derive(Debug, Clone, Serialize)]
pub struct Undo {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference whose pool it is.
    pub conference: RowId,
}

/// Takes the last operation back (*desfazer*); may be repeated until nothing is left.
///
/// # Errors
/// `POOL_NOTHING_TO_UNDO`, `BOOK_PUBLISHED`.
pub async fn undo(app: &App, ctx: &Ctx, command: &Undo) -> Outcome<pool_operation::Model> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::Consolidate, tenant, Some(id))?;
    app.act(ctx, "consolidation.undo", &permit, command.key, command, |scope| async move {
        let conference = scope.get::<conference::Entity>(id).await?.found()?;
        let cycle = cycle::behind(&scope, &conference).await?.id;
        consolidation::open_pool(&scope, cycle).await?;
        let last = consolidation::last_operation(&scope, cycle).await?;
        let last = last.ok_or(PoolRefused::NothingToUndo).or_refuse()?;
        let needed = match &last.record.operation {
            Operation::Merge { merged } => vec![merged.id.0],
            Operation::Split { merged } => merged.sources.iter().map(|source| source.0).collect(),
            Operation::Reword { item, .. } => vec![item.0],
        };
        let mut desk = Desk::open(&scope, cycle, needed, vec![last.record.0.clone()]).await?;
        desk.pool.undo().or_refuse()?;
        desk.keep_items(&scope).await?;
        let undone = pool_operation::Model { undone_at: Some(ctx.now()), ..last };
        let undone = scope.save::<pool_operation::Entity>(undone).await?;
        let (act, item) = told(&undone.record.operation);
        let recorded = Act::new(Action::Consolidate, "PoolItem", item.0);
        recorded.with(json!({ "undone": act, "number": undone.number })).record(&scope, ctx).await?;
        tell(&scope, ctx, cycle).await?;
        Ok(undone)
    })
    .await
}
