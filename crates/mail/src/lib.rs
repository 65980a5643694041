//! Messages by e-mail: what they say, and how they leave.
//!
//! What belongs here: the templates in pt-BR, the form of a message, SMTP and files. What does not:
//! when a message is due and how often it is tried (the relay of the outbox, `usecases`). A [`Draft`]
//! is what the outbox keeps; nothing here logs an address, a link or a name.

mod draft;
mod error;
mod mailer;
mod plain;
mod template;

pub use draft::{Draft, Message};
pub use error::{MailError, SettingsError};
pub use mailer::Mailer;
pub use template::{EligibilityAnswer, Template};
