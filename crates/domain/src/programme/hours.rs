//! Hours, days and shifts that count for the conference (*carga horária, turnos*).
//! Source: domain.md section 4 (length) and the cycle's `minHours`, `minDays`, `minShifts`.

use crate::codes;
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Minutes of counted sessions within a shift, so that the shift counts.
const SHIFT_MINUTES_MIN: u32 = 60;

codes! {
    /// Part of a day (*turno*).
    pub enum Shift {
        /// Before noon (*manhã*).
        Morning = "MORNING", "manhã";
        /// From noon to 18:00 (*tarde*).
        Afternoon = "AFTERNOON", "tarde";
        /// From 18:00 (*noite*).
        Evening = "EVENING", "noite";
    }
}

/// A session that counts for the hours, with the time it took (or is planned to take).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedSession {
    /// Beginning.
    pub from: DateTime<Utc>,
    /// End.
    pub to: DateTime<Utc>,
}

/// The least length a cycle asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HoursMinimum {
    /// Hours.
    pub min_hours: u32,
    /// Different days.
    pub min_days: u32,
    /// Shifts over all days.
    pub min_shifts: u32,
}

/// How long a conference is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedHours {
    /// Minutes in counted sessions; what runs side by side counts once.
    pub minutes: u32,
    /// Days with a counted session, in the conference's time zone.
    pub days: BTreeSet<NaiveDate>,
    /// Shifts with at least 60 counted minutes.
    pub shifts: BTreeSet<(NaiveDate, Shift)>,
}

impl CountedHours {
    /// What is missing to the least length, each with the cycle's parameter and both figures.
    pub fn shortcomings(&self, minimum: HoursMinimum) -> Vec<String> {
        let mut missing = Vec::new();
        if self.minutes < minimum.min_hours.saturating_mul(60) {
            let (hours, rest) = (self.minutes / 60, self.minutes % 60);
            missing.push(format!(
                "A programação soma {hours}h{rest:02}; o mínimo do ciclo é {}h (minHours).",
                minimum.min_hours
            ));
        }
        for (found, least, what, parameter) in [
            (self.days.len(), minimum.min_days, "dias", "minDays"),
            (self.shifts.len(), minimum.min_shifts, "turnos", "minShifts"),
        ] {
            if u32::try_from(found).is_ok_and(|found| found < least) {
                missing.push(format!("Número de {what}: {found}; o mínimo do ciclo é {least} ({parameter})."));
            }
        }
        missing
    }
}

/// Counts minutes, days and shifts in the conference's time zone.
pub fn count_hours(sessions: &[CountedSession], zone: Tz) -> CountedHours {
    let mut by_shift: BTreeMap<(NaiveDate, Shift), u32> = BTreeMap::new();
    let mut minutes = 0;
    for (from, to) in united(sessions) {
        minutes += minutes_between(from.naive_utc(), to.naive_utc());
        let local = (from.with_timezone(&zone).naive_local(), to.with_timezone(&zone).naive_local());
        for (shift, part) in split_by_shift(local.0, local.1) {
            *by_shift.entry(shift).or_default() += part;
        }
    }
    let days = by_shift.keys().map(|(day, _)| *day).collect();
    let shifts = by_shift.into_iter().filter(|(_, part)| *part >= SHIFT_MINUTES_MIN).map(|(shift, _)| shift).collect();
    CountedHours { minutes, days, shifts }
}

/// The time covered by at least one session, as intervals that do not overlap.
fn united(sessions: &[CountedSession]) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut spans: Vec<_> =
        sessions.iter().filter(|session| session.to > session.from).map(|session| (session.from, session.to)).collect();
    spans.sort_unstable();
    let mut united: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for (from, to) in spans {
        match united.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => united.push((from, to)),
        }
    }
    united
}

fn split_by_shift(from: NaiveDateTime, to: NaiveDateTime) -> Vec<((NaiveDate, Shift), u32)> {
    let mut parts = Vec::new();
    let mut at = from;
    while at < to {
        let (shift, end) = shift_of(at);
        let until = end.min(to);
        parts.push(((at.date(), shift), minutes_between(at, until)));
        at = until;
    }
    parts
}

/// The shift of a moment, and when it ends.
fn shift_of(at: NaiveDateTime) -> (Shift, NaiveDateTime) {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("noon and 18:00 are times of a day");
    let (noon, evening) = (hour(12), hour(18));
    if at.time() < noon {
        (Shift::Morning, at.date().and_time(noon))
    } else if at.time() < evening {
        (Shift::Afternoon, at.date().and_time(evening))
    } else {
        let tomorrow = at.date().checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        (Shift::Evening, tomorrow.and_time(NaiveTime::MIN))
    }
}

fn minutes_between(from: NaiveDateTime, to: NaiveDateTime) -> u32 {
    u32::try_from((to - from).num_minutes()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn session(day: u32, from: (u32, u32), to: (u32, u32)) -> CountedSession {
        let at = |(hour, minute)| {
            chrono_tz::America::Rio_Branco.with_ymd_and_hms(2025, 6, day, hour, minute, 0).unwrap().with_timezone(&Utc)
        };
        CountedSession { from: at(from), to: at(to) }
    }

    fn counted(sessions: &[CountedSession]) -> CountedHours {
        count_hours(sessions, chrono_tz::America::Rio_Branco)
    }

    #[test]
    fn sessions_side_by_side_count_once() {
        let hours =
            counted(&[session(26, (8, 0), (10, 0)), session(26, (9, 0), (11, 0)), session(26, (9, 0), (9, 30))]);
        assert_eq!((hours.minutes, hours.days.len(), hours.shifts.len()), (180, 1, 1));
    }

    #[test]
    fn a_quarter_of_an_hour_past_noon_makes_no_afternoon() {
        let hours = counted(&[session(26, (9, 0), (12, 15))]);
        assert_eq!((hours.minutes, hours.shifts.len()), (195, 1));
    }

    #[test]
    fn an_evening_belongs_to_the_day_of_the_conferences_zone() {
        let hours = counted(&[session(26, (19, 0), (22, 0))]);
        assert_eq!(hours.shifts.iter().map(|(_, shift)| *shift).collect::<Vec<_>>(), [Shift::Evening]);
        assert_eq!(hours.days.first().unwrap().to_string(), "2025-06-26");
    }

    #[test]
    fn what_is_missing_is_named_with_both_figures() {
        let minimum = HoursMinimum { min_hours: 8, min_days: 2, min_shifts: 2 };
        let missing = counted(&[session(26, (8, 0), (10, 30))]).shortcomings(minimum);
        assert_eq!(missing.len(), 3);
        assert!(missing[0].contains("2h30") && missing[0].contains("8h"));
        let enough = [session(26, (8, 0), (12, 0)), session(27, (13, 0), (17, 0))];
        assert!(counted(&enough).shortcomings(minimum).is_empty());
    }
}
