//! What can be asked about motions: counts of signatures, never who signed.

use super::admit::{admission, base};
use crate::{App, Ctx, Outcome, failure::Found};
use domain::ids::{RowId, TenantId};
use domain::motions::{Admission, MotionState, SignatureCount};
use policy::Action;
use store::Scope;
use store::conferences::conference;
use store::motions::{self, motion};
use uuid::Uuid;

/// A motion with its signatures counted.
#[derive(Debug, Clone)]
pub struct MotionView {
    /// The motion.
    pub motion: motion::Model,
    /// Signatures of delegates, and of people without a vote.
    pub signatures: SignatureCount,
    /// The admission as computed; as it would come out now while signatures are gathered.
    pub admission: Admission,
}

/// The motions of a conference, by number.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn of_conference(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<MotionView>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let conference = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let rows = motions::of_conference(&scope, conference.id).await?;
    views(&scope, ctx, &conference, rows).await
}

/// The motions of the conference that the acting participant signed.
///
/// # Errors
/// Not found for actors bound to another conference.
pub async fn signed_by_me(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<Uuid>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let Some(own) = ctx.actor.participant() else { return Ok(Vec::new()) };
    Ok(motions::signed_by(&app.db.read(&permit).await?, own).await?)
}

/// A motion that was just changed.
pub(super) async fn view(app: &App, ctx: &Ctx, row: motion::Model) -> Outcome<MotionView> {
    let permit = ctx.permit(Action::ReadConference, TenantId(row.tenant_id), Some(row.conference_id))?;
    let scope = app.db.read(&permit).await?;
    let conference = scope.get::<conference::Entity>(row.conference_id).await?.found()?;
    views(&scope, ctx, &conference, vec![row]).await?.pop().found()
}

pub(super) async fn views(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    rows: Vec<motion::Model>,
) -> Outcome<Vec<MotionView>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let counts = motions::signature_counts(scope, conference.id).await?;
    let base = base(scope, ctx, conference).await?;
    let view = |row: motion::Model| {
        let signatures = counted(&counts, row.id);
        let kept = row.admission.clone().map(|admission| admission.0);
        let admission = kept.unwrap_or_else(|| admission(conference, signatures, base));
        MotionView { motion: row, signatures, admission }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// The motions that wait for their vote, by number.
pub(crate) async fn admitted(scope: &Scope, conference: Uuid) -> Outcome<Vec<motion::Model>> {
    let mut rows = motions::of_conference(scope, conference).await?;
    rows.retain(|row| *row.state == MotionState::Admitted);
    Ok(rows)
}

/// The signatures under one motion.
pub(super) fn counted(counts: &[(Uuid, bool, i64)], motion: Uuid) -> SignatureCount {
    let mut count = SignatureCount { valid: 0, without_vote: 0 };
    for (of, delegate, people) in counts {
        if *of == motion {
            let sum = if *delegate { &mut count.valid } else { &mut count.without_vote };
            *sum += u32::try_from(*people).unwrap_or(u32::MAX);
        }
    }
    count
}
