//! Kinds of proposals and the states of their life.

use super::ProposalRefusal;
use crate::codes;

codes! {
    /// Kind of proposal (*proposta nova, recomendação*). domain.md section 9.
    pub enum ProposalKind {
        /// Something new (*proposta nova*).
        New = "NEW", "proposta nova";
        /// Insists on an earlier deliberation that was not fulfilled (*recomendação*).
        Recommendation = "RECOMMENDATION", "recomendação";
    }
}

codes! {
    /// State of a proposal (*situação da proposta*).
    pub enum ProposalState {
        /// Being written, before or in the group (*rascunho*).
        Draft = "DRAFT", "rascunho";
        /// Discussed in a working group (*no grupo*).
        InGroup = "IN_GROUP", "no grupo";
        /// Approved in the group, waits for the caderno (*vai à plenária*).
        ToPlenary = "TO_PLENARY", "vai à plenária";
        /// Approved in the group beyond the limit (*cortada pelo limite*).
        CutByLimit = "CUT_BY_LIMIT", "cortada pelo limite";
        /// Not enough votes in the group (*abaixo do mínimo*).
        BelowThreshold = "BELOW_THRESHOLD", "abaixo do mínimo no grupo";
        /// In the plenary's caderno (*em plenária*).
        InPlenary = "IN_PLENARY", "em plenária";
        /// Approved as it was in the caderno (*aprovada*).
        Approved = "APPROVED", "aprovada";
        /// Approved with another wording (*aprovada com nova redação*).
        ApprovedAmended = "APPROVED_AMENDED", "aprovada com nova redação";
        /// Rejected, or suppressed by a destaque (*rejeitada*).
        Rejected = "REJECTED", "rejeitada";
        /// Went into another proposal (*reunida a outra*).
        Merged = "MERGED", "reunida a outra";
        /// New in the plenary, and the plenary did not admit it (*não admitida*).
        NotAdmitted = "NOT_ADMITTED", "não admitida";
        /// Taken back by its author before a vote (*retirada*).
        Withdrawn = "WITHDRAWN", "retirada";
    }
}

codes! {
    /// Something done to a proposal.
    pub enum ProposalAct {
        /// Brought to a group.
        BringToGroup = "BRING_TO_GROUP", "levar ao grupo";
        /// The group votes enough for it.
        PassGroup = "PASS_GROUP", "aprovar no grupo";
        /// The group votes enough for it, and better ones fill the limit.
        CutByLimit = "CUT_BY_LIMIT", "cortar pelo limite";
        /// The group does not vote enough for it.
        FailGroup = "FAIL_GROUP", "não alcançar o mínimo";
        /// The caderno goes to the plenary.
        BringToPlenary = "BRING_TO_PLENARY", "levar à plenária";
        /// The plenary admits a proposal that came from no group.
        Admit = "ADMIT", "admitir em plenária";
        /// The plenary does not admit it.
        NotAdmit = "NOT_ADMIT", "não admitir em plenária";
        /// The plenary approves the text of the caderno.
        Approve = "APPROVE", "aprovar";
        /// The plenary approves another wording.
        ApproveAmended = "APPROVE_AMENDED", "aprovar com nova redação";
        /// The plenary rejects or suppresses it.
        Reject = "REJECT", "rejeitar";
        /// It goes into another proposal.
        Merge = "MERGE", "reunir a outra";
        /// The author takes it back.
        Withdraw = "WITHDRAW", "retirar";
        /// The vote that decided it was annulled: it is open again where it was before.
        Annul = "ANNUL", "anular a decisão";
    }
}

impl ProposalState {
    /// The state after an act.
    ///
    /// # Errors
    /// `PROPOSAL_NOT_NOW`.
    pub fn after(self, act: ProposalAct) -> Result<Self, ProposalRefusal> {
        match (self, act) {
            (Self::Draft, ProposalAct::BringToGroup) => Ok(Self::InGroup),
            (Self::InGroup, ProposalAct::PassGroup) => Ok(Self::ToPlenary),
            (Self::InGroup, ProposalAct::CutByLimit) => Ok(Self::CutByLimit),
            (Self::InGroup, ProposalAct::FailGroup) => Ok(Self::BelowThreshold),
            (Self::ToPlenary, ProposalAct::BringToPlenary) | (Self::Draft, ProposalAct::Admit) => Ok(Self::InPlenary),
            // Two groups of one axis: their surplus is cut when the caderno is made.
            (Self::ToPlenary, ProposalAct::CutByLimit) => Ok(Self::CutByLimit),
            (Self::Draft, ProposalAct::NotAdmit) => Ok(Self::NotAdmitted),
            (Self::InPlenary, ProposalAct::Approve) => Ok(Self::Approved),
            (Self::InPlenary, ProposalAct::ApproveAmended) => Ok(Self::ApprovedAmended),
            (Self::InPlenary, ProposalAct::Reject) => Ok(Self::Rejected),
            (_, ProposalAct::Merge) if self.can_be_merged() => Ok(Self::Merged),
            (Self::Draft | Self::InGroup, ProposalAct::Withdraw) => Ok(Self::Withdrawn),
            (Self::Approved | Self::ApprovedAmended | Self::Rejected | Self::Merged, ProposalAct::Annul) => {
                Ok(Self::InPlenary)
            }
            // It came from no group, and the plenary's vote on admitting it does not count.
            (Self::InPlenary | Self::NotAdmitted, ProposalAct::Annul) => Ok(Self::Draft),
            _ => Err(ProposalRefusal::NotNow(self)),
        }
    }

    /// The state in a group that is opened again: what the group had decided is open once more.
    #[must_use]
    pub fn back_in_group(self) -> Self {
        match self {
            Self::ToPlenary | Self::CutByLimit | Self::BelowThreshold => Self::InGroup,
            other => other,
        }
    }

    /// Whether it may go into another proposal, or take one in.
    pub fn can_be_merged(self) -> bool {
        matches!(self, Self::Draft | Self::InGroup | Self::ToPlenary | Self::InPlenary)
    }

    /// Whether the text may be edited directly; in the plenary it changes only by destaque.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::InGroup)
    }

    /// Whether it is a deliberation (*deliberação*).
    pub fn is_deliberation(self) -> bool {
        matches!(self, Self::Approved | Self::ApprovedAmended)
    }

    /// Whether nothing more happens to it in this conference.
    pub fn is_final(self) -> bool {
        !self.can_be_merged()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use proptest::prelude::*;

    #[test]
    fn the_usual_life_goes_through_the_group_to_the_plenary() {
        let acts = [
            ProposalAct::BringToGroup,
            ProposalAct::PassGroup,
            ProposalAct::BringToPlenary,
            ProposalAct::ApproveAmended,
        ];
        let end = acts.iter().try_fold(ProposalState::Draft, |state, act| state.after(*act)).unwrap();
        assert!(end.is_deliberation() && end.is_final());
    }

    #[test]
    fn a_proposal_in_the_plenary_is_not_withdrawn() {
        let refusal = ProposalState::InPlenary.after(ProposalAct::Withdraw);
        assert_eq!(refusal, Err(ProposalRefusal::NotNow(ProposalState::InPlenary)));
    }

    #[test]
    fn a_group_opened_again_takes_back_what_it_decided_and_nothing_else() {
        for state in ProposalState::ALL {
            let decided =
                [ProposalState::ToPlenary, ProposalState::CutByLimit, ProposalState::BelowThreshold].contains(state);
            assert_eq!(state.back_in_group(), if decided { ProposalState::InGroup } else { *state });
        }
    }

    proptest! {
        #[test]
        fn nothing_becomes_a_deliberation_without_the_plenary_and_only_an_annulment_opens_what_is_final(
            acts in prop::collection::vec(prop::sample::select(ProposalAct::ALL), 0..20)
        ) {
            let mut state = ProposalState::Draft;
            for act in acts {
                if let Ok(next) = state.after(act) {
                    prop_assert!(!state.is_final() || act == ProposalAct::Annul);
                    prop_assert!(!next.is_deliberation() || state == ProposalState::InPlenary);
                    state = next;
                }
            }
        }
    }
}
