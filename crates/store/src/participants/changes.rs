//! What was decided about a registration, with author and reason.

use crate::entity::*;
use crate::{Result, Scope};
use sea_orm::{QueryFilter, QueryOrder};

domain::codes! {
    /// What was decided about a registration.
    pub enum ChangeKind {
        /// Eligibility was decided or reversed (*homologação*).
        Eligibility = "ELIGIBILITY", "homologação";
        /// Category, sector or segment changed.
        Placement = "PLACEMENT", "mudança de categoria";
        /// The registration was withdrawn.
        Withdrawal = "WITHDRAWAL", "desistência";
        /// An alternate was admitted in a titular's place, or the titular came after all.
        Seat = "SEAT", "suplência";
    }
}

/// Changes of registrations.
pub mod change {
    use super::*;

    /// A decision about a registration. Kept for ever, also when it was reversed.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "participant_changes")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The change.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The participant.
        pub participant_id: Uuid,
        /// What was decided.
        pub kind: Coded<ChangeKind>,
        /// What it was, in words.
        pub before: Option<String>,
        /// What it is, in words.
        pub after: Option<String>,
        /// Why, as the author wrote it.
        pub reason: Option<String>,
        /// Who decided, as a key without personal data.
        pub actor: String,
        /// When.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// The changes of some participants, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn changes_of(scope: &Scope, participants: Vec<Uuid>) -> Result<Vec<change::Model>> {
    let query = scope.find::<change::Entity>().filter(change::Column::ParticipantId.is_in(participants));
    scope.all(query.order_by_asc(change::Column::At).order_by_asc(change::Column::Id)).await
}
