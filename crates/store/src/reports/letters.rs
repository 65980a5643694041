//! Letters, kept by who sent them and by who received them, word for word.

use crate::entity::*;
use crate::{Result, Scope};
use domain::reports::LetterKind;

domain::codes! {
    /// Which way a letter went, as seen by the council that keeps it.
    pub enum Direction {
        /// Sent by this council (*enviada*).
        Sent = "SENT", "enviada";
        /// Received by this council (*recebida*).
        Received = "RECEIVED", "recebida";
    }
}

/// Letters.
pub mod letter {
    use super::*;

    /// A letter (*remessa*). Never changed; the same id on both sides.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "letters")]
    pub struct Model {
        /// The council that keeps this copy.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The letter.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Sent or received.
        pub direction: Coded<Direction>,
        /// What it is.
        pub kind: Coded<LetterKind>,
        /// The council on the other side.
        pub peer_id: Uuid,
        /// The conference it is about, in the tenant that reports.
        pub conference_id: Uuid,
        /// Version of the report.
        pub number: i32,
        /// Layout of the text.
        pub schema: String,
        /// SHA-256 of the text.
        pub hash: String,
        /// Canonical JSON.
        pub text: String,
        /// When it was sent or arrived.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// A letter that the scope's council sent.
///
/// # Errors
/// When the database fails.
pub async fn sent_letter(scope: &Scope, id: Uuid) -> Result<Option<letter::Model>> {
    let query = scope
        .find::<letter::Entity>()
        .filter(letter::Column::Id.eq(id))
        .filter(letter::Column::Direction.eq(Coded(Direction::Sent)));
    scope.one(query).await
}
