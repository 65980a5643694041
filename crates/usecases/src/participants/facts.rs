//! Facts about participants for the checklist, the report and other capabilities.

use super::rules::zone;
use crate::Outcome;
use chrono::{DateTime, Utc};
use domain::Code;
use domain::conferences::steps::{CredentialingFacts, ParticipantFacts};
use domain::participants::Channel;
use domain::people::ReservedGroup;
use domain::reports::Coded;
use domain::reports::facts::ParticipantFact;
use store::Scope;
use store::conferences::conference;
use store::participants::{self as people, CountedRow, PresenceCounts};
use uuid::Uuid;

/// The checklist's facts on registration and credentialing. When groups were assigned and when the
/// first quorum was found is known to groups and programme, which fill `assigned_at` and `quorum_at`.
pub(crate) async fn step_facts(
    scope: &Scope,
    conference: &conference::Model,
) -> Outcome<(ParticipantFacts, CredentialingFacts)> {
    let counts = people::step_counts(scope, conference.id).await?;
    let zone = zone(conference)?;
    let participants = ParticipantFacts {
        registered: counts.registered,
        assigned: counts.assigned,
        to_review: counts.to_review,
        assigned_at: None,
    };
    let credentialing = CredentialingFacts {
        opened_at: conference.credentialing_opened_at,
        closed_at: conference.credentialing_closed_at,
        closes_on: conference.credentialing_closes_at.map(|at| at.with_timezone(&zone).date_naive()),
        delegates_present: counts.accredited,
        quorum_at: None,
    };
    Ok((participants, credentialing))
}

/// Eligible delegates of a conference, for its transitions.
pub(crate) async fn eligible_delegates(scope: &Scope, conference: Uuid) -> Outcome<u32> {
    Ok(people::step_counts(scope, conference).await?.delegates)
}

/// The report's facts: one for each participant who did not withdraw, without name or document.
pub(crate) async fn report_facts(scope: &Scope, conference: Uuid) -> Outcome<Vec<ParticipantFact>> {
    Ok(people::counted(scope, conference).await?.into_iter().map(fact).collect())
}

fn fact(row: CountedRow) -> ParticipantFact {
    let reserved_groups: Vec<ReservedGroup> = row.reserved_groups.0;
    ParticipantFact {
        category: *row.category,
        sector: row.sector.map(|sector| *sector),
        segment: row.segment.map(|segment| *segment),
        gender: row.gender.map(|gender| Coded::new(gender.code(), gender.label())),
        reserved_groups,
        walk_in: *row.channel == Channel::Desk,
        present: row.check_in_at.is_some(),
        accessibility_needs: !row.accessibility_needs.is_empty(),
    }
}

/// Delegates with a vote: accredited by an instant, and in the hall then. One statement.
pub(crate) async fn presence_at(scope: &Scope, conference: Uuid, at: DateTime<Utc>) -> Outcome<PresenceCounts> {
    Ok(people::presence_at(scope, conference, at).await?)
}
