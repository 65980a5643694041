//! Days and mode of a conference against the cycle (domain.md sections 4 and 16).

use crate::codes;
use crate::councils::Period;
use crate::{Code, Refusal};
use chrono::NaiveDate;

codes! {
    /// Kind of a conference (*caráter*). NOB/SUAS 2012, art. 117.
    pub enum ConferenceKind {
        /// Every four years (*ordinária*).
        Ordinary = "ORDINARY", "ordinária";
        /// Called in between by the majority of the council (*extraordinária*).
        Extraordinary = "EXTRAORDINARY", "extraordinária";
    }
}

codes! {
    /// How people take part (*modalidade*).
    pub enum ConferenceMode {
        /// Everybody in the hall (*presencial*).
        InPerson = "IN_PERSON", "presencial";
        /// In the hall and online (*híbrida*).
        Hybrid = "HYBRID", "híbrida";
        /// Online only (*virtual*).
        Virtual = "VIRTUAL", "virtual";
    }
}

codes! {
    /// Where the days lie in the cycle's window.
    pub enum WindowPosition {
        /// It begins before the window opens.
        Early = "EARLY", "antes do período do ciclo";
        /// All days lie in the window.
        Within = "WITHIN", "dentro do período do ciclo";
        /// It ends after the window closes: marked, never impossible.
        Late = "LATE", "depois do período do ciclo";
    }
}

/// First and last day (*datas*) of a conference, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConferenceDays {
    /// First day.
    pub first: NaiveDate,
    /// Last day; never before the first. It moves when a conference is continued on another day.
    pub last: NaiveDate,
}

impl ConferenceDays {
    /// Days in order.
    ///
    /// # Errors
    /// `PERIOD_REVERSED` on the field `lastDay`.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self, Refusal> {
        Period::new(first, last).map_err(|refusal| refusal.at("lastDay"))?;
        Ok(Self { first, last })
    }
}

/// The cycle's window for a stage (*período da etapa*), with the extensions of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day without extensions.
    pub to: NaiveDate,
    /// Last day after the latest extension (*prorrogação*), if there was one.
    pub extended_to: Option<NaiveDate>,
}

impl Window {
    /// Last day that counts.
    pub fn end(&self) -> NaiveDate {
        self.extended_to.map_or(self.to, |extended| extended.max(self.to))
    }

    /// Where a conference lies; one that begins early and ends late is late.
    pub fn position(&self, days: ConferenceDays) -> WindowPosition {
        if days.last > self.end() {
            WindowPosition::Late
        } else if days.first < self.from {
            WindowPosition::Early
        } else {
            WindowPosition::Within
        }
    }

    /// What to tell the council about days outside the window; `None` when all is well.
    pub fn notice(&self, days: ConferenceDays) -> Option<String> {
        let position = self.position(days);
        (position != WindowPosition::Within).then(|| {
            format!(
                "A conferência fica {} ({} a {}). Ela pode acontecer, e o relatório mostrará isso; confirme as datas \
                 com o conselho estadual.",
                position.label(),
                self.from.format("%d/%m/%Y"),
                self.end().format("%d/%m/%Y")
            )
        })
    }
}

/// Whether the cycle allows a mode (`modesAllowed`).
///
/// # Errors
/// `MODE_NOT_ALLOWED`, naming the modes there are.
pub fn check_mode(mode: ConferenceMode, allowed: &[ConferenceMode]) -> Result<(), Refusal> {
    if allowed.contains(&mode) {
        return Ok(());
    }
    let names: Vec<_> = allowed.iter().map(|mode| mode.label()).collect();
    Err(Refusal::rule(
        "MODE_NOT_ALLOWED",
        "modesAllowed",
        format!("O ciclo não prevê a modalidade {}. Escolha: {}.", mode.label(), names.join(", ")),
    )
    .at("mode"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> ConferenceDays {
        ConferenceDays::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    fn window(extended_to: Option<&str>) -> Window {
        Window {
            from: "2025-03-31".parse().unwrap(),
            to: "2025-07-11".parse().unwrap(),
            extended_to: extended_to.map(|day| day.parse().unwrap()),
        }
    }

    #[test]
    fn a_late_conference_is_marked_and_not_refused() {
        let santa_luzia = days("2025-07-14", "2025-07-15");
        assert_eq!(window(None).position(santa_luzia), WindowPosition::Late);
        assert!(window(None).notice(santa_luzia).unwrap().contains("pode acontecer"));
    }

    #[test]
    fn an_extension_brings_it_back_into_the_window() {
        let extended = window(Some("2025-07-15"));
        assert_eq!(extended.position(days("2025-07-14", "2025-07-15")), WindowPosition::Within);
        assert_eq!(extended.notice(days("2025-07-14", "2025-07-15")), None);
        assert_eq!(extended.position(days("2025-07-15", "2025-07-16")), WindowPosition::Late);
    }

    #[test]
    fn the_first_day_of_the_window_is_in_it_and_the_day_before_is_not() {
        assert_eq!(window(None).position(days("2025-03-31", "2025-03-31")), WindowPosition::Within);
        assert_eq!(window(None).position(days("2025-03-30", "2025-03-31")), WindowPosition::Early);
    }

    #[test]
    fn a_mode_the_cycle_does_not_know_is_refused_with_those_it_does() {
        let refusal = check_mode(ConferenceMode::Virtual, &[ConferenceMode::InPerson]).unwrap_err();
        assert_eq!(refusal.rule.as_deref(), Some("modesAllowed"));
        assert!(refusal.message.contains("presencial"));
    }

    #[test]
    fn the_last_day_does_not_come_before_the_first() {
        let refused = ConferenceDays::new("2025-06-27".parse().unwrap(), "2025-06-26".parse().unwrap());
        assert_eq!(refused.unwrap_err().path, ["lastDay"]);
    }
}
