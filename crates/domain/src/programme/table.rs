//! Who sits where: the opening table, the keynote and the table that directs the plenary.

use super::ProgrammeRefusal;
use uuid::Uuid;

/// A place at the opening table (*mesa de abertura*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableMember {
    /// Order of being called, from 1.
    pub order: u32,
    /// Name as announced.
    pub name: String,
    /// Why this person is there, for instance "Presidente do CMAS".
    pub role: String,
    /// The participant, when registered; an authority may not be.
    pub participant: Option<Uuid>,
}

/// The keynote (*palestra magna*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Keynote {
    /// Title of the talk.
    pub title: String,
    /// Speaker.
    pub speaker: String,
    /// Planned length, in minutes.
    pub minutes: u32,
}

/// The table that directs a plenary (*mesa diretora*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DirectingTable {
    /// Presides (*presidência da mesa*).
    pub chair: Uuid,
    /// Keeps the minutes (*secretaria*).
    pub secretary: Uuid,
    /// Keeps the texts (*relatoria*).
    pub rapporteur: Uuid,
}

impl DirectingTable {
    /// Checks that three persons hold the three places.
    ///
    /// # Errors
    /// `SAME_PERSON_TWICE`.
    pub fn check(self) -> Result<(), ProgrammeRefusal> {
        let distinct =
            self.chair != self.secretary && self.chair != self.rapporteur && self.secretary != self.rapporteur;
        if distinct { Ok(()) } else { Err(ProgrammeRefusal::SamePersonTwice) }
    }
}

/// Checks an opening table: called from 1 without gaps, nobody twice.
///
/// # Errors
/// `TABLE_ORDER`, `SAME_PERSON_TWICE`.
pub fn check_opening_table(members: &[TableMember]) -> Result<(), ProgrammeRefusal> {
    if (1..).zip(members).any(|(order, member)| member.order != order) {
        return Err(ProgrammeRefusal::TableOrder);
    }
    let people: Vec<Uuid> = members.iter().filter_map(|member| member.participant).collect();
    let twice = people.iter().enumerate().any(|(at, person)| people[..at].contains(person));
    if twice { Err(ProgrammeRefusal::SamePersonTwice) } else { Ok(()) }
}

/// Checks that a keynote fits its session.
///
/// # Errors
/// `KEYNOTE_TOO_LONG` when it takes no time or more than the session has.
pub fn check_keynote(keynote: &Keynote, session_minutes: u32) -> Result<(), ProgrammeRefusal> {
    if (1..=session_minutes).contains(&keynote.minutes) {
        Ok(())
    } else {
        Err(ProgrammeRefusal::KeynoteTooLong { minutes: keynote.minutes, session_minutes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(order: u32, participant: Option<u128>) -> TableMember {
        let participant = participant.map(Uuid::from_u128);
        TableMember { order, name: "Nome".into(), role: "Papel".into(), participant }
    }

    #[test]
    fn authorities_without_registration_sit_beside_participants_called_once() {
        assert!(check_opening_table(&[member(1, Some(1)), member(2, None), member(3, None)]).is_ok());
        assert_eq!(
            check_opening_table(&[member(1, Some(1)), member(2, Some(1))]),
            Err(ProgrammeRefusal::SamePersonTwice)
        );
        assert_eq!(check_opening_table(&[member(2, None)]), Err(ProgrammeRefusal::TableOrder));
    }

    #[test]
    fn one_person_does_not_hold_two_places_of_the_directing_table() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let table = DirectingTable { chair: one, secretary: two, rapporteur: one };
        assert_eq!(table.check(), Err(ProgrammeRefusal::SamePersonTwice));
    }

    #[test]
    fn a_keynote_longer_than_its_session_is_refused() {
        let keynote = Keynote { title: "Tema".into(), speaker: "Nome".into(), minutes: 61 };
        assert!(check_keynote(&keynote, 60).is_err() && check_keynote(&keynote, 61).is_ok());
    }
}
