//! Who was present at which session of the programme.

use crate::entity::*;
use crate::{Result, Scope};
use sea_orm::{QueryFilter, QueryOrder};
use std::collections::HashMap;

/// Attendance of sessions.
pub mod attendance {
    use super::*;

    /// A participant was present at a session (*lista de presença*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "session_attendance")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The session of the programme.
        pub session_id: Uuid,
        /// Who was there.
        pub participant_id: Uuid,
        /// When it was recorded.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// The sessions each participant of a conference attended; who attended none is not there.
///
/// # Errors
/// When the database fails.
pub async fn attended(scope: &Scope, conference: Uuid) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let query = scope.find::<attendance::Entity>().filter(attendance::Column::ConferenceId.eq(conference));
    let mut by_person: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in scope.all(query).await? {
        by_person.entry(row.participant_id).or_default().push(row.session_id);
    }
    Ok(by_person)
}

/// The participants recorded as present at a session.
///
/// # Errors
/// When the database fails.
pub async fn attendees_of(scope: &Scope, session: Uuid) -> Result<Vec<Uuid>> {
    let query = scope.find::<attendance::Entity>().filter(attendance::Column::SessionId.eq(session));
    let rows = scope.all(query.order_by_asc(attendance::Column::At)).await?;
    Ok(rows.into_iter().map(|row| row.participant_id).collect())
}
