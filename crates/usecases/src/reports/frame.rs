//! What a report is measured by: its council, the cycle's rules, the zone of its deadline.

use crate::{Failure, Outcome, failure::Found};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::Refusal;
use domain::cycles::CycleParameters;
use domain::people::Level;
use domain::reports::{Deadline, Report, ReportRules};
use store::Scope;
use store::conferences::conference;
use store::councils::{self, council};

/// The council of a report and the rules that hold for it.
pub(super) struct Frame {
    pub council: council::Model,
    pub rules: ReportRules,
}

/// The frame of a conference's report.
///
/// # Errors
/// `CONFERENCE_WITHOUT_DAYS` while its days are not set.
pub(super) async fn frame(scope: &Scope, conference: &conference::Model) -> Outcome<Frame> {
    let council = councils::council(&scope.directory(), scope.tenant_id()).await?.found()?;
    let last_day = last_day(conference)?;
    let size = council.size_class.map(|size| *size);
    let zone = zone(&council)?;
    let rules = conference.parameters.report_rules(*conference.level, size, last_day, zone);
    Ok(Frame { council, rules })
}

/// The last day of a conference.
///
/// # Errors
/// `CONFERENCE_WITHOUT_DAYS` while its days are not set.
pub(super) fn last_day(conference: &conference::Model) -> Outcome<NaiveDate> {
    let missing = || {
        let message = "A conferência ainda não tem datas. Registre o primeiro e o último dia e gere o relatório.";
        Refusal::rule("CONFERENCE_WITHOUT_DAYS", "dados da conferência", message)
    };
    Ok(conference.last_day.or(conference.first_day).ok_or_else(missing)?)
}

/// The time zone in which a council's deadlines end.
///
/// # Errors
/// When the directory holds a zone that does not exist.
pub(crate) fn zone(council: &council::Model) -> Outcome<Tz> {
    council.time_zone.parse().map_err(|_| Failure::internal(format!("no time zone: {}", council.time_zone)))
}

/// The deadline of a report that arrives, as the cycle of its recipient has it now. What was filed
/// is taken in any case: lateness is held against the cycle when it is filed, and marked afterwards.
pub(crate) fn deadline_for(cycle: &CycleParameters, report: &Report, zone: Tz) -> Deadline {
    Deadline { last_day: cycle.deadline_rule().date(report.conference.last_day), zone, late_allowed: true }
}

/// The stage whose reports a council receives; none for a municipal one.
pub(crate) fn stage_below(level: Level) -> Option<Level> {
    match level {
        Level::National => Some(Level::State),
        Level::State => Some(Level::Municipal),
        Level::Municipal => None,
    }
}
