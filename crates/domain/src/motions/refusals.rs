//! What is said when something cannot be done with a motion.

use super::{MotionKind, MotionState};
use crate::{Code, Refusal};
use chrono::{DateTime, Utc};

/// Why an act on a motion was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum MotionRefusal {
    /// The act does not fit the state.
    NotNow(MotionState),
    /// The rules do not take this kind.
    KindNotTaken(MotionKind),
    /// The motion is addressed to nobody.
    NoAddressee,
    /// The window has closed.
    Late {
        /// When it closed.
        deadline: DateTime<Utc>,
    },
    /// Only delegates sign.
    SignerNotDelegate,
    /// The person is not checked in, or left.
    SignerNotInHall,
    /// The person signed before.
    AlreadySigned,
}

impl From<MotionRefusal> for Refusal {
    fn from(refusal: MotionRefusal) -> Self {
        let (code, rule, message) = match refusal {
            MotionRefusal::NotNow(state) => (
                "MOTION_NOT_NOW",
                "regimento interno: moções",
                format!("Este passo não cabe agora: a moção está na situação “{}”.", state.label()),
            ),
            MotionRefusal::KindNotTaken(kind) => (
                "MOTION_KIND",
                "motionKinds (tipos de moção)",
                format!("Esta conferência não recebe moção de {}. Escolha um dos tipos da lista.", kind.label()),
            ),
            MotionRefusal::NoAddressee => (
                "MOTION_ADDRESSEES",
                "regimento interno: moções",
                "Diga a quem a moção se dirige: ao menos uma pessoa, órgão ou entidade.".into(),
            ),
            MotionRefusal::Late { .. } => (
                "MOTION_LATE",
                "motionWindow (prazo das moções)",
                "O prazo para entregar e assinar moções terminou. Fale com a relatoria geral.".into(),
            ),
            MotionRefusal::SignerNotDelegate => (
                "SIGNER_NOT_DELEGATE",
                "motionThreshold (assinaturas de delegados)",
                "Moção é assinada por delegada ou delegado. Você pode apoiar a moção falando com quem vota.".into(),
            ),
            MotionRefusal::SignerNotInHall => (
                "SIGNER_NOT_IN_HALL",
                "motionBase (presença)",
                "Para assinar é preciso estar com a entrada registrada. Registre a entrada e assine.".into(),
            ),
            MotionRefusal::AlreadySigned => (
                "ALREADY_SIGNED",
                "motionThreshold (uma assinatura por pessoa)",
                "Sua assinatura nesta moção já está registrada. Não é preciso assinar de novo.".into(),
            ),
        };
        Self::rule(code, rule, message)
    }
}
