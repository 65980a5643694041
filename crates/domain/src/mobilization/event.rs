//! Events (*eventos de mobilização*).

use super::Attendance;
use crate::codes;
use crate::{Refusal, text};
use chrono::{DateTime, TimeDelta, Utc};

codes! {
    /// Kind of an event.
    pub enum EventKind {
        /// Prepares the conference in a territory (*pré-conferência*).
        PreConference = "PRE_CONFERENCE", "pré-conferência";
        /// Training (*capacitação*).
        Training = "TRAINING", "capacitação";
        /// Debate (*debate, roda de conversa*).
        Debate = "DEBATE", "debate";
        /// Talk (*palestra*).
        Talk = "TALK", "palestra";
        /// Meeting, for instance in a CRAS (*reunião*).
        Meeting = "MEETING", "reunião";
        /// Called by a movement (*conferência livre*); proposals enter as contributions.
        FreeConference = "FREE_CONFERENCE", "conferência livre";
        /// Anything else (*outro*).
        Other = "OTHER", "outro evento";
    }
}

/// An event as typed.
#[derive(Debug, Clone)]
pub struct MobilizationEventInput {
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: EventKind,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Where, as people say it (*CRAS Nascente*).
    pub place: String,
    /// Whether delegates to the conference are elected there.
    pub elects_delegates: bool,
}

/// An event that can be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MobilizationEvent {
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: EventKind,
    /// Begin.
    pub starts_at: DateTime<Utc>,
    /// End, after the begin and at most a week later.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Whether delegates to the conference are elected there.
    pub elects_delegates: bool,
}

impl MobilizationEvent {
    /// Checks an event. `elections_allowed`: whether the cycle lets events of this kind elect.
    ///
    /// # Errors
    /// `TIMES_REVERSED`, `TOO_LONG_EVENT`, `EVENT_CANNOT_ELECT` or a text refusal.
    pub fn parse(input: MobilizationEventInput, elections_allowed: bool) -> Result<Self, Refusal> {
        let title = text::line("title", &input.title, text::LINE_MAX)?;
        let place = text::line("place", &input.place, text::LINE_MAX)?;
        if input.ends_at <= input.starts_at {
            return Err(Refusal::invalid(
                "endsAt",
                "TIMES_REVERSED",
                "O fim do evento precisa ser depois do início. Corrija um dos horários.",
            ));
        }
        if input.ends_at - input.starts_at > TimeDelta::days(7) {
            return Err(Refusal::invalid(
                "endsAt",
                "TOO_LONG_EVENT",
                "O evento dura mais de uma semana. Confira as datas ou registre um evento por dia.",
            ));
        }
        if input.elects_delegates && !elections_allowed {
            return Err(Refusal::rule(
                "EVENT_CANNOT_ELECT",
                "municipalDelegateCount",
                "O ciclo não prevê eleição de delegadas e delegados neste tipo de evento. Desmarque essa opção.",
            )
            .at("electsDelegates"));
        }
        let MobilizationEventInput { kind, starts_at, ends_at, elects_delegates, .. } = input;
        Ok(Self { title, kind, starts_at, ends_at, place, elects_delegates })
    }

    /// Whether attendance can be recorded: the event has begun.
    ///
    /// # Errors
    /// `EVENT_NOT_STARTED`.
    pub fn check_recording(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if now < self.starts_at {
            return Err(Refusal::rule(
                "EVENT_NOT_STARTED",
                "presença depois do início",
                "O evento ainda não começou. Registre as presenças durante o evento ou depois dele.",
            ));
        }
        Ok(())
    }
}

/// What the report says about mobilization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MobilizationSummary {
    /// Events.
    pub events: u32,
    /// Attendances; who came twice counts twice.
    pub attendance: u64,
    /// Contributions.
    pub contributions: u32,
}

/// Sums events, each with its attendance (if recorded) and its number of contributions.
pub fn summary<'a>(events: impl IntoIterator<Item = (Option<&'a Attendance>, u32)>) -> MobilizationSummary {
    events.into_iter().fold(MobilizationSummary::default(), |sum, (attendance, contributions)| MobilizationSummary {
        events: sum.events + 1,
        attendance: sum.attendance + attendance.map_or(0, |present| u64::from(present.total())),
        contributions: sum.contributions + contributions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> MobilizationEventInput {
        MobilizationEventInput {
            title: "Roda de conversa: o SUAS no meu bairro".into(),
            kind: EventKind::PreConference,
            starts_at: "2025-05-13T14:00:00-03:00".parse().unwrap(),
            ends_at: "2025-05-13T16:30:00-03:00".parse().unwrap(),
            place: "CRAS Nascente".into(),
            elects_delegates: false,
        }
    }

    #[test]
    fn an_event_ends_after_it_begins_and_within_a_week() {
        let ends_at = input().starts_at;
        assert_eq!(
            MobilizationEvent::parse(MobilizationEventInput { ends_at, ..input() }, true).unwrap_err().code,
            "TIMES_REVERSED"
        );
        let ends_at = input().starts_at + TimeDelta::days(8);
        assert!(MobilizationEvent::parse(MobilizationEventInput { ends_at, ..input() }, true).is_err());
    }

    #[test]
    fn only_where_the_cycle_says_so_an_event_elects() {
        let electing = MobilizationEventInput { elects_delegates: true, ..input() };
        assert!(MobilizationEvent::parse(electing.clone(), true).is_ok());
        assert_eq!(MobilizationEvent::parse(electing, false).unwrap_err().code, "EVENT_CANNOT_ELECT");
    }

    #[test]
    fn nobody_is_present_before_the_beginning() {
        let event = MobilizationEvent::parse(input(), false).unwrap();
        assert!(event.check_recording("2025-05-13T13:59:59-03:00".parse().unwrap()).is_err());
        assert!(event.check_recording(event.starts_at).is_ok());
    }
}
