//! One step, and how its status follows from what was found.

use crate::Code;
use crate::codes;
use crate::conferences::ConferenceState;
use chrono::{DateTime, NaiveDate, Utc};

codes! {
    /// The steps of a conference, in the order of mission.md.
    pub enum StepKey {
        /// 1: the convocation act (*convocação*).
        Convocation = "CONVOCATION", "Convocar a conferência";
        /// 2: the organizing committee (*comissão organizadora*).
        Committee = "COMMITTEE", "Nomear a comissão organizadora paritária";
        /// 3: folder and working group of each participant (*pasta e grupo*).
        FolderAndGroup = "FOLDER_AND_GROUP", "Preparar a pasta e o grupo de cada participante";
        /// 4: credentialing (*credenciamento*).
        Credentialing = "CREDENTIALING", "Credenciar participantes";
        /// 5: draft of the rules of procedure (*minuta do regimento interno*).
        Rules = "RULES", "Elaborar o regimento interno";
        /// 6: what was decided before (*ações a conferir*).
        Actions = "ACTIONS", "Conferir as ações decididas antes";
        /// 7: ceremony of authorities (*mesa de abertura*).
        OpeningTable = "OPENING_TABLE", "Realizar a mesa de abertura";
        /// 8: reading and approval (*leitura e aprovação do regimento*).
        RulesAdoption = "RULES_ADOPTION", "Ler e aprovar o regimento interno";
        /// 9: articles highlighted (*destaques*).
        Destaques = "DESTAQUES", "Votar os destaques do regimento";
        /// 10: points of order, referral, clarification (*questões de ordem*).
        Points = "POINTS", "Decidir as questões de ordem";
        /// 11: keynote (*palestra magna*).
        Keynote = "KEYNOTE", "Realizar a palestra";
        /// 12: working groups (*grupos de trabalho*).
        WorkingGroups = "WORKING_GROUPS", "Trabalhar em grupos por eixo";
        /// 13: what the groups send (*retorno à plenária final*).
        ReturnToPlenary = "RETURN_TO_PLENARY", "Levar as propostas dos grupos à plenária final";
        /// 14: the delegates decide (*deliberação*).
        Deliberation = "DELIBERATION", "Deliberar sobre as propostas";
        /// Without a number: delegates to the next stage (*eleição da delegação*).
        Election = "ELECTION", "Eleger a delegação à etapa seguinte";
        /// Without a number: motions (*moções*).
        Motions = "MOTIONS", "Votar as moções";
        /// 15: evaluation (*avaliação*).
        Evaluation = "EVALUATION", "Avaliar a conferência";
        /// 16: the final report (*relatório final*).
        Report = "REPORT", "Concluir e assinar o relatório final";
        /// 17: filing to the council above (*envio do relatório*).
        Filing = "FILING", "Enviar o relatório final";
    }
}

impl StepKey {
    /// Number among the 17 steps; election and motions have none.
    pub fn number(self) -> Option<u8> {
        let unnumbered = [Self::Election, Self::Motions];
        if unnumbered.contains(&self) {
            return None;
        }
        let numbered = Self::ALL.iter().filter(|key| !unnumbered.contains(key));
        (1..).zip(numbered).find(|(_, key)| **key == self).map(|(number, _)| number)
    }

    /// Whether the step is over with the conference; the rest may be finished afterwards.
    pub fn ends_with_the_conference(self) -> bool {
        !matches!(self, Self::Actions | Self::Report | Self::Filing)
    }
}

codes! {
    /// How a step stands.
    pub enum StepStatus {
        /// None of its facts exists.
        NotStarted = "NOT_STARTED", "não iniciado";
        /// Some of its facts exist.
        InProgress = "IN_PROGRESS", "em andamento";
        /// Its turn has come, and something stands in the way.
        Blocked = "BLOCKED", "impedido";
        /// Its facts are complete.
        Done = "DONE", "concluído";
        /// Its day has passed, and it is not done.
        Late = "LATE", "atrasado";
    }
}

/// A step of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// 1 to 17; `None` for election and motions.
    pub number: Option<u8>,
    /// Which step.
    pub key: StepKey,
    /// Title in pt-BR.
    pub title: &'static str,
    /// How it stands.
    pub status: StepStatus,
    /// Last day on which it is in time, on the council's calendar; `None`: whenever it fits.
    pub due: Option<NaiveDate>,
    /// What stands in the way or is not in order, in pt-BR; empty when nothing is.
    pub blocking: Vec<String>,
    /// What to do now, in pt-BR, verb first; `None` when nothing is to be done.
    pub next_action: Option<String>,
    /// When its last fact came about; `None` unless done, or when that moment is not on record.
    pub done_at: Option<DateTime<Utc>>,
    /// Whether its turn has come: what [`super::next_act`] chooses from.
    pub is_due_now: bool,
}

/// What a rule found out about a step; [`Draft::settle`] makes the step of it.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) key: StepKey,
    pub(super) started: bool,
    pub(super) done: bool,
    pub(super) turn: bool,
    pub(super) due: Option<NaiveDate>,
    pub(super) blocking: Vec<String>,
    pub(super) next_action: Option<String>,
    pub(super) done_at: Option<DateTime<Utc>>,
}

impl Draft {
    pub(super) fn new(key: StepKey, due: Option<NaiveDate>) -> Self {
        Self {
            key,
            started: false,
            done: false,
            turn: false,
            due,
            blocking: Vec::new(),
            next_action: None,
            done_at: None,
        }
    }

    /// Sets whether there are facts and whether they are complete. Whatever
    /// completes a step has to count as its start too, so that a reopened step looks started.
    pub(super) fn found(mut self, started: bool, done: bool, done_at: Option<DateTime<Utc>>) -> Self {
        self.started = started;
        self.done = done;
        self.done_at = done_at.filter(|_| done);
        self
    }

    /// Says whether it is time for this step.
    pub(super) fn turn(mut self, turn: bool) -> Self {
        self.turn = turn;
        self
    }

    /// Notes what stands in the way, where the condition holds.
    pub(super) fn blocked_if(mut self, condition: bool, reason: impl Into<String>) -> Self {
        if condition {
            self.blocking.push(reason.into());
        }
        self
    }

    /// Proposes an act where the condition holds; the first proposed stays.
    pub(super) fn act_if(mut self, condition: bool, act: impl Into<String>) -> Self {
        if condition && self.next_action.is_none() {
            self.next_action = Some(act.into());
        }
        self
    }

    pub(super) fn settle(mut self, state: ConferenceState, today: NaiveDate) -> Step {
        if self.done {
            self.blocking.clear();
        } else if state == ConferenceState::Cancelled {
            self.blocking = vec!["A conferência foi cancelada.".to_owned()];
        } else if state == ConferenceState::Closed && self.key.ends_with_the_conference() {
            self.blocking =
                vec!["A conferência foi encerrada sem concluir este passo. Explique o motivo no relatório.".to_owned()];
        }
        let over = state == ConferenceState::Cancelled
            || (state == ConferenceState::Closed && self.key.ends_with_the_conference());
        Step {
            number: self.key.number(),
            key: self.key,
            title: self.key.label(),
            status: self.status(over, today),
            due: self.due,
            next_action: self.next_action.filter(|_| !self.done && !over),
            blocking: self.blocking,
            done_at: self.done_at,
            is_due_now: self.turn && !self.done && !over,
        }
    }

    fn status(&self, over: bool, today: NaiveDate) -> StepStatus {
        if self.done {
            StepStatus::Done
        } else if !over && self.due.is_some_and(|due| due < today) {
            StepStatus::Late
        } else if !self.blocking.is_empty() && (self.turn || over) {
            StepStatus::Blocked
        } else if self.started {
            StepStatus::InProgress
        } else {
            StepStatus::NotStarted
        }
    }
}
