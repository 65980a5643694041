//! What a conference has of the reports from below.

use super::accreditation::{Accreditation, AccreditationFilterInput};
use super::book::BookEntry;
use super::clusters::ClusterRun;
use super::pool::{PoolFilterInput, PoolItem};
use crate::connection::{Connection, PageArgs, connection};
use crate::{context::asked, error::OrFail};
use async_graphql::{Context, Object};
use domain::ids::{RowId, TenantId};
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::consolidation;

pub(crate) struct ConferenceConsolidation(pub Arc<Row>);

impl ConferenceConsolidation {
    fn row(&self) -> RowId {
        RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id }
    }
}

/// Consolidation for a conference.
#[Object]
impl ConferenceConsolidation {
    /// Delegates that accepted reports bring, by place and position (*lista de credenciamento*). For
    /// people of this council.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn accreditation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones are wanted; all when it is not given.")] filter: Option<AccreditationFilterInput>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Accreditation>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let filter = filter.unwrap_or_default().asked()?;
        let rows = consolidation::accreditation_page(app, asking, self.row(), filter, &page).await;
        let (rows, personal) = rows.or_fail(asking)?;
        Ok(connection(rows, |row| Accreditation::new(row, personal)))
    }

    /// Proposals in force that accepted reports bring, by axis, level, place and priority (*banco de
    /// propostas*). For people of this council.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn pool(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones are wanted; all when it is not given.")] filter: Option<PoolFilterInput>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<PoolItem>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let query = filter.unwrap_or_default().asked()?;
        let rows = consolidation::pool_page(app, asking, self.row(), &query, &page).await;
        Ok(connection(rows.or_fail(asking)?, PoolItem))
    }

    /// The last search for similar proposals; null before the first. For people of this council.
    #[graphql(complexity = "5 + child_complexity")]
    async fn cluster_run(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<ClusterRun>> {
        let (app, asking) = asked(ctx);
        Ok(consolidation::run_of(app, asking, self.row()).await.or_fail(asking)?.map(ClusterRun))
    }

    /// The proposal book (*caderno de propostas*) in its order; empty before it is published. Public.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn caderno(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<BookEntry>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let rows = consolidation::book_page(app, asking, self.row(), &page).await;
        Ok(connection(rows.or_fail(asking)?, BookEntry::from))
    }
}
