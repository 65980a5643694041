//! Mobilization events and contributions.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::mobilization::EventKind;
use sea_orm::QueryOrder;

/// Mobilization events.
pub mod mobilization_event {
    use super::*;

    /// An event before the conference (*evento de mobilização, pré-conferência*).
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "mobilization_events")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The event.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Title.
        pub title: String,
        /// Kind.
        pub kind: Coded<EventKind>,
        /// Begin.
        pub starts_at: DateTimeUtc,
        /// End.
        pub ends_at: DateTimeUtc,
        /// Where.
        pub place: String,
        /// Who came of the government; none while attendance is not recorded, as the other three.
        pub government: Option<i32>,
        /// Users who came.
        pub users: Option<i32>,
        /// Workers who came.
        pub workers: Option<i32>,
        /// People of entities who came.
        pub entities: Option<i32>,
        /// How many contributions were taken down.
        pub contributions: i32,
        /// When it was scheduled.
        pub created_at: DateTimeUtc,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();

    impl Model {
        /// Everybody who came, once attendance is recorded.
        pub fn attendance(&self) -> Option<i32> {
            Some(self.government? + self.users? + self.workers? + self.entities?)
        }
    }
}

/// Contributions.
pub mod contribution {
    use super::*;

    /// What somebody said at an event (*contribuição*); kept without the person.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "contributions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The contribution.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The event.
        pub event_id: Uuid,
        /// The words.
        pub text: String,
        /// Axis it seems to belong to.
        pub axis: Option<i32>,
        /// The proposal drafted from it.
        pub proposal_id: Option<Uuid>,
        /// When it was taken down.
        pub recorded_at: DateTimeUtc,
    }
    tenant_table!();
}

/// The events of a conference, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn events(scope: &Scope, conference: Uuid) -> Result<Vec<mobilization_event::Model>> {
    let query = scope
        .find::<mobilization_event::Entity>()
        .filter(mobilization_event::Column::ConferenceId.eq(conference))
        .order_by_asc(mobilization_event::Column::StartsAt)
        .order_by_asc(mobilization_event::Column::Id);
    scope.all(query).await
}

/// A page of the events of a conference, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn events_page(
    scope: &Scope,
    conference: Uuid,
    request: &PageRequest,
) -> Result<Page<mobilization_event::Model>> {
    let query =
        scope.find::<mobilization_event::Entity>().filter(mobilization_event::Column::ConferenceId.eq(conference));
    scope.page(query, mobilization_event::Column::StartsAt, request).await
}

/// A page of the contributions of a conference, of one event if given, in the order they were taken down.
///
/// # Errors
/// When the database fails.
pub async fn contributions(
    scope: &Scope,
    conference: Uuid,
    event: Option<Uuid>,
    request: &PageRequest,
) -> Result<Page<contribution::Model>> {
    let mut query = scope.find::<contribution::Entity>().filter(contribution::Column::ConferenceId.eq(conference));
    if let Some(event) = event {
        query = query.filter(contribution::Column::EventId.eq(event));
    }
    scope.page(query, contribution::Column::RecordedAt, request).await
}
