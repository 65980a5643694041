//! What can be asked about groups: counts for everybody, names for the council's people.

use crate::{App, Ctx, Failure, Outcome, Page, PageRequest, failure::Found};
use domain::groups::assignment::Stratum;
use domain::groups::attendance::Attendance;
use domain::ids::{RowId, TenantId};
use domain::participants::Placement;
use policy::Action;
use std::collections::BTreeMap;
use store::groups::{self, AssignedCount, working_group};
use store::participants::participant;
use store::{Scope, conferences::conference};
use uuid::Uuid;

/// A group with its figures.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// The group.
    pub group: working_group::Model,
    /// People assigned, by kind.
    pub assigned: Vec<StratumCount>,
    /// People on the attendance list.
    pub attendance: Attendance,
    /// Name of who coordinates; none for those who may not see names.
    pub coordinator: Option<String>,
    /// Name of who takes down what is said; none for those who may not see names.
    pub rapporteur: Option<String>,
}

/// How many of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StratumCount {
    /// The kind.
    pub stratum: Stratum,
    /// How many.
    pub people: u32,
}

/// The groups of a conference, by number.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn of_conference(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<GroupView>> {
    views(app, ctx, conference).await
}

/// A group.
///
/// # Errors
/// Not found when there is none.
pub async fn get(app: &App, ctx: &Ctx, id: RowId) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::ReadConference, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let group = scope.get::<working_group::Entity>(id.id).await?.found()?;
    ctx.permit(Action::ReadConference, id.tenant, Some(group.conference_id))?;
    one(&scope, ctx, group).await
}

/// The people assigned to a group, by number.
///
/// # Errors
/// Not found for strangers; not permitted for roles that see no names.
pub async fn members(app: &App, ctx: &Ctx, group: RowId, page: &PageRequest) -> Outcome<Page<participant::Model>> {
    let permit = ctx.permit(Action::ReadParticipants, group.tenant, None)?;
    Ok(groups::members(&app.db.read(&permit).await?, group.id, page).await?)
}

pub(super) async fn views(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<GroupView>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    scope.get::<conference::Entity>(conference.id).await?.found()?;
    let rows = groups::of_conference(&scope, conference.id).await?;
    with_figures(&scope, ctx, conference.id, rows).await
}

/// A group that was just changed.
pub(super) async fn view(app: &App, ctx: &Ctx, group: working_group::Model) -> Outcome<GroupView> {
    let permit = ctx.permit(Action::ReadConference, TenantId(group.tenant_id), Some(group.conference_id))?;
    one(&app.db.read(&permit).await?, ctx, group).await
}

async fn one(scope: &Scope, ctx: &Ctx, group: working_group::Model) -> Outcome<GroupView> {
    with_figures(scope, ctx, group.conference_id, vec![group]).await?.pop().found()
}

async fn with_figures(
    scope: &Scope,
    ctx: &Ctx,
    conference: Uuid,
    rows: Vec<working_group::Model>,
) -> Outcome<Vec<GroupView>> {
    let assigned = groups::assigned_counts(scope, conference).await?;
    let attended = groups::attendance_counts(scope, conference).await?;
    let names = match ctx.permit(Action::ReadParticipants, scope.tenant(), Some(conference)) {
        Ok(_) => names(scope, &rows).await?,
        Err(_) => BTreeMap::new(),
    };
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    rows.into_iter()
        .map(|group| {
            Ok(GroupView {
                assigned: by_stratum(&assigned, group.id)?,
                attendance: attendance(&attended, group.id),
                coordinator: name(group.coordinator_id),
                rapporteur: name(group.rapporteur_id),
                group,
            })
        })
        .collect()
}

/// Names of those who coordinate and report, by participant.
pub(super) async fn names(scope: &Scope, rows: &[working_group::Model]) -> Outcome<BTreeMap<Uuid, String>> {
    let ids = rows.iter().flat_map(|group| [group.coordinator_id, group.rapporteur_id]).flatten().collect();
    let people = scope.get_many::<participant::Entity>(ids).await?;
    Ok(people.iter().map(|person| (person.id, person.shown_name().to_owned())).collect())
}

/// The attendance of one group.
pub(super) fn attendance(counts: &[(Uuid, bool, i64)], group: Uuid) -> Attendance {
    let count = |people: i64| u32::try_from(people).unwrap_or(u32::MAX);
    counts.iter().filter(|(of, ..)| *of == group).fold(Attendance::default(), |sum, (_, delegate, people)| Attendance {
        all: sum.all + count(*people),
        delegates: sum.delegates + if *delegate { count(*people) } else { 0 },
    })
}

fn by_stratum(counts: &[AssignedCount], group: Uuid) -> Outcome<Vec<StratumCount>> {
    let mut sums: BTreeMap<Stratum, u32> = BTreeMap::new();
    for (of, category, sector, segment, people) in counts {
        if *of == group {
            let placement = Placement::stored(**category, sector.map(|sector| *sector), segment.map(|s| *s));
            let stratum = Stratum::of(placement.map_err(Failure::internal)?);
            *sums.entry(stratum).or_default() += u32::try_from(*people).unwrap_or(u32::MAX);
        }
    }
    Ok(sums.into_iter().map(|(stratum, people)| StratumCount { stratum, people }).collect())
}
