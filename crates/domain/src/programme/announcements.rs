//! Announcements (*avisos*) on the display and the phones.

use crate::{Refusal, text};
use chrono::{DateTime, Utc};

/// Longest announcement, in characters, so that it is readable on the display.
pub const ANNOUNCEMENT_MAX: usize = 200;

/// Something the table tells everybody.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Announcement {
    /// One line.
    pub text: String,
    /// From when it is shown.
    pub from: DateTime<Utc>,
    /// When it disappears; none until another one replaces it or the table takes it away.
    pub until: Option<DateTime<Utc>>,
}

/// An announcement made at `from`.
///
/// # Errors
/// Those of [`text::line`]; `ANNOUNCEMENT_OVER` when it would end before it is shown.
pub fn announcement(input: &str, from: DateTime<Utc>, until: Option<DateTime<Utc>>) -> Result<Announcement, Refusal> {
    let text = text::line("text", input, ANNOUNCEMENT_MAX)?;
    if until.is_some_and(|until| until <= from) {
        return Err(Refusal::invalid(
            "until",
            "ANNOUNCEMENT_OVER",
            "O aviso terminaria antes de aparecer. Escolha um horário mais tarde.",
        ));
    }
    Ok(Announcement { text, from, until })
}

/// The one to show: the newest that has begun, if it has not ended.
pub fn current_announcement(all: &[Announcement], now: DateTime<Utc>) -> Option<&Announcement> {
    all.iter()
        .filter(|announcement| announcement.from <= now)
        .max_by_key(|announcement| announcement.from)
        .filter(|announcement| announcement.until.is_none_or(|until| now < until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn a_newer_announcement_replaces_the_older_and_ends_by_itself() {
        let all = [
            announcement("Almoço às 12h", at(0), None).unwrap(),
            announcement("Ônibus", at(10), Some(at(20))).unwrap(),
        ];
        let shown = |now| current_announcement(&all, at(now)).map(|announcement| announcement.text.as_str());
        assert_eq!((shown(5), shown(15), shown(25)), (Some("Almoço às 12h"), Some("Ônibus"), None));
    }

    #[test]
    fn an_announcement_is_one_line_that_ends_after_it_begins() {
        assert_eq!(announcement("a\nb", at(0), None).unwrap_err().code, "CONTROL_CHARACTER");
        assert_eq!(announcement("a", at(5), Some(at(5))).unwrap_err().code, "ANNOUNCEMENT_OVER");
    }
}
