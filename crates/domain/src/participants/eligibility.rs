//! Review of who may take part in the category they asked for.

use super::placement::Placement;
use super::registration::Channel;
use crate::{Refusal, codes, text};

codes! {
    /// Outcome of the review of a registration (*homologação da inscrição*).
    pub enum Eligibility {
        /// Nobody has decided yet.
        Pending = "PENDING", "em análise";
        /// May be accredited in the category asked for.
        Eligible = "ELIGIBLE", "apta";
        /// May not, for the reason given; the person may still come as observer.
        Refused = "REFUSED", "não homologada";
    }
}

/// Longest reason of a review, in characters.
pub const REASON_MAX: usize = 1_000;

/// Eligibility with the reason of the last decision.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Standing {
    /// The state.
    pub state: Eligibility,
    /// Why; always there when refused, and when a decision was reversed.
    pub reason: Option<String>,
}

/// What the reviewer decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The person meets the requirements of the category.
    Accept {
        /// Needed only when an earlier refusal is reversed.
        reason: Option<String>,
    },
    /// The person does not.
    Refuse {
        /// What the person reads; required.
        reason: String,
    },
}

/// Why a decision on eligibility was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EligibilityError {
    /// The registration already stands so.
    #[error("A inscrição já está como “{}”. Nada foi alterado.", crate::Code::label(*.0))]
    Unchanged(Eligibility),
    /// A refusal, or the reversal of one, needs a reason.
    #[error("Escreva o motivo: a pessoa inscrita vai lê-lo e pode responder.")]
    ReasonMissing,
    /// The reason itself cannot be kept.
    #[error("{0}")]
    Reason(Refusal),
    /// The person is already in the hall.
    #[error("A pessoa já foi credenciada. Desfaça a entrada no credenciamento antes de recusar a inscrição.")]
    CheckedIn,
    /// Born delegates are eligible by their mandate (domain.md section 2).
    #[error("Quem é do conselho é nato: a condição vem do mandato. Se o mandato terminou, registre isso no conselho.")]
    Born,
}

impl Standing {
    /// How a registration starts: members of the council and those without a vote need no review.
    pub fn initial(placement: Placement, channel: Channel) -> Self {
        let by_itself = !placement.can_vote() || channel == Channel::ExOfficio;
        Self { state: if by_itself { Eligibility::Eligible } else { Eligibility::Pending }, reason: None }
    }

    /// Decides, or reverses an earlier decision with a reason.
    ///
    /// # Errors
    /// See [`EligibilityError`].
    pub fn review(&self, decision: Decision, channel: Channel, checked_in: bool) -> Result<Self, EligibilityError> {
        match decision {
            Decision::Accept { .. } if self.state == Eligibility::Eligible => {
                Err(EligibilityError::Unchanged(self.state))
            }
            Decision::Accept { reason } => {
                let reason =
                    text::optional_body("reason", reason.as_deref(), REASON_MAX).map_err(EligibilityError::Reason)?;
                if self.state == Eligibility::Refused && reason.is_none() {
                    return Err(EligibilityError::ReasonMissing);
                }
                Ok(Self { state: Eligibility::Eligible, reason })
            }
            Decision::Refuse { .. } if channel == Channel::ExOfficio => Err(EligibilityError::Born),
            Decision::Refuse { .. } if checked_in => Err(EligibilityError::CheckedIn),
            Decision::Refuse { reason } => self.refuse(&reason),
        }
    }

    fn refuse(&self, reason: &str) -> Result<Self, EligibilityError> {
        if self.state == Eligibility::Refused {
            return Err(EligibilityError::Unchanged(self.state));
        }
        if reason.trim().is_empty() {
            return Err(EligibilityError::ReasonMissing);
        }
        let reason = text::body("reason", reason, REASON_MAX).map_err(EligibilityError::Reason)?;
        Ok(Self { state: Eligibility::Refused, reason: Some(reason) })
    }
}

impl From<EligibilityError> for Refusal {
    fn from(error: EligibilityError) -> Self {
        let message = error.to_string();
        let rule = "homologação das inscrições";
        match error {
            EligibilityError::Reason(refusal) => refusal,
            EligibilityError::Unchanged(_) => Self::rule("ELIGIBILITY_UNCHANGED", rule, message),
            EligibilityError::ReasonMissing => Self::invalid("reason", "REQUIRED", message),
            EligibilityError::CheckedIn => Self::rule("ELIGIBILITY_CHECKED_IN", rule, message),
            EligibilityError::Born => Self::rule("ELIGIBILITY_BY_MANDATE", "bornDelegates", message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Category, Segment};

    fn delegate() -> Placement {
        Placement::stored(Category::CivilSociety, None, Some(Segment::Users)).unwrap()
    }

    #[test]
    fn only_delegates_who_registered_wait_for_a_review() {
        assert_eq!(Standing::initial(delegate(), Channel::Online).state, Eligibility::Pending);
        assert_eq!(Standing::initial(delegate(), Channel::ExOfficio).state, Eligibility::Eligible);
        assert_eq!(Standing::initial(Placement::OBSERVER, Channel::Desk).state, Eligibility::Eligible);
    }

    #[test]
    fn refusing_needs_a_reason_and_so_does_taking_it_back() {
        let pending = Standing::initial(delegate(), Channel::Online);
        let silent = Decision::Refuse { reason: "  ".into() };
        assert_eq!(pending.review(silent, Channel::Online, false), Err(EligibilityError::ReasonMissing));
        let refused =
            pending.review(Decision::Refuse { reason: "Sem vínculo.".into() }, Channel::Online, false).unwrap();
        assert_eq!(refused.reason.as_deref(), Some("Sem vínculo."));
        let silent = Decision::Accept { reason: None };
        assert_eq!(refused.review(silent, Channel::Online, false), Err(EligibilityError::ReasonMissing));
        let appeal = Decision::Accept { reason: Some("Trouxe a declaração.".into()) };
        assert_eq!(refused.review(appeal, Channel::Online, false).unwrap().state, Eligibility::Eligible);
    }

    #[test]
    fn nobody_in_the_hall_and_no_member_of_the_council_is_refused() {
        let pending = Standing::initial(delegate(), Channel::Online);
        let refuse = Decision::Refuse { reason: "x".into() };
        assert_eq!(pending.review(refuse.clone(), Channel::Online, true), Err(EligibilityError::CheckedIn));
        let born = Standing::initial(delegate(), Channel::ExOfficio);
        assert_eq!(born.review(refuse, Channel::ExOfficio, false), Err(EligibilityError::Born));
    }
}
