//! What the final plenary decides on the caderno. domain.md sections 7 and 9.

use super::{ProposalAct, ProposalLabel, ProposalState};
use crate::Refusal;
use crate::destaques::{AmendedText, Amendment, DestaqueState};
use uuid::Uuid;

/// A proposal of the caderno, with the states of the destaques on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookProposal {
    /// Its number.
    pub label: ProposalLabel,
    /// Where it stands.
    pub state: ProposalState,
    /// Whether a destaque would merge it into another.
    pub to_be_merged: bool,
    /// Destaques on it.
    pub destaques: Vec<DestaqueState>,
}

impl BookProposal {
    /// Whether somebody highlighted it; a destaque taken back counts as none.
    pub fn is_highlighted(&self) -> bool {
        self.to_be_merged || self.destaques.iter().any(|state| *state != DestaqueState::Withdrawn)
    }
}

/// The proposals of an axis that are voted en bloc: in the plenary and not highlighted.
pub fn en_bloc(book: &[BookProposal], axis: u32) -> Vec<ProposalLabel> {
    book.iter()
        .filter(|proposal| proposal.label.axis == axis && proposal.state == ProposalState::InPlenary)
        .filter(|proposal| !proposal.is_highlighted())
        .map(|proposal| proposal.label)
        .collect()
}

/// A destaque on a proposal that has come to its end.
#[derive(Debug, Clone)]
pub struct DecidedDestaque {
    /// Which one.
    pub id: Uuid,
    /// How it ended.
    pub state: DestaqueState,
    /// What it asked.
    pub amendment: Amendment,
    /// Whether this proposal is the one that goes into another (MERGE).
    pub merges_away: bool,
}

/// What the destaques on a proposal make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlenaryDecision {
    /// What happens to the proposal.
    pub act: ProposalAct,
    /// The text as approved; none when rejected or merged away.
    pub text: Option<String>,
    /// Approved destaques with the text before and after each.
    pub changes: Vec<(Uuid, AmendedText)>,
}

/// Decides a highlighted proposal from its destaques, in the order of the votes. One rejected or
/// fallen leaves the text of the caderno approved; suppressing all of it rejects the proposal,
/// suppressing a part amends it.
///
/// # Errors
/// `DESTAQUES_OPEN` when one has no end yet; those of an amendment that cannot be applied.
pub fn decide_proposal(text: &str, destaques: &[DecidedDestaque]) -> Result<PlenaryDecision, Refusal> {
    let open = destaques.iter().filter(|destaque| !destaque.state.is_settled()).count();
    if open > 0 {
        return Err(Refusal::rule(
            "DESTAQUES_OPEN",
            "regimento interno: deliberação das propostas",
            "Há destaque sem desfecho nesta proposta. Resolva-o antes de registrar a decisão.",
        ));
    }
    let mut now = Some(text.to_owned());
    let mut changes = Vec::new();
    for destaque in destaques.iter().filter(|destaque| destaque.state == DestaqueState::Approved) {
        if destaque.merges_away {
            return Ok(PlenaryDecision { act: ProposalAct::Merge, text: None, changes });
        }
        let change = destaque.amendment.apply(now.as_deref())?;
        now.clone_from(&change.after);
        changes.push((destaque.id, change));
    }
    let act = match (&now, changes.is_empty()) {
        (None, _) => ProposalAct::Reject,
        (_, true) => ProposalAct::Approve,
        _ => ProposalAct::ApproveAmended,
    };
    Ok(PlenaryDecision { act, text: now, changes })
}

/// What becomes of a proposal first made in the final plenary, after the vote on its admission;
/// the explanation names the rule, for instance "art. 22, I", and the poll.
pub fn new_proposal_outcome(admitted: bool, poll: &str, rule: &str) -> (ProposalAct, String) {
    if admitted {
        let reason = format!("Admitida pela maioria absoluta do colégio de votantes na {poll} ({rule}).");
        (ProposalAct::Admit, reason)
    } else {
        (ProposalAct::NotAdmit, format!("Sem maioria absoluta do colégio de votantes na {poll} ({rule})."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::destaques::DestaqueKind;

    fn destaque(kind: DestaqueKind, state: DestaqueState, proposed: Option<&str>) -> DecidedDestaque {
        let amendment =
            Amendment { kind, before: "Texto um.".into(), wording: None, proposed: proposed.map(Into::into) };
        DecidedDestaque { id: Uuid::nil(), state, amendment, merges_away: false }
    }

    fn decided(destaques: &[DecidedDestaque]) -> (ProposalAct, Option<String>) {
        let decision = decide_proposal("Texto um.", destaques).unwrap();
        (decision.act, decision.text)
    }

    #[test]
    fn a_rejected_or_fallen_destaque_leaves_the_text_approved() {
        for state in [DestaqueState::Rejected, DestaqueState::Fallen, DestaqueState::Mooted] {
            let lost = destaque(DestaqueKind::Change, state, Some("Texto dois."));
            assert_eq!(decided(&[lost]), (ProposalAct::Approve, Some("Texto um.".into())));
        }
    }

    #[test]
    fn suppression_rejects_and_a_new_wording_amends() {
        let gone = destaque(DestaqueKind::Suppress, DestaqueState::Approved, None);
        assert_eq!(decided(&[gone]), (ProposalAct::Reject, None));
        let changed = destaque(DestaqueKind::Change, DestaqueState::Approved, Some("Texto dois."));
        assert_eq!(decided(&[changed]), (ProposalAct::ApproveAmended, Some("Texto dois.".into())));
    }

    #[test]
    fn nothing_is_decided_while_a_destaque_waits() {
        let waiting = destaque(DestaqueKind::Change, DestaqueState::InVote, Some("Texto dois."));
        assert_eq!(decide_proposal("Texto um.", &[waiting]).unwrap_err().code, "DESTAQUES_OPEN");
    }

    #[test]
    fn only_what_nobody_highlighted_goes_en_bloc() {
        let book = |label: &str, destaques: &[DestaqueState]| BookProposal {
            label: label.parse().unwrap(),
            state: ProposalState::InPlenary,
            to_be_merged: false,
            destaques: destaques.to_vec(),
        };
        let all = [
            book("1M1", &[]),
            book("1M2", &[DestaqueState::Raised]),
            book("1M3", &[DestaqueState::Withdrawn]),
            BookProposal { to_be_merged: true, ..book("1M4", &[]) },
            book("2M1", &[]),
        ];
        let labels: Vec<String> = en_bloc(&all, 1).iter().map(ToString::to_string).collect();
        assert_eq!(labels, ["1M1", "1M3"]);
    }
}
