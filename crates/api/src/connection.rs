//! Relay connections over keyset pages.

use crate::error::coded;
use async_graphql::{OutputType, connection as relay};
use usecases::{Page, PageRequest};

/// Rows on a page when the client does not say.
const DEFAULT: i32 = 20;
/// Most rows on a page.
pub(crate) const MOST: i32 = 50;

/// A Relay connection of `T`.
pub(crate) type Connection<T> = relay::Connection<String, T>;

/// The arguments of a connection, in Relay's words.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageArgs {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

impl PageArgs {
    /// Only forwards.
    pub(crate) fn forwards(first: Option<i32>, after: Option<String>) -> Self {
        Self { first, after, ..Self::default() }
    }

    /// The page asked for.
    ///
    /// # Errors
    /// `PAGE_TOO_LARGE` beyond 50, `PAGE_INVALID` for both directions at once or a cursor that is none.
    pub(crate) fn request(self) -> async_graphql::Result<PageRequest> {
        let forwards = self.first.is_some() || self.after.is_some();
        let backwards = self.last.is_some() || self.before.is_some();
        let size = self.first.or(self.last).unwrap_or(DEFAULT);
        if forwards && backwards || size < 1 {
            return Err(coded("PAGE_INVALID", "Use first/after ou last/before, com pelo menos 1 item."));
        }
        if size > MOST {
            return Err(coded("PAGE_TOO_LARGE", "Peça no máximo 50 itens por página."));
        }
        let cursor = if backwards { self.before } else { self.after };
        if cursor.as_deref().is_some_and(|cursor| !PageRequest::is_cursor(cursor)) {
            return Err(coded("PAGE_INVALID", "O cursor não vem desta lista."));
        }
        let size = u64::from(size.unsigned_abs());
        Ok(if backwards { PageRequest::last(size, cursor) } else { PageRequest::first(size, cursor) })
    }
}

/// A page as a connection.
pub(crate) fn connection<M, T: OutputType>(page: Page<M>, show: impl Fn(M) -> T) -> Connection<T> {
    let mut connection = Connection::new(page.has_previous, page.has_next);
    connection.edges.extend(page.rows.into_iter().map(|(cursor, row)| relay::Edge::new(cursor, show(row))));
    connection
}

/// How many rows are wanted where only `first` is offered.
///
/// # Errors
/// As [`PageArgs::request`].
pub(crate) fn size(first: Option<i32>) -> async_graphql::Result<u64> {
    PageArgs::forwards(Some(first.unwrap_or(DEFAULT)), None).request()?;
    Ok(u64::from(first.unwrap_or(DEFAULT).unsigned_abs()))
}
