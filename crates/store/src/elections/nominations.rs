//! Nominations.

use crate::entity::*;
use crate::{Result, Scope};
use domain::elections::NominationState;
use domain::people::Pool;
use sea_orm::QueryOrder;

/// Nominations.
pub mod nomination {
    use super::*;

    /// A nomination (*candidatura*) in an election.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "nominations")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The nomination.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The election.
        pub election_id: Uuid,
        /// Number within the election, from 1, in the order of presentation.
        pub number: i32,
        /// Who would be elected.
        pub participant_id: Uuid,
        /// Where they stand.
        pub pool: Coded<Pool>,
        /// Where it stands.
        pub state: Coded<NominationState>,
        /// Why it was refused or withdrawn, as it goes into the minutes.
        pub reason: Option<String>,
        /// Machine code of the refusal.
        pub refusal_code: Option<String>,
        /// The participant who presented it; none where the table did.
        pub nominated_by: Option<Uuid>,
        /// When the person agreed to stand.
        pub consented_at: Option<DateTimeUtc>,
        /// Sessions attended when it was judged.
        pub attended: Option<i32>,
        /// Sessions that counted for presence when it was judged.
        pub counted: Option<i32>,
        /// When it was presented.
        pub proposed_at: DateTimeUtc,
        /// When it was judged or withdrawn.
        pub decided_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// The nominations in these elections, in the order of presentation.
///
/// # Errors
/// When the database fails.
pub async fn nominations(scope: &Scope, elections: Vec<Uuid>) -> Result<Vec<nomination::Model>> {
    let query = scope.find::<nomination::Entity>().filter(nomination::Column::ElectionId.is_in(elections));
    scope.all(query.order_by_asc(nomination::Column::Number)).await
}
