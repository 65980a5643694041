//! Which version of its cycle a conference accepted, and when.

use crate::entity::*;
use crate::{Result, Scope};
use domain::cycles::CycleParameters;
use sea_orm::QueryOrder;

/// Accepted versions of cycles.
pub mod acceptance {
    use super::*;

    /// A version of the cycle as a conference accepted it; the first when it was planned.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "cycle_acceptances")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The acceptance.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The published version of the cycle.
        pub cycle_version: i32,
        /// The cycle's parameters in that version.
        pub parameters: Doc<CycleParameters>,
        /// When.
        pub accepted_at: DateTimeUtc,
        /// Who, as a key without personal data.
        pub actor: String,
    }
    tenant_table!();
}

/// What a conference accepted last.
///
/// # Errors
/// When the database fails.
pub async fn last_acceptance(scope: &Scope, conference: Uuid) -> Result<Option<acceptance::Model>> {
    let query = scope.find::<acceptance::Entity>().filter(acceptance::Column::ConferenceId.eq(conference));
    scope.one(query.order_by_desc(acceptance::Column::CycleVersion)).await
}
