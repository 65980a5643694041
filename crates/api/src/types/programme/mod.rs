//! The programme in GraphQL.

mod item;
mod points;
mod sessions;
mod speaking;

pub(crate) use item::CurrentItem;
pub(crate) use points::{Point, QuorumVerification};
pub(crate) use sessions::{OpeningTable, OpeningTableMember, Session};
pub(crate) use speaking::{Announcement, Defences, SpeechRequest};

use crate::{context::asked, error::OrFail};
use async_graphql::{Context, Object};
use sessions::ProgrammeLength;
use std::sync::Arc;
use tokio::sync::OnceCell;
use usecases::conferences::Conference as Row;
use usecases::programme::{self, ProgrammeView, QueueView};

pub(crate) struct ConferenceProgramme(pub Arc<Row>);

/// The programme of a conference.
#[Object]
impl ConferenceProgramme {
    /// The programme (*programação*): sessions, tables, who speaks, points, quorum. Public.
    async fn programme(&self) -> Programme {
        Programme { conference: self.0.clone(), view: OnceCell::new(), queue: OnceCell::new() }
    }
}

pub(crate) struct Programme {
    conference: Arc<Row>,
    view: OnceCell<ProgrammeView>,
    queue: OnceCell<QueueView>,
}

impl Programme {
    /// What the fields share, read once.
    async fn view(&self, ctx: &Context<'_>) -> async_graphql::Result<&ProgrammeView> {
        let (app, asking) = asked(ctx);
        let read = || async { programme::programme_of(app, asking, &self.conference).await.or_fail(asking) };
        self.view.get_or_try_init(read).await
    }

    async fn queue(&self, ctx: &Context<'_>) -> async_graphql::Result<&QueueView> {
        let (app, asking) = asked(ctx);
        let read = || async { programme::speaking_in(app, asking, &self.conference).await.or_fail(asking) };
        self.queue.get_or_try_init(read).await
    }
}

/// The programme of a conference (*programação*).
#[Object]
impl Programme {
    /// The sessions (*sessões*), in the order of the programme.
    #[graphql(complexity = "5 + 20 * child_complexity")]
    async fn sessions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Session>> {
        let (app, asking) = asked(ctx);
        let rows = programme::sessions_of(app, asking, &self.conference).await.or_fail(asking)?;
        Ok(rows.into_iter().map(Session::from).collect())
    }

    /// How long the programme is, counted as the cycle counts (*carga horária*).
    async fn length(&self, ctx: &Context<'_>) -> async_graphql::Result<ProgrammeLength> {
        let (app, asking) = asked(ctx);
        let rows = programme::sessions_of(app, asking, &self.conference).await.or_fail(asking)?;
        Ok(ProgrammeLength::of(&self.conference, &rows))
    }

    /// The opening table (*mesa de abertura*), in the order of being called.
    async fn opening_table(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<OpeningTableMember>> {
        Ok(self.view(ctx).await?.row.as_ref().map(OpeningTableMember::all).unwrap_or_default())
    }

    /// Version of the opening table, for changing it.
    async fn opening_table_version(&self, ctx: &Context<'_>) -> async_graphql::Result<i32> {
        Ok(self.view(ctx).await?.row.as_ref().map_or(1, |row| row.version))
    }

    /// What the hall is at (*em pauta*); null when at nothing.
    async fn current_item(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<CurrentItem>> {
        let tenant = self.conference.tenant_id;
        Ok(self.view(ctx).await?.item.clone().map(|item| CurrentItem { tenant, item }))
    }

    /// Who has the floor (*com a palavra*); null when nobody has.
    async fn speaker(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<SpeechRequest>> {
        Ok(self.queue(ctx).await?.speaking.clone().map(SpeechRequest::from))
    }

    /// Who waits to speak, in the order in which the floor would be given; 50 at most.
    #[graphql(complexity = "5 + 10 * child_complexity")]
    async fn waiting(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SpeechRequest>> {
        Ok(self.queue(ctx).await?.waiting.iter().cloned().map(SpeechRequest::from).collect())
    }

    /// How many wait to speak.
    async fn waiting_count(&self, ctx: &Context<'_>) -> async_graphql::Result<u32> {
        Ok(self.queue(ctx).await?.length)
    }

    /// Defences on the text under debate; null when none is.
    async fn defences(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Defences>> {
        Ok(self.queue(ctx).await?.defences.map(Defences::from))
    }

    /// Points of order, referral and clarification (*questões*), in the order of being raised.
    #[graphql(complexity = "5 + 10 * child_complexity")]
    async fn points(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Point>> {
        let (app, asking) = asked(ctx);
        let rows = programme::points_of(app, asking, &self.conference).await.or_fail(asking)?;
        Ok(rows.into_iter().map(Point::from).collect())
    }

    /// Checks of the quorum (*verificações de quórum*), in their order.
    #[graphql(complexity = "5 + 10 * child_complexity")]
    async fn quorum_checks(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<QuorumVerification>> {
        let (app, asking) = asked(ctx);
        let rows = programme::quorum_checks_of(app, asking, &self.conference).await.or_fail(asking)?;
        Ok(rows.into_iter().map(QuorumVerification).collect())
    }

    /// The announcement that is shown now; null when none is.
    async fn announcement(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Announcement>> {
        Ok(self.view(ctx).await?.announcement.clone().map(Announcement))
    }
}
