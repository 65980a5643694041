//! States of a conference and what it takes to move from one to the next.
//!
//! There is no state for the report: it has a life of its own after the conference closed, and a
//! returned report does not reopen anything. A conference interrupted and continued on another day
//! stays in progress; its sessions carry the days.

use crate::codes;
use crate::{Code, Refusal, text};

codes! {
    /// Where a conference stands (*situação da conferência*).
    pub enum ConferenceState {
        /// Planned from a published cycle; everything can change.
        Planned = "PLANNED", "em preparação";
        /// The convocation act is published (*convocada*).
        Convened = "CONVENED", "convocada";
        /// Registration is open (*inscrições abertas*).
        Registration = "REGISTRATION", "com inscrições abertas";
        /// The conference is meeting (*em andamento*).
        InProgress = "IN_PROGRESS", "em andamento";
        /// Everything was decided; the report follows (*encerrada*). Final.
        Closed = "CLOSED", "encerrada";
        /// It does not take place, with a reason (*cancelada*). Final.
        Cancelled = "CANCELLED", "cancelada";
    }
}

codes! {
    /// What moves a conference from one state to another.
    pub enum ConferenceAct {
        /// Publish the convocation act.
        Convene = "CONVENE", "convocar a conferência";
        /// Open registration.
        OpenRegistration = "OPEN_REGISTRATION", "abrir as inscrições";
        /// Start the conference; also without online registration, when people were imported.
        Start = "START", "iniciar a conferência";
        /// Close the conference.
        Close = "CLOSE", "encerrar a conferência";
        /// Cancel it before it starts.
        Cancel = "CANCEL", "cancelar a conferência";
    }
}

/// The facts on which a transition depends, counted at the moment of the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readiness {
    /// The convocation act has its signatures, number, date and place of publication.
    pub act_published: bool,
    /// Sessions in the programme.
    pub sessions: u32,
    /// Participants registered who are delegates.
    pub delegates: u32,
    /// Sessions that are running.
    pub sessions_running: u32,
    /// Polls that are open.
    pub polls_open: u32,
    /// Elections whose nominations or ballot opened and which are not proclaimed.
    pub elections_unfinished: u32,
}

/// A transition that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateRefused {
    /// The act does not belong to the state.
    #[error("{} is not possible in {}", act.code(), state.code())]
    NotNow {
        /// What was tried.
        act: ConferenceAct,
        /// The present state.
        state: ConferenceState,
    },
    /// The act belongs to the state, but something is missing.
    #[error("{} lacks {}", act.code(), missing.join("; "))]
    Missing {
        /// What was tried.
        act: ConferenceAct,
        /// What to do first, each a sentence in pt-BR.
        missing: Vec<&'static str>,
    },
}

impl ConferenceState {
    /// The state after an act.
    ///
    /// # Errors
    /// [`StateRefused`], with everything that is missing at once.
    pub fn after(self, act: ConferenceAct, ready: &Readiness) -> Result<Self, StateRefused> {
        let next = self.target(act).ok_or(StateRefused::NotNow { act, state: self })?;
        let missing = missing_for(act, ready);
        if missing.is_empty() { Ok(next) } else { Err(StateRefused::Missing { act, missing }) }
    }

    /// Whether nothing leads out of this state.
    pub fn is_terminal(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled)
    }

    /// Whether the act was published at some time and the conference was not cancelled.
    pub fn is_convened(self) -> bool {
        matches!(self, Self::Convened | Self::Registration | Self::InProgress | Self::Closed)
    }

    fn target(self, act: ConferenceAct) -> Option<Self> {
        match (self, act) {
            (Self::Planned, ConferenceAct::Convene) => Some(Self::Convened),
            (Self::Convened, ConferenceAct::OpenRegistration) => Some(Self::Registration),
            (Self::Convened | Self::Registration, ConferenceAct::Start) => Some(Self::InProgress),
            (Self::InProgress, ConferenceAct::Close) => Some(Self::Closed),
            (Self::Planned | Self::Convened | Self::Registration, ConferenceAct::Cancel) => Some(Self::Cancelled),
            _ => None,
        }
    }

    fn what_to_do(self) -> &'static str {
        match self {
            Self::Planned => "Publique antes o ato de convocação.",
            Self::Convened => "O próximo passo é abrir as inscrições ou iniciar a conferência.",
            Self::Registration => "O próximo passo é iniciar a conferência.",
            Self::InProgress => "A conferência já começou: conclua os trabalhos e encerre-a.",
            Self::Closed => "Os trabalhos terminaram: siga com o relatório final.",
            Self::Cancelled => "Planeje uma nova conferência, se for o caso.",
        }
    }
}

fn missing_for(act: ConferenceAct, ready: &Readiness) -> Vec<&'static str> {
    let checks: &[(bool, &'static str)] = match act {
        ConferenceAct::Convene => &[(!ready.act_published, "Publique o ato de convocação com todas as assinaturas.")],
        ConferenceAct::Start => &[
            (ready.sessions == 0, "Inclua ao menos uma sessão na programação."),
            (ready.delegates == 0, "Inscreva ao menos uma delegada ou um delegado."),
        ],
        ConferenceAct::Close => &[
            (ready.polls_open > 0, "Encerre as votações abertas."),
            (ready.elections_unfinished > 0, "Proclame o resultado da eleição em curso."),
            (ready.sessions_running > 0, "Encerre as sessões em andamento."),
        ],
        ConferenceAct::OpenRegistration | ConferenceAct::Cancel => &[],
    };
    checks.iter().filter(|(missing, _)| *missing).map(|(_, sentence)| *sentence).collect()
}

impl From<StateRefused> for Refusal {
    fn from(refused: StateRefused) -> Self {
        match refused {
            StateRefused::NotNow { act, state } => Self::rule(
                "CONFERENCE_STATE",
                "situação da conferência",
                format!("Não é possível {}: ela está {}. {}", act.label(), state.label(), state.what_to_do()),
            ),
            StateRefused::Missing { act, missing } => Self::rule(
                "CONFERENCE_NOT_READY",
                "situação da conferência",
                format!("Ainda não é possível {}. {}", act.label(), missing.join(" ")),
            ),
        }
    }
}

/// The public reason of a cancellation.
///
/// # Errors
/// As [`text::body`], on the field `reason`.
pub fn cancellation_reason(input: &str) -> Result<String, Refusal> {
    text::body("reason", input, 2_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const READY: Readiness = Readiness {
        act_published: true,
        sessions: 14,
        delegates: 72,
        sessions_running: 0,
        polls_open: 0,
        elections_unfinished: 0,
    };

    #[test]
    fn the_usual_way_leads_from_planned_to_closed() {
        let acts =
            [ConferenceAct::Convene, ConferenceAct::OpenRegistration, ConferenceAct::Start, ConferenceAct::Close];
        let end = acts.iter().try_fold(ConferenceState::Planned, |state, act| state.after(*act, &READY));
        assert_eq!(end, Ok(ConferenceState::Closed));
    }

    #[test]
    fn a_conference_without_online_registration_starts_too() {
        assert_eq!(ConferenceState::Convened.after(ConferenceAct::Start, &READY), Ok(ConferenceState::InProgress));
    }

    #[test]
    fn nothing_is_convened_before_the_act_is_published() {
        let refused = ConferenceState::Planned.after(ConferenceAct::Convene, &Readiness::default()).unwrap_err();
        let refusal = Refusal::from(refused);
        assert_eq!(refusal.code, "CONFERENCE_NOT_READY");
        assert!(refusal.message.contains("todas as assinaturas"));
    }

    #[test]
    fn everything_that_keeps_a_conference_open_is_named_at_once() {
        let busy = Readiness { polls_open: 1, elections_unfinished: 1, sessions_running: 2, ..READY };
        let refused = ConferenceState::InProgress.after(ConferenceAct::Close, &busy).unwrap_err();
        assert!(matches!(refused, StateRefused::Missing { missing, .. } if missing.len() == 3));
    }

    #[test]
    fn a_running_conference_is_closed_and_not_cancelled() {
        let refused = ConferenceState::InProgress.after(ConferenceAct::Cancel, &READY).unwrap_err();
        assert!(Refusal::from(refused).message.contains("encerre-a"));
    }

    proptest! {
        #[test]
        fn no_act_leaves_a_terminal_state(acts in proptest::collection::vec(0..ConferenceAct::ALL.len(), 0..30)) {
            let mut state = ConferenceState::Planned;
            for act in acts {
                let next = state.after(ConferenceAct::ALL[act], &READY);
                prop_assert!(!state.is_terminal() || next.is_err());
                prop_assert!(next.as_ref().map_or(true, |next| *next > state), "states only move forward");
                state = next.unwrap_or(state);
            }
        }
    }
}
