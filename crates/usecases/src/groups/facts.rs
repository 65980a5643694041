//! What the checklist and the report say about groups.

use super::read::{attendance, names};
use crate::Outcome;
use domain::conferences::steps::GroupFacts;
use domain::groups::GroupState;
use domain::reports::facts::GroupFact;
use store::conferences::conference;
use store::{Scope, groups};

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Facts of the checklist.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<GroupFacts> {
    let rows = groups::of_conference(scope, conference.id).await?;
    Ok(GroupFacts {
        total: count(rows.len()),
        opened: count(rows.iter().filter(|group| *group.state != GroupState::Planned).count()),
        concluded: count(rows.iter().filter(|group| *group.state == GroupState::Concluded).count()),
        concluded_at: rows.iter().filter_map(|group| group.concluded_at).max(),
    })
}

/// Facts of the report: each group with attendance and the people who led it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Vec<GroupFact>> {
    let rows = groups::of_conference(scope, conference.id).await?;
    let attended = groups::attendance_counts(scope, conference.id).await?;
    let names = names(scope, &rows).await?;
    let fact = |group: &groups::working_group::Model| {
        let present = attendance(&attended, group.id);
        GroupFact {
            id: group.label(),
            axis: u32::try_from(group.axis).unwrap_or_default(),
            attendance: u64::from(present.all),
            delegates: u64::from(present.delegates),
            coordinator: group.coordinator_id.and_then(|id| names.get(&id).cloned()),
            rapporteur: group.rapporteur_id.and_then(|id| names.get(&id).cloned()),
        }
    };
    Ok(rows.iter().map(fact).collect())
}
