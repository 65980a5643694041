//! Conferences.

mod acceptances;
mod acts;
mod committee;
mod listings;

pub use acceptances::{acceptance, last_acceptance};
pub use acts::{KeptSigner, NamedByAct, act, acts, last_act};
pub use committee::{committee, committee_member};
pub use listings::{ListingFilter, listing, listing_of, listings};

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::conferences::{ConferenceKind, ConferenceMode, ConferenceState};
use domain::cycles::CycleParameters;
use domain::people::Level;
use sea_orm::QueryOrder;

/// Conferences.
pub mod conference {
    use super::*;

    /// A conference (*conferência*) of a council.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "conferences")]
    pub struct Model {
        /// The council that holds it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The conference.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The council that published the cycle.
        pub cycle_tenant_id: Uuid,
        /// The cycle.
        pub cycle_id: Uuid,
        /// The published version of the cycle whose parameters hold here.
        pub cycle_version: i32,
        /// The cycle's parameters as accepted by this conference (domain.md section 16).
        pub parameters: Doc<CycleParameters>,
        /// Edition number, each council's own.
        pub edition: i32,
        /// Full title.
        pub title: String,
        /// Stage.
        pub level: Coded<Level>,
        /// Ordinary or extraordinary.
        pub kind: Coded<ConferenceKind>,
        /// In person, hybrid or virtual.
        pub mode: Coded<ConferenceMode>,
        /// Where it stands.
        pub state: Coded<ConferenceState>,
        /// Theme.
        pub theme: String,
        /// First day, in the conference's time zone.
        pub first_day: Option<Date>,
        /// Last day, in the conference's time zone.
        pub last_day: Option<Date>,
        /// Name of the venue.
        pub venue_name: Option<String>,
        /// Address of the venue.
        pub venue_address: Option<String>,
        /// IANA time zone.
        pub time_zone: String,
        /// When credentialing began.
        pub credentialing_opened_at: Option<DateTimeUtc>,
        /// When credentialing closes by itself.
        pub credentialing_closes_at: Option<DateTimeUtc>,
        /// When somebody closed credentialing.
        pub credentialing_closed_at: Option<DateTimeUtc>,
        /// Why it was cancelled.
        pub state_reason: Option<String>,
        /// When it was planned.
        pub created_at: DateTimeUtc,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// The conferences of the council, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn conferences(scope: &Scope, request: &PageRequest) -> Result<Page<conference::Model>> {
    scope.page(scope.find::<conference::Entity>(), conference::Column::CreatedAt, request).await
}

/// Whether the council has a conference of that edition which was not cancelled, other than `but`.
///
/// # Errors
/// When the database fails.
pub async fn edition_taken(scope: &Scope, edition: i32, but: Uuid) -> Result<bool> {
    let query = scope
        .find::<conference::Entity>()
        .filter(conference::Column::Edition.eq(edition))
        .filter(conference::Column::State.ne(Coded(ConferenceState::Cancelled)))
        .filter(conference::Column::Id.ne(but));
    Ok(scope.count(query).await? > 0)
}

/// The conferences of the council in one of these states, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn in_states(scope: &Scope, states: &[ConferenceState]) -> Result<Vec<conference::Model>> {
    let states = states.iter().copied().map(Coded).collect::<Vec<_>>();
    let query = scope.find::<conference::Entity>().filter(conference::Column::State.is_in(states));
    scope.all(query.order_by_asc(conference::Column::CreatedAt)).await
}
