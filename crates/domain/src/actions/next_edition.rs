//! The next edition verifies what this one decided.

use crate::people::GovernmentLevel;
use uuid::Uuid;

/// What a conference decided, as kept for monitoring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliberation {
    /// The proposal that became a deliberation.
    pub id: Uuid,
    /// Number of its axis then; the next edition may have other axes.
    pub axis: u32,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// The text as approved.
    pub text: String,
    /// Who answers for it, from monitoring.
    pub responsible: Option<String>,
    /// Latest evidence, from monitoring.
    pub evidence: Option<String>,
}

/// An action to verify, not yet assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionDraft {
    /// The deliberation it comes from.
    pub deliberation: Uuid,
    /// Position in the list, from 1.
    pub position: u32,
    /// Axis of the edition that decided.
    pub axis: u32,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// The conference that decided, as people call it.
    pub decided_by: String,
    /// The text as approved.
    pub text: String,
    /// Who answers for it, if known.
    pub responsible: Option<String>,
    /// Evidence gathered so far, as a start for the assessment.
    pub evidence: Option<String>,
}

/// The actions of the next edition, by axis and level, those of the own level first; what was
/// taken over before (`taken`) does not come twice.
pub fn next_edition_actions(deliberations: &[Deliberation], decided_by: &str, taken: &[Uuid]) -> Vec<ActionDraft> {
    let mut new: Vec<&Deliberation> =
        deliberations.iter().filter(|deliberation| !taken.contains(&deliberation.id)).collect();
    new.sort_by_key(|deliberation| (deliberation.axis, deliberation.level));
    (1..)
        .zip(new)
        .map(|(position, deliberation)| ActionDraft {
            deliberation: deliberation.id,
            position,
            axis: deliberation.axis,
            level: deliberation.level,
            decided_by: decided_by.to_owned(),
            text: deliberation.text.clone(),
            responsible: deliberation.responsible.clone(),
            evidence: deliberation.evidence.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deliberation(id: u128, axis: u32, level: GovernmentLevel) -> Deliberation {
        let text = format!("Deliberação {id}");
        Deliberation { id: Uuid::from_u128(id), axis, level, text, responsible: None, evidence: None }
    }

    #[test]
    fn every_deliberation_becomes_one_action_and_only_once() {
        let decided = [
            deliberation(1, 2, GovernmentLevel::Municipal),
            deliberation(2, 1, GovernmentLevel::Union),
            deliberation(3, 1, GovernmentLevel::Municipal),
        ];
        let actions = next_edition_actions(&decided, "13ª Conferência", &[]);
        let order: Vec<u128> = actions.iter().map(|action| action.deliberation.as_u128()).collect();
        assert_eq!(order, [3, 2, 1]);
        assert_eq!((actions[0].position, actions[0].decided_by.as_str()), (1, "13ª Conferência"));
        let later = next_edition_actions(&decided, "13ª Conferência", &[Uuid::from_u128(3), Uuid::from_u128(2)]);
        assert_eq!(later.len(), 1);
    }
}
