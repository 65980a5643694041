//! The order of the approved proposals, and which of them the report takes on.

use crate::{App, Ctx, Outcome, failure::Found};
use domain::ids::RowId;
use domain::people::GovernmentLevel;
use domain::proposals::{self as rules, ApprovedProposal, ProposalLabel, rank_for_report};
use policy::Action;
use std::collections::BTreeMap;
use store::Scope;
use store::conferences::conference;
use store::proposals::{self, ProposalFilter, proposal};
use uuid::Uuid;

/// Place of an approved proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// Place within axis and level, from 1.
    pub priority: u32,
    /// Whether the report takes it on; what is cut stays a deliberation of the conference.
    pub reported: bool,
}

/// More was approved for an axis and level than the report takes, and the plenary has not voted on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surplus {
    /// Number of the axis.
    pub axis: i32,
    /// Level of government.
    pub level: GovernmentLevel,
    /// How many the report takes.
    pub limit: u32,
    /// The approved ones, in the order of the caderno.
    pub approved: Vec<proposal::Model>,
}

/// The places of the approved proposals of a conference. Those whose axis and level wait for a vote on
/// priorities have none.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn ranks(app: &App, conference: RowId) -> Outcome<BTreeMap<Uuid, Rank>> {
    let scope = app.db.read(&policy::public(conference.tenant)).await?;
    let conference = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let approved = approved(&scope, conference.id).await?;
    Ok(ranked(&conference, &approved))
}

/// The axes and levels on which the plenary has to vote priorities.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn surplus(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<Surplus>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let conference = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let approved = approved(&scope, conference.id).await?;
    Ok(unvoted(&conference, &approved))
}

/// The deliberations of a conference, in the order of the caderno.
pub(super) async fn approved(scope: &Scope, conference: Uuid) -> Outcome<Vec<proposal::Model>> {
    let mut rows = proposals::in_order(scope, conference, &ProposalFilter::default()).await?;
    rows.retain(|row| row.state.is_deliberation());
    Ok(rows)
}

/// As [`ranks`], from rows.
pub(super) fn ranked(conference: &conference::Model, approved: &[proposal::Model]) -> BTreeMap<Uuid, Rank> {
    let waiting: Vec<(i32, GovernmentLevel)> =
        unvoted(conference, approved).iter().map(|class| (class.axis, class.level)).collect();
    let settled = approved.iter().filter(|row| !waiting.contains(&(row.axis, *row.level)));
    let settled: Vec<&proposal::Model> = settled.collect();
    let entries: Vec<ApprovedProposal> = settled.iter().map(|row| entry(row)).collect();
    let places = rank_for_report(&entries, conference.parameters.proposals());
    let place = |row: &&&proposal::Model| {
        let place = places.iter().find(|place| place.label == row.label())?;
        Some((row.id, Rank { priority: place.priority, reported: place.reported }))
    };
    settled.iter().filter_map(|row| place(&row)).collect()
}

/// As [`surplus`], from rows.
pub(super) fn unvoted(conference: &conference::Model, approved: &[proposal::Model]) -> Vec<Surplus> {
    let labels: Vec<ProposalLabel> = approved.iter().map(proposal::Model::label).collect();
    let classes = rules::surplus(&labels, conference.parameters.proposals());
    let class = |(axis, level, _, limit): (u32, GovernmentLevel, u32, u32)| {
        let same = |row: &&proposal::Model| row.label().axis == axis && *row.level == level;
        let approved: Vec<proposal::Model> = approved.iter().filter(same).cloned().collect();
        let axis = approved.first()?.axis;
        let unvoted = approved.iter().all(|row| row.priority_marks.is_none());
        unvoted.then_some(Surplus { axis, level, limit, approved })
    };
    classes.into_iter().filter_map(class).collect()
}

fn entry(row: &proposal::Model) -> ApprovedProposal {
    let count = |number: Option<i32>| number.and_then(|number| u32::try_from(number).ok());
    ApprovedProposal {
        label: row.label(),
        group_votes: count(row.votes_for),
        priority_marks: count(row.priority_marks),
    }
}
