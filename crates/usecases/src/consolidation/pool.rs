//! The pool as it is read.

use super::cycle;
use crate::{App, Ctx, Outcome, Page, PageRequest, failure::Found};
use domain::ids::RowId;
use domain::people::GovernmentLevel;
use domain::text;
use policy::Action;
use store::conferences::conference;
use store::consolidation::{self, PoolFilter, cluster, pool_item};

/// Which proposals of the pool are wanted.
#[derive(Debug, Clone, Default)]
pub struct PoolQuery {
    /// Only of this axis.
    pub axis: Option<i32>,
    /// Only for this level of government.
    pub level: Option<GovernmentLevel>,
    /// Only those of this cluster.
    pub cluster: Option<RowId>,
    /// Text or place contains this; accents and case do not matter.
    pub search: Option<String>,
}

/// The proposals in force of the pool behind a conference, by axis, level, place and priority.
///
/// # Errors
/// Not found for strangers and for a cluster that is not there.
pub async fn pool_page(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    query: &PoolQuery,
    page: &PageRequest,
) -> Outcome<Page<pool_item::Model>> {
    let permit = ctx.permit(Action::ReadInbox, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let held = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let cycle = cycle::behind(&scope, &held).await?;
    let among = match query.cluster {
        Some(wanted) => {
            let cluster = scope.get::<cluster::Entity>(wanted.id).await?.found()?;
            Some(cluster.items.iter().map(|item| item.0).collect())
        }
        None => None,
    };
    let filter = PoolFilter {
        axis: query.axis,
        level: query.level,
        among,
        merged_into: None,
        search: query.search.as_deref().map(text::search_key),
    };
    Ok(consolidation::pool_page(&scope, cycle.id, &filter, page).await?)
}

/// What went into a merged proposal.
///
/// # Errors
/// Not found for strangers and for an item that is not there.
pub async fn originals(app: &App, ctx: &Ctx, item: RowId, page: &PageRequest) -> Outcome<Page<pool_item::Model>> {
    let permit = ctx.permit(Action::ReadInbox, item.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let merged = scope.get::<pool_item::Entity>(item.id).await?.found()?;
    let filter = PoolFilter { merged_into: Some(merged.id), ..PoolFilter::default() };
    Ok(consolidation::pool_page(&scope, merged.cycle_id, &filter, page).await?)
}
