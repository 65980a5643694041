//! The snapshot of a plenary: all that a display needs, in a fixed number of statements.

use super::{Versioned, follow};
use crate::programme::{self, ItemView, QueueView};
use crate::{App, Ctx, Outcome, failure::Found, rules, voting};
use chrono::{DateTime, Utc};
use domain::ids::RowId;
use domain::programme::SessionState;
use domain::quorum::QuorumCheck;
use futures_util::Stream;
use policy::{Action, Permit};
use store::conferences::conference;
use store::programme::{announcement, session};
use store::voting::poll;
use store::{Scope, sequence};

/// Who is shown to speak next.
const NEXT_SPEAKERS: usize = 3;

/// What the hall sees at one moment.
#[derive(Debug, Clone)]
pub struct Plenary {
    /// Place in the conference's order of events.
    pub version: i64,
    /// When it was read.
    pub at: DateTime<Utc>,
    /// The conference.
    pub conference: conference::Model,
    /// The session of all that runs.
    pub session: Option<session::Model>,
    /// The next session of the programme.
    pub next_session: Option<session::Model>,
    /// What the hall is at.
    pub item: Option<ItemView>,
    /// The reading of the rules of procedure.
    pub reading: Option<ReadingShown>,
    /// Who speaks and who is next.
    pub queue: QueueView,
    /// Presence against the quorum of the call in force.
    pub quorum: Option<QuorumCheck>,
    /// The poll that is open.
    pub open_poll: Option<poll::Model>,
    /// How many voted in it; none in a show of cards.
    pub turnout: Option<u32>,
    /// The poll that ended last.
    pub last_result: Option<poll::Model>,
    /// The announcement.
    pub announcement: Option<announcement::Model>,
}

/// The article that is being read.
#[derive(Debug, Clone)]
pub struct ReadingShown {
    /// Its number.
    pub number: u32,
    /// Its text.
    pub text: Option<String>,
    /// How many articles there are.
    pub articles: u32,
    /// Whether a destaque may be called now.
    pub window_open: bool,
    /// Who called a destaque on it, in order.
    pub destaques: Vec<String>,
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
    let conference = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let sessions = store::programme::sessions(&scope, conference.id).await?;
    let running = |session: &&session::Model| *session.state == SessionState::Running && session.kind.is_plenary();
    let session = sessions.iter().find(running).cloned();
    let kept = scope.get::<store::programme::programme::Entity>(conference.id).await?;
    let item = match kept.as_ref().and_then(|kept| kept.item.as_deref()) {
        Some(item) => programme::item_view(&scope, &conference, item).await?,
        None => None,
    };
    let since = kept.as_ref().and_then(|kept| kept.item_at);
    let queue = match &session {
        Some(session) => programme::queue_view(&scope, session.id, kept.as_ref(), NEXT_SPEAKERS).await?,
        None => QueueView::default(),
    };
    let open = voting::open_polls_of(&scope, conference.id).await?.into_iter().next();
    Ok(Plenary {
        version,
        at: ctx.now(),
        next_session: sessions.iter().find(|session| *session.state == SessionState::Planned).cloned(),
        item: item.map(|item| ItemView { since, ..item }),
        reading: reading(&scope, &conference).await?,
        queue,
        quorum: quorum(&scope, ctx, &conference, session.as_ref()).await?,
        turnout: open.as_ref().and_then(|open| open.turnout),
        open_poll: open.map(|open| open.row),
        last_result: voting::last_result(&scope, conference.id).await?,
        announcement: programme::shown_announcement(&scope, conference.id, ctx.now()).await?,
        session,
        conference,
    })
}

async fn reading(scope: &Scope, conference: &conference::Model) -> Outcome<Option<ReadingShown>> {
    let Some(view) = rules::reading_view(scope, conference).await? else { return Ok(None) };
    let Some(article) = view.article else { return Ok(None) };
    Ok(Some(ReadingShown {
        number: rules::number(article.number),
        text: article.current_text,
        articles: view.articles,
        window_open: view.window_open,
        destaques: view.destaques.into_iter().map(|destaque| destaque.author.name).collect(),
    }))
}

/// Presence now, under the call in force; none while nobody is accredited.
async fn quorum(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    session: Option<&session::Model>,
) -> Outcome<Option<QuorumCheck>> {
    let delegates = crate::participants::presence_at(scope, conference.id, ctx.now()).await?;
    let call = match session {
        Some(session) => programme::call_of(scope, session.id).await?,
        None => domain::quorum::QuorumCall::First,
    };
    let check = conference.parameters.quorum.check(call, delegates.accredited, delegates.present);
    Ok(check.ok().filter(|_| delegates.accredited > 0))
}
