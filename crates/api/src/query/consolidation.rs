//! Received reports, and the path of a proposal.

use crate::types::consolidation::{PathStation, ReceivedReport};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::consolidation;

#[derive(Default)]
pub(crate) struct ConsolidationQuery;

#[Object]
impl ConsolidationQuery {
    /// A report as it was received, with what is weighed before it is accepted. For people of the
    /// council that received it.
    #[graphql(complexity = "20 + child_complexity")]
    async fn received_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The entry of the inbox.")] inbox_entry_id: ID,
    ) -> async_graphql::Result<ReceivedReport> {
        let (app, asking) = asked(ctx);
        let entry = id::row("InboxEntry", &inbox_entry_id)?;
        Ok(ReceivedReport(consolidation::received_report(app, asking, entry).await.or_fail(asking)?))
    }

    /// The path of a reported proposal (*caminho da proposta*), named as in `Report.proposals`: from the
    /// report to the book of the council above. Empty while it was not filed. What became of it above
    /// is public once the book is published.
    #[graphql(complexity = "10 + 5 * child_complexity")]
    async fn proposal_path(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference.")] conference_id: ID,
        #[graphql(desc = "The proposal, named as in `Report.proposals`.")] proposal: String,
    ) -> async_graphql::Result<Vec<PathStation>> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &conference_id)?;
        let stations = consolidation::path(app, asking, conference, &proposal).await.or_fail(asking)?;
        Ok(stations.into_iter().map(PathStation).collect())
    }
}
