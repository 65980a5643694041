//! Addresses of electronic mail.

use crate::{Refusal, text};

/// An e-mail address (*e-mail*) that a message can be sent to, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Parses an address; what it accepts is deliberately wider than any one provider.
    ///
    /// # Errors
    /// `REQUIRED`, `TOO_LONG` (254 characters) or `EMAIL_INVALID`.
    pub fn parse(field: &str, input: &str) -> Result<Self, Refusal> {
        let address = text::line(field, input, 254)?.to_lowercase();
        if Self::is_plausible(&address) {
            return Ok(Self(address));
        }
        Err(Refusal::invalid(
            field,
            "EMAIL_INVALID",
            "Este e-mail parece incompleto. Confira se tem o formato nome@dominio.org.br.",
        ))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_plausible(address: &str) -> bool {
        let Some((local, host)) = address.split_once('@') else { return false };
        let local_good = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
        let labels: Vec<&str> = host.split('.').collect();
        let host_good = labels.len() >= 2 && labels.iter().all(|label| Self::is_label(label));
        local_good && host_good && labels.last().is_some_and(|last| last.len() >= 2)
    }

    fn is_label(label: &str) -> bool {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_addresses_are_taken_in_lower_case() {
        assert_eq!(EmailAddress::parse("email", " CMAS@Example.ORG ").unwrap().as_str(), "cmas@example.org");
        assert!(EmailAddress::parse("email", "cmas+conferencia@itamarandiba.mg.gov.br").is_ok());
    }

    #[test]
    fn incomplete_addresses_are_refused_on_their_field() {
        for bad in ["cmas", "cmas@", "@example.org", "cmas@example", "a@b@c.org", "a b@example.org", "a..b@c.org"] {
            let refusal = EmailAddress::parse("email", bad).unwrap_err();
            assert_eq!((refusal.code, refusal.path), ("EMAIL_INVALID", vec!["email".to_owned()]), "{bad}");
        }
    }
}
