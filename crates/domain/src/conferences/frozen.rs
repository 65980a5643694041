//! What convening freezes: the words of the published act.

use super::ConferenceState;
use crate::codes;
use crate::{Code, Refusal};

codes! {
    /// What may be changed of a conference.
    pub enum ConferenceField {
        /// Title shown.
        Title = "TITLE", "o título";
        /// Edition number.
        Edition = "EDITION", "o número da edição";
        /// Ordinary or extraordinary.
        Kind = "KIND", "o tipo";
        /// In person, hybrid, virtual.
        Mode = "MODE", "a modalidade";
        /// First and last day.
        Days = "DAYS", "as datas";
        /// Name and address of the place.
        Venue = "VENUE", "o local";
        /// Times of registration and credentialing.
        Times = "TIMES", "os horários de inscrição e credenciamento";
    }
}

/// Whether a field may change in a state. The act names edition, kind, mode, days and place
/// (domain.md section 4): once it is published, a new act (`rectified_by_new_act`) changes them.
///
/// # Errors
/// `FROZEN_BY_ACT`, or `CONFERENCE_STATE` when the conference closed or was cancelled.
pub fn may_change(field: ConferenceField, state: ConferenceState, rectified_by_new_act: bool) -> Result<(), Refusal> {
    if state.is_terminal() {
        return Err(Refusal::rule(
            "CONFERENCE_STATE",
            "situação da conferência",
            format!("A conferência está {}; {} não muda mais.", state.label(), field.label()),
        ));
    }
    let in_the_act = !matches!(field, ConferenceField::Title | ConferenceField::Times);
    if in_the_act && state.is_convened() && !rectified_by_new_act {
        return Err(Refusal::rule(
            "FROZEN_BY_ACT",
            "ato de convocação",
            format!(
                "O ato de convocação publicado fixa {}. Para mudar, publique um novo ato que o retifique.",
                field.label()
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_act_holds_until_a_new_one_rectifies_it() {
        assert!(may_change(ConferenceField::Days, ConferenceState::Planned, false).is_ok());
        let refusal = may_change(ConferenceField::Days, ConferenceState::Convened, false).unwrap_err();
        assert_eq!((refusal.code, refusal.rule.as_deref()), ("FROZEN_BY_ACT", Some("ato de convocação")));
        assert!(may_change(ConferenceField::Days, ConferenceState::Convened, true).is_ok());
        assert!(may_change(ConferenceField::Times, ConferenceState::Registration, false).is_ok());
    }

    #[test]
    fn nothing_changes_after_the_end() {
        for state in [ConferenceState::Closed, ConferenceState::Cancelled] {
            assert!(may_change(ConferenceField::Title, state, true).is_err());
        }
    }
}
