//! Announcements.

use crate::entity::*;
use crate::{Result, Scope};
use sea_orm::{QueryOrder, QuerySelect};

/// Announcements that matter at a time: those before the newest were replaced by it.
const NEWEST: u64 = 20;

/// Announcements.
pub mod announcement {
    use super::*;

    /// Something the table tells everybody (*aviso*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "announcements")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The announcement.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// One line.
        pub text: String,
        /// From when it is shown.
        pub shown_from: DateTimeUtc,
        /// When it disappears by itself.
        pub shown_until: Option<DateTimeUtc>,
        /// When the table took it away.
        pub withdrawn_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// The newest announcements of a conference that were not taken away, newest first.
///
/// # Errors
/// When the database fails.
pub async fn announcements(scope: &Scope, conference: Uuid) -> Result<Vec<announcement::Model>> {
    let query = scope
        .find::<announcement::Entity>()
        .filter(announcement::Column::ConferenceId.eq(conference))
        .filter(announcement::Column::WithdrawnAt.is_null());
    let newest = query.order_by_desc(announcement::Column::ShownFrom).order_by_desc(announcement::Column::Id);
    scope.all(newest.limit(NEWEST)).await
}
