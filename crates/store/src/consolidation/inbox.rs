//! The inbox (*caixa de entrada*): the councils under one, each with what it filed in a cycle.

use crate::councils::{CouncilStatus, council};
use crate::entity::*;
use crate::{Result, Scope};
use domain::consolidation::EntryState;
use domain::reports::ReturnReason;
use sea_orm::{Condition, JoinType, QueryOrder, QuerySelect, RelationDef};

/// Entries of inboxes.
pub mod inbox_entry {
    use super::*;

    /// What one council filed in one cycle. Councils that have filed nothing have no row.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "inbox_entries")]
    pub struct Model {
        /// The council that receives.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The council that published the cycle.
        pub cycle_tenant_id: Uuid,
        /// The cycle.
        pub cycle_id: Uuid,
        /// The council that files.
        pub sender_id: Uuid,
        /// Its conference.
        pub conference_id: Uuid,
        /// Name of its place.
        pub place: String,
        /// Title of the conference.
        pub title: String,
        /// Where it stands.
        pub state: Coded<EntryState>,
        /// Version received last, from 1.
        pub number: i32,
        /// The letter received last.
        pub letter_id: Uuid,
        /// Hash of that letter.
        pub letter_hash: String,
        /// Protocol number of that version.
        pub protocol: String,
        /// When the first version arrived.
        pub first_received_at: DateTimeUtc,
        /// When the last version arrived.
        pub received_at: DateTimeUtc,
        /// When the sender filed the last version.
        pub filed_at: DateTimeUtc,
        /// Whether the first version was filed after the deadline.
        pub late: bool,
        /// Last day in time, on the sender's clock.
        pub deadline: Date,
        /// Why it was given back last.
        pub reasons: Doc<Vec<ReturnReason>>,
        /// Proposals in the last version.
        pub proposals: i32,
        /// Delegates in the last version.
        pub delegates: i32,
        /// When it was accepted or given back.
        pub decided_at: Option<DateTimeUtc>,
        /// Who did, as shown to the sender.
        pub decided_by: Option<String>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// Which councils are wanted.
#[derive(Debug, Clone, Default)]
pub struct InboxFilter {
    /// Only in this state; `EXPECTED` are those that have filed nothing.
    pub state: Option<EntryState>,
    /// Only those that filed late or have not filed in time (true), or the others (false).
    pub late: Option<bool>,
    /// Name or place contains this (a search key).
    pub search: Option<String>,
    /// Time zones in which the deadline of those that have filed nothing is over.
    pub overdue_zones: Vec<String>,
}

/// A council with what it filed.
pub type PlaceEntry = (council::Model, Option<inbox_entry::Model>);

/// So many councils of one zone stand alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxCount {
    /// State; none when nothing was filed.
    pub state: Option<EntryState>,
    /// Filed late.
    pub late: bool,
    /// Time zone of the councils.
    pub time_zone: String,
    /// How many.
    pub councils: u64,
}

/// The active councils under the scope's council, by slug, each with its entry of a cycle.
///
/// # Errors
/// When the database fails.
pub async fn inbox_page(
    scope: &Scope,
    cycle: Uuid,
    filter: &InboxFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<PlaceEntry>> {
    let directory = scope.directory();
    let mut query = children(scope, cycle).filter(wanted(filter));
    if let Some(after) = after {
        query = query.filter(council::Column::Slug.gt(after));
    }
    let query = query.order_by_asc(council::Column::Slug).limit(limit).select_also(inbox_entry::Entity);
    Ok(query.all(directory.connection()).await?)
}

/// State of the entry, whether it is late, time zone of the councils, how many they are.
type CountRow = (Option<Coded<EntryState>>, Option<bool>, String, i64);

/// How the active councils under the scope's council stand in a cycle, in one statement.
///
/// # Errors
/// When the database fails.
pub async fn inbox_summary(scope: &Scope, cycle: Uuid) -> Result<Vec<InboxCount>> {
    let rows: Vec<CountRow> = children(scope, cycle)
        .select_only()
        .column(inbox_entry::Column::State)
        .column(inbox_entry::Column::Late)
        .column(council::Column::TimeZone)
        .column_as(council::Column::Id.count(), "councils")
        .group_by(inbox_entry::Column::State)
        .group_by(inbox_entry::Column::Late)
        .group_by(council::Column::TimeZone)
        .into_tuple()
        .all(scope.directory().connection())
        .await?;
    let count = |(state, late, time_zone, councils): CountRow| {
        let councils = u64::try_from(councils).unwrap_or_default();
        InboxCount { state: state.map(|state| *state), late: late.unwrap_or_default(), time_zone, councils }
    };
    Ok(rows.into_iter().map(count).collect())
}

/// The time zones of the active councils under the scope's council.
///
/// # Errors
/// When the database fails.
pub async fn time_zones_of_children(scope: &Scope) -> Result<Vec<String>> {
    let directory = scope.directory();
    let query = active_children(scope).select_only().column(council::Column::TimeZone).distinct();
    Ok(query.into_tuple().all(directory.connection()).await?)
}

/// The entry of a sender in a cycle, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_entry_of(scope: &Scope, cycle: Uuid, sender: Uuid) -> Result<Option<inbox_entry::Model>> {
    let query = scope
        .find::<inbox_entry::Entity>()
        .filter(inbox_entry::Column::CycleId.eq(cycle))
        .filter(inbox_entry::Column::SenderId.eq(sender));
    scope.one_locked(query).await
}

fn active_children(scope: &Scope) -> sea_orm::Select<council::Entity> {
    scope
        .directory()
        .find::<council::Entity>()
        .filter(council::Column::ParentId.eq(scope.tenant_id()))
        .filter(council::Column::Status.eq(Coded(CouncilStatus::Active)))
}

/// The councils of the directory, each with the entry that the scope's own council keeps of it.
fn children(scope: &Scope, cycle: Uuid) -> sea_orm::Select<council::Entity> {
    let own = scope.tenant_id();
    let entry: RelationDef = council::Entity::belongs_to(inbox_entry::Entity)
        .from(council::Column::Id)
        .to(inbox_entry::Column::SenderId)
        .on_condition(move |_, entries| {
            Condition::all()
                .add(Expr::col((entries.clone(), inbox_entry::Column::TenantId)).eq(own))
                .add(Expr::col((entries, inbox_entry::Column::CycleId)).eq(cycle))
        })
        .into();
    active_children(scope).join(JoinType::LeftJoin, entry)
}

fn wanted(filter: &InboxFilter) -> Condition {
    let mut all = Condition::all();
    let filed_nothing = inbox_entry::Column::Id.is_null();
    match filter.state {
        Some(EntryState::Expected) => all = all.add(filed_nothing.clone()),
        Some(state) => all = all.add(inbox_entry::Column::State.eq(Coded(state))),
        None => {}
    }
    if let Some(late) = filter.late {
        let overdue =
            Condition::all().add(filed_nothing).add(council::Column::TimeZone.is_in(filter.overdue_zones.clone()));
        let is_late = Condition::any().add(inbox_entry::Column::Late.eq(true)).add(overdue.clone());
        let in_time = Condition::any()
            .add(inbox_entry::Column::Late.eq(false))
            .add(Condition::all().add(inbox_entry::Column::Id.is_null()).add(overdue.not()));
        all = all.add(if late { is_late } else { in_time });
    }
    if let Some(search) = &filter.search {
        all = all.add(council::Column::SearchName.contains(search.as_str()));
    }
    all
}
