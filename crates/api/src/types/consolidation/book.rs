//! The proposal book.

use crate::id;
use crate::types::enums::Enumeration;
use async_graphql::{ID, SimpleObject};
use domain::people::GovernmentLevel;
use usecases::consolidation::{BookEntryRow, Published};

/// A proposal in the book of a conference (*caderno de propostas*).
#[derive(SimpleObject)]
pub(crate) struct BookEntry {
    /// Number in the book: axis, letter of the level (M, E, U), place: `1E2`. Final.
    number: String,
    /// Axis.
    axis: i32,
    /// Level of government addressed.
    level: Enumeration<GovernmentLevel>,
    /// Text.
    text: String,
    /// How many councils asked for it.
    councils: i32,
    /// The item of the pool it was made of.
    pool_item_id: ID,
    /// The proposal of the conference that it became; null when it is only in the book.
    proposal_id: Option<ID>,
}

impl From<BookEntryRow> for BookEntry {
    fn from(row: BookEntryRow) -> Self {
        Self {
            number: row.number.clone(),
            axis: row.axis,
            level: Enumeration(*row.level),
            text: row.text.clone(),
            councils: row.towns,
            pool_item_id: id::global("PoolItem", row.tenant_id, row.item_id),
            proposal_id: row.proposal_id.map(|proposal| id::global("Proposal", row.tenant_id, proposal)),
        }
    }
}

/// A published proposal book.
#[derive(SimpleObject)]
pub(crate) struct PublishedBook {
    /// The conference whose plenary works on it.
    conference_id: ID,
    /// How many proposals it holds.
    entries: i32,
}

impl From<Published> for PublishedBook {
    fn from(published: Published) -> Self {
        Self {
            conference_id: id::global("Conference", published.tenant, published.conference),
            entries: i32::try_from(published.entries).unwrap_or(i32::MAX),
        }
    }
}
