//! Working groups in GraphQL.

use super::enums::Enumeration;
use crate::connection::{Connection, PageArgs, connection};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::groups::GroupState;
use domain::groups::assignment::Stratum;
use domain::ids::{RowId, TenantId};
use domain::people::Category;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::groups::{self, Balance, GroupView};

pub(crate) struct ConferenceGroups(pub Arc<Row>);

/// The groups of a conference.
#[Object]
impl ConferenceGroups {
    /// Working groups (*grupos de trabalho*), by number; at most 50.
    #[graphql(complexity = "5 + 10 * child_complexity")]
    async fn groups(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<WorkingGroup>> {
        let (app, asking) = asked(ctx);
        let conference = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id };
        let views = groups::of_conference(app, asking, conference).await.or_fail(asking)?;
        Ok(views.into_iter().map(WorkingGroup).collect())
    }
}

pub(crate) struct WorkingGroup(pub GroupView);

/// A working group (*grupo de trabalho*), which discusses one axis.
#[Object]
impl WorkingGroup {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("WorkingGroup", self.0.group.tenant_id, self.0.group.id)
    }

    /// What it is called on lists: `G1`.
    async fn label(&self) -> String {
        self.0.group.label()
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.0.group.name
    }

    /// Number of its axis (*eixo*).
    async fn axis(&self) -> i32 {
        self.0.group.axis
    }

    /// 1 for the first group of the axis.
    async fn ordinal(&self) -> i32 {
        self.0.group.ordinal
    }

    /// Room; null while not set.
    async fn room(&self) -> Option<&str> {
        self.0.group.room.as_deref()
    }

    /// Seats in the room; null where it takes everybody.
    async fn capacity(&self) -> Option<i32> {
        self.0.group.capacity
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<GroupState> {
        Enumeration(*self.0.group.state)
    }

    /// When it opened; null before.
    async fn opened_at(&self) -> Option<DateTime<Utc>> {
        self.0.group.opened_at
    }

    /// When it was concluded; null before, and after it was opened again.
    async fn concluded_at(&self) -> Option<DateTime<Utc>> {
        self.0.group.concluded_at
    }

    /// Why it was opened again; null when it never was.
    async fn reopened_reason(&self) -> Option<&str> {
        self.0.group.reopened_reason.as_deref()
    }

    /// Name of who coordinates; null while nobody does, and for those who may not see names.
    async fn coordinator(&self) -> Option<&str> {
        self.0.coordinator.as_deref()
    }

    /// Name of who takes down what is said (*relatoria do grupo*); null while nobody does, and for those who may not
    /// see names.
    async fn rapporteur(&self) -> Option<&str> {
        self.0.rapporteur.as_deref()
    }

    /// People assigned to it, by segment and kind; kinds without anybody are absent.
    async fn assigned(&self) -> Vec<StratumCount> {
        self.0.assigned.iter().map(|count| StratumCount::new(count.stratum, count.people)).collect()
    }

    /// People on its attendance list.
    async fn attendance(&self) -> GroupAttendance {
        let count = |people: u32| i32::try_from(people).unwrap_or(i32::MAX);
        GroupAttendance { all: count(self.0.attendance.all), delegates: count(self.0.attendance.delegates) }
    }

    /// The people assigned to it, by number; for the council's people only.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 50.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<GroupMember>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let group = RowId { tenant: TenantId(self.0.group.tenant_id), id: self.0.group.id };
        let members = groups::members(app, asking, group, &page).await.or_fail(asking)?;
        Ok(connection(members, GroupMember::from))
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.group.version
    }
}

/// The working groups after they were planned.
#[derive(SimpleObject)]
pub(crate) struct WorkingGroupList {
    /// The groups, by number.
    groups: Vec<WorkingGroup>,
}

impl WorkingGroupList {
    pub(crate) fn new(views: Vec<GroupView>) -> Self {
        Self { groups: views.into_iter().map(WorkingGroup).collect() }
    }
}

/// A person assigned to a working group.
#[derive(SimpleObject)]
pub(crate) struct GroupMember {
    /// Global id of the participant.
    id: ID,
    /// Number on lists.
    number: i32,
    /// Name as it is shown and said; the social name where there is one.
    name: String,
    /// Category.
    category: Enumeration<Category>,
    /// Body or organization; null when none was named.
    organization: Option<String>,
}

impl From<groups::Member> for GroupMember {
    fn from(row: groups::Member) -> Self {
        Self {
            id: id::global("Participant", row.tenant_id, row.id),
            number: row.number,
            name: row.shown_name().to_owned(),
            category: Enumeration(*row.category),
            organization: row.organization,
        }
    }
}

/// How many attended a group.
#[derive(SimpleObject)]
pub(crate) struct GroupAttendance {
    /// Everybody.
    all: i32,
    /// Those with a vote; the base of the group's threshold.
    delegates: i32,
}

/// How many of a kind.
#[derive(SimpleObject)]
pub(crate) struct StratumCount {
    /// The kind: a segment with a vote, guests or observers.
    stratum: Enumeration<Stratum>,
    /// How many.
    people: i32,
}

impl StratumCount {
    fn new(stratum: Stratum, people: u32) -> Self {
        Self { stratum: Enumeration(stratum), people: i32::try_from(people).unwrap_or(i32::MAX) }
    }
}

/// What an assignment to groups looks like (*distribuição pelos grupos*).
#[derive(SimpleObject)]
pub(crate) struct GroupAssignment {
    /// Whether it was only tried and nothing was written.
    dry_run: bool,
    /// The groups, by number.
    groups: Vec<AssignedGroup>,
    /// People who got their first wish.
    first_wish: i32,
    /// People who got a later wish.
    later_wish: i32,
    /// People with wishes, none of which could be fulfilled.
    no_wish_fulfilled: i32,
    /// People without wishes.
    undecided: i32,
    /// People who were in a group already and stayed.
    kept: i32,
    /// People for whom no room has a seat left.
    unplaced: i32,
}

/// Who is in a group by an assignment.
#[derive(SimpleObject)]
pub(crate) struct AssignedGroup {
    /// Global id of the group.
    group_id: ID,
    /// What it is called on lists: `G1`.
    label: String,
    /// Number of its axis.
    axis: i32,
    /// Everybody.
    people: i32,
    /// By segment and kind.
    by_stratum: Vec<StratumCount>,
}

impl From<Balance> for GroupAssignment {
    fn from(balance: Balance) -> Self {
        let count = |people: u32| i32::try_from(people).unwrap_or(i32::MAX);
        let group = |group: groups::GroupBalance| AssignedGroup {
            group_id: id::global("WorkingGroup", group.tenant, group.group),
            label: group.label,
            axis: i32::from(group.axis),
            people: count(group.people),
            by_stratum: group.by_stratum.into_iter().map(|(kind, people)| StratumCount::new(kind, people)).collect(),
        };
        Self {
            dry_run: balance.dry_run,
            groups: balance.groups.into_iter().map(group).collect(),
            first_wish: count(balance.first),
            later_wish: count(balance.listed),
            no_wish_fulfilled: count(balance.other),
            undecided: count(balance.undecided),
            kept: count(balance.fixed),
            unplaced: count(balance.unplaced),
        }
    }
}
