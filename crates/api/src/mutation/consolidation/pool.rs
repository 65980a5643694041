//! Working on the pool of proposals.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::consolidation::{ClusterRun, PoolItem, PoolItemList, PoolOperation, PublishedBook};
use async_graphql::{Context, ID, InputObject, Object};
use domain::ids::RowId;
use usecases::consolidation;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct PoolMutation;

/// A search for similar proposals.
#[derive(InputObject)]
pub(crate) struct SuggestClustersInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference whose pool it is.
    conference_id: ID,
    /// Least mean likeness within a cluster, 30 to 100 per cent; 65 when it is not named.
    threshold: Option<i32>,
}

/// Proposals to become one.
#[derive(InputObject)]
pub(crate) struct MergeIntoProposalInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposals of the pool, at least two of one axis and level.
    pool_item_ids: Vec<ID>,
    /// Text of the merged proposal.
    text: String,
}

/// Another wording for a merged proposal.
#[derive(InputObject)]
pub(crate) struct RewordMergeInput {
    /// Idempotency key.
    key: Uuid,
    /// The merged proposal.
    pool_item_id: ID,
    /// The text.
    text: String,
}

/// A merged proposal to take apart.
#[derive(InputObject)]
pub(crate) struct SplitMergeInput {
    /// Idempotency key.
    key: Uuid,
    /// The merged proposal.
    pool_item_id: ID,
}

/// The last act on a pool to take back.
#[derive(InputObject)]
pub(crate) struct UndoConsolidationInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference whose pool it is.
    conference_id: ID,
}

/// A proposal book to publish.
#[derive(InputObject)]
pub(crate) struct PublishCadernoInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference whose plenary works on it.
    conference_id: ID,
    /// The chosen proposals of the pool; null for all in force.
    pool_item_ids: Option<Vec<ID>>,
}

outcome! {
    /// What came of a search for similar proposals.
    ClusterRunOutcome = ClusterRun
}
outcome! {
    /// What came of merging or wording.
    PoolItemOutcome = PoolItem
}
outcome! {
    /// What came of taking a merge apart.
    PoolItemListOutcome = PoolItemList
}
outcome! {
    /// What came of taking an act back.
    PoolOperationOutcome = PoolOperation
}
outcome! {
    /// What came of publishing a book.
    PublishCadernoOutcome = PublishedBook
}

#[Object]
impl PoolMutation {
    /// Begins a search for similar proposals (*buscar semelhantes*), axis by axis. It goes on by itself:
    /// ask `Conference.clusterRun` how it stands.
    async fn suggest_clusters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SuggestClustersInput,
    ) -> async_graphql::Result<ClusterRunOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = consolidation::SuggestClusters { key: input.key, conference, threshold: input.threshold };
        settle(asking, consolidation::suggest_clusters(app, asking, &command).await, ClusterRun)
    }

    /// Merges proposals of one axis and level into one (*aglutinar*). The originals are kept and counted.
    async fn merge_into_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: MergeIntoProposalInput,
    ) -> async_graphql::Result<PoolItemOutcome> {
        let (app, asking) = asked(ctx);
        let command = consolidation::Merge { key: input.key, items: items(&input.pool_item_ids)?, text: input.text };
        settle(asking, consolidation::merge(app, asking, &command).await, PoolItem)
    }

    /// Words a merged proposal anew (*nova redação*). What a place reported never changes.
    async fn reword_merge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RewordMergeInput,
    ) -> async_graphql::Result<PoolItemOutcome> {
        let (app, asking) = asked(ctx);
        let item = id::row("PoolItem", &input.pool_item_id)?;
        let command = consolidation::Reword { key: input.key, item, text: input.text };
        settle(asking, consolidation::reword(app, asking, &command).await, PoolItem)
    }

    /// Takes a merged proposal apart (*desmembrar*); what it was made of is in force again.
    async fn split_merge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SplitMergeInput,
    ) -> async_graphql::Result<PoolItemListOutcome> {
        let (app, asking) = asked(ctx);
        let item = id::row("PoolItem", &input.pool_item_id)?;
        let command = consolidation::Split { key: input.key, item };
        let show = |rows: Vec<_>| PoolItemList { items: rows.into_iter().map(PoolItem).collect() };
        settle(asking, consolidation::split(app, asking, &command).await, show)
    }

    /// Takes the last act on the pool back (*desfazer*); may be repeated until nothing is left.
    async fn undo_consolidation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UndoConsolidationInput,
    ) -> async_graphql::Result<PoolOperationOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = consolidation::Undo { key: input.key, conference };
        settle(asking, consolidation::undo(app, asking, &command).await, PoolOperation::from)
    }

    /// Publishes the proposal book (*caderno de propostas*): numbers are final, the pool is closed.
    async fn publish_caderno(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PublishCadernoInput,
    ) -> async_graphql::Result<PublishCadernoOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let items = input.pool_item_ids.as_deref().map(items).transpose()?;
        let command = consolidation::PublishBook { key: input.key, conference, items };
        settle(asking, consolidation::publish_book(app, asking, &command).await, PublishedBook::from)
    }
}

fn items(ids: &[ID]) -> async_graphql::Result<Vec<RowId>> {
    ids.iter().map(|one| id::row("PoolItem", one)).collect()
}
