//! What people said at an event, and how it becomes a draft proposal.

use crate::people::GovernmentLevel;
use crate::{Refusal, text};
use uuid::Uuid;

/// Longest contribution, in characters.
const CONTRIBUTION_MAX: usize = 2_000;

/// The numbers of the cycle's axes.
pub type AxisNumbers = [u16];

/// A contribution (*contribuição*) as it was said, kept also after a proposal was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Words.
    pub text: String,
    /// Axis it seems to belong to, if somebody said so.
    pub axis: Option<u16>,
    /// The proposal that was drafted from it.
    pub proposal: Option<Uuid>,
}

/// Takes a contribution down.
///
/// # Errors
/// `AXIS_UNKNOWN` or a text refusal.
pub fn record_contribution(words: &str, axis: Option<i64>, axes: &AxisNumbers) -> Result<Contribution, Refusal> {
    let text = text::body("text", words, CONTRIBUTION_MAX)?;
    let axis = axis.map(|number| known_axis(number, axes)).transpose()?;
    Ok(Contribution { text, axis, proposal: None })
}

/// How a contribution becomes a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProposalInput {
    /// Axis; `None` takes the contribution's own.
    pub axis: Option<i64>,
    /// Level of government that is addressed.
    pub level: GovernmentLevel,
    /// Reworded text; `None` keeps the contribution's words.
    pub text: Option<String>,
}

/// A draft proposal (*proposta em rascunho*) for a working group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProposal {
    /// Axis.
    pub axis: u16,
    /// Level of government.
    pub level: GovernmentLevel,
    /// Text, at most `proposalMaxChars`.
    pub text: String,
}

/// Makes a draft proposal of a contribution, once.
///
/// # Errors
/// `ALREADY_DRAFTED`, `AXIS_REQUIRED`, `AXIS_UNKNOWN` or a text refusal (`TOO_LONG` by `max_chars`).
pub fn draft_proposal(
    contribution: &Contribution,
    input: &DraftProposalInput,
    axes: &AxisNumbers,
    max_chars: usize,
) -> Result<DraftProposal, Refusal> {
    if contribution.proposal.is_some() {
        return Err(Refusal::rule(
            "ALREADY_DRAFTED",
            "uma proposta por contribuição",
            "Esta contribuição já virou proposta. Edite a proposta que existe.",
        ));
    }
    let axis = match (input.axis, contribution.axis) {
        (Some(number), _) => known_axis(number, axes)?,
        (None, Some(own)) => known_axis(i64::from(own), axes)?,
        (None, None) => {
            return Err(Refusal::invalid("axis", "AXIS_REQUIRED", "Escolha o eixo em que a proposta será discutida."));
        }
    };
    let words = input.text.as_deref().unwrap_or(&contribution.text);
    Ok(DraftProposal { axis, level: input.level, text: text::body("text", words, max_chars)? })
}

fn known_axis(number: i64, axes: &AxisNumbers) -> Result<u16, Refusal> {
    axes.iter().copied().find(|axis| i64::from(*axis) == number).ok_or_else(|| {
        let known: Vec<_> = axes.iter().map(ToString::to_string).collect();
        let message = format!("O eixo {number} não existe neste ciclo. Escolha: {}.", known.join(", "));
        Refusal::invalid("axis", "AXIS_UNKNOWN", message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXES: [u16; 5] = [1, 2, 3, 4, 5];

    fn input() -> DraftProposalInput {
        DraftProposalInput { axis: Some(1), level: GovernmentLevel::Municipal, text: None }
    }

    #[test]
    fn the_words_said_become_the_draft_unless_reworded() {
        let said = record_contribution("Falta ônibus para vir ao CRAS.", None, &AXES).unwrap();
        let draft = draft_proposal(&said, &input(), &AXES, 500).unwrap();
        assert_eq!((draft.axis, draft.text.as_str()), (1, "Falta ônibus para vir ao CRAS."));
        let reworded = DraftProposalInput { text: Some("Garantir transporte.".into()), ..input() };
        assert_eq!(draft_proposal(&said, &reworded, &AXES, 500).unwrap().text, "Garantir transporte.");
    }

    #[test]
    fn a_contribution_becomes_one_proposal() {
        let said = Contribution { text: "Texto".into(), axis: Some(2), proposal: Some(Uuid::nil()) };
        assert_eq!(draft_proposal(&said, &input(), &AXES, 500).unwrap_err().code, "ALREADY_DRAFTED");
    }

    #[test]
    fn the_axis_is_the_contributions_own_or_has_to_be_chosen() {
        let said = record_contribution("Texto", Some(2), &AXES).unwrap();
        let silent = DraftProposalInput { axis: None, ..input() };
        assert_eq!(draft_proposal(&said, &silent, &AXES, 500).unwrap().axis, 2);
        let without = record_contribution("Texto", None, &AXES).unwrap();
        assert_eq!(draft_proposal(&without, &silent, &AXES, 500).unwrap_err().code, "AXIS_REQUIRED");
        assert_eq!(record_contribution("Texto", Some(6), &AXES).unwrap_err().code, "AXIS_UNKNOWN");
    }

    #[test]
    fn a_draft_keeps_to_the_cycles_length() {
        let said = record_contribution(&"a".repeat(501), None, &AXES).unwrap();
        assert_eq!(draft_proposal(&said, &input(), &AXES, 500).unwrap_err().code, "TOO_LONG");
    }
}
