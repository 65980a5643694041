//! Pairs of defences on the text under debate (*defesas a favor e contra*).

use crate::programme::{ProgrammeRefusal, SpeechKind};

/// How many have spoken for and against, and how many pairs are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Defences {
    /// Defences made for.
    pub made_for: u32,
    /// Defences made against.
    pub made_against: u32,
    /// Pairs open; each further one needs the plenary to be asked.
    pub open_pairs: u32,
    /// Pairs the rules allow on one text.
    pub max_pairs: u32,
}

impl Defences {
    /// No defence made, one pair open.
    pub fn new(max_pairs: u32) -> Self {
        Self { made_for: 0, made_against: 0, open_pairs: max_pairs.min(1), max_pairs }
    }

    /// Another pair, because the plenary is not clear yet.
    ///
    /// # Errors
    /// `DEFENCE_PAIRS_FULL` when the rules allow no more.
    pub fn open_pair(self) -> Result<Self, ProgrammeRefusal> {
        if self.open_pairs >= self.max_pairs {
            return Err(ProgrammeRefusal::PairsFull { pairs: self.max_pairs });
        }
        Ok(Self { open_pairs: self.open_pairs + 1, ..self })
    }

    /// One more pair after a tie, beyond the usual number (domain.md section 7.6).
    #[must_use]
    pub fn after_tie(self) -> Self {
        let made = self.made_for.max(self.made_against);
        Self { max_pairs: self.max_pairs.max(made) + 1, open_pairs: made + 1, ..self }
    }

    /// Defences made on a side.
    pub fn made(self, side: SpeechKind) -> u32 {
        match side {
            SpeechKind::DefenceFor => self.made_for,
            SpeechKind::DefenceAgainst => self.made_against,
            _ => 0,
        }
    }

    /// Whether a side may be given the floor within the open pairs.
    pub fn has_room(self, side: SpeechKind) -> bool {
        side.is_defence() && self.made(side) < self.open_pairs
    }

    /// The side whose turn it is: the one that spoke less, and for before against.
    pub fn turn(self) -> SpeechKind {
        if self.made_for <= self.made_against { SpeechKind::DefenceFor } else { SpeechKind::DefenceAgainst }
    }

    /// One more defence made.
    #[must_use]
    pub(super) fn with_one_more(self, side: SpeechKind) -> Self {
        match side {
            SpeechKind::DefenceFor => Self { made_for: self.made_for + 1, ..self },
            SpeechKind::DefenceAgainst => Self { made_against: self.made_against + 1, ..self },
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_pair_opens_only_when_the_plenary_is_asked_and_there_is_no_third() {
        let one = Defences::new(2).with_one_more(SpeechKind::DefenceFor);
        assert!(!one.has_room(SpeechKind::DefenceFor) && one.has_room(SpeechKind::DefenceAgainst));
        let two = one.open_pair().unwrap();
        assert!(two.has_room(SpeechKind::DefenceFor));
        assert_eq!(two.open_pair(), Err(ProgrammeRefusal::PairsFull { pairs: 2 }));
    }

    #[test]
    fn a_tie_gives_exactly_one_more_pair() {
        let full = Defences { made_for: 2, made_against: 2, open_pairs: 2, max_pairs: 2 };
        let again = full.after_tie();
        assert!(again.has_room(SpeechKind::DefenceFor) && again.has_room(SpeechKind::DefenceAgainst));
        let done = again.with_one_more(SpeechKind::DefenceFor).with_one_more(SpeechKind::DefenceAgainst);
        assert!(!done.has_room(SpeechKind::DefenceFor) && done.open_pair().is_err());
    }

    #[test]
    fn sides_alternate_starting_with_for() {
        let none = Defences::new(2);
        assert_eq!(none.turn(), SpeechKind::DefenceFor);
        assert_eq!(none.with_one_more(SpeechKind::DefenceFor).turn(), SpeechKind::DefenceAgainst);
    }
}
