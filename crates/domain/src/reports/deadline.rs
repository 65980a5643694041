//! Until when a report is filed, in the council's time zone.

use super::ReportRefused;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Deadline of a report (*prazo*): the last day, whole, in a zone. Source: domain.md section 13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deadline {
    /// Last day on which a report is in time.
    pub last_day: NaiveDate,
    /// Zone in which that day ends; which one counts is data of the cycle.
    pub zone: Tz,
    /// Whether the cycle takes reports after it, marked as late.
    pub late_allowed: bool,
}

/// Whether a report came in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Within the deadline.
    OnTime,
    /// After it, by whole minutes (rounded up, at least 1).
    Late {
        /// Minutes after the end of the last day.
        minutes: u64,
    },
}

impl Deadline {
    /// The deadline `days` days after the conference's last day (cycle parameter `reportDeadlineDays`).
    pub fn after(conference_end: NaiveDate, days: u32, zone: Tz, late_allowed: bool) -> Self {
        let last_day = conference_end.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
        Self { last_day, zone, late_allowed }
    }

    /// The first instant that is late: the start of the day after the last day.
    pub fn ends_at(&self) -> DateTime<Utc> {
        let Some(next) = self.last_day.succ_opt() else { return DateTime::<Utc>::MAX_UTC };
        let midnight = next.and_time(chrono::NaiveTime::MIN);
        // Where clocks jump over midnight the day starts at the first quarter of an hour that exists.
        (0..=8)
            .find_map(|quarter| {
                self.zone.from_local_datetime(&(midnight + TimeDelta::minutes(15 * quarter))).earliest()
            })
            .map_or_else(|| midnight.and_utc(), |start| start.with_timezone(&Utc))
    }

    /// Whether something filed at `at` is in time.
    pub fn timeliness(&self, at: DateTime<Utc>) -> Timeliness {
        let end = self.ends_at();
        if at < end {
            return Timeliness::OnTime;
        }
        let seconds = (at - end).num_seconds().unsigned_abs();
        Timeliness::Late { minutes: seconds / 60 + 1 }
    }

    /// As [`Deadline::timeliness`], refusing what is late when the cycle does not take it.
    ///
    /// # Errors
    /// [`ReportRefused::Late`].
    pub fn admit(&self, at: DateTime<Utc>) -> Result<Timeliness, ReportRefused> {
        match self.timeliness(at) {
            Timeliness::Late { .. } if !self.late_allowed => Err(ReportRefused::Late { last_day: self.last_day }),
            timeliness => Ok(timeliness),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deadline(zone: Tz, late_allowed: bool) -> Deadline {
        Deadline::after(NaiveDate::from_ymd_opt(2025, 6, 27).unwrap(), 20, zone, late_allowed)
    }

    #[test]
    fn the_last_day_counts_whole_in_its_zone() {
        let brasilia = deadline(chrono_tz::America::Sao_Paulo, false);
        assert_eq!(brasilia.last_day.to_string(), "2025-07-17");
        assert_eq!(brasilia.ends_at().to_rfc3339(), "2025-07-18T03:00:00+00:00");
    }

    #[test]
    fn one_minute_before_midnight_in_acre_is_late_for_brasilia_and_in_time_for_acre() {
        let at = "2025-07-18T04:59:00Z".parse().unwrap();
        assert_eq!(deadline(chrono_tz::America::Sao_Paulo, true).timeliness(at), Timeliness::Late { minutes: 120 });
        assert_eq!(deadline(chrono_tz::America::Rio_Branco, true).timeliness(at), Timeliness::OnTime);
    }

    #[test]
    fn late_is_refused_unless_the_cycle_takes_it() {
        let at = "2025-07-18T03:00:00Z".parse().unwrap();
        assert_eq!(deadline(chrono_tz::America::Sao_Paulo, true).admit(at), Ok(Timeliness::Late { minutes: 1 }));
        assert!(matches!(deadline(chrono_tz::America::Sao_Paulo, false).admit(at), Err(ReportRefused::Late { .. })));
    }

    #[test]
    fn a_day_that_starts_at_one_in_the_morning_still_has_a_start() {
        let last_day = NaiveDate::from_ymd_opt(2018, 11, 3).unwrap();
        let jump = Deadline { last_day, zone: chrono_tz::America::Sao_Paulo, late_allowed: false };
        assert_eq!(jump.ends_at().to_rfc3339(), "2018-11-04T03:00:00+00:00");
    }
}
