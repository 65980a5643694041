//! Sessions begin, stop and end.

use super::{locked_session, meeting};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::ids::RowId;
use domain::programme::{ProgrammeRefusal, SessionAct, SessionState, check_only_plenary};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::programme::{SpeechState, programme};
use store::programme::{lock_programme, queue, session, sessions_running, withdraw_waiting};
use store::{Coded, Scope};
use uuid::Uuid;

/// A session that begins, stops or ends.
#[derive(Debug, Clone, Serialize)]
pub struct RunSession {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session: RowId,
}

/// Opens a session, or goes on with one that was suspended (*abrir, reabrir a sessão*).
///
/// # Errors
/// `CONFERENCE_STATE`, `SESSION_NOT_NOW`, `PLENARY_RUNNING`.
pub async fn start_session(app: &App, ctx: &Ctx, command: &RunSession) -> Outcome<session::Model> {
    run(app, ctx, "programme.start_session", command, |state| match state {
        SessionState::Interrupted => SessionAct::Resume,
        _ => SessionAct::Start,
    })
    .await
}

/// Suspends a session, to go on later (*suspender a sessão*).
///
/// # Errors
/// `CONFERENCE_STATE`, `SESSION_NOT_NOW`, `FLOOR_TAKEN`, `VOTE_IN_PROGRESS`.
pub async fn interrupt_session(app: &App, ctx: &Ctx, command: &RunSession) -> Outcome<session::Model> {
    run(app, ctx, "programme.interrupt_session", command, |_| SessionAct::Interrupt).await
}

/// Closes a session (*encerrar a sessão*); who still waits to speak in it leaves the queue.
///
/// # Errors
/// `CONFERENCE_STATE`, `SESSION_NOT_NOW`, `FLOOR_TAKEN`, `VOTE_IN_PROGRESS`.
pub async fn end_session(app: &App, ctx: &Ctx, command: &RunSession) -> Outcome<session::Model> {
    run(app, ctx, "programme.end_session", command, |_| SessionAct::End).await
}

async fn run(
    app: &App,
    ctx: &Ctx,
    operation: &'static str,
    command: &RunSession,
    wanted: impl Fn(SessionState) -> SessionAct,
) -> Outcome<session::Model> {
    let permit = ctx.permit(Action::LeadSession, command.session.tenant, None)?;
    let wanted = &wanted;
    app.act(ctx, operation, &permit, command.key, command, |scope| async move {
        let row = locked_session(ctx, &scope, Action::LeadSession, command.session).await?;
        meeting(&scope, row.conference_id).await?;
        let programme = lock_programme(&scope, row.conference_id).await?;
        let act = wanted(*row.state);
        let state = row.state.after(act).or_refuse()?;
        match act {
            SessionAct::Start | SessionAct::Resume => only_one(&scope, &row).await?,
            SessionAct::Interrupt | SessionAct::End => leave(&scope, &row, act, programme).await?,
        }
        let row = scope.save::<session::Entity>(moved(ctx, row, state)).await?;
        let entry = Act::new(Action::LeadSession, "Session", row.id).of(row.conference_id);
        entry.with(json!({ "act": act, "state": row.state })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// Plenaries run one at a time; groups and meals beside them.
async fn only_one(scope: &Scope, starting: &session::Model) -> Outcome<()> {
    let running = sessions_running(scope, starting.conference_id).await?;
    let kinds: Vec<_> = running.iter().map(|session| *session.kind).collect();
    check_only_plenary(*starting.kind, &kinds).or_refuse()
}

/// Nobody is cut short and no vote is left open when a session stops.
async fn leave(scope: &Scope, row: &session::Model, act: SessionAct, programme: programme::Model) -> Outcome<()> {
    let speaking = queue(scope, row.id).await?.iter().any(|request| *request.state == SpeechState::Speaking);
    if speaking {
        return Err(domain::Refusal::from(ProgrammeRefusal::FloorTaken).into());
    }
    if row.kind.is_plenary() && super::queue::vote_open(scope, row.conference_id).await? {
        return Err(domain::Refusal::from(ProgrammeRefusal::VoteInProgress).into());
    }
    if act == SessionAct::End {
        withdraw_waiting(scope, row.id).await?;
        if row.kind.is_plenary() {
            let blank = programme::Model { item: None, item_at: None, item_before: None, defences: None, ..programme };
            scope.save::<programme::Entity>(blank).await?;
        }
    }
    Ok(())
}

fn moved(ctx: &Ctx, row: session::Model, state: SessionState) -> session::Model {
    session::Model {
        state: Coded(state),
        started_at: row.started_at.or(Some(ctx.now())),
        ended_at: (state == SessionState::Ended).then(|| ctx.now()),
        version: row.version + 1,
        ..row
    }
}
