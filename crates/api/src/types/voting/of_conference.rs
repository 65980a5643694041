//! The polls of a conference.

use super::Poll;
use crate::connection::{Connection, PageArgs, connection};
use crate::context::asked;
use crate::error::OrFail;
use crate::types::enums::Enumeration;
use async_graphql::{Context, InputObject, Object};
use domain::ids::{RowId, TenantId};
use domain::voting::{PollState, SubjectKind};
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::voting::{self, PollFilter};

/// Which polls are wanted.
#[derive(InputObject, Default)]
pub(crate) struct PollFilterInput {
    /// Only in this state.
    state: Option<Enumeration<PollState>>,
    /// Only about this.
    subject: Option<Enumeration<SubjectKind>>,
}

pub(crate) struct ConferenceVoting(pub Arc<Row>);

impl ConferenceVoting {
    fn row(&self) -> RowId {
        RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id }
    }
}

/// The polls of a conference.
#[Object]
impl ConferenceVoting {
    /// The polls (*votações*), by number. Drafts are shown to the people of the council only.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn polls(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones are wanted; all when it is not given.")] filter: Option<PollFilterInput>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Poll>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let filter = filter.unwrap_or_default();
        let wanted = PollFilter {
            state: filter.state.map(|state| state.0),
            subject: filter.subject.map(|subject| subject.0),
            drafts: false,
        };
        let rows = voting::page(app, asking, self.row(), wanted, &page).await.or_fail(asking)?;
        Ok(connection(rows, Poll))
    }

    /// The poll that is open now; null when none is.
    async fn open_poll(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Poll>> {
        let (app, asking) = asked(ctx);
        Ok(voting::open(app, asking, self.row()).await.or_fail(asking)?.map(Poll))
    }
}
