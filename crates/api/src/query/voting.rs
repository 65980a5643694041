//! Polls and receipts.

use crate::types::voting::{Poll, ReceiptCheck};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::voting;

#[derive(Default)]
pub(crate) struct VotingQuery;

#[Object]
impl VotingQuery {
    /// A poll; not found when there is none.
    async fn poll(&self, ctx: &Context<'_>, #[graphql(desc = "Global id.")] id: ID) -> async_graphql::Result<Poll> {
        let (app, asking) = asked(ctx);
        Ok(Poll(voting::get(app, asking, id::row("Poll", &id)?).await.or_fail(asking)?))
    }

    /// Finds the vote of a receipt in a poll, without telling who cast it or how; null when there is none.
    async fn verify_receipt(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The poll.")] poll_id: ID,
        #[graphql(desc = "The receipt as it was given to the voter.")] code: String,
    ) -> async_graphql::Result<Option<ReceiptCheck>> {
        let (app, asking) = asked(ctx);
        let poll = id::row("Poll", &poll_id)?;
        Ok(voting::verify_receipt(app, asking, poll, &code).await.or_fail(asking)?.map(ReceiptCheck::from))
    }
}
