//! Why a message did not leave. No error repeats an address or what a mail server said about one.

/// A message that was not handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Trying again will not help: the address is wrong or the server refuses the message for good.
    #[error("refused for good: {0}")]
    Permanent(String),
    /// Trying again later may help: the server is away, busy, or does not accept our credentials.
    #[error("not sent yet: {0}")]
    Transient(String),
}

impl MailError {
    /// Whether the relay should try again later.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Transient(_))
    }
}

impl From<lettre::transport::smtp::Error> for MailError {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        if let Some(code) = error.status() {
            let code = u16::from(code);
            return if is_final(code) {
                Self::Permanent(format!("SMTP {code}"))
            } else {
                Self::Transient(format!("SMTP {code}"))
            };
        }
        Self::Transient(class(&error).to_owned())
    }
}

/// Whether an SMTP reply is about this message for good (RFC 5321 section 4.2.1). Replies about how
/// we signed in (RFC 4954 section 6) concern every message and are mended by the operator: the
/// message waits.
fn is_final(code: u16) -> bool {
    code >= 500 && !matches!(code, 530 | 534 | 535 | 538)
}

fn class(error: &lettre::transport::smtp::Error) -> &'static str {
    if error.is_timeout() {
        "the mail server did not answer in time"
    } else if error.is_tls() {
        "no secure connection to the mail server"
    } else if error.is_client() {
        "the mail server offers no way to sign in or to carry this message"
    } else {
        "no connection to the mail server"
    }
}

/// Settings that cannot be used; the server refuses to start with them. No password is repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The sender is no mailbox such as `Confere <confere@example.org>`.
    #[error("the sender is not a mailbox such as \"Confere <confere@example.org>\"")]
    Sender,
    /// The address of the server is no `smtp://` or `smtps://` address.
    #[error("the address of the mail server is not smtp://[user:password@]host[:port] or smtps://…")]
    Server,
    /// The folder for messages cannot be made.
    #[error("the folder for messages cannot be made: {0}")]
    Folder(std::io::ErrorKind),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_mailbox_is_final_and_a_wrong_password_of_ours_is_not() {
        assert!(is_final(550));
        assert!(is_final(554));
        assert!(!is_final(535));
        assert!(!is_final(451));
        assert!(!is_final(421));
    }
}
