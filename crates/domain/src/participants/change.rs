//! Change of category or segment: an event with a reason, never a silent edit (domain.md section 17).

use super::credentialing::CredentialingState;
use super::eligibility::{REASON_MAX, Standing};
use super::placement::Placement;
use super::registration::Channel;
use crate::people::Category;
use crate::{Refusal, text};

/// A change of placement that was decided, to be recorded with its author and time.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlacementChanged {
    /// What the person was.
    pub from: Placement,
    /// What the person is now.
    pub to: Placement,
    /// Why.
    pub reason: String,
    /// Eligibility starts again for the new category.
    pub standing: Standing,
}

/// Why a change of placement is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlacementChangeError {
    /// Category and segment are the same as before.
    #[error("A categoria e o segmento já são estes. Nada foi alterado.")]
    Unchanged,
    /// Credentialing is over: the rolls rest on what is recorded.
    #[error("O credenciamento já terminou, e a categoria não muda mais nesta conferência.")]
    CredentialingClosed,
    /// The person is in the hall with a badge of the old category.
    #[error("A pessoa já foi credenciada. Desfaça a entrada no credenciamento e depois mude a categoria.")]
    CheckedIn,
    /// A born delegate is one by mandate.
    #[error("Quem é do conselho é nato enquanto durar o mandato. A mudança se faz no registro do mandato.")]
    Born,
    /// The reason is missing or cannot be kept.
    #[error("{0}")]
    Reason(Refusal),
}

/// Decides a change of category, sector or segment.
///
/// # Errors
/// See [`PlacementChangeError`].
pub fn change_placement(
    from: Placement,
    to: Placement,
    reason: &str,
    channel: Channel,
    credentialing: CredentialingState,
    checked_in: bool,
) -> Result<PlacementChanged, PlacementChangeError> {
    if from == to {
        return Err(PlacementChangeError::Unchanged);
    }
    if from.category() == Category::Born || to.category() == Category::Born {
        return Err(PlacementChangeError::Born);
    }
    if credentialing == CredentialingState::Closed {
        return Err(PlacementChangeError::CredentialingClosed);
    }
    if checked_in {
        return Err(PlacementChangeError::CheckedIn);
    }
    let reason = text::body("reason", reason, REASON_MAX).map_err(PlacementChangeError::Reason)?;
    Ok(PlacementChanged { from, to, reason, standing: Standing::initial(to, channel) })
}

impl From<PlacementChangeError> for Refusal {
    fn from(error: PlacementChangeError) -> Self {
        let message = error.to_string();
        match error {
            PlacementChangeError::Reason(refusal) => refusal,
            PlacementChangeError::Unchanged => Self::invalid("category", "PLACEMENT_UNCHANGED", message),
            PlacementChangeError::CredentialingClosed => {
                Self::rule("CREDENTIALING_CLOSED", "credentialingClose", message)
            }
            PlacementChangeError::CheckedIn => Self::rule("PLACEMENT_CHECKED_IN", "credenciamento", message),
            PlacementChangeError::Born => Self::rule("BORN_BY_MANDATE", "bornDelegates", message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::participants::eligibility::Eligibility;
    use crate::people::Segment;

    fn civil(segment: Segment) -> Placement {
        Placement::stored(Category::CivilSociety, None, Some(segment)).unwrap()
    }

    fn change(
        to: Placement,
        reason: &str,
        state: CredentialingState,
    ) -> Result<PlacementChanged, PlacementChangeError> {
        change_placement(civil(Segment::Users), to, reason, Channel::Online, state, false)
    }

    #[test]
    fn a_change_keeps_both_sides_and_starts_the_review_again() {
        let changed = change(civil(Segment::Workers), "Trabalha no CRAS.", CredentialingState::Open).unwrap();
        assert_eq!((changed.from, changed.to), (civil(Segment::Users), civil(Segment::Workers)));
        assert_eq!(changed.standing.state, Eligibility::Pending);
        let observer = change(Placement::OBSERVER, "Pediu.", CredentialingState::NotOpen).unwrap();
        assert_eq!(observer.standing.state, Eligibility::Eligible);
    }

    #[test]
    fn nothing_changes_after_credentialing_closed_or_without_a_reason() {
        let to = civil(Segment::Entities);
        assert_eq!(change(to, "Motivo.", CredentialingState::Closed), Err(PlacementChangeError::CredentialingClosed));
        let refusal = Refusal::from(change(to, " ", CredentialingState::Open).unwrap_err());
        assert_eq!((refusal.code, refusal.path), ("REQUIRED", vec!["reason".to_owned()]));
        let same = change(civil(Segment::Users), "x", CredentialingState::Open);
        assert_eq!(same, Err(PlacementChangeError::Unchanged));
    }

    #[test]
    fn born_delegates_change_only_through_the_mandate() {
        let born = Placement::stored(Category::Born, Some(crate::people::Sector::Government), None).unwrap();
        assert_eq!(change(born, "x", CredentialingState::Open), Err(PlacementChangeError::Born));
    }
}
