//! The life of a destaque, from the call to its end.

use super::{DestaqueKind, DestaqueRefusal, DestaqueState};
use crate::people::Category;
use uuid::Uuid;

/// Who calls a destaque, and on what.
#[derive(Debug, Clone, Copy)]
pub struct Raising {
    /// Category of the person.
    pub category: Category,
    /// Whether the person is checked in and has not left.
    pub in_hall: bool,
    /// Whether an approved destaque already took the text away.
    pub text_suppressed: bool,
}

/// Checks that a destaque may be called; when it may is a matter of the reading.
///
/// # Errors
/// `NOT_DELEGATE`, `AUTHOR_NOT_IN_HALL`, `TEXT_SUPPRESSED`.
pub fn check_raising(raising: Raising) -> Result<(), DestaqueRefusal> {
    if !raising.category.is_delegate() {
        return Err(DestaqueRefusal::NotDelegate);
    }
    if !raising.in_hall {
        return Err(DestaqueRefusal::AuthorNotInHall);
    }
    if raising.text_suppressed {
        return Err(DestaqueRefusal::TextSuppressed);
    }
    Ok(())
}

/// A destaque as far as its life is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destaque {
    /// What it does.
    pub kind: DestaqueKind,
    /// Where it stands.
    pub state: DestaqueState,
    /// Who called it.
    pub author: Uuid,
}

/// Something done to a destaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DestaqueAct {
    /// The chair calls its author, who presents it, or is absent and lets it fall.
    Call {
        /// Whether the author is in the hall.
        author_present: bool,
    },
    /// The table answers a clarification.
    Answer,
    /// The vote opens.
    OpenVote,
    /// The vote is proclaimed.
    Decide {
        /// Whether the majority asked for was reached.
        approved: bool,
    },
    /// The vote ended in a tie or was annulled: defences again, then another vote.
    DebateAgain,
    /// A person takes it back.
    Withdraw {
        /// Who asks.
        by: Uuid,
    },
    /// Another destaque decided on the same text.
    Moot,
    /// The vote that settled it, or the one on the destaque that made it pointless, was annulled.
    Annul,
}

impl Destaque {
    /// A destaque just called.
    pub fn raised(kind: DestaqueKind, author: Uuid) -> Self {
        Self { kind, state: DestaqueState::Raised, author }
    }

    /// The state after an act.
    ///
    /// # Errors
    /// `DESTAQUE_SETTLED`, `VOTE_IN_PROGRESS`, `DESTAQUE_NOT_NOW`, `NOT_AUTHOR`,
    /// `CLARIFICATION_NOT_VOTED`, `ONLY_CLARIFICATION_ANSWERED`.
    pub fn after(self, act: DestaqueAct) -> Result<DestaqueState, DestaqueRefusal> {
        match (self.state, act) {
            (DestaqueState::Approved | DestaqueState::Rejected, DestaqueAct::Annul) => {
                return Ok(DestaqueState::Presented);
            }
            (DestaqueState::Mooted, DestaqueAct::Annul) => return Ok(DestaqueState::Raised),
            _ => {}
        }
        if self.state.is_settled() {
            return Err(DestaqueRefusal::AlreadySettled(self.state));
        }
        if self.state == DestaqueState::InVote {
            return match act {
                DestaqueAct::Decide { approved: true } => Ok(DestaqueState::Approved),
                DestaqueAct::Decide { approved: false } => Ok(DestaqueState::Rejected),
                DestaqueAct::DebateAgain => Ok(DestaqueState::Presented),
                _ => Err(DestaqueRefusal::VoteInProgress),
            };
        }
        self.before_vote(act)
    }

    fn before_vote(self, act: DestaqueAct) -> Result<DestaqueState, DestaqueRefusal> {
        match act {
            DestaqueAct::Call { author_present } if self.state == DestaqueState::Raised => {
                Ok(if author_present { DestaqueState::Presented } else { DestaqueState::Fallen })
            }
            DestaqueAct::Answer if self.kind.is_voted() => Err(DestaqueRefusal::OnlyClarificationAnswered),
            DestaqueAct::Answer => Ok(DestaqueState::Answered),
            DestaqueAct::OpenVote if !self.kind.is_voted() => Err(DestaqueRefusal::ClarificationNotVoted),
            DestaqueAct::OpenVote if self.state == DestaqueState::Presented => Ok(DestaqueState::InVote),
            DestaqueAct::Withdraw { by } if by != self.author => Err(DestaqueRefusal::NotAuthor),
            DestaqueAct::Withdraw { .. } => Ok(DestaqueState::Withdrawn),
            DestaqueAct::Moot => Ok(DestaqueState::Mooted),
            _ => Err(DestaqueRefusal::NotNow(self.state)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use proptest::prelude::*;

    const AUTHOR: Uuid = Uuid::from_u128(1);

    fn act() -> impl Strategy<Value = DestaqueAct> {
        prop_oneof![
            any::<bool>().prop_map(|author_present| DestaqueAct::Call { author_present }),
            Just(DestaqueAct::Answer),
            Just(DestaqueAct::OpenVote),
            any::<bool>().prop_map(|approved| DestaqueAct::Decide { approved }),
            Just(DestaqueAct::DebateAgain),
            (1_u128..3).prop_map(|by| DestaqueAct::Withdraw { by: Uuid::from_u128(by) }),
            Just(DestaqueAct::Moot),
            Just(DestaqueAct::Annul),
        ]
    }

    fn end_of(kind: DestaqueKind, acts: &[DestaqueAct]) -> Result<DestaqueState, DestaqueRefusal> {
        let mut destaque = Destaque::raised(kind, AUTHOR);
        for act in acts {
            destaque.state = destaque.after(*act)?;
        }
        Ok(destaque.state)
    }

    #[test]
    fn a_tie_is_debated_and_voted_again() {
        let present = DestaqueAct::Call { author_present: true };
        let acts = [
            present,
            DestaqueAct::OpenVote,
            DestaqueAct::DebateAgain,
            DestaqueAct::OpenVote,
            DestaqueAct::Decide { approved: true },
        ];
        assert_eq!(end_of(DestaqueKind::Add, &acts), Ok(DestaqueState::Approved));
    }

    #[test]
    fn an_annulled_vote_is_debated_again_and_what_it_made_pointless_is_called_again() {
        let present = DestaqueAct::Call { author_present: true };
        let voted = [present, DestaqueAct::OpenVote, DestaqueAct::Decide { approved: true }, DestaqueAct::Annul];
        assert_eq!(end_of(DestaqueKind::Change, &voted), Ok(DestaqueState::Presented));
        assert_eq!(end_of(DestaqueKind::Change, &[DestaqueAct::Moot, DestaqueAct::Annul]), Ok(DestaqueState::Raised));
        let withdrawn = [DestaqueAct::Withdraw { by: AUTHOR }, DestaqueAct::Annul];
        let settled = DestaqueRefusal::AlreadySettled(DestaqueState::Withdrawn);
        assert_eq!(end_of(DestaqueKind::Change, &withdrawn), Err(settled));
    }

    #[test]
    fn an_absent_author_lets_it_fall() {
        let absent = DestaqueAct::Call { author_present: false };
        assert_eq!(end_of(DestaqueKind::Change, &[absent]), Ok(DestaqueState::Fallen));
        assert_eq!(
            end_of(DestaqueKind::Change, &[absent, DestaqueAct::OpenVote]),
            Err(DestaqueRefusal::AlreadySettled(DestaqueState::Fallen))
        );
    }

    #[test]
    fn only_the_author_withdraws_and_never_during_the_vote() {
        let stranger = DestaqueAct::Withdraw { by: Uuid::from_u128(2) };
        assert_eq!(end_of(DestaqueKind::Change, &[stranger]), Err(DestaqueRefusal::NotAuthor));
        let present = DestaqueAct::Call { author_present: true };
        let late = DestaqueAct::Withdraw { by: AUTHOR };
        assert_eq!(
            end_of(DestaqueKind::Change, &[present, DestaqueAct::OpenVote, late]),
            Err(DestaqueRefusal::VoteInProgress)
        );
    }

    #[test]
    fn observers_and_absent_delegates_call_no_destaque() {
        let raising = Raising { category: Category::Observer, in_hall: true, text_suppressed: false };
        assert_eq!(check_raising(raising), Err(DestaqueRefusal::NotDelegate));
        let raising = Raising { category: Category::Born, in_hall: false, text_suppressed: false };
        assert_eq!(check_raising(raising), Err(DestaqueRefusal::AuthorNotInHall));
        let raising = Raising { category: Category::Born, in_hall: true, text_suppressed: true };
        assert_eq!(check_raising(raising), Err(DestaqueRefusal::TextSuppressed));
    }

    proptest! {
        #[test]
        fn no_run_of_acts_votes_a_clarification_and_only_an_annulment_leaves_a_settled_state(
            kind in prop::sample::select(DestaqueKind::ALL), acts in prop::collection::vec(act(), 0..12)
        ) {
            let mut destaque = Destaque::raised(kind, AUTHOR);
            for act in acts {
                let before = destaque.state;
                if let Ok(state) = destaque.after(act) {
                    prop_assert!(!before.is_settled() || act == DestaqueAct::Annul);
                    destaque.state = state;
                }
                let voted = matches!(destaque.state, DestaqueState::InVote | DestaqueState::Approved | DestaqueState::Rejected);
                prop_assert!(kind.is_voted() || !voted);
                prop_assert!(!kind.is_voted() || destaque.state != DestaqueState::Answered);
            }
        }
    }
}
