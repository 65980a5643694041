//! Conferences.

use crate::types::conferences::Conference;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::conferences;

#[derive(Default)]
pub(crate) struct ConferencesQuery;

#[Object]
impl ConferencesQuery {
    /// A conference; not found when there is none.
    async fn conference(&self, ctx: &Context<'_>, id: ID) -> async_graphql::Result<Conference> {
        let (app, asking) = asked(ctx);
        let id = id::row("Conference", &id)?;
        Ok(conferences::get(app, asking, id).await.or_fail(asking)?.into())
    }
}
