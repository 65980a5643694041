//! What polls on motions may be about, and what their results do.

use crate::decided::{Annulled, Decided};
use crate::{
    Act, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
};
use domain::motions::{MotionAct, MotionRefusal, MotionState};
use domain::voting::Outcome as Result;
use policy::Action;
use serde_json::json;
use store::conferences::conference;
use store::motions::motion;
use store::{Coded, Scope};
use uuid::Uuid;

/// Checks that motions may be voted: admitted, and not voted before.
///
/// # Errors
/// `MOTION_NOT_NOW`; not found.
pub(crate) async fn check(scope: &Scope, conference: &conference::Model, items: &[Uuid]) -> Outcome<()> {
    for row in locked(scope, conference, items).await? {
        if *row.state != MotionState::Admitted {
            return Err(Failure::Refused(MotionRefusal::NotNow(*row.state).into()));
        }
    }
    Ok(())
}

/// Writes what a proclaimed poll on a motion decided; a tie decides nothing.
///
/// # Errors
/// `MOTION_NOT_NOW`; not found.
pub(crate) async fn record(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    decided: &Decided<'_>,
) -> Outcome<()> {
    let act = match decided.result.outcome {
        Result::Approved => MotionAct::Approve,
        Result::Rejected => MotionAct::Reject,
        Result::Tie | Result::Annulled => return Ok(()),
    };
    for row in locked(scope, conference, decided.items).await? {
        let row = motion::Model {
            state: Coded(row.state.after(act).or_refuse()?),
            poll_id: Some(decided.poll),
            decision_reason: Some(decided.result.explanation.clone()),
            decided_at: Some(ctx.now()),
            version: row.version + 1,
            ..row
        };
        let row = scope.save::<motion::Entity>(row).await?;
        let note = Act::new(Action::RecordDecision, "Motion", row.id).of(conference.id);
        note.with(json!({ "poll": decided.poll, "state": row.state })).record(scope, ctx).await?;
    }
    Ok(())
}

/// Takes back what an annulled poll decided: the motion waits for another vote.
///
/// # Errors
/// `MOTION_NOT_NOW`; not found.
pub(crate) async fn take_back(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    annulled: &Annulled<'_>,
) -> Outcome<()> {
    for row in locked(scope, conference, annulled.decided.items).await? {
        let row = motion::Model {
            state: Coded(row.state.after(MotionAct::Annul).or_refuse()?),
            poll_id: None,
            decision_reason: None,
            decided_at: None,
            version: row.version + 1,
            ..row
        };
        let row = scope.save::<motion::Entity>(row).await?;
        let note = Act::new(Action::RecordDecision, "Motion", row.id).of(conference.id);
        note.with(json!({ "annulled": annulled.decided.poll, "state": row.state })).record(scope, ctx).await?;
    }
    Ok(())
}

async fn locked(scope: &Scope, conference: &conference::Model, items: &[Uuid]) -> Outcome<Vec<motion::Model>> {
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        let row = scope.lock::<motion::Entity>(*item).await?.found()?;
        rows.push(Some(row).filter(|row| row.conference_id == conference.id).found()?);
    }
    if rows.is_empty() { Err(Failure::NotFound) } else { Ok(rows) }
}
