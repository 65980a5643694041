//! Credentialing (*credenciamento*): its state, and who is let in, out and back.

use super::eligibility::{Eligibility, Standing};
use super::placement::Placement;
use crate::{Refusal, codes};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

codes! {
    /// State of the credentialing of a conference.
    pub enum CredentialingState {
        /// The desk has not begun.
        NotOpen = "NOT_OPEN", "ainda não aberto";
        /// The desk checks people in.
        Open = "OPEN", "aberto";
        /// No delegate can be accredited any more.
        Closed = "CLOSED", "encerrado";
    }
}

/// The credentialing of one conference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentialing {
    /// When the desk began.
    pub opened_at: Option<DateTime<Utc>>,
    /// When somebody closed it, before or after the time set.
    pub closed_at: Option<DateTime<Utc>>,
    /// The time set by the cycle (`credentialingClose`), at which it closes by itself.
    pub closes_at: DateTime<Utc>,
    /// Time zone of the conference, in which times are told.
    pub zone: Tz,
}

/// When and where something happened at the desk.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Name of the desk or laptop.
    pub desk: String,
}

/// Where a person is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Presence {
    /// Has not come.
    #[default]
    NotArrived,
    /// Is in the hall.
    In {
        /// Since when, and who let them in.
        since: Stamp,
    },
    /// Was here and left.
    Out {
        /// The last entry.
        since: Stamp,
        /// When they left.
        at: DateTime<Utc>,
    },
}

/// A person at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Category, sector and segment.
    pub placement: Placement,
    /// Eligibility.
    pub standing: Standing,
    /// Where the person is.
    pub presence: Presence,
}

/// Why the desk's act is refused. Each is an answer to show, not a failure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialingError {
    /// The desk has not begun.
    #[error("O credenciamento ainda não foi aberto. Abra-o antes de registrar entradas.")]
    NotOpen,
    /// Credentialing is open or closed already.
    #[error("O credenciamento já está {}. Nada foi alterado.", crate::Code::label(*.0))]
    Unchanged(CredentialingState),
    /// The person was let in before.
    #[error("Esta pessoa já entrou: {}, na mesa {}. O crachá continua valendo.", clock(.at), .desk)]
    AlreadyIn {
        /// When.
        at: DateTime<Tz>,
        /// Where.
        desk: String,
    },
    /// The registration was refused, or waits for a decision.
    #[error("{}", not_eligible(.why.as_deref()))]
    NotEligible {
        /// The reason of the refusal; `None` while nobody has decided.
        why: Option<String>,
    },
    /// The closing time has passed, and this is a delegate.
    #[error(
        "O credenciamento de delegadas e delegados terminou {}. A pessoa pode entrar como observadora, se o regimento permitir.",
        clock(.at)
    )]
    ClosedAt {
        /// When it closed.
        at: DateTime<Tz>,
    },
    /// The person is not in the hall.
    #[error("Esta pessoa não está registrada como presente. Confira o crachá.")]
    NotIn,
    /// The presence was already counted in the roll of a vote.
    #[error(
        "Esta pessoa já consta da lista de uma votação, que não muda mais. Registre a saída em vez de desfazer a entrada."
    )]
    OnARoll,
    /// The instant lies before what is already on record.
    #[error("O horário informado é anterior ao último registro desta pessoa. Confira o relógio do aparelho.")]
    BackInTime,
}

impl Credentialing {
    /// The state at an instant: past the time set it is closed, whether somebody closed it or not.
    pub fn state_at(&self, at: DateTime<Utc>) -> CredentialingState {
        match self.opened_at {
            _ if self.closing().is_some_and(|closing| closing <= at) => CredentialingState::Closed,
            Some(opened) if opened <= at => CredentialingState::Open,
            _ => CredentialingState::NotOpen,
        }
    }

    fn closing(&self) -> Option<DateTime<Utc>> {
        match self.closed_at {
            Some(closed) => Some(closed.min(self.closes_at)),
            None => self.opened_at.map(|_| self.closes_at),
        }
    }

    /// Opens the desk. Opening after the time set is allowed, for those who need no accreditation.
    ///
    /// # Errors
    /// [`CredentialingError::Unchanged`] when it was opened before.
    pub fn open(self, at: DateTime<Utc>) -> Result<Self, CredentialingError> {
        match self.opened_at {
            Some(_) => Err(CredentialingError::Unchanged(self.state_at(at))),
            None => Ok(Self { opened_at: Some(at), ..self }),
        }
    }

    /// Closes credentialing; after this no delegate is accredited and no category changes.
    ///
    /// # Errors
    /// [`CredentialingError::NotOpen`], [`CredentialingError::Unchanged`].
    pub fn close(self, at: DateTime<Utc>) -> Result<Self, CredentialingError> {
        if self.opened_at.is_none() {
            return Err(CredentialingError::NotOpen);
        }
        if self.closed_at.is_some() {
            return Err(CredentialingError::Unchanged(CredentialingState::Closed));
        }
        Ok(Self { closed_at: Some(at), ..self })
    }

    /// Lets a person in.
    ///
    /// The closing time binds delegates who were not accredited before it; guests and observers
    /// enter any time, and an accredited delegate who left comes back.
    ///
    /// # Errors
    /// [`CredentialingError::AlreadyIn`], `NotOpen`, `NotEligible`, `ClosedAt`, `BackInTime`.
    pub fn check_in(&self, attendee: &Attendee, desk: &str, at: DateTime<Utc>) -> Result<Presence, CredentialingError> {
        if let Presence::In { since } = &attendee.presence {
            return Err(CredentialingError::AlreadyIn { at: self.local(since.at), desk: since.desk.clone() });
        }
        if self.opened_at.is_none_or(|opened| at < opened) {
            return Err(CredentialingError::NotOpen);
        }
        if attendee.standing.state != Eligibility::Eligible {
            return Err(CredentialingError::NotEligible { why: attendee.standing.reason.clone() });
        }
        match &attendee.presence {
            Presence::Out { at: left, .. } if at < *left => return Err(CredentialingError::BackInTime),
            Presence::NotArrived if attendee.placement.can_vote() => self.still_open(at)?,
            _ => {}
        }
        Ok(Presence::In { since: Stamp { at, desk: desk.to_owned() } })
    }

    fn still_open(&self, at: DateTime<Utc>) -> Result<(), CredentialingError> {
        match self.closing() {
            Some(closing) if closing <= at => Err(CredentialingError::ClosedAt { at: self.local(closing) }),
            _ => Ok(()),
        }
    }

    fn local(&self, at: DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }
}

impl Presence {
    /// Takes back an entry made by mistake, as if it had not happened.
    ///
    /// `on_a_roll`: whether the person was on the roll of a vote since then.
    ///
    /// # Errors
    /// [`CredentialingError::NotIn`], [`CredentialingError::OnARoll`].
    pub fn undo_check_in(&self, on_a_roll: bool) -> Result<Self, CredentialingError> {
        match self {
            Self::In { .. } if on_a_roll => Err(CredentialingError::OnARoll),
            Self::In { .. } => Ok(Self::NotArrived),
            _ => Err(CredentialingError::NotIn),
        }
    }

    /// Records that the person left; the rolls of later votes no longer count them.
    ///
    /// # Errors
    /// [`CredentialingError::NotIn`], [`CredentialingError::BackInTime`].
    pub fn check_out(&self, at: DateTime<Utc>) -> Result<Self, CredentialingError> {
        match self {
            Self::In { since } if at < since.at => Err(CredentialingError::BackInTime),
            Self::In { since } => Ok(Self::Out { since: since.clone(), at }),
            _ => Err(CredentialingError::NotIn),
        }
    }

    /// Whether the person counts as present at an instant: let in by then and not gone by then.
    pub fn counts_at(&self, instant: DateTime<Utc>) -> bool {
        match self {
            Self::NotArrived => false,
            Self::In { since } => since.at <= instant,
            Self::Out { since, at } => since.at <= instant && *at > instant,
        }
    }

    /// Whether the person was accredited by an instant, even if they left since (base of the quorum).
    pub fn accredited_by(&self, instant: DateTime<Utc>) -> bool {
        match self {
            Self::NotArrived => false,
            Self::In { since } | Self::Out { since, .. } => since.at <= instant,
        }
    }
}

fn clock(at: &DateTime<Tz>) -> String {
    at.format("em %d/%m às %Hh%M").to_string()
}

fn not_eligible(why: Option<&str>) -> String {
    match why {
        Some(why) => format!("A inscrição não foi homologada: {why} A pessoa pode procurar a comissão organizadora."),
        None => "A inscrição ainda está em análise. Chame quem pode decidir na comissão organizadora.".into(),
    }
}

impl From<CredentialingError> for Refusal {
    fn from(error: CredentialingError) -> Self {
        let (code, rule) = match error {
            CredentialingError::NotOpen => ("CREDENTIALING_NOT_OPEN", "credenciamento"),
            CredentialingError::Unchanged(_) => ("CREDENTIALING_UNCHANGED", "credenciamento"),
            CredentialingError::AlreadyIn { .. } => ("ALREADY_IN", "credenciamento"),
            CredentialingError::NotEligible { .. } => ("NOT_ELIGIBLE", "homologação das inscrições"),
            CredentialingError::ClosedAt { .. } => ("CREDENTIALING_CLOSED", "credentialingClose"),
            CredentialingError::NotIn => ("NOT_CHECKED_IN", "credenciamento"),
            CredentialingError::OnARoll => ("ALREADY_ON_A_ROLL", "lista de votantes fixada na abertura"),
            CredentialingError::BackInTime => ("BACK_IN_TIME", "credenciamento"),
        };
        Self::rule(code, rule, error.to_string())
    }
}

#[cfg(test)]
#[path = "credentialing_tests.rs"]
mod tests;
