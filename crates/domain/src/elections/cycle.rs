//! The election as a cycle publishes it, flat, and the rules that follow from it.

use super::methods::*;
use super::parameters::{ElectionArticles, ElectionRules, ReservedShare};
use crate::people::ReservedGroup;
use crate::seats::Share;

/// Parameters of the election in a cycle (*parâmetros da eleição*). domain.md section 16.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CycleElection {
    /// Who elects; the cycle's table calls it the method.
    #[serde(rename = "method")]
    pub body: ElectionBody,
    /// Whether the final plenary homologates.
    pub homologated_by_plenary: bool,
    /// Share of the counted sessions a candidate must have attended.
    pub minimum_presence: Share,
    /// Reserved share of the titular seats, rounded up; zero for none.
    pub reserved_share: Share,
    /// Groups of the reserved share.
    pub reserved_groups: Vec<ReservedGroup>,
    /// Alternates for each titular seat.
    pub alternates_per_seat: u32,
    /// From where an alternate may come.
    pub substitution_scope: SubstitutionScope,
    /// What happens to seats without a candidate.
    pub vacant_seat_rule: VacantSeatRule,
    /// Tie-breaks in order.
    pub tie_breaks: Vec<TieBreak>,
}

impl CycleElection {
    /// The rules of a conference's election by most votes, one name a ballot, with the articles of its own rules.
    pub fn rules(&self, articles: ElectionArticles) -> ElectionRules {
        let reserved_share = (!self.reserved_share.is_zero()).then(|| ReservedShare {
            fraction: self.reserved_share,
            base: ReservedBase::TitularSeats,
            rounding: Rounding::Up,
            groups: self.reserved_groups.clone(),
            adjustment: Adjustment::SmallestVoteGapSamePool,
            unfilled: Unfilled::FillByVotes,
        });
        ElectionRules {
            method: ElectionMethod::MostVotesPerPool,
            body: self.body,
            homologated_by_plenary: self.homologated_by_plenary,
            votes_per_voter: 1,
            minimum_votes: 1,
            minimum_presence: self.minimum_presence,
            born_delegates_eligible: true,
            reserved_share,
            tie_breaks: self.tie_breaks.clone(),
            alternates_per_seat: self.alternates_per_seat,
            vacant_seat_rule: self.vacant_seat_rule,
            substitution_scope: self.substitution_scope,
            articles,
        }
    }
}
