//! stub
#![allow(missing_docs)]
use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Template {
    SignInLink { link: String, minutes: i64 },
    ConfirmSignUp { council: String, link: String },
    CouncilApproved { council: String, link: String },
    CouncilDeclined { council: String, reason: String },
    Invitation { council: String, role: String, link: String, days: i64 },
}
pub struct Message;
#[derive(Debug)]
pub struct MailError;
impl std::fmt::Display for MailError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
impl std::error::Error for MailError {}
impl Message {
    pub fn render(_: uuid::Uuid, _: &str, _: &Template) -> Result<Self, MailError> {
        Ok(Self)
    }
}
pub struct Mailer;
impl Mailer {
    pub fn smtp(_: &str, _: &str) -> Result<Self, MailError> {
        Ok(Self)
    }
    pub fn files(_: &std::path::Path, _: &str) -> Result<Self, MailError> {
        Ok(Self)
    }
    pub async fn send(&self, _: &Message) -> Result<(), MailError> {
        Ok(())
    }
    pub async fn check(&self) -> Result<(), MailError> {
        Ok(())
    }
}
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
