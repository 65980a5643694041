//! Merging proposals, taking a merge apart, wording it anew.

use super::import::kept;
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
    record::tell,
    reports::name_of,
};
use domain::Refusal;
use domain::consolidation::{ItemId, Operation, OperationRecord, PoolItem, ProposalPool};
use domain::ids::RowId;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::consolidation::{self, pool_item, pool_operation, proposal_pool};
use store::{Doc, Scope};
use uuid::Uuid;

/// Proposals to become one.
#[derive(Debug, Clone, Serialize)]
pub struct Merge {
    /// Idempotency key.
    pub key: Uuid,
    /// The items, all of one council.
    pub items: Vec<RowId>,
    /// Text of the merged proposal.
    pub text: String,
}

/// A merge to be taken apart.
#[derive(Debug, Clone, Serialize)]
pub struct Split {
    /// Idempotency key.
    pub key: Uuid,
    /// The merged item.
    pub item: RowId,
}

/// Another wording for a merge.
#[derive(Debug, Clone, Serialize)]
pub struct Reword {
    /// Idempotency key.
    pub key: Uuid,
    /// The merged item.
    pub item: RowId,
    /// The text.
    pub text: String,
}

/// Merges proposals of one axis and level into one (*aglutinar*); the originals are kept and counted.
///
/// # Errors
/// `POOL_WRONG_NUMBER`, `POOL_DIFFERENT_PLACE`, `POOL_ALREADY_MERGED`, `BOOK_PUBLISHED`; not found
/// when an item is not there.
pub async fn merge(app: &App, ctx: &Ctx, command: &Merge) -> Outcome<pool_item::Model> {
    let Some(first) = command.items.first() else {
        return Err(domain::consolidation::PoolRefused::WrongNumber).or_refuse();
    };
    let permit = ctx.permit(Action::Consolidate, first.tenant, None)?;
    if command.items.iter().any(|item| item.tenant != first.tenant) {
        return Err(crate::Failure::NotFound);
    }
    app.act(ctx, "consolidation.merge", &permit, command.key, command, |scope| async move {
        let mut desk = Desk::at(&scope, first.id, command.items.iter().map(|item| item.id).collect()).await?;
        let merged = ItemId(ctx.new_id());
        let by = name_of(&scope, ctx).await?;
        let sources: Vec<ItemId> = command.items.iter().map(|item| ItemId(item.id)).collect();
        desk.pool.merge((ctx.now(), &by), merged, &sources, &command.text).or_refuse()?;
        desk.done(&scope, ctx).await?;
        scope.get::<pool_item::Entity>(merged.0).await?.found()
    })
    .await
}

/// Takes a merge apart (*desmembrar*); what it was made of is in force again.
///
/// # Errors
/// `POOL_NOT_MERGED` for an original; `POOL_ALREADY_MERGED` when it is part of another merge.
pub async fn split(app: &App, ctx: &Ctx, command: &Split) -> Outcome<Vec<pool_item::Model>> {
    let permit = ctx.permit(Action::Consolidate, command.item.tenant, None)?;
    app.act(ctx, "consolidation.split", &permit, command.key, command, |scope| async move {
        let mut desk = Desk::at(&scope, command.item.id, vec![command.item.id]).await?;
        let by = name_of(&scope, ctx).await?;
        let item = ItemId(command.item.id);
        let sources = desk.pool.item(item).map(|item| item.sources.clone()).unwrap_or_default();
        desk.pool.split((ctx.now(), &by), item).or_refuse()?;
        desk.done(&scope, ctx).await?;
        let ids = sources.iter().map(|source| source.0).collect();
        let mut rows = consolidation::items(&scope, desk.cycle, ids).await?;
        rows.sort_by(|one, other| one.sort_key.cmp(&other.sort_key));
        Ok(rows)
    })
    .await
}

/// Words a merge anew (*nova redação*).
///
/// # Errors
/// As [`split`], and refusals of the text.
pub async fn reword(app: &App, ctx: &Ctx, command: &Reword) -> Outcome<pool_item::Model> {
    let permit = ctx.permit(Action::Consolidate, command.item.tenant, None)?;
    app.act(ctx, "consolidation.reword", &permit, command.key, command, |scope| async move {
        let mut desk = Desk::at(&scope, command.item.id, vec![command.item.id]).await?;
        let by = name_of(&scope, ctx).await?;
        desk.pool.reword((ctx.now(), &by), ItemId(command.item.id), &command.text).or_refuse()?;
        desk.done(&scope, ctx).await?;
        scope.get::<pool_item::Entity>(command.item.id).await?.found()
    })
    .await
}

/// The part of a pool that an act needs, its cycle's pool locked.
pub(super) struct Desk {
    pub cycle: Uuid,
    pub pool: ProposalPool,
    pub kept: Vec<pool_item::Model>,
    pub row: proposal_pool::Model,
}

impl Desk {
    /// Items with all they are made of, from the pool of the cycle that `first` belongs to.
    async fn at(scope: &Scope, first: Uuid, ids: Vec<Uuid>) -> Outcome<Self> {
        let cycle = scope.get::<pool_item::Entity>(first).await?.found()?.cycle_id;
        Self::open(scope, cycle, ids, vec![]).await
    }

    /// Items of a cycle's pool with all they are made of, and the operations done so far that matter.
    pub(super) async fn open(
        scope: &Scope,
        cycle: Uuid,
        ids: Vec<Uuid>,
        history: Vec<OperationRecord>,
    ) -> Outcome<Self> {
        let row = consolidation::open_pool(scope, cycle).await?;
        if row.book_published_at.is_some() {
            let message = "O caderno de propostas já foi publicado, e a numeração é definitiva. \
                           Mudanças agora cabem na plenária.";
            return Err(Refusal::rule("BOOK_PUBLISHED", "caderno de propostas", message).into());
        }
        let wanted: std::collections::BTreeSet<Uuid> = ids.into_iter().collect();
        let mut kept = consolidation::lock_items(scope, cycle, wanted.iter().copied().collect()).await?;
        if kept.len() != wanted.len() {
            return Err(crate::Failure::NotFound);
        }
        let sources: Vec<Uuid> = kept.iter().flat_map(|item| item.sources.iter().map(|source| source.0)).collect();
        let further = sources.into_iter().filter(|id| !wanted.contains(id)).collect();
        kept.extend(consolidation::lock_items(scope, cycle, further).await?);
        let pool = ProposalPool::new(kept.iter().map(as_rule), history);
        Ok(Self { cycle, pool, kept, row })
    }

    /// Keeps what the last operation changed and the operation itself, and records the act.
    async fn done(&self, scope: &Scope, ctx: &Ctx) -> Outcome<()> {
        let record = self.pool.history().last().cloned().found()?;
        self.keep_items(scope).await?;
        let number = self.row.operations + 1;
        scope.save::<proposal_pool::Entity>(proposal_pool::Model { operations: number, ..self.row.clone() }).await?;
        let operation = pool_operation::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            cycle_id: self.cycle,
            number,
            record: Doc(record.clone()),
            undone_at: None,
        };
        scope.insert::<pool_operation::Entity>(operation).await?;
        let (act, item) = told(&record.operation);
        let recorded = Act::new(Action::Consolidate, "PoolItem", item.0);
        recorded.with(json!({ "act": act, "number": number })).record(scope, ctx).await?;
        tell(scope, ctx, self.cycle).await
    }

    /// Writes every item that is new, gone or different from what was read.
    pub(super) async fn keep_items(&self, scope: &Scope) -> Outcome<()> {
        for item in self.pool.items() {
            let before = self.kept.iter().find(|kept| kept.id == item.id.0);
            let now = kept(scope, self.cycle, item);
            match before {
                None => {
                    scope.insert::<pool_item::Entity>(now).await?;
                }
                Some(before) if before.merged_into != now.merged_into || before.text != now.text => {
                    let (merged_into, text, search_text) = (now.merged_into, now.text, now.search_text);
                    let now = pool_item::Model { merged_into, text, search_text, ..before.clone() };
                    scope.save::<pool_item::Entity>(now).await?;
                }
                Some(_) => {}
            }
        }
        for gone in self.kept.iter().filter(|kept| self.pool.item(ItemId(kept.id)).is_none()) {
            consolidation::remove_item(scope, gone.id).await?;
        }
        Ok(())
    }
}

/// A kept item as the rules see it.
pub(super) fn as_rule(row: &pool_item::Model) -> PoolItem {
    PoolItem {
        id: ItemId(row.id),
        axis: u32::try_from(row.axis).unwrap_or_default(),
        level: *row.level,
        text: row.text.clone(),
        lineage: row.lineage.0.clone(),
        sources: row.sources.0.clone(),
        merged_into: row.merged_into.map(ItemId),
    }
}

/// The kind of an operation and the item it is about.
pub(super) fn told(operation: &Operation) -> (&'static str, ItemId) {
    match operation {
        Operation::Merge { merged } => ("MERGE", merged.id),
        Operation::Split { merged } => ("SPLIT", merged.id),
        Operation::Reword { item, .. } => ("REWORD", *item),
    }
}
