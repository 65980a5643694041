//! Participants in GraphQL.

mod conference;
mod counts;
mod credentialing;
mod import;

pub(crate) use conference::{ConferenceParticipants, ConsentText};
pub(crate) use counts::{CategoryPresence, ParticipantCounts, PoolPresence};
pub(crate) use credentialing::{Badge, Credentialing, IssuedBadges};
pub(crate) use import::ImportResult;

use super::enums::{Enumeration, optional};
use crate::id;
use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::participants::{Channel, Eligibility, Gender};
use domain::people::{Category, Pool, SeatKind, Sector, Segment};
use usecases::participants::{self, ChangeKind};

pub(crate) struct Participant(pub participants::Participant);

/// A participant (*participante*): one person in one conference.
#[Object]
impl Participant {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Participant", self.0.row.tenant_id, self.0.row.id)
    }

    /// The conference.
    async fn conference_id(&self) -> ID {
        id::global("Conference", self.0.row.tenant_id, self.0.row.conference_id)
    }

    /// Number on lists, from 1, in the order of registration.
    async fn number(&self) -> i32 {
        self.0.row.number
    }

    /// The name to show and to call: the social name (*nome social*) where there is one.
    async fn name(&self) -> &str {
        self.0.row.shown_name()
    }

    /// Name as in the document, for the desk; null for who may not see documents.
    async fn document_name(&self) -> Option<&str> {
        self.0.full.then_some(self.0.row.name.as_str())
    }

    /// Category (*categoria*).
    async fn category(&self) -> Enumeration<Category> {
        Enumeration(*self.0.row.category)
    }

    /// Half of parity (*setor*); null for guests and observers.
    async fn sector(&self) -> Option<Enumeration<Sector>> {
        optional(self.0.row.sector)
    }

    /// Segment of civil society (*segmento*); null for government, guests and observers.
    async fn segment(&self) -> Option<Enumeration<Segment>> {
        optional(self.0.row.segment)
    }

    /// The pool in which the person elects and is counted; null for those without a vote.
    async fn pool(&self) -> Option<Enumeration<Pool>> {
        self.0.pool().map(Enumeration)
    }

    /// Body or entity represented; null when none was given.
    async fn organization(&self) -> Option<&str> {
        self.0.row.organization.as_deref()
    }

    /// CPF; only its six middle digits for who may not see documents; null when none was given.
    async fn cpf(&self) -> Option<String> {
        self.0.cpf()
    }

    /// E-mail; only its first character and domain for who may not see contacts; null when none was given.
    async fn email(&self) -> Option<String> {
        self.0.email()
    }

    /// Date of birth; null when not given, or for who may not see documents.
    async fn birth_date(&self) -> Option<NaiveDate> {
        self.0.only_full(&self.0.row.birth_date).copied()
    }

    /// Gender as declared; null when not declared, or for who may not see documents.
    async fn gender(&self) -> Option<Enumeration<Gender>> {
        self.0.only_full(&self.0.row.gender).map(|gender| Enumeration(**gender))
    }

    /// What the person needs to take part; empty for who may not see it.
    async fn accessibility_needs(&self) -> &[String] {
        if self.0.full { &self.0.row.accessibility_needs.0 } else { &[] }
    }

    /// Restriction or preference of food; null when none was given, or for who may not see it.
    async fn diet(&self) -> Option<&str> {
        self.0.only_full(&self.0.row.diet).map(String::as_str)
    }

    /// Numbers of the preferred axes (*eixos*), the first choice first.
    async fn axis_preferences(&self) -> &[i32] {
        &self.0.row.axis_preferences.0
    }

    /// The working group (*grupo de trabalho*); null while none was assigned.
    async fn group_id(&self) -> Option<ID> {
        self.0.row.group_id.map(|group| id::global("WorkingGroup", self.0.row.tenant_id, group))
    }

    /// How the registration came about.
    async fn channel(&self) -> Enumeration<Channel> {
        Enumeration(*self.0.row.channel)
    }

    /// Where the review of eligibility stands (*homologação*).
    async fn eligibility(&self) -> Enumeration<Eligibility> {
        Enumeration(*self.0.row.eligibility)
    }

    /// Why, when it was refused or reversed; null otherwise.
    async fn eligibility_reason(&self) -> Option<&str> {
        self.0.row.eligibility_reason.as_deref()
    }

    /// When registered.
    async fn registered_at(&self) -> DateTime<Utc> {
        self.0.row.registered_at
    }

    /// When the registration was withdrawn; null while it holds.
    async fn withdrawn_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.withdrawn_at
    }

    /// The consent on record; null where none was needed.
    async fn consent(&self) -> Option<Consent> {
        self.0.row.consent.as_ref().map(|consent| Consent {
            text_version: consent.text_version.clone(),
            at: consent.at,
            retain_until: consent.retain_until,
        })
    }

    /// Whether the person is in the hall now.
    async fn present(&self) -> bool {
        self.0.row.check_in_at.is_some() && self.0.row.check_out_at.is_none()
    }

    /// When the person came in, the last time; null before.
    async fn check_in_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.check_in_at
    }

    /// Which desk let the person in; null before.
    async fn check_in_desk(&self) -> Option<&str> {
        self.0.row.check_in_desk.as_deref()
    }

    /// When the person left; null while in the hall.
    async fn check_out_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.check_out_at
    }

    /// Code on the badge (*crachá*); null while none was issued, or for who may not see documents.
    async fn badge_code(&self) -> Option<&str> {
        self.0.only_full(&self.0.row.badge_code).map(String::as_str)
    }

    /// Titular or alternate of a delegation that the stage below elected; null for everybody else.
    async fn seat_kind(&self) -> Option<Enumeration<SeatKind>> {
        optional(self.0.row.seat_kind)
    }

    /// The titular in whose place an alternate was admitted (*suplência*); null otherwise.
    async fn replaces_id(&self) -> Option<ID> {
        self.0.row.replaces_id.map(|titular| id::global("Participant", self.0.row.tenant_id, titular))
    }

    /// Whether the person votes when in the hall: a delegate whose seat nobody else holds.
    async fn votes(&self) -> bool {
        self.0.row.category.is_delegate() && self.0.row.holds_seat
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.row.version
    }
}

/// A consent on record (*consentimento*, LGPD).
#[derive(SimpleObject)]
pub(crate) struct Consent {
    /// Version of the text that was shown.
    text_version: String,
    /// When the person agreed.
    at: DateTime<Utc>,
    /// Last day on which the data are kept.
    retain_until: NaiveDate,
}

/// A pre-registration arrived. The answer is the same whether the person was known already or not.
#[derive(SimpleObject)]
pub(crate) struct PreRegistered {
    /// Title of the conference.
    pub conference: String,
    /// The address to which the confirmation goes.
    pub confirmation_to: String,
}

/// A decision about a registration. Kept for ever, also when it was reversed.
#[derive(SimpleObject)]
pub(crate) struct ParticipantChange {
    /// What was decided.
    kind: Enumeration<ChangeKind>,
    /// What it was before, in Portuguese; null where there was nothing before.
    before: Option<String>,
    /// What it became, in Portuguese; null where nothing came of it.
    after: Option<String>,
    /// Why, as the author wrote it; null where no reason was needed.
    reason: Option<String>,
    /// Who decided, as a key without personal data.
    actor: String,
    /// When.
    at: DateTime<Utc>,
}

impl From<participants::ParticipantChange> for ParticipantChange {
    fn from(row: participants::ParticipantChange) -> Self {
        let participants::ParticipantChange { kind, before, after, reason, actor, at, .. } = row;
        Self { kind: Enumeration(*kind), before, after, reason, actor, at }
    }
}

/// Attendance of a session, after it was recorded (*lista de presença*).
#[derive(SimpleObject)]
pub(crate) struct SessionAttendance {
    /// The session of the programme.
    pub session_id: ID,
    /// People added by this request.
    pub added: u32,
    /// People on the session's list now.
    pub present: u32,
}
