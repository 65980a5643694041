//! The inbox as the council reads it.

use super::cycle;
use crate::reports::{stage_below, zone};
use crate::{
    App, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::consolidation::{EntryState, InboxSummary, QuotaProblem, check_quota};
use domain::cycles::CycleParameters;
use domain::ids::{RowId, TenantId};
use domain::people::Level;
use domain::reports::{Deadline, FiledReport, SealedLetter, SeatQuota, Timeliness, filed_report};
use domain::text;
use policy::{Action, Permit};
use store::consolidation::{self, InboxFilter, PlaceEntry, inbox_entry};
use store::councils::{self, council};
use store::cycles::cycle::Model as Cycle;
use store::reports::letter;

/// Which part of the inbox is wanted.
#[derive(Debug, Clone, Default)]
pub struct InboxQuery {
    /// Only in this state.
    pub state: Option<EntryState>,
    /// Only late ones, or only those in time.
    pub late: Option<bool>,
    /// Name or place contains this; accents and case do not matter.
    pub search: Option<String>,
}

/// The inbox of a council for one cycle, opened for who may read it.
#[derive(Debug, Clone)]
pub struct Inbox {
    permit: Permit,
    /// The cycle; none when the council has published none.
    pub cycle: Option<Cycle>,
    stage: Option<Level>,
    /// As of when lateness is told.
    pub now: DateTime<Utc>,
}

/// A council in the inbox.
#[derive(Debug, Clone)]
pub struct Place {
    /// The council.
    pub council: council::Model,
    /// What it filed; none when it has filed nothing.
    pub entry: Option<inbox_entry::Model>,
    /// Last day in time, on the council's clock; none when the cycle does not say yet.
    pub deadline: Option<NaiveDate>,
    /// Whether nothing was filed although the deadline is over.
    pub overdue: bool,
}

/// Opens the inbox (*caixa de entrada*) of a council, for the cycle it published last unless one is named.
///
/// # Errors
/// Not found for strangers, and for a cycle that is not published.
pub async fn inbox(app: &App, ctx: &Ctx, council: TenantId, cycle: Option<RowId>) -> Outcome<Inbox> {
    let permit = ctx.permit(Action::ReadInbox, council, None)?;
    let scope = app.db.read(&permit).await?;
    let level = councils::council(&scope.directory(), council.0).await?.found()?.level;
    let latest = if cycle.is_none() { cycle::latest(&scope).await? } else { None };
    drop(scope);
    let cycle = match cycle {
        Some(named) => Some(cycle::published(app, named).await?),
        None => latest,
    };
    Ok(Inbox { permit, cycle, stage: stage_below(*level), now: ctx.now() })
}

/// How the councils below stand. The states add up to the total.
///
/// # Errors
/// When the database fails.
pub async fn summary(app: &App, inbox: &Inbox) -> Outcome<InboxSummary> {
    let scope = app.db.read(&inbox.permit).await?;
    let mut summary = InboxSummary::default();
    for count in consolidation::inbox_summary(&scope, inbox.cycle_id()).await? {
        summary.total += count.councils;
        *match count.state {
            None | Some(EntryState::Expected) => &mut summary.expected,
            Some(EntryState::Received) => &mut summary.received,
            Some(EntryState::Returned) => &mut summary.returned,
            Some(EntryState::Accepted) => &mut summary.accepted,
            Some(EntryState::NotHeld) => &mut summary.not_held,
        } += count.councils;
        summary.late += if count.late { count.councils } else { 0 };
        let overdue = count.state.is_none() && inbox.is_over(&count.time_zone);
        summary.overdue += if overdue { count.councils } else { 0 };
    }
    Ok(summary)
}

/// The councils below, by slug, each with what it filed.
///
/// # Errors
/// When the database fails.
pub async fn entries(
    app: &App,
    inbox: &Inbox,
    query: &InboxQuery,
    after: Option<&str>,
    limit: u64,
) -> Outcome<Vec<Place>> {
    let scope = app.db.read(&inbox.permit).await?;
    let zones = match query.late {
        Some(_) => consolidation::time_zones_of_children(&scope).await?,
        None => vec![],
    };
    let filter = InboxFilter {
        state: query.state,
        late: query.late,
        search: query.search.as_deref().map(text::search_key),
        overdue_zones: zones.into_iter().filter(|zone| inbox.is_over(zone)).collect(),
    };
    let rows = consolidation::inbox_page(&scope, inbox.cycle_id(), &filter, after, limit).await?;
    Ok(rows.into_iter().map(|row| inbox.place(row)).collect())
}

impl Inbox {
    /// The cycle's id; that of no cycle when there is none, so that all councils are awaited.
    fn cycle_id(&self) -> uuid::Uuid {
        self.cycle.as_ref().map(|cycle| cycle.id).unwrap_or_default()
    }

    /// The latest day on which a council that has filed nothing may still be in time: its conference
    /// may end on the last day of the stage.
    fn awaited_until(&self) -> Option<NaiveDate> {
        let parameters: &CycleParameters = cycle::parameters(self.cycle.as_ref()?);
        let last_day = parameters.window(self.stage?)?.end();
        Some(parameters.deadline_rule().date(last_day))
    }

    fn is_over(&self, time_zone: &str) -> bool {
        let deadline = self.awaited_until().zip(time_zone.parse().ok());
        deadline.is_some_and(|(last_day, zone)| {
            let deadline = Deadline { last_day, zone, late_allowed: true };
            deadline.timeliness(self.now) != Timeliness::OnTime
        })
    }

    fn place(&self, (council, entry): PlaceEntry) -> Place {
        let overdue = entry.is_none() && self.is_over(&council.time_zone);
        let deadline = entry.as_ref().map(|entry| entry.deadline).or_else(|| self.awaited_until());
        Place { council, entry, deadline, overdue }
    }
}

/// A report as it was received, checked against its seal.
#[derive(Debug, Clone)]
pub struct ReceivedReport {
    /// The entry of the inbox.
    pub entry: inbox_entry::Model,
    /// What the letter says.
    pub filed: FiledReport,
    /// What in the delegation does not fit the seats of the place.
    pub problems: Vec<QuotaProblem>,
    /// Whether the reader sees documents and contacts.
    pub personal: bool,
}

/// A received report with everything that is weighed before it is accepted.
///
/// # Errors
/// Not found for strangers.
pub async fn received_report(app: &App, ctx: &Ctx, id: RowId) -> Outcome<ReceivedReport> {
    let permit = ctx.permit(Action::ReadInbox, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let entry = scope.get::<inbox_entry::Entity>(id.id).await?.found()?;
    let sealed = letter_of(&scope, &entry).await?;
    let sender = councils::council(&scope.directory(), entry.sender_id).await?.found()?;
    drop(scope);
    let filed = filed_report(sealed.letter()).or_refuse()?;
    let cycle = cycle::published(app, filed.cycle).await?;
    let problems = match (&filed.report.delegation, quota(cycle::parameters(&cycle), &sender)) {
        (Some(delegation), Some(quota)) => {
            check_quota(delegation, &quota, cycle::parameters(&cycle).election.alternates_per_seat)
        }
        _ => vec![],
    };
    let personal = ctx.permit(Action::ReadPersonalData, id.tenant, None).is_ok();
    Ok(ReceivedReport { entry, filed, problems, personal })
}

/// The letter of an entry as it was received.
pub(super) async fn letter_of(scope: &store::Scope, entry: &inbox_entry::Model) -> Outcome<SealedLetter> {
    let kept = scope.get::<letter::Entity>(entry.letter_id).await?.found()?;
    SealedLetter::open(&kept.text, &kept.hash).map_err(Failure::internal)
}

/// The seats of a council's delegation; none where the cycle has no table for it.
pub(super) fn quota(parameters: &CycleParameters, sender: &council::Model) -> Option<SeatQuota> {
    let zone = zone(sender).ok()?;
    let size = sender.size_class.map(|size| *size);
    parameters.report_rules(*sender.level, size, NaiveDate::MIN, zone).quota
}
