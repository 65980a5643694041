//! Checks of the quorum.

use crate::entity::*;
use crate::{Result, Scope};
use domain::quorum::{QuorumCall, QuorumCheck};
use sea_orm::QueryOrder;

/// Checks of the quorum.
pub mod quorum_check {
    use super::*;

    /// A check of the quorum (*verificação de quórum*), as recorded.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "quorum_checks")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The check.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The session.
        pub session_id: Uuid,
        /// First or second call.
        pub call: Coded<QuorumCall>,
        /// When.
        pub at: DateTimeUtc,
        /// The figures and whether they suffice.
        pub result: Doc<QuorumCheck>,
        /// Whether people were counted in the hall; otherwise those checked in counted.
        pub counted_heads: bool,
        /// What was announced.
        pub note: Option<String>,
    }
    tenant_table!();
}

/// The checks of a conference, in their order.
///
/// # Errors
/// When the database fails.
pub async fn quorum_checks(scope: &Scope, conference: Uuid) -> Result<Vec<quorum_check::Model>> {
    let query = scope.find::<quorum_check::Entity>().filter(quorum_check::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(quorum_check::Column::At).order_by_asc(quorum_check::Column::Id)).await
}

/// The last check of a session.
///
/// # Errors
/// When the database fails.
pub async fn last_check_of(scope: &Scope, session: Uuid) -> Result<Option<quorum_check::Model>> {
    let query = scope.find::<quorum_check::Entity>().filter(quorum_check::Column::SessionId.eq(session));
    scope.one(query.order_by_desc(quorum_check::Column::At).order_by_desc(quorum_check::Column::Id)).await
}
