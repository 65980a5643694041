//! A version as kept and as the rules see it.

use crate::{Outcome, failure::Found};
use domain::reports::{ReportRules, ReportVersion, Severity, validate};
use store::conferences::conference;
use store::reports::{self, report, report_version};
use store::{Coded, Doc, Scope};

/// The version as the rules see it.
pub(super) fn as_rule(row: &report_version::Model) -> ReportVersion {
    ReportVersion {
        number: u32::try_from(row.number).unwrap_or_default(),
        state: *row.state,
        content_hash: row.content_hash.clone(),
        signatures: row.signatures.0.clone(),
        filing: row.filing.as_ref().map(|filing| filing.0.clone()),
        return_reasons: row.return_reasons.0.clone(),
    }
}

/// The row after an act of the rules.
pub(super) fn after(row: report_version::Model, now: ReportVersion) -> report_version::Model {
    report_version::Model {
        state: Coded(now.state),
        content_hash: now.content_hash,
        signed_at: now.signatures.iter().map(|signature| signature.signed_at).max(),
        signatures: Doc(now.signatures),
        filed_at: now.filing.as_ref().map(|filing| filing.filed_at),
        filing: now.filing.map(Doc),
        return_reasons: Doc(now.return_reasons),
        version: row.version + 1,
        ..row
    }
}

/// How many shortcomings keep a version from being signed.
pub(super) fn errors(row: &report_version::Model, rules: &ReportRules, at: chrono::DateTime<chrono::Utc>) -> i32 {
    let found = validate(&row.content, rules, at);
    let errors = found.iter().filter(|shortcoming| shortcoming.severity == Severity::Error).count();
    i32::try_from(errors).unwrap_or(i32::MAX)
}

/// Conference, report and current version, the report locked.
///
/// # Errors
/// Not found when the conference does not exist or no report was generated.
pub(super) async fn locked(
    scope: &Scope,
    id: uuid::Uuid,
) -> Outcome<(conference::Model, report::Model, report_version::Model)> {
    let conference = scope.get::<conference::Entity>(id).await?.found()?;
    let report = reports::lock_report(scope, id).await?.found()?;
    let version = reports::numbered_version(scope, id, report.current).await?.found()?;
    Ok((conference, report, version))
}
