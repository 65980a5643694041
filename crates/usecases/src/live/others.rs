//! What else is followed: a poll, credentialing, the reports of a cycle.

use super::{Versioned, follow};
use crate::consolidation::{self, Inbox};
use crate::participants::{self, CredentialingView};
use crate::{App, Ctx, Outcome, conferences, voting};
use domain::consolidation::InboxSummary;
use domain::ids::RowId;
use futures_util::Stream;
use policy::Permit;
use store::sequence;
use store::voting::poll;

/// Something with its place in an order of events.
#[derive(Debug, Clone)]
pub struct Shown<T> {
    /// The sequence up to which it holds everything.
    pub version: i64,
    /// What is shown.
    pub value: T,
}

impl<T> Versioned for Shown<T> {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The sequence first: what is read after it is at least as new.
async fn version(app: &App, permit: &Permit, counted: RowId) -> Outcome<i64> {
    Ok(sequence::current(&app.db.read(permit).await?, counted.id).await?)
}

/// A poll, at once and whenever its conference changes.
///
/// # Errors
/// Not found when there is none, or only a draft that the actor may not see.
pub async fn poll(
    app: &App,
    ctx: &Ctx,
    poll: RowId,
) -> Outcome<impl Stream<Item = Outcome<Shown<poll::Model>>> + Send + use<>> {
    let conference = RowId { tenant: poll.tenant, id: voting::get(app, ctx, poll).await?.conference_id };
    let (again, ctx, permit) = (app.clone(), ctx.clone(), policy::public(poll.tenant));
    let read = move || {
        let (app, ctx, permit) = (again.clone(), ctx.clone(), permit.clone());
        async move {
            let version = version(&app, &permit, conference).await?;
            Ok(Shown { version, value: voting::get(&app, &ctx, poll).await? })
        }
    };
    Ok(follow(app, conference, None, read))
}

/// Credentialing of a conference in numbers, at once and whenever the conference changes.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn credentialing(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
) -> Outcome<impl Stream<Item = Outcome<Shown<CredentialingView>>> + Send + use<>> {
    conferences::get(app, ctx, conference).await?;
    let (again, ctx, permit) = (app.clone(), ctx.clone(), policy::public(conference.tenant));
    let read = move || {
        let (app, ctx, permit) = (again.clone(), ctx.clone(), permit.clone());
        async move {
            let version = version(&app, &permit, conference).await?;
            let row = conferences::get(&app, &ctx, conference).await?;
            Ok(Shown { version, value: participants::credentialing(&app, &ctx, &row).await? })
        }
    };
    Ok(follow(app, conference, None, read))
}

/// How the councils below stand in a cycle, at once and whenever a report arrives or is answered.
///
/// # Errors
/// Not found for strangers, and for a cycle that is not published.
pub async fn submissions(
    app: &App,
    ctx: &Ctx,
    cycle: RowId,
) -> Outcome<impl Stream<Item = Outcome<Shown<InboxSummary>>> + Send + use<>> {
    opened(app, ctx, cycle).await?;
    let (again, ctx, permit) = (app.clone(), ctx.clone(), policy::public(cycle.tenant));
    let read = move || {
        let (app, ctx, permit) = (again.clone(), ctx.clone(), permit.clone());
        async move {
            let version = version(&app, &permit, cycle).await?;
            let inbox = opened(&app, &ctx, cycle).await?;
            Ok(Shown { version, value: consolidation::summary(&app, &inbox).await? })
        }
    };
    Ok(follow(app, cycle, None, read))
}

async fn opened(app: &App, ctx: &Ctx, cycle: RowId) -> Outcome<Inbox> {
    consolidation::inbox(app, ctx, cycle.tenant, Some(cycle)).await
}
