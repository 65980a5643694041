//! The proposal book (*caderno de propostas*) of a conference.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::consolidation::Origin;
use domain::people::GovernmentLevel;
use std::collections::BTreeSet;

/// Entries of books.
pub mod book_entry {
    use super::*;

    /// A proposal in the book.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "book_entries")]
    pub struct Model {
        /// The council that consolidates.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference whose book it is.
        pub conference_id: Uuid,
        /// The cycle whose pool it was made of.
        pub cycle_id: Uuid,
        /// Place in the book, from 1.
        pub place: i32,
        /// Number in the book: `1E2`.
        pub number: String,
        /// Axis.
        pub axis: i32,
        /// Level of government.
        pub level: Coded<GovernmentLevel>,
        /// Item of the pool.
        pub item_id: Uuid,
        /// Text.
        pub text: String,
        /// How many councils asked for it.
        pub towns: i32,
        /// Where it came from.
        pub lineage: Doc<BTreeSet<Origin>>,
        /// The proposal of the conference that it became.
        pub proposal_id: Option<Uuid>,
    }
    tenant_table!();
}

/// The book of a conference in its order.
///
/// # Errors
/// When the database fails.
pub async fn book(scope: &Scope, conference: Uuid, request: &PageRequest) -> Result<Page<book_entry::Model>> {
    let query = scope.find::<book_entry::Entity>().filter(book_entry::Column::ConferenceId.eq(conference));
    scope.page(query, book_entry::Column::Place, request).await
}

/// The entry that an item of the pool became.
///
/// # Errors
/// When the database fails.
pub async fn book_entry_of_item(scope: &Scope, item: Uuid) -> Result<Option<book_entry::Model>> {
    scope.one(scope.find::<book_entry::Entity>().filter(book_entry::Column::ItemId.eq(item))).await
}
