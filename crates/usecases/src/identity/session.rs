//! Sessions: opaque tokens, kept only as hashes.

use crate::{App, Ctx, Outcome};
use chrono::{DateTime, Duration, Utc};
use domain::{Code, ids::RowId};
use policy::Role;
use store::identity::{self as people, SessionKind, session};
use store::{Coded, Directory};
use uuid::Uuid;

/// A session that just began: the only moment its token is known.
#[derive(Debug, Clone)]
pub struct Session {
    /// The token, for a cookie or a bearer header.
    pub token: String,
    /// Until when it lasts at most.
    pub expires_at: DateTime<Utc>,
}

/// Begins a session of an account.
///
/// # Errors
/// When the database fails.
pub async fn start_account_session(app: &App, ctx: &Ctx, directory: &Directory, account: Uuid) -> Outcome<Session> {
    let blank = blank(ctx, SessionKind::Account, ctx.now() + Duration::days(app.settings.session_days));
    start(ctx, directory, session::Model { account_id: Some(account), ..blank }).await
}

/// How long a participant stays signed in: the days of a conference and of its evaluation.
const PARTICIPANT_DAYS: i64 = 7;

/// Begins a session of a participant, bound to one conference.
///
/// # Errors
/// When the database fails.
pub async fn start_participant_session(
    ctx: &Ctx,
    directory: &Directory,
    conference: RowId,
    participant: Uuid,
    role: Role,
) -> Outcome<Session> {
    let blank = blank(ctx, SessionKind::Participant, ctx.now() + Duration::days(PARTICIPANT_DAYS));
    let row = session::Model {
        tenant_id: Some(conference.tenant.0),
        conference_id: Some(conference.id),
        subject_id: Some(participant),
        role: Some(role.code().to_owned()),
        ..blank
    };
    start(ctx, directory, row).await
}

/// How long a display shows at most without being paired again.
const DISPLAY_DAYS: i64 = 30;

/// Begins a session of a display, bound to one conference and reading only.
///
/// # Errors
/// When the database fails.
pub(crate) async fn start_display_session(
    ctx: &Ctx,
    directory: &Directory,
    conference: RowId,
    display: Uuid,
) -> Outcome<Session> {
    let blank = blank(ctx, SessionKind::Display, ctx.now() + Duration::days(DISPLAY_DAYS));
    let row = session::Model {
        tenant_id: Some(conference.tenant.0),
        conference_id: Some(conference.id),
        subject_id: Some(display),
        ..blank
    };
    start(ctx, directory, row).await
}

/// A session of a kind without a subject yet.
pub(crate) fn blank(ctx: &Ctx, kind: SessionKind, expires_at: DateTime<Utc>) -> session::Model {
    session::Model {
        id: ctx.new_id(),
        token_hash: String::new(),
        kind: Coded(kind),
        account_id: None,
        tenant_id: None,
        conference_id: None,
        subject_id: None,
        role: None,
        created_at: ctx.now(),
        expires_at,
        ended_at: None,
    }
}

/// Keeps a session under a new token and gives the token out.
pub(crate) async fn start(ctx: &Ctx, directory: &Directory, row: session::Model) -> Outcome<Session> {
    let kind = match *row.kind {
        SessionKind::Display => identity::token::Kind::Display,
        SessionKind::Account | SessionKind::Participant => identity::token::Kind::Session,
    };
    let token = identity::token::Secret::new(kind, ctx.bytes());
    let expires_at = row.expires_at;
    directory.insert::<session::Entity>(session::Model { token_hash: token.hash(), ..row }).await?;
    Ok(Session { token: token.reveal(), expires_at })
}

/// Ends the session of a token; says whether there was one. Repeating is harmless.
///
/// # Errors
/// When the database fails.
pub async fn end_session(app: &App, ctx: &Ctx, token: &str) -> Outcome<bool> {
    let hash = &identity::token::hash(token);
    app.db
        .transact_directory(None, |directory| async move {
            let Some(open) = people::session_by_token(&directory, hash, ctx.now()).await? else { return Ok(false) };
            directory.save::<session::Entity>(session::Model { ended_at: Some(ctx.now()), ..open }).await?;
            Ok(true)
        })
        .await
}
