//! The delegation that an election gave, and who left it.

use crate::entity::*;
use crate::{Result, Scope};
use domain::elections::DepartureCause;
use domain::people::{Pool, SeatKind};
use sea_orm::QueryOrder;

/// Places in the delegation.
pub mod place {
    use super::*;

    /// A place in the delegation (*vaga da delegação*), as it was elected and what became of it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "delegation_places")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The place.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The election.
        pub election_id: Uuid,
        /// Who was elected.
        pub participant_id: Uuid,
        /// Name as proclaimed.
        pub name: String,
        /// The pool that elected them.
        pub pool: Coded<Pool>,
        /// Titular or alternate.
        pub kind: Coded<SeatKind>,
        /// Place from 1 within pool and kind.
        pub place: i32,
        /// Votes; none where the pool acclaimed.
        pub votes: Option<i32>,
        /// Why they left, if they did.
        pub departed: Option<Coded<DepartureCause>>,
        /// The participant whose seat this alternate took over.
        pub stands_for: Option<Uuid>,
    }
    tenant_table!();
}

/// Departures and substitutions.
pub mod departure {
    use super::*;

    /// Somebody left the delegation, and who took over (*substituição*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "delegation_departures")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The act.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The election.
        pub election_id: Uuid,
        /// Number within the election, from 1.
        pub number: i32,
        /// Who left.
        pub leaving_id: Uuid,
        /// Why.
        pub cause: Coded<DepartureCause>,
        /// Who took over; none where the seat stays vacant.
        pub entering_id: Option<Uuid>,
        /// Participants who held the seat, from the elected titular on.
        pub chain: Doc<Vec<Uuid>>,
        /// The act in Portuguese.
        pub sentence: String,
        /// The reason in the council's words.
        pub reason: Option<String>,
        /// When.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// The places of an election's delegation, in the order of its result.
///
/// # Errors
/// When the database fails.
pub async fn places(scope: &Scope, election: Uuid) -> Result<Vec<place::Model>> {
    let query = scope.find::<place::Entity>().filter(place::Column::ElectionId.eq(election));
    scope.all(query.order_by_asc(place::Column::Id)).await
}

/// Who left the delegation, in order of time.
///
/// # Errors
/// When the database fails.
pub async fn departures(scope: &Scope, election: Uuid) -> Result<Vec<departure::Model>> {
    let query = scope.find::<departure::Entity>().filter(departure::Column::ElectionId.eq(election));
    scope.all(query.order_by_asc(departure::Column::Number)).await
}
