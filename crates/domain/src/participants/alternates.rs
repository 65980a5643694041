//! Admission of an alternate (*suplente*) of a delegation in the place of an absent titular.
//!
//! Concerns stages whose delegates were elected below. Alternates of the council are born delegates
//! with a vote of their own and need no admission.

use super::rules::ParticipationRules;
use crate::Refusal;
use crate::people::{Pool, SeatKind};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One place of a delegation, as far as admission needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DelegationPlace {
    /// The participant.
    pub participant: Uuid,
    /// Titular or alternate.
    pub kind: SeatKind,
    /// Pool of the seat.
    pub pool: Pool,
    /// Whether the participant is in the hall.
    pub present: bool,
    /// Who was admitted in this titular's place.
    pub replaced_by: Option<Uuid>,
}

/// An alternate votes in a titular's place from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlternateAdmitted {
    /// Who votes.
    pub alternate: Uuid,
    /// In whose place.
    pub titular: Uuid,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// Why an alternate is not admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdmissionError {
    /// The cycle sets no time, or it has not come.
    #[error("A admissão de suplentes ainda não começou. Aguarde o horário fixado no regimento.")]
    TooEarly,
    /// The titular is here.
    #[error("A pessoa titular está presente e ocupa a vaga. A suplência vale só na ausência dela.")]
    TitularPresent,
    /// Another segment or sector.
    #[error("A suplência vale só no mesmo segmento. Escolha uma pessoa suplente do segmento da vaga.")]
    OtherPool,
    /// The seat is taken by another alternate.
    #[error("Esta vaga já foi ocupada por outra pessoa suplente. Confira a lista da delegação.")]
    AlreadyReplaced,
    /// The alternate is not in the hall.
    #[error("A pessoa suplente ainda não foi credenciada. Registre a entrada dela antes.")]
    AlternateAbsent,
    /// Titular and alternate were exchanged, or two titulars given.
    #[error("A admissão liga uma pessoa suplente a uma titular. Confira quem ocupa cada lugar.")]
    NotATitularAndAnAlternate,
}

/// Decides whether an alternate takes an absent titular's vote.
///
/// # Errors
/// See [`AdmissionError`].
pub fn admit_alternate(
    alternate: &DelegationPlace,
    titular: &DelegationPlace,
    rules: &ParticipationRules,
    at: DateTime<Utc>,
) -> Result<AlternateAdmitted, AdmissionError> {
    if alternate.kind != SeatKind::Alternate || titular.kind != SeatKind::Titular {
        return Err(AdmissionError::NotATitularAndAnAlternate);
    }
    if alternate.pool != titular.pool {
        return Err(AdmissionError::OtherPool);
    }
    if rules.alternate_admission_at.is_none_or(|from| at < from) {
        return Err(AdmissionError::TooEarly);
    }
    if titular.present {
        return Err(AdmissionError::TitularPresent);
    }
    if titular.replaced_by.is_some() {
        return Err(AdmissionError::AlreadyReplaced);
    }
    if !alternate.present {
        return Err(AdmissionError::AlternateAbsent);
    }
    Ok(AlternateAdmitted { alternate: alternate.participant, titular: titular.participant, at })
}

/// What happens to the vote of a seat when its titular arrives late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitularArrival {
    /// Nobody stood in, or nobody voted yet: the titular votes and the alternate no longer does.
    TakesTheSeat,
    /// The alternate has been on the roll of a vote: one seat, one vote, so the alternate keeps it.
    SeatKeptByAlternate,
}

/// Decides who votes for a seat after its titular arrived.
///
/// `alternate_on_a_roll` is `None` when no alternate was admitted, else whether that alternate has
/// been on the roll of a vote.
pub fn titular_arrives(alternate_on_a_roll: Option<bool>) -> TitularArrival {
    match alternate_on_a_roll {
        Some(true) => TitularArrival::SeatKeptByAlternate,
        Some(false) | None => TitularArrival::TakesTheSeat,
    }
}

impl From<AdmissionError> for Refusal {
    fn from(error: AdmissionError) -> Self {
        let (code, rule) = match error {
            AdmissionError::TooEarly => ("ADMISSION_TOO_EARLY", "alternateAdmissionAt"),
            AdmissionError::TitularPresent => ("TITULAR_PRESENT", "suplência"),
            AdmissionError::OtherPool => ("OTHER_POOL", "substitutionScope"),
            AdmissionError::AlreadyReplaced => ("ALREADY_REPLACED", "suplência"),
            AdmissionError::AlternateAbsent => ("NOT_CHECKED_IN", "credenciamento"),
            AdmissionError::NotATitularAndAnAlternate => ("NOT_AN_ALTERNATE", "suplência"),
        };
        Self::rule(code, rule, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::participants::testing;

    fn place(id: u128, kind: SeatKind, present: bool) -> DelegationPlace {
        DelegationPlace { participant: Uuid::from_u128(id), kind, pool: Pool::Users, present, replaced_by: None }
    }

    fn at(time: &str) -> DateTime<Utc> {
        format!("2025-06-26T{time}-03:00").parse().unwrap()
    }

    #[test]
    fn an_alternate_takes_an_absent_titulars_vote_once_the_time_has_come() {
        let rules = ParticipationRules { alternate_admission_at: Some(at("10:00:00")), ..testing::specimen_rules() };
        let (titular, alternate) = (place(1, SeatKind::Titular, false), place(2, SeatKind::Alternate, true));
        let admit = |a: &DelegationPlace, t: &DelegationPlace, time| admit_alternate(a, t, &rules, at(time));
        assert_eq!(admit(&alternate, &titular, "09:59:59"), Err(AdmissionError::TooEarly));
        let admitted = admit(&alternate, &titular, "10:00:00").unwrap();
        assert_eq!((admitted.alternate, admitted.titular), (alternate.participant, titular.participant));

        let arrived = DelegationPlace { present: true, ..titular };
        assert_eq!(admit(&alternate, &arrived, "10:30:00"), Err(AdmissionError::TitularPresent));
        let replaced = DelegationPlace { replaced_by: Some(Uuid::from_u128(9)), ..titular };
        assert_eq!(admit(&alternate, &replaced, "10:30:00"), Err(AdmissionError::AlreadyReplaced));
        let worker = DelegationPlace { pool: Pool::Workers, ..alternate };
        assert_eq!(admit(&worker, &titular, "10:30:00"), Err(AdmissionError::OtherPool));
        let absent = DelegationPlace { present: false, ..alternate };
        assert_eq!(admit(&absent, &titular, "10:30:00"), Err(AdmissionError::AlternateAbsent));
        assert_eq!(admit(&titular, &alternate, "10:30:00"), Err(AdmissionError::NotATitularAndAnAlternate));
    }

    #[test]
    fn without_a_time_in_the_rules_no_alternate_is_admitted() {
        let rules = ParticipationRules { alternate_admission_at: None, ..testing::specimen_rules() };
        let (titular, alternate) = (place(1, SeatKind::Titular, false), place(2, SeatKind::Alternate, true));
        assert_eq!(admit_alternate(&alternate, &titular, &rules, at("18:00:00")), Err(AdmissionError::TooEarly));
    }

    #[test]
    fn a_titular_who_arrives_after_the_alternate_voted_does_not_vote_too() {
        assert_eq!(titular_arrives(None), TitularArrival::TakesTheSeat);
        assert_eq!(titular_arrives(Some(false)), TitularArrival::TakesTheSeat);
        assert_eq!(titular_arrives(Some(true)), TitularArrival::SeatKeptByAlternate);
    }
}
