//! Sessions and their life.

use super::ProgrammeRefusal;
use crate::codes;
use chrono::{DateTime, Utc};

codes! {
    /// Kind of session (*tipo de sessão*).
    pub enum SessionKind {
        /// Check-in of participants (*credenciamento*).
        Credentialing = "CREDENTIALING", "credenciamento";
        /// Solemn opening with the opening table (*abertura solene*).
        OpeningTable = "OPENING_TABLE", "abertura";
        /// Reading and adoption of the rules of procedure (*plenária de abertura*).
        OpeningPlenary = "OPENING_PLENARY", "plenária de abertura";
        /// Keynote (*palestra magna*).
        Keynote = "KEYNOTE", "palestra magna";
        /// Actions to verify (*ações a conferir*).
        Actions = "ACTIONS", "ações a conferir";
        /// Working groups by axis (*grupos de trabalho*).
        WorkingGroups = "WORKING_GROUPS", "grupos de trabalho";
        /// Meetings by segment (*reuniões por segmento*).
        SegmentMeetings = "SEGMENT_MEETINGS", "reuniões por segmento";
        /// Deliberation of proposals, motions and the delegation (*plenária final*).
        FinalPlenary = "FINAL_PLENARY", "plenária final";
        /// Evaluation by all present (*avaliação*).
        Evaluation = "EVALUATION", "avaliação";
        /// Closing (*encerramento*).
        Closing = "CLOSING", "encerramento";
        /// Welcome of the day (*acolhida*).
        Welcome = "WELCOME", "acolhida";
        /// Meal or pause (*intervalo*).
        Break = "BREAK", "intervalo";
    }
}

impl SessionKind {
    /// Whether the whole conference meets in it, so that only one can run at a time.
    pub fn is_plenary(self) -> bool {
        !matches!(self, Self::Credentialing | Self::WorkingGroups | Self::SegmentMeetings | Self::Welcome | Self::Break)
    }

    /// Whether the plenary decides in it.
    pub fn decides(self) -> bool {
        matches!(self, Self::OpeningPlenary | Self::FinalPlenary)
    }
}

codes! {
    /// State of a session (*situação da sessão*).
    pub enum SessionState {
        /// In the programme (*prevista*).
        Planned = "PLANNED", "prevista";
        /// Going on (*em andamento*).
        Running = "RUNNING", "em andamento";
        /// Stopped, to go on later, maybe another day (*suspensa*).
        Interrupted = "INTERRUPTED", "suspensa";
        /// Over (*encerrada*).
        Ended = "ENDED", "encerrada";
    }
}

codes! {
    /// Something done to a session.
    pub enum SessionAct {
        /// The chair opens it (*abrir*).
        Start = "START", "abrir";
        /// The chair suspends it (*suspender*).
        Interrupt = "INTERRUPT", "suspender";
        /// It goes on, on the same day or another (*reabrir*).
        Resume = "RESUME", "reabrir";
        /// The chair closes it (*encerrar*).
        End = "END", "encerrar";
    }
}

impl SessionState {
    /// The state after an act.
    ///
    /// # Errors
    /// `SESSION_NOT_NOW`.
    pub fn after(self, act: SessionAct) -> Result<Self, ProgrammeRefusal> {
        match (self, act) {
            (Self::Planned, SessionAct::Start) | (Self::Interrupted, SessionAct::Resume) => Ok(Self::Running),
            (Self::Running, SessionAct::Interrupt) => Ok(Self::Interrupted),
            (Self::Running | Self::Interrupted, SessionAct::End) => Ok(Self::Ended),
            _ => Err(ProgrammeRefusal::SessionNotNow(self)),
        }
    }
}

/// Checks that a session may begin or go on beside those that run, given by kind.
///
/// # Errors
/// `PLENARY_RUNNING` when both are plenary sessions.
pub fn check_only_plenary(starting: SessionKind, running: &[SessionKind]) -> Result<(), ProgrammeRefusal> {
    match running.iter().find(|kind| kind.is_plenary()) {
        Some(kind) if starting.is_plenary() => Err(ProgrammeRefusal::PlenaryRunning(*kind)),
        _ => Ok(()),
    }
}

/// Checks the planned time of a session.
///
/// # Errors
/// `SESSION_TIMES` when it does not end after it begins.
pub fn check_schedule(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> Result<(), ProgrammeRefusal> {
    if ends_at > starts_at { Ok(()) } else { Err(ProgrammeRefusal::SessionTimes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use proptest::prelude::*;

    #[test]
    fn an_interrupted_session_goes_on_another_day() {
        let acts = [SessionAct::Start, SessionAct::Interrupt, SessionAct::Resume, SessionAct::End];
        let end = acts.iter().try_fold(SessionState::Planned, |state, act| state.after(*act));
        assert_eq!(end, Ok(SessionState::Ended));
    }

    #[test]
    fn groups_and_lunch_run_beside_a_plenary_and_another_plenary_does_not() {
        assert!(check_only_plenary(SessionKind::WorkingGroups, &[SessionKind::Keynote]).is_ok());
        assert!(check_only_plenary(SessionKind::OpeningTable, &[SessionKind::Credentialing]).is_ok());
        assert_eq!(
            check_only_plenary(SessionKind::FinalPlenary, &[SessionKind::Break, SessionKind::Keynote]),
            Err(ProgrammeRefusal::PlenaryRunning(SessionKind::Keynote))
        );
    }

    proptest! {
        #[test]
        fn an_ended_session_stays_ended_and_nothing_runs_before_it_starts(
            acts in prop::collection::vec(prop::sample::select(SessionAct::ALL), 0..10)
        ) {
            let mut state = SessionState::Planned;
            for act in acts {
                match state.after(act) {
                    Ok(next) => {
                        prop_assert!(state != SessionState::Ended && next != SessionState::Planned);
                        prop_assert!(state != SessionState::Planned || act == SessionAct::Start);
                        state = next;
                    }
                    Err(refusal) => prop_assert_eq!(refusal, ProgrammeRefusal::SessionNotNow(state)),
                }
            }
        }
    }
}
