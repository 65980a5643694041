//! How the report writes dates, times and lists in Portuguese.

use crate::Code;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

const MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];

/// A coded value of another module together with what a person reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Coded {
    /// Stable code: `JOINT_DECREE`.
    pub code: String,
    /// In Portuguese: "decreto conjunto".
    pub label: String,
}

impl Coded {
    /// The pair of a value of a closed set.
    pub fn of(value: impl Code) -> Self {
        Self { code: value.code().into(), label: value.label().into() }
    }

    /// A pair from its parts.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// "26 de junho de 2025"; the first of a month is "1º".
pub fn long_date(day: NaiveDate) -> String {
    let number = if day.day() == 1 { "1º".to_owned() } else { day.day().to_string() };
    format!("{number} de {} de {}", MONTHS[day.month0() as usize], day.year())
}

/// "8h", "23h59".
pub fn minutes_of_day(time: NaiveTime) -> String {
    if time.minute() == 0 { format!("{}h", time.hour()) } else { format!("{}h{:02}", time.hour(), time.minute()) }
}

/// "14 horas e 15 minutos".
pub fn duration(minutes: u64) -> String {
    let hours = counted(minutes / 60, "hora", "horas");
    if minutes.is_multiple_of(60) { hours } else { format!("{hours} e {}", counted(minutes % 60, "minuto", "minutos")) }
}

/// "1 voto", "2 votos".
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "a, b e c".
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} e {last}", first.join(", ")),
    }
}

/// A text with its first letter in upper case.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_times_and_lists_read_as_people_write_them() {
        assert_eq!(long_date(NaiveDate::from_ymd_opt(2025, 5, 1).unwrap()), "1º de maio de 2025");
        assert_eq!(minutes_of_day(NaiveTime::from_hms_opt(8, 5, 0).unwrap()), "8h05");
        assert_eq!(duration(855), "14 horas e 15 minutos");
        assert_eq!(duration(60), "1 hora");
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b e c");
        assert_eq!(capitalized("água"), "Água");
    }
}
