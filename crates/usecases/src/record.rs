//! What every act leaves behind: an audit entry and, where a hall may be looking, a live event.

use crate::{Ctx, Outcome};
use policy::Action;
use serde_json::{Value, json};
use store::{Scope, audit, outbox, sequence};
use uuid::Uuid;

/// An act to record. Take the sequence number last: recording should end the transaction's body.
#[must_use = "an act is recorded with `record`"]
pub struct Act {
    action: Action,
    subject: String,
    conference: Option<Uuid>,
    details: Value,
    live: bool,
}

impl Act {
    /// An act on a subject (`kind` is the API's type name).
    pub fn new(action: Action, kind: &str, id: Uuid) -> Self {
        Self { action, subject: format!("{kind}:{id}"), conference: None, details: json!({}), live: false }
    }

    /// The conference it belongs to.
    pub fn of(mut self, conference: Uuid) -> Self {
        self.conference = Some(conference);
        self
    }

    /// What changed. No personal data: the log outlives it.
    pub fn with(mut self, details: Value) -> Self {
        self.details = details;
        self
    }

    /// Subscribers of the conference look again.
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }

    /// Writes the audit entry and the live event into the transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(self, scope: &Scope, ctx: &Ctx) -> Outcome<()> {
        let entry = audit::entry::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: self.conference,
            at: ctx.now(),
            actor: ctx.actor.key().0,
            action: self.action.code().to_owned(),
            subject: self.subject,
            details: self.details,
            request_id: ctx.request_id.clone(),
        };
        audit::add(scope, entry).await?;
        match self.conference {
            Some(conference) if self.live => tell(scope, ctx, conference).await,
            _ => Ok(()),
        }
    }
}

/// Has the subscribers of a conference, or of a cycle, look again. Take it last: it holds the conference's counter.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell(scope: &Scope, ctx: &Ctx, conference: Uuid) -> Outcome<()> {
    let sequence = sequence::next(scope, conference).await?;
    let note = outbox::NewEntry {
        id: ctx.new_id(),
        topic: outbox::Topic::Live,
        conference_id: Some(conference),
        sequence: Some(sequence),
        payload: json!({}),
        at: ctx.now(),
    };
    Ok(outbox::put(scope, note).await?)
}

/// Puts a message into the outbox; it leaves after the commit.
///
/// # Errors
/// When the database fails.
pub(crate) async fn send_mail(scope: &Scope, ctx: &Ctx, to: &str, template: mail::Template) -> Outcome<()> {
    let letter = outbox::NewEntry {
        id: ctx.new_id(),
        topic: outbox::Topic::Mail,
        conference_id: None,
        sequence: None,
        payload: json!(mail::Draft { to: to.to_owned(), template }),
        at: ctx.now(),
    };
    Ok(outbox::put(scope, letter).await?)
}
