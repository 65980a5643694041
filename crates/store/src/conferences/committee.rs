//! Organizing committees.

use crate::entity::*;
use crate::{Result, Scope};
use domain::people::{Sector, Segment};
use sea_orm::QueryOrder;

/// Members of organizing committees.
pub mod committee_member {
    use super::*;

    /// A member of the organizing committee (*comissão organizadora*), also after dismissal.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "committee_members")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The member.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Name.
        pub name: String,
        /// Half of parity.
        pub sector: Coded<Sector>,
        /// Segment; none for the government.
        pub segment: Option<Coded<Segment>>,
        /// Task in the committee.
        pub task: Option<String>,
        /// The act that named the person.
        pub named_by: Option<String>,
        /// When appointed.
        pub appointed_at: DateTimeUtc,
        /// When dismissed.
        pub dismissed_at: Option<DateTimeUtc>,
        /// Why dismissed.
        pub dismissal_reason: Option<String>,
    }
    tenant_table!();
}

/// Everybody who is or was in the committee of a conference, in order of appointment.
///
/// # Errors
/// When the database fails.
pub async fn committee(scope: &Scope, conference: Uuid) -> Result<Vec<committee_member::Model>> {
    let query = scope
        .find::<committee_member::Entity>()
        .filter(committee_member::Column::ConferenceId.eq(conference))
        .order_by_asc(committee_member::Column::AppointedAt)
        .order_by_asc(committee_member::Column::Id);
    scope.all(query).await
}
