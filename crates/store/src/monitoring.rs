//! Deliberations and what is done about them.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::monitoring::{DeliberationState, MonitoringEntry};
use domain::people::GovernmentLevel;
use sea_orm::QueryOrder;

/// Deliberations.
pub mod deliberation {
    use super::*;

    /// A deliberation (*deliberação*) in follow-up: a proposal that the final plenary approved.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "deliberations")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The deliberation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference that decided.
        pub conference_id: Uuid,
        /// The proposal it was.
        pub proposal_id: Uuid,
        /// Label in the conference: `1M2`.
        pub label: String,
        /// Axis.
        pub axis: i32,
        /// Level of government that must act.
        pub level: Coded<GovernmentLevel>,
        /// Text as approved.
        pub text: String,
        /// Where it stands.
        pub state: Coded<DeliberationState>,
        /// Who is responsible.
        pub responsible: Option<String>,
        /// Last day to do it.
        pub deadline: Option<Date>,
        /// Progress in per cent.
        pub progress: i32,
        /// What was recorded, in order of time.
        pub entries: Doc<Vec<MonitoringEntry>>,
        /// When follow-up began.
        pub opened_at: DateTimeUtc,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// The deliberations of a conference, by label.
///
/// # Errors
/// When the database fails.
pub async fn deliberations(scope: &Scope, conference: Uuid) -> Result<Vec<deliberation::Model>> {
    let query = scope.find::<deliberation::Entity>().filter(deliberation::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(deliberation::Column::Label)).await
}

/// A page of the council's deliberations by label, of one conference or in one state if given.
///
/// # Errors
/// When the database fails.
pub async fn page(
    scope: &Scope,
    conference: Option<Uuid>,
    state: Option<DeliberationState>,
    request: &PageRequest,
) -> Result<Page<deliberation::Model>> {
    let mut query = scope.find::<deliberation::Entity>();
    if let Some(conference) = conference {
        query = query.filter(deliberation::Column::ConferenceId.eq(conference));
    }
    if let Some(state) = state {
        query = query.filter(deliberation::Column::State.eq(Coded(state)));
    }
    scope.page(query, deliberation::Column::Label, request).await
}
