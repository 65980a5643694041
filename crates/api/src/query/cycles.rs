//! Cycles.

use crate::connection::{Connection, PageArgs, connection};
use crate::types::cycles::Cycle;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object};
use usecases::cycles;

#[derive(Default)]
pub(crate) struct CyclesQuery;

#[Object]
impl CyclesQuery {
    /// A cycle; not found when there is none, or it is another council's draft.
    async fn cycle(&self, ctx: &Context<'_>, #[graphql(desc = "Global id.")] id: ID) -> async_graphql::Result<Cycle> {
        let (app, asking) = asked(ctx);
        Ok(Cycle(cycles::get(app, asking, id::row("Cycle", &id)?).await.or_fail(asking)?))
    }

    /// The cycles of a council, oldest first; drafts only for its people.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn cycles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The council.")] council_id: ID,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Cycle>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let rows = cycles::list(app, asking, id::council(&council_id)?, &page).await.or_fail(asking)?;
        Ok(connection(rows, Cycle))
    }
}
