//! From a token to the actor.

use crate::{App, Ctx, Outcome};
use domain::{Code, ids::TenantId};
use policy::{Actor, Membership, Role};
use store::councils;
use store::identity::{self as people, SessionKind, account, session};

/// The actor a token stands for; [`Actor::Anonymous`] when it is unknown, ended or expired.
/// Roles are read at each request, so a role that is taken away is gone with the next one.
///
/// # Errors
/// When the database fails.
pub async fn actor_of(app: &App, ctx: &Ctx, token: &str) -> Outcome<Actor> {
    let directory = app.db.directory(None).await?;
    let hash = identity::token::hash(token);
    let Some(session) = people::session_by_token(&directory, &hash, ctx.now()).await? else {
        return Ok(Actor::Anonymous);
    };
    drop(directory);
    Ok(match *session.kind {
        SessionKind::Account => account_actor(app, &session).await?,
        SessionKind::Participant => participant(&session),
        SessionKind::Display => display(&session),
    }
    .unwrap_or(Actor::Anonymous))
}

async fn account_actor(app: &App, session: &session::Model) -> Outcome<Option<Actor>> {
    let Some(id) = session.account_id else { return Ok(None) };
    let directory = app.db.directory(Some(id)).await?;
    let Some(account) = people::account(&directory, id).await? else { return Ok(None) };
    let held = councils::memberships_of(&directory, id).await?;
    let memberships =
        held.into_iter().map(|row| Membership { tenant: TenantId(row.tenant_id), role: *row.role }).collect();
    Ok(Some(Actor::Account { id, memberships, operator: account.operator }))
}

fn participant(session: &session::Model) -> Option<Actor> {
    Some(Actor::Participant {
        tenant: TenantId(session.tenant_id?),
        conference: session.conference_id?,
        id: session.subject_id?,
        role: Role::from_code(session.role.as_deref()?)?,
    })
}

fn display(session: &session::Model) -> Option<Actor> {
    Some(Actor::Display {
        tenant: TenantId(session.tenant_id?),
        conference: session.conference_id?,
        id: session.subject_id?,
    })
}

/// The account of the actor, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn me(app: &App, ctx: &Ctx) -> Outcome<Option<account::Model>> {
    let Some(id) = ctx.actor.account() else { return Ok(None) };
    Ok(people::account(&app.db.directory(Some(id)).await?, id).await?)
}
