//! Kinds and states of motions.

use super::MotionRefusal;
use crate::codes;

codes! {
    /// Kind of motion (*tipo de moção*).
    pub enum MotionKind {
        /// Against an act (*repúdio*).
        Repudiation = "REPUDIATION", "repúdio";
        /// Against a situation (*indignação*).
        Indignation = "INDIGNATION", "indignação";
        /// For an act or a cause (*apoio*).
        Support = "SUPPORT", "apoio";
        /// Praises (*congratulação*).
        Congratulation = "CONGRATULATION", "congratulação";
        /// Advises (*recomendação*).
        Recommendation = "RECOMMENDATION", "recomendação";
        /// Claims (*reivindicação*).
        Claim = "CLAIM", "reivindicação";
    }
}

codes! {
    /// Whose number the signatures are a share of. Parameter `motionBase`.
    pub enum MotionBase {
        /// Delegates present when the window closes (*presentes*).
        Present = "PRESENT", "presentes";
        /// Delegates checked in, gone or not (*credenciados*).
        Accredited = "ACCREDITED", "credenciados";
    }
}

codes! {
    /// State of a motion (*situação da moção*).
    pub enum MotionState {
        /// Handed in, gathers signatures (*apresentada*).
        Submitted = "SUBMITTED", "apresentada";
        /// Has the signatures, will be read and voted (*admitida*).
        Admitted = "ADMITTED", "admitida";
        /// Does not have the signatures (*sem assinaturas suficientes*).
        BelowThreshold = "BELOW_THRESHOLD", "sem assinaturas suficientes";
        /// Approved by the plenary, goes to its addressees (*aprovada*).
        Approved = "APPROVED", "aprovada";
        /// Rejected by the plenary (*rejeitada*).
        Rejected = "REJECTED", "rejeitada";
        /// Taken back before its admission (*retirada*).
        Withdrawn = "WITHDRAWN", "retirada";
    }
}

codes! {
    /// Something done to a motion.
    pub enum MotionAct {
        /// The signatures are enough.
        Admit = "ADMIT", "admitir";
        /// The signatures are not enough.
        NotAdmit = "NOT_ADMIT", "não admitir";
        /// The plenary approves.
        Approve = "APPROVE", "aprovar";
        /// The plenary rejects.
        Reject = "REJECT", "rejeitar";
        /// The author takes it back.
        Withdraw = "WITHDRAW", "retirar";
        /// The vote that decided it was annulled.
        Annul = "ANNUL", "anular a decisão";
    }
}

impl MotionState {
    /// The state after an act.
    ///
    /// # Errors
    /// `MOTION_NOT_NOW`.
    pub fn after(self, act: MotionAct) -> Result<Self, MotionRefusal> {
        match (self, act) {
            (Self::Submitted, MotionAct::Admit) => Ok(Self::Admitted),
            (Self::Submitted, MotionAct::NotAdmit) => Ok(Self::BelowThreshold),
            (Self::Submitted, MotionAct::Withdraw) => Ok(Self::Withdrawn),
            (Self::Admitted, MotionAct::Approve) => Ok(Self::Approved),
            (Self::Admitted, MotionAct::Reject) => Ok(Self::Rejected),
            (Self::Approved | Self::Rejected, MotionAct::Annul) => Ok(Self::Admitted),
            _ => Err(MotionRefusal::NotNow(self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_motion_is_approved_without_being_admitted(
            acts in prop::collection::vec(prop::sample::select(MotionAct::ALL), 0..8)
        ) {
            let mut state = MotionState::Submitted;
            for act in acts {
                if let Ok(next) = state.after(act) {
                    let voted = matches!(next, MotionState::Approved | MotionState::Rejected);
                    prop_assert_eq!(voted, state == MotionState::Admitted);
                    state = next;
                }
            }
        }
    }
}
