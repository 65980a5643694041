//! The accreditation list (*lista de credenciamento*): delegates that accepted reports bring.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::consolidation::AccreditationState;
use domain::people::Pool;
use domain::reports::facts::DelegateFact;
use sea_orm::QueryOrder;

domain::codes! {
    /// What the receiving council decided about a delegate (*decisão de credenciamento*).
    pub enum AccreditationDecision {
        /// Nobody has decided yet (*em análise*).
        Pending = "PENDING", "em análise";
        /// Accredited (*credenciada ou credenciado*).
        Accredited = "ACCREDITED", "com credenciamento aceito";
        /// Not accredited, with the reason (*não credenciada ou não credenciado*).
        Refused = "REFUSED", "com credenciamento não aceito";
    }
}

/// Accreditations.
pub mod accreditation {
    use super::*;

    /// A delegate of one town on the list of the next stage.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "accreditations")]
    pub struct Model {
        /// The council that accredits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry of the list.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The report that brought the delegate.
        pub entry_id: Uuid,
        /// The cycle.
        pub cycle_id: Uuid,
        /// The council that elected.
        pub sender_id: Uuid,
        /// Name of its place.
        pub place: String,
        /// Position within the delegation, from 0.
        pub position: i32,
        /// Place and position, for the order of the list.
        pub sort_key: String,
        /// Name and place in search form.
        pub search_name: String,
        /// The person as elected.
        pub delegate: Doc<DelegateFact>,
        /// Pool of the seat.
        pub pool: Coded<Pool>,
        /// With a seat, waiting, or replaced.
        pub state: Coded<AccreditationState>,
        /// Position of the one whose seat this alternate took.
        pub replaces: Option<i32>,
        /// What was decided.
        pub decision: Coded<AccreditationDecision>,
        /// Why it was refused.
        pub reason: Option<String>,
        /// When it was decided.
        pub decided_at: Option<DateTimeUtc>,
        /// The participant of the council's own conference.
        pub participant_id: Option<Uuid>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// Which delegates are wanted.
#[derive(Debug, Clone, Default)]
pub struct AccreditationFilter {
    /// Only with this decision.
    pub decision: Option<AccreditationDecision>,
    /// Only in this state.
    pub state: Option<AccreditationState>,
    /// Only of this pool.
    pub pool: Option<Pool>,
    /// Only of this council.
    pub sender: Option<Uuid>,
    /// Name or place contains this (a search key).
    pub search: Option<String>,
}

/// The delegates of a cycle by place and position.
///
/// # Errors
/// When the database fails.
pub async fn accreditations(
    scope: &Scope,
    cycle: Uuid,
    filter: &AccreditationFilter,
    request: &PageRequest,
) -> Result<Page<accreditation::Model>> {
    let mut query = scope.find::<accreditation::Entity>().filter(accreditation::Column::CycleId.eq(cycle));
    if let Some(decision) = filter.decision {
        query = query.filter(accreditation::Column::Decision.eq(Coded(decision)));
    }
    if let Some(state) = filter.state {
        query = query.filter(accreditation::Column::State.eq(Coded(state)));
    }
    if let Some(pool) = filter.pool {
        query = query.filter(accreditation::Column::Pool.eq(Coded(pool)));
    }
    if let Some(sender) = filter.sender {
        query = query.filter(accreditation::Column::SenderId.eq(sender));
    }
    if let Some(search) = &filter.search {
        query = query.filter(accreditation::Column::SearchName.contains(search.as_str()));
    }
    scope.page(query, accreditation::Column::SortKey, request).await
}

/// The delegation of one report, by position.
///
/// # Errors
/// When the database fails.
pub async fn roster(scope: &Scope, entry: Uuid) -> Result<Vec<accreditation::Model>> {
    let query = scope.find::<accreditation::Entity>().filter(accreditation::Column::EntryId.eq(entry));
    scope.all(query.order_by_asc(accreditation::Column::Position)).await
}

/// Accredited delegates with a seat who are no participants yet, by place and position.
///
/// # Errors
/// When the database fails.
pub async fn waiting_for_conference(scope: &Scope, cycle: Uuid) -> Result<Vec<accreditation::Model>> {
    let query = scope
        .find::<accreditation::Entity>()
        .filter(accreditation::Column::CycleId.eq(cycle))
        .filter(accreditation::Column::Decision.eq(Coded(AccreditationDecision::Accredited)))
        .filter(accreditation::Column::State.eq(Coded(AccreditationState::Seated)))
        .filter(accreditation::Column::ParticipantId.is_null());
    scope.all(query.order_by_asc(accreditation::Column::SortKey)).await
}
