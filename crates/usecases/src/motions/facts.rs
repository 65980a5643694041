//! What the checklist and the report say about motions.

use super::read::views;
use crate::{Ctx, Outcome};
use domain::Code;
use domain::conferences::steps::MotionFacts;
use domain::motions::MotionState;
use domain::reports::Coded as Told;
use domain::reports::facts::MotionFact;
use store::conferences::conference;
use store::{Scope, motions};

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Facts of the checklist.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<MotionFacts> {
    let rows = motions::of_conference(scope, conference.id).await?;
    Ok(MotionFacts {
        submitted: count(rows.iter().filter(|row| *row.state != MotionState::Withdrawn).count()),
        pending: count(rows.iter().filter(|row| *row.state == MotionState::Admitted).count()),
        decided_at: rows.iter().filter_map(|row| row.decided_at).max(),
    })
}

/// Facts of the report: every motion that was not taken back.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, ctx: &Ctx, conference: &conference::Model) -> Outcome<Vec<MotionFact>> {
    let mut rows = motions::of_conference(scope, conference.id).await?;
    rows.retain(|row| *row.state != MotionState::Withdrawn);
    let views = views(scope, ctx, conference, rows).await?;
    Ok(views
        .into_iter()
        .map(|view| MotionFact {
            kind: Told::new(view.motion.kind.code(), view.motion.kind.label()),
            title: view.motion.title,
            text: view.motion.text,
            addressees: view.motion.addressees.0,
            signatures: u64::from(view.admission.valid_signatures),
            needed: u64::from(view.admission.needed),
            admitted: view.admission.admitted,
            approved: *view.motion.state == MotionState::Approved,
        })
        .collect())
}
