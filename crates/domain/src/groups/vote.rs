//! A group's vote on one proposal.

use super::rules::{GroupRules, ThresholdBase};
use crate::{Code, Refusal};

/// Votes of the delegates in a group on one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct GroupVote {
    /// In favour.
    #[serde(rename = "for")]
    pub in_favour: u32,
    /// Against.
    pub against: u32,
    /// Abstentions.
    pub abstention: u32,
}

/// More votes than delegates on the attendance list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "A soma dá {votes} votos, mas a lista do grupo tem {delegates} delegadas e delegados presentes. Confira a contagem ou a lista."
)]
pub struct TooManyVotes {
    /// Votes given.
    pub votes: u64,
    /// Delegates present.
    pub delegates: u32,
}

impl GroupVote {
    /// All votes, abstentions included.
    pub fn total(self) -> u64 {
        u64::from(self.in_favour) + u64::from(self.against) + u64::from(self.abstention)
    }

    /// Checks that no more votes were given than delegates are present. Fewer is no error: not
    /// everybody votes.
    ///
    /// # Errors
    /// [`TooManyVotes`].
    pub fn check(self, delegates_present: u32) -> Result<Self, TooManyVotes> {
        if self.total() > u64::from(delegates_present) {
            return Err(TooManyVotes { votes: self.total(), delegates: delegates_present });
        }
        Ok(self)
    }

    /// Measures the vote against the cycle's threshold.
    pub fn measured(self, rules: &GroupRules, delegates_present: u32) -> Measured {
        let base = match rules.group_threshold_base {
            ThresholdBase::DelegatesPresentInGroup => delegates_present,
            ThresholdBase::ValidVotes => self.in_favour.saturating_add(self.against),
        };
        Measured {
            in_favour: self.in_favour,
            base,
            needed: rules.group_threshold.needed_of(base),
            reached: base > 0 && rules.group_threshold.reached_by(self.in_favour, base),
        }
    }
}

/// A vote beside what it needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// Votes in favour.
    pub in_favour: u32,
    /// What the threshold is a share of.
    pub base: u32,
    /// Votes in favour that were needed.
    pub needed: u32,
    /// Whether they were reached. Nothing is reached where the base is empty.
    pub reached: bool,
}

impl Measured {
    /// The figures and the rule in a sentence.
    pub fn explanation(&self, rules: &GroupRules) -> String {
        let Self { in_favour, base, needed, .. } = self;
        let share = rules.group_threshold;
        let of = rules.group_threshold_base.label();
        format!("{in_favour} votos a favor; o mínimo é {needed} ({share} de {base}: {of}).")
    }
}

impl From<TooManyVotes> for Refusal {
    fn from(error: TooManyVotes) -> Self {
        Self::rule("TOO_MANY_VOTES", "uma delegada ou um delegado, um voto", error.to_string()).at("votes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::participants::Share;

    fn rules(base: ThresholdBase) -> GroupRules {
        GroupRules {
            groups_per_axis: 1,
            group_threshold: Share::HALF,
            group_threshold_base: base,
            limits: Default::default(),
        }
    }

    fn vote(in_favour: u32, against: u32, abstention: u32) -> GroupVote {
        GroupVote { in_favour, against, abstention }
    }

    #[test]
    fn half_of_the_delegates_present_is_enough_and_one_less_is_not() {
        let rules = rules(ThresholdBase::DelegatesPresentInGroup);
        assert!(vote(7, 2, 0).measured(&rules, 14).reached);
        let below = vote(5, 5, 2).measured(&rules, 13);
        assert_eq!((below.reached, below.needed), (false, 7));
        assert!(below.explanation(&rules).contains("5 votos a favor; o mínimo é 7 (50% de 13"));
    }

    #[test]
    fn over_valid_votes_abstentions_do_not_count() {
        let rules = rules(ThresholdBase::ValidVotes);
        assert!(vote(2, 2, 9).measured(&rules, 13).reached);
        assert!(!vote(0, 0, 13).measured(&rules, 13).reached, "nobody decided");
    }

    #[test]
    fn there_are_never_more_votes_than_delegates() {
        assert!(vote(7, 6, 0).check(13).is_ok() && vote(1, 0, 0).check(13).is_ok());
        assert_eq!(vote(7, 6, 1).check(13), Err(TooManyVotes { votes: 14, delegates: 13 }));
        assert!(vote(u32::MAX, u32::MAX, 1).check(13).is_err());
    }
}
