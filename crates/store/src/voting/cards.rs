//! What is collected in a show of cards.

use crate::entity::*;
use crate::{Result, Scope};
use domain::voting::{Counts, DeclarationKind};
use sea_orm::QueryOrder;

/// Counts.
pub mod teller_count {
    use super::*;

    /// What one teller counted in one round (*contagem*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "teller_counts")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The count; ids rise with time.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The poll.
        pub poll_id: Uuid,
        /// 1 for the first count, one more for each recount.
        pub round: i32,
        /// Name of who counted.
        pub teller: String,
        /// Votes by option.
        pub counts: Doc<Counts>,
        /// Who typed it, as a key without personal data.
        pub recorded_by: String,
        /// When.
        pub recorded_at: DateTimeUtc,
    }
    tenant_table!();
}

/// Declarations.
pub mod declaration {
    use super::*;

    /// A result the chair declared without numbers (*declaração da mesa*); the last one stands.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "declarations")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The declaration; ids rise with time.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The poll.
        pub poll_id: Uuid,
        /// How.
        pub kind: Coded<DeclarationKind>,
        /// Whether the matter is approved.
        pub approved: bool,
        /// Who recorded it, as a key without personal data.
        pub declared_by: String,
        /// When.
        pub declared_at: DateTimeUtc,
    }
    tenant_table!();
}

/// The counts of these polls, in the order in which they came.
///
/// # Errors
/// When the database fails.
pub async fn teller_counts_of(scope: &Scope, polls: Vec<Uuid>) -> Result<Vec<teller_count::Model>> {
    let query = scope.find::<teller_count::Entity>().filter(teller_count::Column::PollId.is_in(polls));
    scope.all(query.order_by_asc(teller_count::Column::Id)).await
}

/// The declarations of these polls, in the order in which they were made.
///
/// # Errors
/// When the database fails.
pub async fn declarations_of(scope: &Scope, polls: Vec<Uuid>) -> Result<Vec<declaration::Model>> {
    let query = scope.find::<declaration::Entity>().filter(declaration::Column::PollId.is_in(polls));
    scope.all(query.order_by_asc(declaration::Column::Id)).await
}
