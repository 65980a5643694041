//! The people of a council: members, invitations, mandates; and what they did.

use crate::id;
use crate::types::enums::{Enumeration, optional};
use async_graphql::{ID, Json, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::people::{SeatKind, Sector, Segment};
use policy::Role;
use usecases::councils::{self, InvitationState, MemberView};

pub(crate) struct Member(pub MemberView);

/// A person with a role in a council.
#[Object]
impl Member {
    /// Global id of the membership.
    async fn id(&self) -> ID {
        id::global("Membership", self.0.membership.tenant_id, self.0.membership.id)
    }

    /// Name of the person.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// E-mail of the person.
    async fn email(&self) -> &str {
        &self.0.email
    }

    /// The role.
    async fn role(&self) -> Enumeration<Role> {
        Enumeration(*self.0.membership.role)
    }

    /// Since when.
    async fn since(&self) -> DateTime<Utc> {
        self.0.membership.since
    }
}

pub(crate) struct Membership(pub councils::MembershipRow);

/// A membership, after it was changed.
#[Object]
impl Membership {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Membership", self.0.tenant_id, self.0.id)
    }

    /// The role.
    async fn role(&self) -> Enumeration<Role> {
        Enumeration(*self.0.role)
    }

    /// Since when.
    async fn since(&self) -> DateTime<Utc> {
        self.0.since
    }
}

pub(crate) struct Invitation(pub councils::Invitation);

/// An invitation to a role in a council (*convite*).
#[Object]
impl Invitation {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Invitation", self.0.tenant_id, self.0.id)
    }

    /// To whom.
    async fn email(&self) -> &str {
        &self.0.email
    }

    /// Name of the person invited.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The role offered.
    async fn role(&self) -> Enumeration<Role> {
        Enumeration(*self.0.role)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<InvitationState> {
        Enumeration(*self.0.state)
    }

    /// When it was sent.
    async fn sent_at(&self) -> DateTime<Utc> {
        self.0.sent_at
    }

    /// Until when it can be accepted.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at
    }
}

pub(crate) struct Mandate(pub councils::Mandate);

/// A mandate of a member of the council (*mandato*).
#[Object]
impl Mandate {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Mandate", self.0.tenant_id, self.0.id)
    }

    /// Seat number, from 1; titular and alternate share it.
    async fn seat(&self) -> i32 {
        self.0.seat
    }

    /// Titular or alternate.
    async fn kind(&self) -> Enumeration<SeatKind> {
        Enumeration(*self.0.kind)
    }

    /// Name of the member.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// E-mail of the member.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// Government or civil society.
    async fn sector(&self) -> Enumeration<Sector> {
        Enumeration(*self.0.sector)
    }

    /// Segment; null for the government.
    async fn segment(&self) -> Option<Enumeration<Segment>> {
        optional(self.0.segment)
    }

    /// Body or organization represented.
    async fn organization(&self) -> &str {
        &self.0.organization
    }

    /// First day.
    async fn starts_on(&self) -> NaiveDate {
        self.0.starts_on
    }

    /// Last day.
    async fn ends_on(&self) -> NaiveDate {
        self.0.ends_on
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// One act in the audit log.
#[derive(SimpleObject)]
pub(crate) struct AuditEntry {
    /// When.
    at: DateTime<Utc>,
    /// Who, as a key without personal data, for instance `account:<uuid>`.
    actor: String,
    /// What, as `module.verb`.
    action: String,
    /// To what, as `Type:<uuid>`.
    subject: String,
    /// What changed.
    details: Json<serde_json::Value>,
    /// The request that did it.
    request_id: String,
}

impl From<councils::AuditEntry> for AuditEntry {
    fn from(row: councils::AuditEntry) -> Self {
        Self {
            at: row.at,
            actor: row.actor,
            action: row.action,
            subject: row.subject,
            details: Json(row.details),
            request_id: row.request_id,
        }
    }
}
