//! What a hall sees.

use crate::context::{ShownVersion, asked};
use crate::types::consolidation::InboxSummary;
use crate::types::live::PlenarySnapshot;
use crate::types::participants::Credentialing;
use crate::types::voting::Poll;
use crate::{error::OrFail, id};
use async_graphql::{Context, ID, Subscription};
use futures_util::{Stream, StreamExt};
use usecases::{Ctx, Outcome, live};

#[derive(Default)]
pub(crate) struct LiveSubscription;

#[Subscription]
impl LiveSubscription {
    /// The plenary as the hall's display shows it: a complete snapshot at once, then whenever it
    /// changes, each with a higher version.
    async fn plenary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference.")] conference_id: ID,
        #[graphql(desc = "The version the client has; only newer ones are sent.")] after: Option<i64>,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<PlenarySnapshot>>> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &conference_id)?;
        let snapshots = live::plenary(app, asking, conference, after).await.or_fail(asking)?;
        Ok(shown(ctx, asking, snapshots).map(|snapshot| snapshot.map(PlenarySnapshot::from)))
    }

    /// A poll: its state, turnout while it is open, then its result.
    async fn poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The poll.")] poll_id: ID,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<Poll>>> {
        let (app, asking) = asked(ctx);
        let polls = live::poll(app, asking, id::row("Poll", &poll_id)?).await.or_fail(asking)?;
        Ok(shown(ctx, asking, polls).map(|poll| poll.map(|poll| Poll(poll.value))))
    }

    /// Credentialing of a conference in numbers: who is there, and the quorum.
    async fn credentialing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference.")] conference_id: ID,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<Credentialing>>> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &conference_id)?;
        let numbers = live::credentialing(app, asking, conference).await.or_fail(asking)?;
        Ok(shown(ctx, asking, numbers).map(|numbers| numbers.map(|numbers| Credentialing(numbers.value))))
    }

    /// How the councils below stand in a cycle: who filed, who is late. For the people of the council
    /// that published it.
    async fn submissions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cycle.")] cycle_id: ID,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<InboxSummary>>> {
        let (app, asking) = asked(ctx);
        let summaries = live::submissions(app, asking, id::row("Cycle", &cycle_id)?).await.or_fail(asking)?;
        Ok(shown(ctx, asking, summaries).map(|summary| summary.map(|summary| summary.value.into())))
    }
}

/// Tells the transport the version of each snapshot and turns failures into errors.
fn shown<T: live::Versioned>(
    ctx: &Context<'_>,
    asking: &Ctx,
    snapshots: impl Stream<Item = Outcome<T>> + Send,
) -> impl Stream<Item = async_graphql::Result<T>> + Send {
    let (told, asking) = (ctx.data_opt::<ShownVersion>().cloned(), asking.clone());
    snapshots.map(move |snapshot| {
        if let (Ok(snapshot), Some(told)) = (&snapshot, &told) {
            told.set(snapshot.version());
        }
        snapshot.or_fail(&asking)
    })
}
