//! Requests to speak, and speeches.

use crate::entity::*;
use crate::{Result, Scope};
use domain::Code;
use domain::programme::{SpeechEnd, SpeechKind};
use sea_orm::{Condition, QueryOrder};

domain::codes! {
    /// Where a request to speak stands (*situação da inscrição*).
    pub enum SpeechState {
        /// In the queue (*na fila*).
        Waiting = "WAITING", "na fila";
        /// Has the floor (*com a palavra*).
        Speaking = "SPEAKING", "com a palavra";
        /// Has spoken (*falou*).
        Spoken = "SPOKEN", "falou";
        /// Left the queue without speaking (*retirada*).
        Withdrawn = "WITHDRAWN", "retirada";
    }
}

/// Requests to speak.
pub mod speech_request {
    use super::*;

    /// A request to speak (*inscrição*) and what became of it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "speech_requests")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The request.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The session.
        pub session_id: Uuid,
        /// Who asks.
        pub participant_id: Uuid,
        /// What for.
        pub kind: Coded<SpeechKind>,
        /// Whether the person is a user of the services.
        pub is_user: bool,
        /// Whether the person has priority in lines.
        pub priority: bool,
        /// The point it speaks to.
        pub point_id: Option<Uuid>,
        /// Where it stands.
        pub state: Coded<SpeechState>,
        /// When the person asked.
        pub requested_at: DateTimeUtc,
        /// When the floor was given.
        pub started_at: Option<DateTimeUtc>,
        /// Seconds given.
        pub limit_seconds: Option<i32>,
        /// When the speech ended.
        pub ended_at: Option<DateTimeUtc>,
        /// How it ended.
        pub end: Option<Coded<SpeechEnd>>,
    }
    tenant_table!();
}

/// The requests of a session that were not withdrawn, in the order of asking: what waits, who
/// speaks, and who spoke before.
///
/// # Errors
/// When the database fails.
pub async fn queue(scope: &Scope, session: Uuid) -> Result<Vec<speech_request::Model>> {
    let query = scope
        .find::<speech_request::Entity>()
        .filter(speech_request::Column::SessionId.eq(session))
        .filter(speech_request::Column::State.ne(SpeechState::Withdrawn.code()));
    scope.all(query.order_by_asc(speech_request::Column::RequestedAt).order_by_asc(speech_request::Column::Id)).await
}

/// Takes the defences that wait in a conference out of the queue: another text comes under debate.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_defences(scope: &Scope, conference: Uuid) -> Result<()> {
    let defences = [SpeechKind::DefenceFor.code(), SpeechKind::DefenceAgainst.code()];
    let which = Condition::all()
        .add(speech_request::Column::ConferenceId.eq(conference))
        .add(speech_request::Column::Kind.is_in(defences));
    withdraw(scope, which).await
}

/// Takes the request to speak to a point out of the queue: the point was ruled.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_for_point(scope: &Scope, point: Uuid) -> Result<()> {
    withdraw(scope, Condition::all().add(speech_request::Column::PointId.eq(point))).await
}

/// Takes all that wait in a session out of the queue: the session is over.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_waiting(scope: &Scope, session: Uuid) -> Result<()> {
    withdraw(scope, Condition::all().add(speech_request::Column::SessionId.eq(session))).await
}

async fn withdraw(scope: &Scope, which: Condition) -> Result<()> {
    let waiting = which.add(speech_request::Column::State.eq(SpeechState::Waiting.code()));
    let withdrawn = Expr::value(SpeechState::Withdrawn.code());
    scope.update_where::<speech_request::Entity>(waiting, speech_request::Column::State, withdrawn).await?;
    Ok(())
}
