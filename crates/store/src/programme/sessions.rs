//! Sessions.

use crate::entity::*;
use crate::{Result, Scope};
use domain::Code;
use domain::programme::{SessionKind, SessionState};
use sea_orm::QueryOrder;

/// Sessions.
pub mod session {
    use super::*;

    /// A keynote as kept with its session (*palestra magna*).
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct KeptKeynote {
        /// Title of the talk.
        pub title: String,
        /// Speaker, as announced.
        pub speaker: String,
        /// The participant, when registered.
        pub participant: Option<Uuid>,
        /// Where the speaker comes from.
        pub organization: Option<String>,
        /// Planned length, in minutes.
        pub minutes: u32,
        /// What was said, in short; written afterwards.
        pub summary: Option<String>,
    }

    /// A session of the programme (*sessão*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "programme_sessions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The session.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Title in the programme.
        pub title: String,
        /// Kind.
        pub kind: Coded<SessionKind>,
        /// Where.
        pub place: Option<String>,
        /// Planned beginning.
        pub starts_at: DateTimeUtc,
        /// Planned end.
        pub ends_at: DateTimeUtc,
        /// Whether it counts for the length of the conference.
        pub counts_for_hours: bool,
        /// Whether it counts for a participant's presence.
        pub counts_for_presence: bool,
        /// Where it stands.
        pub state: Coded<SessionState>,
        /// When it began.
        pub started_at: Option<DateTimeUtc>,
        /// When it ended.
        pub ended_at: Option<DateTimeUtc>,
        /// Who presides.
        pub chair_id: Option<Uuid>,
        /// Who keeps the minutes.
        pub secretary_id: Option<Uuid>,
        /// Who keeps the texts.
        pub rapporteur_id: Option<Uuid>,
        /// The keynote, in a session of that kind.
        pub keynote: Option<Doc<KeptKeynote>>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// The sessions of a conference, in the order of the programme.
///
/// # Errors
/// When the database fails.
pub async fn sessions(scope: &Scope, conference: Uuid) -> Result<Vec<session::Model>> {
    let query = scope.find::<session::Entity>().filter(session::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(session::Column::StartsAt).order_by_asc(session::Column::Id)).await
}

/// The sessions of a conference that run.
///
/// # Errors
/// When the database fails.
pub async fn sessions_running(scope: &Scope, conference: Uuid) -> Result<Vec<session::Model>> {
    let query = scope
        .find::<session::Entity>()
        .filter(session::Column::ConferenceId.eq(conference))
        .filter(session::Column::State.eq(SessionState::Running.code()));
    scope.all(query.order_by_asc(session::Column::StartsAt).order_by_asc(session::Column::Id)).await
}

/// The session in which the whole conference meets now, if any; there is at most one.
///
/// # Errors
/// When the database fails.
pub async fn running_plenary(scope: &Scope, conference: Uuid) -> Result<Option<session::Model>> {
    Ok(sessions_running(scope, conference).await?.into_iter().find(|session| session.kind.is_plenary()))
}
