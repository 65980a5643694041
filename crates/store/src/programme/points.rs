//! Points of order, referral and clarification.

use crate::entity::*;
use crate::{Result, Scope};
use domain::Code;
use domain::programme::{Appeal, PointKind, PointState, Ruling};
use sea_orm::QueryOrder;

/// Points.
pub mod point {
    use super::*;

    /// A point (*questão de ordem, de encaminhamento, de esclarecimento*) with its ruling.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "points")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The point.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The session.
        pub session_id: Uuid,
        /// Who raised it.
        pub participant_id: Uuid,
        /// Kind.
        pub kind: Coded<PointKind>,
        /// When.
        pub raised_at: DateTimeUtc,
        /// The article said to be broken.
        pub article_cited: Option<i32>,
        /// What was said.
        pub text: String,
        /// Whether it is about the vote that was open.
        pub about_the_vote: bool,
        /// Where it stands.
        pub state: Coded<PointState>,
        /// The chair's ruling.
        pub ruling: Option<Coded<Ruling>>,
        /// The ruling in words.
        pub ruling_text: Option<String>,
        /// When it was ruled.
        pub ruled_at: Option<DateTimeUtc>,
        /// What the plenary did with the ruling.
        pub appeal: Option<Coded<Appeal>>,
        /// The poll on the appeal.
        pub appeal_poll_id: Option<Uuid>,
        /// When the plenary decided.
        pub settled_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// The points of a conference, in the order of being raised.
///
/// # Errors
/// When the database fails.
pub async fn points(scope: &Scope, conference: Uuid) -> Result<Vec<point::Model>> {
    let query = scope.find::<point::Entity>().filter(point::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(point::Column::RaisedAt).order_by_asc(point::Column::Id)).await
}

/// The points of a conference on whose ruling the plenary is to vote.
///
/// # Errors
/// When the database fails.
pub async fn appeals(scope: &Scope, conference: Uuid) -> Result<Vec<point::Model>> {
    let query = scope
        .find::<point::Entity>()
        .filter(point::Column::ConferenceId.eq(conference))
        .filter(point::Column::State.eq(PointState::Appealed.code()));
    scope.all(query.order_by_asc(point::Column::RaisedAt)).await
}
