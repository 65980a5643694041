//! Proposals.

use crate::types::proposals::Proposal;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::proposals;

#[derive(Default)]
pub(crate) struct ProposalsQuery;

#[Object]
impl ProposalsQuery {
    /// A proposal; not found when there is none, or it is a draft that is not shown to whoever asks.
    async fn proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the proposal.")] id: ID,
    ) -> async_graphql::Result<Proposal> {
        let (app, asking) = asked(ctx);
        Ok(Proposal(proposals::get(app, asking, id::row("Proposal", &id)?).await.or_fail(asking)?))
    }
}
