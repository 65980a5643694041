//! Addresses of electronic mail, as far as a sign-in link must reach them.

use crate::Refusal;

/// Longest address that mail servers take (RFC 5321, errata 1690), in bytes.
pub const EMAIL_MAX: usize = 254;
const LOCAL_MAX: usize = 64;
const LABEL_MAX: usize = 63;

/// An e-mail address with its domain in lower case. `Debug` shows the masked form only.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text cannot be taken as an address. No variant carries what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("Informe o e-mail.")]
    Missing,
    /// Longer than [`EMAIL_MAX`], or the part before the `@` longer than 64.
    #[error("O e-mail é longo demais. Confira e digite de novo.")]
    TooLong,
    /// No `@`, or more than one.
    #[error("O e-mail precisa ter um único @, como em nome@exemplo.org.br.")]
    At,
    /// The part before the `@` has something that mail servers refuse.
    #[error("A parte antes do @ tem um espaço, acento ou sinal que e-mails não usam. Confira e digite de novo.")]
    Local,
    /// The part after the `@` is no domain name.
    #[error("A parte depois do @ não parece um endereço, como exemplo.org.br. Confira e digite de novo.")]
    Domain,
}

impl Email {
    /// Reads an address: trimmed, the domain in lower case, the local part as typed.
    ///
    /// # Errors
    /// See [`EmailError`].
    pub fn parse(input: &str) -> Result<Self, EmailError> {
        let text = input.trim();
        if text.is_empty() {
            return Err(EmailError::Missing);
        }
        let (local, domain) = text.split_once('@').ok_or(EmailError::At)?;
        if domain.contains('@') {
            return Err(EmailError::At);
        }
        if text.len() > EMAIL_MAX || local.len() > LOCAL_MAX {
            return Err(EmailError::TooLong);
        }
        if !is_local(local) {
            return Err(EmailError::Local);
        }
        if !is_domain(domain) {
            return Err(EmailError::Domain);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// Reads an address that is compared with others: all in lower case; refusals name the field.
    ///
    /// # Errors
    /// See [`EmailError`].
    pub fn of_account(field: &str, input: &str) -> Result<Self, Refusal> {
        Self::parse(input).map(|email| Self(email.key())).map_err(|error| Refusal::from(error).at(field))
    }

    /// The address as mail is sent to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two addresses are compared: no provider in use tells cases apart.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The form for those who need not see the address: its first character and the domain.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').expect("parsing keeps exactly one @");
        format!("{}***@{domain}", &local[..1])
    }
}

fn is_local(local: &str) -> bool {
    local.split('.').all(|atom| {
        !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    })
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let top_is_name = labels.last().is_some_and(|top| top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit()));
    labels.len() >= 2 && top_is_name && labels.iter().all(|label| is_label(label))
}

fn is_label(label: &str) -> bool {
    (1..=LABEL_MAX).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;
    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl From<EmailError> for Refusal {
    fn from(error: EmailError) -> Self {
        let code = match error {
            EmailError::Missing => "REQUIRED",
            EmailError::TooLong => "TOO_LONG",
            EmailError::At => "EMAIL_AT",
            EmailError::Local => "EMAIL_LOCAL",
            EmailError::Domain => "EMAIL_DOMAIN",
        };
        Self::invalid("email", code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn domain_is_lowered_and_the_local_part_kept() {
        let email = Email::parse(" Maria.Souza+cmas@Exemplo.ORG.br ").unwrap();
        assert_eq!(email.as_str(), "Maria.Souza+cmas@exemplo.org.br");
        assert_eq!(email.key(), "maria.souza+cmas@exemplo.org.br");
        assert_eq!(email.masked(), "M***@exemplo.org.br");
        assert_eq!(format!("{email:?}"), "Email(M***@exemplo.org.br)");
    }

    #[test]
    fn each_mistake_is_named() {
        for (typed, error) in [
            (" ", EmailError::Missing),
            ("maria.exemplo.org", EmailError::At),
            ("a@b@exemplo.org", EmailError::At),
            ("josé@exemplo.org", EmailError::Local),
            ("a..b@exemplo.org", EmailError::Local),
            (".a@exemplo.org", EmailError::Local),
            ("a b@exemplo.org", EmailError::Local),
            ("a@exemplo", EmailError::Domain),
            ("a@-exemplo.org", EmailError::Domain),
            ("a@exemplo..org", EmailError::Domain),
            ("a@10.0.0.1", EmailError::Domain),
        ] {
            assert_eq!(Email::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(Email::parse(&format!("{}@exemplo.org", "a".repeat(65))), Err(EmailError::TooLong));
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_stable_bounded_and_ascii(input in "\\PC*|[a-z.@]{1,30}") {
            if let Ok(email) = Email::parse(&input) {
                prop_assert!(email.as_str().len() <= EMAIL_MAX && email.as_str().is_ascii());
                prop_assert_eq!(Email::parse(email.as_str()).unwrap(), email);
            }
        }
    }
}
