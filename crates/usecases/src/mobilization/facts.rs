//! What the report says about mobilization.

use crate::Outcome;
use domain::mobilization::{Attendance, AttendanceInput, MobilizationSummary, summary};
use domain::reports::Coded;
use domain::reports::facts::MobilizationFact;
use store::Scope;
use store::conferences::conference;
use store::mobilization::{self, mobilization_event};

/// The preparatory events, in order of time.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Vec<MobilizationFact>> {
    Ok(mobilization::events(scope, conference.id).await?.into_iter().map(fact).collect())
}

fn fact(kept: mobilization_event::Model) -> MobilizationFact {
    let figure = |count: i32| u64::try_from(count).unwrap_or_default();
    MobilizationFact {
        kind: Coded::of(*kept.kind),
        starts_at: kept.starts_at,
        attendance: kept.attendance().map(figure).unwrap_or_default(),
        contributions: figure(kept.contributions),
        title: kept.title,
        place: kept.place,
    }
}

/// Events, attendances and contributions, counted by the domain's rule.
pub(super) fn figures(all: &[mobilization_event::Model]) -> MobilizationSummary {
    let counted: Vec<(Option<Attendance>, u32)> =
        all.iter().map(|kept| (attended(kept), u32::try_from(kept.contributions).unwrap_or_default())).collect();
    summary(counted.iter().map(|(attendance, contributions)| (attendance.as_ref(), *contributions)))
}

fn attended(kept: &mobilization_event::Model) -> Option<Attendance> {
    let input = AttendanceInput {
        government: i64::from(kept.government?),
        users: i64::from(kept.users?),
        workers: i64::from(kept.workers?),
        entities: i64::from(kept.entities?),
        total: None,
    };
    Attendance::parse(&input).ok()
}
