//! Actions to verify, with their evidence.

use crate::conferences::conference;
use crate::entity::*;
use crate::{Result, Scope};
use domain::actions::Assessment;
use domain::conferences::ConferenceState;
use domain::people::{GovernmentLevel, Level};
use sea_orm::QueryOrder;

/// Actions.
pub mod action {
    use super::*;

    /// An action to verify (*ação a conferir*): something decided before, and what came of it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "actions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The action.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference that verifies.
        pub conference_id: Uuid,
        /// Position in the list, from 1.
        pub position: i32,
        /// Axis it is told under.
        pub axis: i32,
        /// Level of government it addresses.
        pub level: Coded<GovernmentLevel>,
        /// The conference that decided it, as people call it.
        pub decided_by: String,
        /// What was decided.
        pub text: String,
        /// The deliberation it comes from, where the council kept it here.
        pub deliberation_id: Option<Uuid>,
        /// What came of it.
        pub assessment: Option<Coded<Assessment>>,
        /// In words.
        pub comment: Option<String>,
        /// Where it can be checked, as the assessment says.
        pub evidence: Option<String>,
        /// Who answers for it.
        pub responsible: Option<String>,
        /// When it was assessed, the last time.
        pub assessed_at: Option<DateTimeUtc>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// Evidence.
pub mod evidence {
    use super::*;

    /// Something that proves what came of an action (*comprovação*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_evidence")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The evidence.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The action.
        pub action_id: Uuid,
        /// Document, page, act: in words.
        pub description: String,
        /// Where it can be read.
        pub address: Option<String>,
        /// When it was attached.
        pub attached_at: DateTimeUtc,
    }
    tenant_table!();
}

/// The actions of a conference, in the order of the list.
///
/// # Errors
/// When the database fails.
pub async fn actions(scope: &Scope, conference: Uuid) -> Result<Vec<action::Model>> {
    let query = scope.find::<action::Entity>().filter(action::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(action::Column::Position)).await
}

/// The evidence of these actions, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn evidence_of(scope: &Scope, actions: Vec<Uuid>) -> Result<Vec<evidence::Model>> {
    let query = scope.find::<evidence::Entity>().filter(evidence::Column::ActionId.is_in(actions));
    scope.all(query.order_by_asc(evidence::Column::AttachedAt).order_by_asc(evidence::Column::Id)).await
}

/// The last closed conference of the council at a level before an edition.
///
/// # Errors
/// When the database fails.
pub async fn conference_before(scope: &Scope, level: Level, edition: i32) -> Result<Option<conference::Model>> {
    let query = scope
        .find::<conference::Entity>()
        .filter(conference::Column::Level.eq(Coded(level)))
        .filter(conference::Column::State.eq(Coded(ConferenceState::Closed)))
        .filter(conference::Column::Edition.lt(edition));
    scope.one(query.order_by_desc(conference::Column::Edition)).await
}
