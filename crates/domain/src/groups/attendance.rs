//! Attendance list (*lista de presença*) of a working group.

use crate::Refusal;
use uuid::Uuid;

/// A person to be put on a group's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attending {
    /// The participant.
    pub participant: Uuid,
    /// Whether the person has a vote.
    pub delegate: bool,
    /// Whether the person is in the conference (checked in and not out).
    pub checked_in: bool,
    /// The group on whose list the person is already, if any.
    pub listed_in: Option<Uuid>,
}

/// Why a person is not put on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttendanceError {
    /// The person has not been accredited, or left.
    #[error("Esta pessoa não está registrada como presente. Encaminhe-a ao credenciamento.")]
    NotCheckedIn,
    /// Groups meet at the same time: one person, one group, one vote.
    #[error("Esta pessoa já está na lista de outro grupo. Retire-a de lá antes de incluí-la aqui.")]
    InAnotherGroup,
    /// The person is on this list.
    #[error("Esta pessoa já está na lista deste grupo. Nada foi alterado.")]
    AlreadyListed,
}

/// How many attended a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attendance {
    /// Everybody.
    pub all: u32,
    /// Those with a vote; the base of the group's threshold.
    pub delegates: u32,
}

impl Attendance {
    /// Counts a list, given for each person whether it is a delegate.
    pub fn of(delegates: impl IntoIterator<Item = bool>) -> Self {
        delegates.into_iter().fold(Self::default(), |sum, delegate| Self {
            all: sum.all + 1,
            delegates: sum.delegates + u32::from(delegate),
        })
    }
}

/// Whether a person may be put on the list of `group`. Who was assigned elsewhere may: the
/// assignment is a plan, the list is what happened.
///
/// # Errors
/// See [`AttendanceError`].
pub fn attend(group: Uuid, person: &Attending) -> Result<(), AttendanceError> {
    match person.listed_in {
        Some(listed) if listed == group => Err(AttendanceError::AlreadyListed),
        Some(_) => Err(AttendanceError::InAnotherGroup),
        None if !person.checked_in => Err(AttendanceError::NotCheckedIn),
        None => Ok(()),
    }
}

impl From<AttendanceError> for Refusal {
    fn from(error: AttendanceError) -> Self {
        let code = match error {
            AttendanceError::NotCheckedIn => "NOT_CHECKED_IN",
            AttendanceError::InAnotherGroup => "IN_ANOTHER_GROUP",
            AttendanceError::AlreadyListed => "ALREADY_LISTED",
        };
        Self::rule(code, "lista de presença do grupo", error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_is_on_one_list_and_only_while_in_the_conference() {
        let (here, there) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let person = Attending { participant: Uuid::from_u128(9), delegate: true, checked_in: true, listed_in: None };
        assert!(attend(here, &person).is_ok());
        let listed = |group| Attending { listed_in: Some(group), ..person };
        assert_eq!(attend(here, &listed(here)), Err(AttendanceError::AlreadyListed));
        assert_eq!(attend(here, &listed(there)), Err(AttendanceError::InAnotherGroup));
        let gone = Attending { checked_in: false, ..person };
        assert_eq!(attend(here, &gone), Err(AttendanceError::NotCheckedIn));
    }

    #[test]
    fn delegates_are_counted_apart() {
        assert_eq!(Attendance::of([true, false, true]), Attendance { all: 3, delegates: 2 });
    }
}
