//! The specimen conference (all of it invented), moved to the days around today.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::America::Sao_Paulo;
use serde_json::Value;

const SPECIMEN: &str = include_str!("../../../../crates/domain/specimen/municipal-conference.json");
/// Hours before tomorrow's clock strikes that leave the desk and the motions time enough for a demonstration at any hour.
const TIME_ENOUGH: Duration = Duration::hours(20);

/// The specimen.
pub(super) struct Specimen {
    pub(super) rows: Value,
    /// Days from the specimen's first day to today.
    shift: Duration,
    pub(super) now: DateTime<Utc>,
}

impl Specimen {
    /// The specimen as if its first day were today.
    pub(super) fn today(now: DateTime<Utc>) -> Self {
        let rows: Value = serde_json::from_str(SPECIMEN).expect("the specimen is JSON");
        let first: NaiveDate = day_of(&rows["conference"]["firstDay"]);
        let today = now.with_timezone(&Sao_Paulo).date_naive();
        Self { shift: today - first, rows, now }
    }

    /// A day of the specimen, moved.
    pub(super) fn day(&self, value: &Value) -> NaiveDate {
        day_of(value) + self.shift
    }

    /// An instant of the specimen, moved.
    pub(super) fn instant(&self, value: &Value) -> DateTime<Utc> {
        let text = value.as_str().expect("the specimen's instants are text");
        let instant = DateTime::parse_from_rfc3339(text).expect("the specimen's instants are RFC 3339");
        instant.with_timezone(&Utc) + self.shift
    }

    /// Until when the desk accredits and motions are taken in the demonstration.
    pub(super) fn time_enough(&self) -> DateTime<Utc> {
        self.now + TIME_ENOUGH
    }

    /// The rows of a list.
    pub(super) fn list(&self, key: &str) -> &[Value] {
        self.rows[key].as_array().map(Vec::as_slice).unwrap_or_default()
    }
}

fn day_of(value: &Value) -> NaiveDate {
    value.as_str().and_then(|text| text.parse().ok()).expect("the specimen's days are ISO dates")
}
