//! How long a conference is: minutes, days and shifts, against the cycle's minimum.

use crate::councils::BrokenRule;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// A shift counts from this many minutes of sessions on.
const SHIFT_MINUTES: i64 = 60;

/// A session, as far as length is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedSession {
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Whether it counts for the hours (breaks and credentialing usually do not).
    pub counts: bool,
}

/// Length (*carga horária*) of a conference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Length {
    /// Minutes in which at least one counted session took place.
    pub minutes: u32,
    /// Local days with counted minutes.
    pub days: u32,
    /// Shifts (*turnos*: until noon, until 18:00, evening) of local days with an hour of sessions.
    pub shifts: u32,
}

/// The cycle's minimum (`minHours`, `minDays`, `minShifts`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinimumLength {
    /// Hours of counted sessions.
    pub hours: u32,
    /// Days.
    pub days: u32,
    /// Shifts.
    pub shifts: u32,
}

/// Length as planned, with what is short of the minimum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LengthReport {
    /// The figures.
    pub length: Length,
    /// Each minimum not reached; it is shown and reported, and refuses nothing by itself.
    pub short: Vec<BrokenRule>,
}

/// Measures the sessions in the council's time zone; parallel sessions count once.
pub fn length(sessions: &[CountedSession], zone: Tz, minimum: &MinimumLength) -> LengthReport {
    let spans = merged(sessions);
    let minutes: i64 = spans.iter().map(|(from, to)| (*to - *from).num_minutes()).sum();
    let mut days = BTreeSet::new();
    let mut shifts: Vec<((NaiveDate, u8), i64)> = Vec::new();
    for (from, to) in &spans {
        for (slot, minutes) in slots(*from, *to, zone) {
            days.insert(slot.0);
            match shifts.iter_mut().find(|(known, _)| *known == slot) {
                Some((_, sum)) => *sum += minutes,
                None => shifts.push((slot, minutes)),
            }
        }
    }
    let full = shifts.iter().filter(|(_, minutes)| *minutes >= SHIFT_MINUTES).count();
    let length = Length { minutes: small(minutes), days: small(days.len()), shifts: small(full) };
    LengthReport { length, short: shortcomings(length, minimum) }
}

fn small(value: impl TryInto<u32>) -> u32 {
    value.try_into().unwrap_or(u32::MAX)
}

fn merged(sessions: &[CountedSession]) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let counted = sessions.iter().filter(|session| session.counts && session.starts_at < session.ends_at);
    let mut spans: Vec<_> = counted.map(|session| (session.starts_at, session.ends_at)).collect();
    spans.sort_unstable();
    let mut merged: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// Cuts a span at noon, 18:00 and midnight, local time; at most 31 days are looked at.
fn slots(from: DateTime<Utc>, to: DateTime<Utc>, zone: Tz) -> Vec<((NaiveDate, u8), i64)> {
    let mut slots = Vec::new();
    let mut at = from.with_timezone(&zone).naive_local();
    let end = to.with_timezone(&zone).naive_local().min(at + TimeDelta::days(31));
    while at < end {
        let (shift, next) = match at.hour() {
            0..12 => (0, at.date().and_time(hour(12))),
            12..18 => (1, at.date().and_time(hour(18))),
            _ => (2, (at.date() + TimeDelta::days(1)).and_time(hour(0))),
        };
        let stop = next.min(end);
        slots.push(((at.date(), shift), (stop - at).num_minutes()));
        at = stop;
    }
    slots
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}

fn shortcomings(length: Length, minimum: &MinimumLength) -> Vec<BrokenRule> {
    let figures = [
        ("minHours", "Horas", length.minutes / 60, minimum.hours),
        ("minDays", "Dias", length.days, minimum.days),
        ("minShifts", "Turnos", length.shifts, minimum.shifts),
    ];
    let short = figures.into_iter().filter(|(_, _, found, least)| found < least);
    short
        .map(|(rule, unit, found, least)| BrokenRule {
            rule,
            message: format!("{unit} na programação: {found}; o ciclo pede ao menos {least}. Inclua sessões."),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMUM: MinimumLength = MinimumLength { hours: 8, days: 1, shifts: 2 };

    fn session(from: &str, to: &str) -> CountedSession {
        let at = |text: &str| format!("{text}:00-03:00").parse().unwrap();
        CountedSession { starts_at: at(from), ends_at: at(to), counts: true }
    }

    fn measured(sessions: &[CountedSession]) -> LengthReport {
        length(sessions, chrono_tz::America::Sao_Paulo, &MINIMUM)
    }

    #[test]
    fn meetings_at_the_same_time_count_once() {
        let meeting = session("2025-06-27T13:15", "2025-06-27T14:15");
        assert_eq!(measured(&[meeting, meeting, meeting]).length.minutes, 60);
    }

    #[test]
    fn what_does_not_count_adds_nothing() {
        let lunch = CountedSession { counts: false, ..session("2025-06-27T12:00", "2025-06-27T13:15") };
        assert_eq!(measured(&[lunch]).length, Length::default());
    }

    #[test]
    fn a_day_from_eight_to_sixteen_has_two_shifts() {
        let report = measured(&[session("2025-06-27T08:00", "2025-06-27T16:00")]);
        assert_eq!(report.length, Length { minutes: 480, days: 1, shifts: 2 });
        assert_eq!(report.short, []);
    }

    #[test]
    fn a_quarter_of_an_hour_is_no_shift_and_the_parameters_are_named() {
        let report = measured(&[session("2025-06-27T08:00", "2025-06-27T12:15")]);
        assert_eq!(report.length.shifts, 1);
        assert_eq!(report.short.iter().map(|one| one.rule).collect::<Vec<_>>(), ["minHours", "minShifts"]);
    }

    #[test]
    fn an_evening_belongs_to_the_local_day() {
        let report = measured(&[session("2025-06-27T20:00", "2025-06-27T23:30")]);
        assert_eq!((report.length.days, report.length.shifts), (1, 1));
    }
}
