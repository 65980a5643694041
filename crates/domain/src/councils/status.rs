//! The life of a council on the platform, from sign-up to suspension.

use crate::codes;
use crate::{Code, Refusal, text};

codes! {
    /// Where a council stands (*situação do conselho na plataforma*).
    pub enum CouncilStatus {
        /// Signed up; the e-mail address is not confirmed yet.
        SignedUp = "SIGNED_UP", "aguardando confirmação do e-mail";
        /// The address is confirmed; the parent council has not decided yet.
        Pending = "PENDING", "aguardando aprovação";
        /// Approved: works normally.
        Active = "ACTIVE", "ativo";
        /// Not approved, with a reason. Final: the council signs up again.
        Declined = "DECLINED", "não aprovado";
        /// Stopped for a time, with a reason; reads, changes nothing.
        Suspended = "SUSPENDED", "suspenso";
    }
}

codes! {
    /// What moves a council from one status to another.
    pub enum CouncilAct {
        /// The person who signed up proves that the address is theirs.
        ConfirmEmail = "CONFIRM_EMAIL", "confirmar o e-mail";
        /// The parent council lets it in.
        Approve = "APPROVE", "aprovar o conselho";
        /// The parent council does not let it in; needs a reason.
        Decline = "DECLINE", "não aprovar o conselho";
        /// The parent council stops it; needs a reason.
        Suspend = "SUSPEND", "suspender o conselho";
        /// The parent council lets it work again.
        Reactivate = "REACTIVATE", "reativar o conselho";
    }
}

/// An act that the council's present status does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} is not possible in {}", act.code(), status.code())]
pub struct StatusRefused {
    /// What was tried.
    pub act: CouncilAct,
    /// The status in which it was tried.
    pub status: CouncilStatus,
}

impl CouncilStatus {
    /// The status after an act.
    ///
    /// # Errors
    /// [`StatusRefused`] when the act does not belong to this status.
    pub fn after(self, act: CouncilAct) -> Result<Self, StatusRefused> {
        match (self, act) {
            (Self::SignedUp, CouncilAct::ConfirmEmail) => Ok(Self::Pending),
            (Self::Pending, CouncilAct::Approve) | (Self::Suspended, CouncilAct::Reactivate) => Ok(Self::Active),
            (Self::Pending, CouncilAct::Decline) => Ok(Self::Declined),
            (Self::Active, CouncilAct::Suspend) => Ok(Self::Suspended),
            _ => Err(StatusRefused { act, status: self }),
        }
    }

    /// Whether its members may change anything.
    pub fn works(self) -> bool {
        self == Self::Active
    }

    /// Whether nothing leads out of this status.
    pub fn is_terminal(self) -> bool {
        self == Self::Declined
    }

    fn what_to_do(self) -> &'static str {
        match self {
            Self::SignedUp => "Abra a mensagem enviada ao e-mail do conselho e confirme o endereço.",
            Self::Pending => "Aguarde a decisão do conselho responsável pela aprovação.",
            Self::Active => "O conselho já está em funcionamento; atualize a página.",
            Self::Declined => "Faça uma nova inscrição com os dados corrigidos.",
            Self::Suspended => "Fale com o conselho que o suspendeu para reativá-lo.",
        }
    }
}

impl From<StatusRefused> for Refusal {
    fn from(refused: StatusRefused) -> Self {
        let (act, status) = (refused.act.label(), refused.status);
        Self::rule(
            "COUNCIL_STATUS",
            "situação do conselho",
            format!("Não é possível {act}: a situação é “{}”. {}", status.label(), status.what_to_do()),
        )
    }
}

/// The reason given when a council is declined or suspended: at least ten characters.
///
/// # Errors
/// `REASON_TOO_SHORT`, or as [`text::body`].
pub fn decision_reason(input: &str) -> Result<String, Refusal> {
    let reason = text::body("reason", input, 2_000)?;
    if reason.chars().count() < 10 {
        return Err(Refusal::invalid(
            "reason",
            "REASON_TOO_SHORT",
            "Escreva o motivo em uma frase, para que o conselho saiba o que corrigir.",
        ));
    }
    Ok(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_council_is_approved_only_after_its_address_is_confirmed() {
        let refused = CouncilStatus::SignedUp.after(CouncilAct::Approve).unwrap_err();
        assert!(Refusal::from(refused).message.contains("confirme o endereço"));
        let pending = CouncilStatus::SignedUp.after(CouncilAct::ConfirmEmail).unwrap();
        assert_eq!(pending.after(CouncilAct::Approve), Ok(CouncilStatus::Active));
    }

    #[test]
    fn a_suspended_council_can_come_back() {
        let suspended = CouncilStatus::Active.after(CouncilAct::Suspend).unwrap();
        assert!(!suspended.works());
        assert!(suspended.after(CouncilAct::Reactivate).unwrap().works());
    }

    #[test]
    fn a_reason_of_one_word_is_refused() {
        assert_eq!(decision_reason(" não ").unwrap_err().code, "REASON_TOO_SHORT");
        assert!(decision_reason("A lei de criação informada é de outro município.").is_ok());
    }

    proptest! {
        #[test]
        fn no_act_leaves_a_terminal_status(acts in proptest::collection::vec(0..CouncilAct::ALL.len(), 0..20)) {
            let mut status = CouncilStatus::SignedUp;
            for act in acts {
                let next = status.after(CouncilAct::ALL[act]);
                prop_assert!(!status.is_terminal() || next.is_err());
                status = next.unwrap_or(status);
            }
        }
    }
}
