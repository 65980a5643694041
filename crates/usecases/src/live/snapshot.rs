//! The snapshot of a plenary: all that a display needs, in few statements.

use super::{Versioned, follow};
use crate::{App, Ctx, Outcome, failure::Found};
use chrono::{DateTime, Utc};
use domain::ids::RowId;
use futures_util::Stream;
use policy::{Action, Permit};
use store::conferences::conference;
use store::{Scope, sequence};

/// What the hall sees at one moment.
#[derive(Debug, Clone)]
pub struct Plenary {
    /// Place in the conference's order of events.
    pub version: i64,
    /// When it was read.
    pub at: DateTime<Utc>,
    /// The conference.
    pub conference: conference::Model,
}

impl Versioned for Plenary {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The plenary (*plenária*) of a conference, at once and whenever it changes.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn plenary(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    after: Option<i64>,
) -> Outcome<impl Stream<Item = Outcome<Plenary>> + Send + use<>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let (again, ctx) = (app.clone(), ctx.clone());
    let read = move || {
        let (app, ctx, permit) = (again.clone(), ctx.clone(), permit.clone());
        async move { snapshot(&app, &ctx, &permit, conference).await }
    };
    Ok(follow(app, conference, after, read))
}

/// The snapshot alone, for networks that carry no sockets; nothing when there is none newer than `after`.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn plenary_snapshot(app: &App, ctx: &Ctx, conference: RowId, after: Option<i64>) -> Outcome<Option<Plenary>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    if let Some(after) = after {
        let scope = app.db.read(&permit).await?;
        if sequence::current(&scope, conference.id).await? <= after {
            return Ok(None);
        }
    }
    snapshot(app, ctx, &permit, conference).await.map(Some)
}

async fn snapshot(app: &App, ctx: &Ctx, permit: &Permit, conference: RowId) -> Outcome<Plenary> {
    let scope = app.db.read(permit).await?;
    // The sequence first: what follows is at least as new.
    let version = sequence::current(&scope, conference.id).await?;
    read(&scope, ctx, conference, version).await
}

async fn read(scope: &Scope, ctx: &Ctx, conference: RowId, version: i64) -> Outcome<Plenary> {
    let conference = scope.get::<conference::Entity>(conference.id).await?.found()?;
    Ok(Plenary { version, at: ctx.now(), conference })
}
