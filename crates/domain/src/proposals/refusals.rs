//! What is said when something cannot be done with a proposal.

use super::ProposalState;
use crate::{Code, Refusal};

/// Why an act on a proposal was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum ProposalRefusal {
    /// The act does not fit the state.
    NotNow(ProposalState),
    /// The proposals address different levels of government or axes.
    MergeLevels,
    /// The proposal went into another one before.
    AlreadyMerged,
    /// The target is the proposal itself, or came from it.
    MergeCycle,
}

impl From<ProposalRefusal> for Refusal {
    fn from(refusal: ProposalRefusal) -> Self {
        let (code, rule, message) = match refusal {
            ProposalRefusal::NotNow(state) => {
                let message = format!(
                    "Este passo não cabe agora: a proposta está na situação “{}”. Confira a etapa em que ela está.",
                    state.label()
                );
                return Self::rule("PROPOSAL_NOT_NOW", "tramitação das propostas", message);
            }
            ProposalRefusal::MergeLevels => (
                "MERGE_LEVELS",
                "cada proposta se dirige a um ente federado (LOAS, arts. 12 a 15)",
                "As duas propostas são de eixos ou entes diferentes. Reúna propostas do mesmo eixo e do mesmo ente.",
            ),
            ProposalRefusal::AlreadyMerged => (
                "ALREADY_MERGED",
                "linhagem das propostas",
                "Esta proposta já foi reunida a outra. Use a proposta em que ela está agora.",
            ),
            ProposalRefusal::MergeCycle => (
                "MERGE_CYCLE",
                "linhagem das propostas",
                "A proposta de destino é esta mesma ou veio dela. Escolha outra proposta de destino.",
            ),
        };
        Self::rule(code, rule, message)
    }
}
