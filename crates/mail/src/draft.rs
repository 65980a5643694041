//! A message before it is written, as the outbox keeps it, and after.

use crate::Template;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// Whom to write to and what about: the outbox's payload, as JSON `{"to": …, "template": {"kind": …}}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The address, one mailbox.
    pub to: String,
    /// What to say.
    pub template: Template,
}

impl Draft {
    /// The message, to be handed to a [`crate::Mailer`].
    ///
    /// `id` and `caused_at` are those of the outbox's entry: they become `Message-ID` and `Date`, so
    /// that a message that was sent twice can be recognized as one.
    pub fn message(&self, id: Uuid, caused_at: DateTime<Utc>) -> Message {
        let (subject, text) = self.template.render();
        Message { id, caused_at, to: self.to.clone(), subject, text }
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("template", &self.template).finish_non_exhaustive()
    }
}

/// A message as it is sent. `Debug` shows neither address nor text.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The outbox's entry.
    pub id: Uuid,
    /// When it was caused.
    pub caused_at: DateTime<Utc>,
    /// The address.
    pub to: String,
    /// At most 78 characters on one line.
    pub subject: String,
    /// Plain text in pt-BR, lines ended by `\n`.
    pub text: String,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("id", &self.id).finish_non_exhaustive()
    }
}
