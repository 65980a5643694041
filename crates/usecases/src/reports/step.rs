//! Facts of the last two steps for the checklist of a conference.

use super::frame;
use crate::Outcome;
use domain::conferences::steps::{FilingFacts, ReportFacts};
use domain::reports::ReportState;
use store::Scope;
use store::conferences::conference;
use store::reports;

/// How the report stands, and its way to the council above; without a filing where there is none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(
    scope: &Scope,
    conference: &conference::Model,
) -> Outcome<(ReportFacts, Option<FilingFacts>)> {
    let versions = reports::versions(scope, conference.id).await?;
    let current = versions.last();
    let report = ReportFacts {
        generated_at: current.map(|version| version.generated_at),
        shortcomings: current.and_then(|version| u32::try_from(version.errors).ok()).unwrap_or_default(),
        signed_at: current.and_then(|version| version.signed_at),
    };
    let council = store::councils::council(&scope.directory(), scope.tenant_id()).await?;
    if council.is_none_or(|council| council.parent_id.is_none()) {
        return Ok((report, None));
    }
    let rule = conference.parameters.deadline_rule();
    let returned = versions.iter().rev().find(|version| *version.state == ReportState::Returned);
    let waits = current.is_some_and(|version| version.filed_at.is_none() || *version.state == ReportState::Returned);
    let reasons = returned.filter(|_| waits).map(|version| {
        let reasons: Vec<&str> = version.return_reasons.iter().map(|reason| &*reason.reason).collect();
        reasons.join(" ")
    });
    let filing = FilingFacts {
        deadline: frame::last_day(conference).ok().map(|day| rule.date(day)),
        filed_at: current.and_then(|version| version.filed_at),
        first_filed_at: versions.iter().find_map(|version| version.filed_at),
        returned_because: reasons,
    };
    Ok((report, Some(filing)))
}
