//! Elections.

use crate::entity::*;
use crate::{Result, Scope};
use domain::elections::{ElectionResult, ElectionRules, ElectionState};
use domain::people::SizeClass;
use domain::seats::{SeatsByPool, SegmentSplit};
use sea_orm::QueryOrder;

/// Elections.
pub mod election {
    use super::*;

    /// An election of delegates to the next stage (*eleição de delegadas e delegados*).
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "elections")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The election.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Number within the conference, from 1; those before the last are annulled.
        pub number: i32,
        /// Where it stands.
        pub state: Coded<ElectionState>,
        /// Titular seats by pool, frozen when nominations opened.
        pub seats: Doc<SeatsByPool>,
        /// Size class whose row of the table the seats are; none where they were given.
        pub size_class: Option<Coded<SizeClass>>,
        /// How the civil seats are split, frozen when nominations opened.
        pub segment_split: Doc<SegmentSplit>,
        /// The rules, frozen when nominations opened.
        pub rules: Doc<ElectionRules>,
        /// Seed of the lots, drawn when nominations opened; published with the result.
        pub seed: String,
        /// The result, once computed.
        pub result: Option<Doc<ElectionResult>>,
        /// When nominations opened.
        pub opened_at: DateTimeUtc,
        /// When the result was computed.
        pub computed_at: Option<DateTimeUtc>,
        /// The poll in which the plenary decided on the result.
        pub homologation_poll_id: Option<Uuid>,
        /// Whether the plenary homologated the result; none while it has not decided.
        pub homologated: Option<bool>,
        /// When the result was proclaimed.
        pub proclaimed_at: Option<DateTimeUtc>,
        /// Why it was annulled.
        pub annulled_because: Option<String>,
        /// Counts the changes.
        pub version: i32,
    }
    tenant_table!();
}

/// The elections of a conference, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn elections(scope: &Scope, conference: Uuid) -> Result<Vec<election::Model>> {
    let query = scope.find::<election::Entity>().filter(election::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(election::Column::Number)).await
}

/// The election of a conference that is not annulled, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn current(scope: &Scope, conference: Uuid) -> Result<Option<election::Model>> {
    let query = scope
        .find::<election::Entity>()
        .filter(election::Column::ConferenceId.eq(conference))
        .filter(election::Column::State.ne(Coded(ElectionState::Annulled)));
    scope.one(query.order_by_desc(election::Column::Number)).await
}
