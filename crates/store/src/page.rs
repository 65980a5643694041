//! Keyset pages: a cursor names the last row seen, so a page costs the same wherever it is.

use crate::{Result, StoreError, TenantTable};
use sea_orm::{ColumnTrait, Condition, Value};
use uuid::Uuid;

/// Most rows on a page.
pub const PAGE_MAX: u64 = 50;

/// Which page is wanted: forwards from `after`, or backwards from `before`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    limit: u64,
    cursor: Option<String>,
    backwards: bool,
}

/// A page, in forward order.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// Rows with their cursors.
    pub rows: Vec<(String, T)>,
    /// Whether rows come before it.
    pub has_previous: bool,
    /// Whether rows come after it.
    pub has_next: bool,
}

impl PageRequest {
    /// The first `limit` rows after the cursor, at most [`PAGE_MAX`].
    pub fn first(limit: u64, after: Option<String>) -> Self {
        Self { limit: limit.clamp(1, PAGE_MAX), cursor: after, backwards: false }
    }

    /// The last `limit` rows before the cursor, at most [`PAGE_MAX`].
    pub fn last(limit: u64, before: Option<String>) -> Self {
        Self { limit: limit.clamp(1, PAGE_MAX), cursor: before, backwards: true }
    }

    /// Whether a cursor that a client sent can be read at all.
    pub fn is_cursor(cursor: &str) -> bool {
        parse_cursor(cursor).is_some()
    }

    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    pub(crate) fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    pub(crate) fn backwards(&self) -> bool {
        self.backwards
    }
}

impl<T> Page<T> {
    /// The same page with other rows.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Page<U> {
        let rows = self.rows.into_iter().map(|(cursor, row)| (cursor, change(row))).collect();
        Page { rows, has_previous: self.has_previous, has_next: self.has_next }
    }
}

pub(crate) fn encode_cursor(sort: &Value, id: &Value) -> String {
    let Value::Uuid(Some(id)) = id else { unreachable!("ids of tenant tables are UUIDs") };
    let sort = match sort {
        Value::String(Some(text)) => format!("s{text}"),
        Value::Int(Some(number)) => format!("i{number}"),
        Value::BigInt(Some(number)) => format!("b{number}"),
        Value::ChronoDateTimeUtc(Some(at)) => format!("t{}", at.to_rfc3339()),
        Value::ChronoDate(Some(day)) => format!("d{day}"),
        Value::Uuid(Some(other)) => format!("u{other}"),
        _ => unreachable!("lists are sorted by text, number, time or id"),
    };
    let text = format!("{}{sort}", id.simple());
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn decode_cursor(cursor: Option<&str>) -> Result<Option<(Value, Uuid)>> {
    let Some(cursor) = cursor else { return Ok(None) };
    parse_cursor(cursor).map(Some).ok_or_else(|| StoreError::Unreadable("page cursor".into()))
}

fn parse_cursor(cursor: &str) -> Option<(Value, Uuid)> {
    let bytes: Option<Vec<u8>> =
        cursor.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    let text = String::from_utf8(bytes?).ok()?;
    let id = Uuid::parse_str(text.get(..32)?).ok()?;
    let sort = text.get(33..)?;
    let value = match text.get(32..33)? {
        "s" => sort.into(),
        "i" => sort.parse::<i32>().ok()?.into(),
        "b" => sort.parse::<i64>().ok()?.into(),
        "t" => chrono::DateTime::parse_from_rfc3339(sort).ok()?.with_timezone(&chrono::Utc).into(),
        "d" => sort.parse::<chrono::NaiveDate>().ok()?.into(),
        "u" => Uuid::parse_str(sort).ok()?.into(),
        _ => return None,
    };
    Some((value, id))
}

pub(crate) fn beyond<E: TenantTable>(sort: E::Column, value: Value, id: Uuid, backwards: bool) -> Condition {
    let (further, further_id) =
        if backwards { (sort.lt(value.clone()), E::ID.lt(id)) } else { (sort.gt(value.clone()), E::ID.gt(id)) };
    let same = Condition::all().add(sort.eq(value)).add(further_id);
    Condition::any().add(further).add(same)
}

pub(crate) fn assemble<T>(mut rows: Vec<T>, request: &PageRequest, cursor: impl Fn(&T) -> String) -> Result<Page<T>> {
    let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let came_from_somewhere = request.cursor.is_some();
    if request.backwards {
        rows.reverse();
    }
    let rows = rows.into_iter().map(|row| (cursor(&row), row)).collect();
    let (has_previous, has_next) =
        if request.backwards { (more, came_from_somewhere) } else { (came_from_somewhere, more) };
    Ok(Page { rows, has_previous, has_next })
}
