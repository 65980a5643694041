//! Conferences as the public list shows them.

use crate::connection::Connection;
use crate::error::coded;
use crate::id;
use crate::loaders::CouncilLoader;
use crate::types::councils::Council;
use crate::types::enums::Enumeration;
use async_graphql::{Context, ID, Object, connection as relay, dataloader::DataLoader};
use chrono::NaiveDate;
use domain::conferences::{ConferenceMode, ConferenceState};
use domain::people::Level;
use usecases::conferences;
use uuid::Uuid;

pub(crate) struct ConferenceListing(pub conferences::Listing);

/// A conference in a list: what its act makes public. `conference(id:)` shows the rest.
#[Object]
impl ConferenceListing {
    /// Global id of the conference.
    async fn id(&self) -> ID {
        id::global("Conference", self.0.council_id, self.0.id)
    }

    /// The council that holds it.
    async fn council(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Council>> {
        let council = ctx.data_unchecked::<DataLoader<CouncilLoader>>().load_one(self.0.council_id).await;
        council.map(|found| found.map(Council)).map_err(|error| coded("INTERNAL", &error.to_string()))
    }

    /// Edition number, the council's own.
    async fn edition(&self) -> i32 {
        self.0.edition
    }

    /// Full title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Theme.
    async fn theme(&self) -> &str {
        &self.0.theme
    }

    /// Stage.
    async fn level(&self) -> Enumeration<Level> {
        Enumeration(*self.0.level)
    }

    /// State, two letters; null for the national stage.
    async fn uf(&self) -> Option<&str> {
        self.0.uf.as_deref()
    }

    /// In person, hybrid or virtual.
    async fn mode(&self) -> Enumeration<ConferenceMode> {
        Enumeration(*self.0.mode)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<ConferenceState> {
        Enumeration(*self.0.state)
    }

    /// First day.
    async fn first_day(&self) -> NaiveDate {
        self.0.first_day
    }

    /// Last day.
    async fn last_day(&self) -> NaiveDate {
        self.0.last_day
    }
}

/// The place in the list that a cursor names.
///
/// # Errors
/// `PAGE_INVALID` for a cursor that is none.
pub(crate) fn place(cursor: Option<&str>) -> async_graphql::Result<Option<(NaiveDate, Uuid)>> {
    let Some(cursor) = cursor else { return Ok(None) };
    let parts = cursor.split_once('_').and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?)));
    parts.map(Some).ok_or_else(|| coded("PAGE_INVALID", "O cursor não vem desta lista."))
}

/// A page of the list, read with one row too many.
pub(crate) fn listed(
    mut rows: Vec<conferences::Listing>,
    size: u64,
    has_previous: bool,
) -> Connection<ConferenceListing> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let mut page = Connection::new(has_previous, more);
    let cursor = |row: &conferences::Listing| format!("{}_{}", row.first_day, row.id);
    page.edges.extend(rows.into_iter().map(|row| relay::Edge::new(cursor(&row), ConferenceListing(row))));
    page
}
