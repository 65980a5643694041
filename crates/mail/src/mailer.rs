//! How messages leave: by SMTP, or as files for the demo and tests.

use crate::{MailError, Message, SettingsError};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::PoolConfig;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one answer of the mail server may take.
const ANSWER: Duration = Duration::from_secs(15);
/// How long one message may take in all.
const MESSAGE: Duration = Duration::from_secs(60);
/// Connections at most, so that a small mail server is not overrun by a badge mailing.
const CONNECTIONS: u32 = 4;
/// Longest line of a mail, in bytes.
const LINE_MAX: usize = 998;

/// Sends messages from one sender. Clones share their connections.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Files(PathBuf),
}

impl Mailer {
    /// Sends by the server at `url`: `smtps://user:password@host[:465]`, or `smtp://host[:25]`, with
    /// `?tls=required` for STARTTLS. Characters of the password that have a meaning in an address
    /// are written as `%XX`; a path becomes our name in `EHLO`. Does not connect yet; needs a Tokio runtime.
    ///
    /// # Errors
    /// [`SettingsError`] naming what cannot be used, never its value.
    pub fn smtp(url: &str, from: &str) -> Result<Self, SettingsError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| SettingsError::Server)?
            .timeout(Some(ANSWER))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .build();
        Ok(Self { from: sender(from)?, way: Way::Smtp(transport) })
    }

    /// Writes each message to `<folder>/<id>.eml`, which any mail program opens; a message that is
    /// sent again replaces its file. Makes the folder.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn files(folder: impl AsRef<Path>, from: &str) -> Result<Self, SettingsError> {
        let folder = folder.as_ref().to_owned();
        std::fs::create_dir_all(&folder).map_err(|error| SettingsError::Folder(error.kind()))?;
        Ok(Self { from: sender(from)?, way: Way::Files(folder) })
    }

    /// Hands a message over; `Ok` means that the server took it or the file is whole.
    ///
    /// # Errors
    /// [`MailError::Permanent`] when trying again is of no use, [`MailError::Transient`] otherwise.
    pub async fn send(&self, message: &Message) -> Result<(), MailError> {
        match &self.way {
            Way::Smtp(transport) => {
                let letter = self.letter(message, Body::new(message.text.clone()))?;
                let sending = tokio::time::timeout(MESSAGE, transport.send(letter));
                let late = |_| MailError::Transient("the mail server took too long".to_owned());
                sending.await.map_err(late)??;
                Ok(())
            }
            Way::Files(folder) => {
                let letter = self.letter(message, readable(&message.text))?;
                write(folder, &message.id.to_string(), &letter.formatted()).await
            }
        }
    }

    /// Whether messages could leave now: the server answers, or the folder is there. For `doctor`.
    ///
    /// # Errors
    /// [`MailError::Transient`] saying what is missing.
    pub async fn check(&self) -> Result<(), MailError> {
        let missing = |what: &str| MailError::Transient(what.to_owned());
        match &self.way {
            Way::Smtp(transport) => match tokio::time::timeout(MESSAGE, transport.test_connection()).await {
                Ok(Ok(true)) => Ok(()),
                Ok(Ok(false)) => Err(missing("the mail server did not answer as one")),
                Ok(Err(error)) => Err(error.into()),
                Err(_) => Err(missing("the mail server took too long")),
            },
            Way::Files(folder) if folder.is_dir() => Ok(()),
            Way::Files(_) => Err(missing("the folder for messages is not there")),
        }
    }

    fn letter(&self, message: &Message, body: Body) -> Result<lettre::Message, MailError> {
        let to: Address = message.to.parse().map_err(|_| MailError::Permanent("not an e-mail address".to_owned()))?;
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        lettre::Message::builder()
            .message_id(Some(format!("<{}@{}>", message.id, self.from.email.domain())))
            .date(message.caused_at.into())
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(message.subject.clone())
            // RFC 3834: keeps absence notices from answering.
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|_| MailError::Permanent("the message could not be composed".to_owned()))
    }
}

/// The text as it is, for people and scripts that read the file; encoded only where a line is longer
/// than a mail may have (RFC 5322 section 2.1.1).
fn readable(text: &str) -> Body {
    if text.lines().any(|line| line.len() > LINE_MAX) {
        return Body::new(text.to_owned());
    }
    Body::dangerous_pre_encoded(text.replace('\n', "\r\n").into_bytes(), ContentTransferEncoding::EightBit)
}

/// The file appears whole or not at all.
async fn write(folder: &Path, name: &str, content: &[u8]) -> Result<(), MailError> {
    let (unfinished, finished) = (folder.join(format!(".{name}.part")), folder.join(format!("{name}.eml")));
    let written = async {
        tokio::fs::write(&unfinished, content).await?;
        tokio::fs::rename(&unfinished, &finished).await
    };
    written.await.map_err(|error: std::io::Error| MailError::Transient(format!("file: {}", error.kind())))
}

fn sender(from: &str) -> Result<Mailbox, SettingsError> {
    from.parse().map_err(|_| SettingsError::Sender)
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match &self.way {
            Way::Smtp(_) => "Mailer(smtp)",
            Way::Files(_) => "Mailer(files)",
        })
    }
}
