//! Until when the final report is filed (*prazo do relatório final*).

use crate::Refusal;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// How the cycle sets the deadline (`reportDeadline`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReportDeadlineRule {
    /// This many days after the last day of the conference.
    DaysAfter(u16),
    /// The same date for everybody.
    On(NaiveDate),
}

impl ReportDeadlineRule {
    /// The last date on which filing is in time.
    pub fn date(self, last_day: NaiveDate) -> NaiveDate {
        match self {
            Self::DaysAfter(days) => last_day.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX),
            Self::On(date) => date,
        }
    }
}

/// A deadline: a date, and the zone in which that date ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportDeadline {
    /// Last date in time.
    pub date: NaiveDate,
    /// Zone of the council that files: in Acre the day ends two hours after Brasília's.
    pub zone: Tz,
}

impl ReportDeadline {
    /// The deadline of a conference.
    pub fn new(rule: ReportDeadlineRule, last_day: NaiveDate, zone: Tz) -> Self {
        Self { date: rule.date(last_day), zone }
    }

    /// The last second in time: 23:59:59 on the council's clock (the later one where the clock was
    /// set back over it).
    pub fn instant(&self) -> DateTime<Utc> {
        let last_second = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
        let local = self.date.and_time(last_second);
        self.zone.from_local_datetime(&local).latest().map_or_else(|| local.and_utc(), |at| at.to_utc())
    }

    /// Whether something filed at that moment is late: another date on the council's clock.
    pub fn is_late(&self, filed_at: DateTime<Utc>) -> bool {
        self.local_date(filed_at) > self.date
    }

    /// Whole days left at a moment; 0 on the last day, negative afterwards.
    pub fn days_left(&self, now: DateTime<Utc>) -> i64 {
        (self.date - self.local_date(now)).num_days()
    }

    /// Takes a filing: gives whether it is late, or refuses when the cycle allows no late filing.
    ///
    /// # Errors
    /// `DEADLINE_PASSED`.
    pub fn admit(&self, filed_at: DateTime<Utc>, late_allowed: bool) -> Result<bool, Refusal> {
        let late = self.is_late(filed_at);
        if late && !late_allowed {
            return Err(Refusal::rule(
                "DEADLINE_PASSED",
                "reportDeadline",
                format!(
                    "O prazo terminou em {} às 23h59, no horário local. Peça prorrogação ao conselho que recebe o relatório.",
                    self.date.format("%d/%m/%Y")
                ),
            ));
        }
        Ok(late)
    }

    fn local_date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn deadline(zone: Tz) -> ReportDeadline {
        ReportDeadline::new(ReportDeadlineRule::DaysAfter(20), "2025-06-27".parse().unwrap(), zone)
    }

    #[test]
    fn a_report_filed_in_acre_at_a_minute_to_midnight_is_in_time() {
        let filed = at("2025-07-17T23:59:00-05:00");
        assert!(!deadline(America::Rio_Branco).is_late(filed));
        assert!(deadline(America::Sao_Paulo).is_late(filed), "in Brasília it is 1:59 of the next day");
        assert_eq!(deadline(America::Rio_Branco).instant(), at("2025-07-17T23:59:59-05:00"));
    }

    #[test]
    fn a_second_after_midnight_is_late_and_marked_or_refused_as_the_cycle_says() {
        let filed = at("2025-07-18T00:00:00-03:00");
        assert_eq!(deadline(America::Sao_Paulo).admit(filed, true), Ok(true));
        let refusal = deadline(America::Sao_Paulo).admit(filed, false).unwrap_err();
        assert!(refusal.message.contains("17/07/2025"));
        assert_eq!(deadline(America::Sao_Paulo).admit(at("2025-07-17T23:59:59.999-03:00"), false), Ok(false));
    }

    #[test]
    fn a_fixed_date_is_the_same_for_everybody() {
        let rule = ReportDeadlineRule::On("2025-07-31".parse().unwrap());
        assert_eq!(rule.date("2025-06-27".parse().unwrap()), rule.date("2025-07-11".parse().unwrap()));
    }

    #[test]
    fn the_last_day_leaves_zero_days() {
        assert_eq!(deadline(America::Sao_Paulo).days_left(at("2025-07-17T22:00:00-03:00")), 0);
        assert_eq!(deadline(America::Sao_Paulo).days_left(at("2025-07-20T08:00:00-03:00")), -3);
    }

    #[test]
    fn a_clock_set_back_over_midnight_gives_the_later_second() {
        let rule = ReportDeadlineRule::On("2018-02-17".parse().unwrap());
        let ambiguous = ReportDeadline::new(rule, "2018-02-01".parse().unwrap(), America::Sao_Paulo);
        assert_eq!(ambiguous.instant(), at("2018-02-17T23:59:59-03:00"));
    }

    proptest! {
        #[test]
        fn the_instant_is_in_time_and_the_next_second_is_not(days in 0_u16..400) {
            for zone in [America::Rio_Branco, America::Manaus, America::Noronha, America::Sao_Paulo] {
                let rule = ReportDeadlineRule::DaysAfter(days);
                let deadline = ReportDeadline::new(rule, "2025-06-27".parse().unwrap(), zone);
                prop_assert!(!deadline.is_late(deadline.instant()));
                prop_assert!(deadline.is_late(deadline.instant() + chrono::TimeDelta::seconds(1)));
            }
        }
    }
}
