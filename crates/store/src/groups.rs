//! Working groups, who is assigned to them and who attended.

use crate::entity::*;
use crate::participants::participant;
use crate::{Page, PageRequest, Result, Scope};
use domain::groups::state::GroupState;
use domain::participants::Eligibility;
use domain::people::{Category, Sector, Segment};
use sea_orm::{Condition, QueryOrder, QuerySelect};

/// Participants changed by one statement, so that its bound values stay few.
const CHUNK: usize = 500;

/// Working groups.
pub mod working_group {
    use super::*;

    /// A working group (*grupo de trabalho*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "working_groups")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The group.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Number within the conference, from 1.
        pub number: i32,
        /// Number of its axis.
        pub axis: i32,
        /// 1 for the first group of the axis.
        pub ordinal: i32,
        /// Name.
        pub name: String,
        /// Room.
        pub room: Option<String>,
        /// Seats in the room; none where it takes everybody.
        pub capacity: Option<i32>,
        /// The participant who coordinates.
        pub coordinator_id: Option<Uuid>,
        /// The participant who takes down what is said.
        pub rapporteur_id: Option<Uuid>,
        /// Where it stands.
        pub state: Coded<GroupState>,
        /// When it opened.
        pub opened_at: Option<DateTimeUtc>,
        /// When it was concluded.
        pub concluded_at: Option<DateTimeUtc>,
        /// Why it was opened again, the last time.
        pub reopened_reason: Option<String>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();

    impl Model {
        /// What people call it on lists: `G1`.
        pub fn label(&self) -> String {
            format!("G{}", self.number)
        }
    }
}

/// Attendance lists.
pub mod attendance {
    use super::*;

    /// A person on a group's attendance list (*lista de presença*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "group_attendance")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The group.
        pub group_id: Uuid,
        /// The person.
        pub participant_id: Uuid,
        /// Whether the person had a vote.
        pub delegate: bool,
        /// When it was taken down.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// How many of one kind are assigned to a group: group, category, sector, segment, people.
pub type AssignedCount = (Uuid, Coded<Category>, Option<Coded<Sector>>, Option<Coded<Segment>>, i64);

/// The groups of a conference, by number.
///
/// # Errors
/// When the database fails.
pub async fn of_conference(scope: &Scope, conference: Uuid) -> Result<Vec<working_group::Model>> {
    let query = scope.find::<working_group::Entity>().filter(working_group::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(working_group::Column::Number)).await
}

/// Who of these people is on a list of the conference.
///
/// # Errors
/// When the database fails.
pub async fn listed(scope: &Scope, conference: Uuid, people: Vec<Uuid>) -> Result<Vec<attendance::Model>> {
    let query = scope
        .find::<attendance::Entity>()
        .filter(attendance::Column::ConferenceId.eq(conference))
        .filter(attendance::Column::ParticipantId.is_in(people));
    scope.all(query).await
}

/// Takes people off a group's list; says how many were on it.
///
/// # Errors
/// When the database fails.
pub async fn unlist(scope: &Scope, group: Uuid, people: Vec<Uuid>) -> Result<u64> {
    let which = Condition::all()
        .add(attendance::Column::GroupId.eq(group))
        .add(attendance::Column::ParticipantId.is_in(people));
    scope.delete_where::<attendance::Entity>(which).await
}

/// How many attended each group of a conference, with a vote and without: group, delegate, people.
///
/// # Errors
/// When the database fails.
pub async fn attendance_counts(scope: &Scope, conference: Uuid) -> Result<Vec<(Uuid, bool, i64)>> {
    let query = scope
        .find::<attendance::Entity>()
        .filter(attendance::Column::ConferenceId.eq(conference))
        .select_only()
        .column(attendance::Column::GroupId)
        .column(attendance::Column::Delegate)
        .column_as(attendance::Column::Id.count(), "people")
        .group_by(attendance::Column::GroupId)
        .group_by(attendance::Column::Delegate);
    Ok(query.into_tuple().all(scope.connection()).await?)
}

/// How many of each kind are assigned to each group of a conference.
///
/// # Errors
/// When the database fails.
pub async fn assigned_counts(scope: &Scope, conference: Uuid) -> Result<Vec<AssignedCount>> {
    let query = scope
        .find::<participant::Entity>()
        .filter(participant::Column::ConferenceId.eq(conference))
        .filter(participant::Column::GroupId.is_not_null())
        .filter(participant::Column::WithdrawnAt.is_null())
        .select_only()
        .column(participant::Column::GroupId)
        .column(participant::Column::Category)
        .column(participant::Column::Sector)
        .column(participant::Column::Segment)
        .column_as(participant::Column::Id.count(), "people")
        .group_by(participant::Column::GroupId)
        .group_by(participant::Column::Category)
        .group_by(participant::Column::Sector)
        .group_by(participant::Column::Segment);
    Ok(query.into_tuple().all(scope.connection()).await?)
}

/// Everybody who may be assigned to a group of the conference, in the order of registration.
///
/// # Errors
/// When the database fails.
pub async fn assignable(scope: &Scope, conference: Uuid) -> Result<Vec<participant::Model>> {
    let query = scope
        .find::<participant::Entity>()
        .filter(participant::Column::ConferenceId.eq(conference))
        .filter(participant::Column::Eligibility.eq(Coded(Eligibility::Eligible)))
        .filter(participant::Column::WithdrawnAt.is_null());
    scope.all(query.order_by_asc(participant::Column::Number)).await
}

/// The people assigned to a group, by number.
///
/// # Errors
/// When the database fails.
pub async fn members(scope: &Scope, group: Uuid, request: &PageRequest) -> Result<Page<participant::Model>> {
    let query = scope
        .find::<participant::Entity>()
        .filter(participant::Column::GroupId.eq(group))
        .filter(participant::Column::WithdrawnAt.is_null());
    scope.page(query, participant::Column::Number, request).await
}

/// Puts people into a group.
///
/// # Errors
/// When the database fails.
#[allow(clippy::disallowed_methods)] // One statement for many rows; the tenant is set here.
pub async fn put_into(scope: &Scope, group: Uuid, people: &[Uuid]) -> Result<()> {
    for chunk in people.chunks(CHUNK) {
        participant::Entity::update_many()
            .col_expr(participant::Column::GroupId, Expr::value(group))
            .filter(participant::Column::TenantId.eq(scope.tenant_id()))
            .filter(participant::Column::Id.is_in(chunk.iter().copied()))
            .exec(scope.connection())
            .await?;
    }
    Ok(())
}
