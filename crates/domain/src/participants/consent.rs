//! Consent to the keeping of personal data (LGPD, Law 13.709/2018, arts. 7, 8 and 11).

use super::registration::Channel;
use crate::Refusal;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// The text a person agrees to, as the conference publishes it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ConsentText {
    /// Version of the text, as shown beside it.
    pub version: String,
    /// Days after the last day of the conference until the data are erased.
    pub retention_days: u32,
}

/// A consent on record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Consent {
    /// Version of the text that was shown.
    pub text_version: String,
    /// When the person agreed.
    pub at: DateTime<Utc>,
    /// Last day on which the data are kept.
    pub retain_until: NaiveDate,
}

/// Why a consent cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConsentError {
    /// Nothing was agreed to.
    #[error("Para fazer a inscrição, leia como os dados serão usados e marque que concorda.")]
    Missing,
    /// Another version was agreed to than the one in force.
    #[error("O texto sobre o uso dos dados mudou. Leia a versão {current} e marque de novo que concorda.")]
    Outdated {
        /// The version in force.
        current: String,
    },
}

/// Whether a registration must carry a consent.
///
/// Online always. At the desk only for sensitive data (reserved groups). Registrations that the
/// secretariat types or imports rest on the consent their source asked for; born delegates on the council's legal duty (art. 7, II).
pub fn consent_needed(channel: Channel, sensitive: bool) -> bool {
    match channel {
        Channel::Online => true,
        Channel::Desk => sensitive,
        Channel::Office | Channel::Import | Channel::ExOfficio => false,
    }
}

impl ConsentText {
    /// Records that `accepted` (the version the person saw) was agreed to.
    ///
    /// # Errors
    /// See [`ConsentError`].
    pub fn record(
        &self,
        accepted: Option<&str>,
        at: DateTime<Utc>,
        last_day: NaiveDate,
    ) -> Result<Consent, ConsentError> {
        match accepted {
            None => Err(ConsentError::Missing),
            Some(version) if version != self.version => Err(ConsentError::Outdated { current: self.version.clone() }),
            Some(version) => Ok(Consent {
                text_version: version.to_owned(),
                at,
                retain_until: last_day
                    .checked_add_days(Days::new(u64::from(self.retention_days)))
                    .unwrap_or(NaiveDate::MAX),
            }),
        }
    }
}

impl Consent {
    /// Whether the data are to be erased by now.
    pub fn expired_on(&self, today: NaiveDate) -> bool {
        today > self.retain_until
    }
}

impl From<ConsentError> for Refusal {
    fn from(error: ConsentError) -> Self {
        let code = match error {
            ConsentError::Missing => "CONSENT_REQUIRED",
            ConsentError::Outdated { .. } => "CONSENT_OUTDATED",
        };
        let message = error.to_string();
        Self { rule: Some("Lei nº 13.709/2018 (LGPD), art. 8º".into()), ..Self::invalid("consent", code, message) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_holds_the_version_and_the_last_day_of_keeping() {
        let text = ConsentText { version: "2".into(), retention_days: 30 };
        let at: DateTime<Utc> = "2025-05-12T12:00:00Z".parse().unwrap();
        let last_day = NaiveDate::from_ymd_opt(2025, 6, 27).unwrap();
        let consent = text.record(Some("2"), at, last_day).unwrap();
        assert_eq!(consent.retain_until, NaiveDate::from_ymd_opt(2025, 7, 27).unwrap());
        assert!(!consent.expired_on(consent.retain_until));
        assert!(consent.expired_on(NaiveDate::from_ymd_opt(2025, 7, 28).unwrap()));
        assert_eq!(text.record(None, at, last_day), Err(ConsentError::Missing));
        assert_eq!(text.record(Some("1"), at, last_day), Err(ConsentError::Outdated { current: "2".into() }));
    }

    #[test]
    fn the_desk_asks_only_for_sensitive_data() {
        assert!(consent_needed(Channel::Online, false));
        assert!(consent_needed(Channel::Desk, true) && !consent_needed(Channel::Desk, false));
        assert!(!consent_needed(Channel::ExOfficio, true));
    }
}
