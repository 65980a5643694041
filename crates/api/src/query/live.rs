//! The plenary for networks that carry no sockets.

use crate::types::live::PlenarySnapshot;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::live;

#[derive(Default)]
pub(crate) struct LiveQuery;

#[Object]
impl LiveQuery {
    /// The same snapshot as the subscription `plenary`, for networks that carry no sockets: ask
    /// every 2 seconds with the version you have; null when there is nothing newer.
    async fn plenary_snapshot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference.")] conference_id: ID,
        #[graphql(desc = "The version the client has.")] after: Option<i64>,
    ) -> async_graphql::Result<Option<PlenarySnapshot>> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &conference_id)?;
        let snapshot = live::plenary_snapshot(app, asking, conference, after).await.or_fail(asking)?;
        Ok(snapshot.map(PlenarySnapshot::from))
    }
}
