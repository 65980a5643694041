//! What a hall sees.

use crate::context::{ShownVersion, asked};
use crate::types::live::PlenarySnapshot;
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
