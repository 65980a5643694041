//! Share of the sessions a person was present at.

use super::share::Share;
use crate::Refusal;

/// Presence over the sessions that count for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PresenceShare {
    /// Sessions attended among those that count.
    pub attended: u32,
    /// Sessions that count.
    pub of: u32,
}

/// Presence below the minimum of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "A presença foi de {attended} em {of} sessões; o mínimo é {minimum}. Se houve engano, peça à mesa que confira a lista."
)]
pub struct PresenceTooLow {
    /// Sessions attended.
    pub attended: u32,
    /// Sessions that count.
    pub of: u32,
    /// The minimum (`eligibility.minimumPresence`).
    pub minimum: Share,
}

impl PresenceShare {
    /// Counts the attended sessions among those that count; others, and repetitions, do not matter.
    pub fn over<S: PartialEq>(counting: &[S], attended: &[S]) -> Self {
        let present = counting.iter().filter(|session| attended.contains(session)).count();
        Self {
            attended: u32::try_from(present).unwrap_or(u32::MAX),
            of: u32::try_from(counting.len()).unwrap_or(u32::MAX),
        }
    }

    /// Whether the minimum is reached. Where no session counts, everybody reaches it.
    ///
    /// # Errors
    /// [`PresenceTooLow`].
    pub fn reaches(self, minimum: Share) -> Result<(), PresenceTooLow> {
        if self.of == 0 || minimum.reached_by(self.attended, self.of) {
            Ok(())
        } else {
            Err(PresenceTooLow { attended: self.attended, of: self.of, minimum })
        }
    }
}

impl From<PresenceTooLow> for Refusal {
    fn from(low: PresenceTooLow) -> Self {
        Self::rule("PRESENCE_TOO_LOW", "eligibility.minimumPresence", low.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_of_four_sessions_are_three_quarters() {
        let minimum = Share::try_from(0.75).unwrap();
        let counting = ["S03", "S04", "S07", "S09"];
        assert!(PresenceShare::over(&counting, &["S09", "S03", "S04", "S12"]).reaches(minimum).is_ok());
        let low = PresenceShare::over(&counting, &["S03", "S03", "S04", "S12"]).reaches(minimum).unwrap_err();
        assert_eq!((low.attended, low.of), (2, 4));
        assert!(Refusal::from(low).message.contains("2 em 4"));
    }

    #[test]
    fn where_no_session_counts_nobody_is_kept_out() {
        assert!(PresenceShare::over::<&str>(&[], &[]).reaches(Share::HALF).is_ok());
    }
}
