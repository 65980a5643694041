//! Working groups.

use crate::types::groups::WorkingGroup;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::groups;

#[derive(Default)]
pub(crate) struct GroupsQuery;

#[Object]
impl GroupsQuery {
    /// A working group; not found when there is none.
    async fn working_group(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the group.")] id: ID,
    ) -> async_graphql::Result<WorkingGroup> {
        let (app, asking) = asked(ctx);
        let group = groups::get(app, asking, id::row("WorkingGroup", &id)?).await.or_fail(asking)?;
        Ok(WorkingGroup(group))
    }
}
