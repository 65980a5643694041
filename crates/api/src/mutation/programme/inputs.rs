//! What is asked of the programme.

use crate::id;
use crate::types::enums::Enumeration;
use async_graphql::{ID, InputObject};
use chrono::{DateTime, Utc};
use domain::programme::SessionKind;
use domain::quorum::QuorumCall;
use usecases::programme;
use uuid::Uuid;

/// A session to put into the programme.
#[derive(InputObject)]
pub(crate) struct ScheduleSessionInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Title in the programme.
    title: String,
    /// Kind.
    kind: Enumeration<SessionKind>,
    /// Where.
    place: Option<String>,
    /// Planned beginning.
    starts_at: DateTime<Utc>,
    /// Planned end.
    ends_at: DateTime<Utc>,
    /// Whether it counts for the length of the conference.
    #[graphql(default = true)]
    counts_for_hours: bool,
    /// Whether it counts for a participant's presence.
    #[graphql(default = false)]
    counts_for_presence: bool,
}

impl ScheduleSessionInput {
    /// The command.
    pub(super) fn command(self) -> async_graphql::Result<programme::ScheduleSession> {
        let input = programme::SessionInput {
            title: self.title,
            kind: self.kind.0,
            place: self.place,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            counts_for_hours: self.counts_for_hours,
            counts_for_presence: self.counts_for_presence,
        };
        let conference = id::row("Conference", &self.conference_id)?;
        Ok(programme::ScheduleSession { key: self.key, conference, input })
    }
}

/// A session as it should be now, all of it.
#[derive(InputObject)]
pub(crate) struct UpdateSessionInput {
    /// Idempotency key.
    key: Uuid,
    /// The session.
    session_id: ID,
    /// The version that was read.
    version: i32,
    /// Title in the programme.
    title: String,
    /// Kind.
    kind: Enumeration<SessionKind>,
    /// Where.
    place: Option<String>,
    /// Planned beginning.
    starts_at: DateTime<Utc>,
    /// Planned end.
    ends_at: DateTime<Utc>,
    /// Whether it counts for the length of the conference.
    #[graphql(default = true)]
    counts_for_hours: bool,
    /// Whether it counts for a participant's presence.
    #[graphql(default = false)]
    counts_for_presence: bool,
}

impl UpdateSessionInput {
    /// The command.
    pub(super) fn command(self) -> async_graphql::Result<programme::UpdateSession> {
        let input = programme::SessionInput {
            title: self.title,
            kind: self.kind.0,
            place: self.place,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            counts_for_hours: self.counts_for_hours,
            counts_for_presence: self.counts_for_presence,
        };
        let session = id::row("Session", &self.session_id)?;
        Ok(programme::UpdateSession { key: self.key, session, version: self.version, input })
    }
}

/// A session to take out of the programme.
#[derive(InputObject)]
pub(crate) struct CancelSessionInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session_id: ID,
}

/// A session to open or to go on with.
#[derive(InputObject)]
pub(crate) struct StartSessionInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session_id: ID,
}

/// A session to suspend.
#[derive(InputObject)]
pub(crate) struct InterruptSessionInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session_id: ID,
}

/// A session to close.
#[derive(InputObject)]
pub(crate) struct CloseSessionInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session_id: ID,
}

/// A place at the opening table.
#[derive(InputObject)]
pub(crate) struct OpeningTableMemberInput {
    /// Name as announced.
    name: String,
    /// Why this person is there.
    role: String,
    /// The participant, when registered.
    participant_id: Option<ID>,
}

/// The opening table.
#[derive(InputObject)]
pub(crate) struct SetOpeningTableInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version that was read (`openingTableVersion`).
    version: i32,
    /// The places, in the order of being called.
    members: Vec<OpeningTableMemberInput>,
}

impl SetOpeningTableInput {
    /// The command.
    pub(super) fn command(self) -> async_graphql::Result<programme::SetOpeningTable> {
        let place = |member: OpeningTableMemberInput| {
            let participant = id::optional_row("Participant", member.participant_id.as_ref())?;
            Ok(programme::TablePlace { name: member.name, role: member.role, participant })
        };
        let places = self.members.into_iter().map(place).collect::<async_graphql::Result<_>>()?;
        let conference = id::row("Conference", &self.conference_id)?;
        Ok(programme::SetOpeningTable { key: self.key, conference, version: self.version, places })
    }
}

/// The keynote of a session.
#[derive(InputObject)]
pub(crate) struct SetKeynoteInput {
    /// Idempotency key.
    key: Uuid,
    /// The session.
    session_id: ID,
    /// Title of the talk.
    title: String,
    /// Speaker, as announced.
    speaker: String,
    /// The participant, when registered.
    participant_id: Option<ID>,
    /// Where the speaker comes from.
    organization: Option<String>,
    /// Planned length, in minutes.
    minutes: i32,
    /// What was said, in short; written afterwards.
    summary: Option<String>,
}

impl SetKeynoteInput {
    /// The command.
    pub(super) fn command(self) -> async_graphql::Result<programme::SetKeynote> {
        Ok(programme::SetKeynote {
            key: self.key,
            session: id::row("Session", &self.session_id)?,
            title: self.title,
            speaker: self.speaker,
            participant: id::optional_row("Participant", self.participant_id.as_ref())?,
            organization: self.organization,
            minutes: self.minutes.into(),
            summary: self.summary,
        })
    }
}

/// The table that directs a session.
#[derive(InputObject)]
pub(crate) struct SetDirectingTableInput {
    /// Idempotency key.
    key: Uuid,
    /// The session.
    session_id: ID,
    /// The participant who presides.
    chair_id: ID,
    /// The participant who keeps the minutes.
    secretary_id: ID,
    /// The participant who keeps the texts.
    rapporteur_id: ID,
}

impl SetDirectingTableInput {
    /// The command.
    pub(super) fn command(self) -> async_graphql::Result<programme::SetDirectingTable> {
        Ok(programme::SetDirectingTable {
            key: self.key,
            session: id::row("Session", &self.session_id)?,
            chair: id::row("Participant", &self.chair_id)?,
            secretary: id::row("Participant", &self.secretary_id)?,
            rapporteur: id::row("Participant", &self.rapporteur_id)?,
        })
    }
}

/// A check of the quorum.
#[derive(InputObject)]
pub(crate) struct VerifyQuorumInput {
    /// Idempotency key.
    key: Uuid,
    /// The session.
    session_id: ID,
    /// First or second call.
    #[graphql(default_with = "Enumeration(QuorumCall::First)")]
    call: Enumeration<QuorumCall>,
    /// Delegates counted in the hall; null when those checked in and not gone count.
    headcount: Option<i32>,
    /// What is announced.
    note: Option<String>,
}

impl VerifyQuorumInput {
    /// The command.
    pub(super) fn command(self) -> async_graphql::Result<programme::VerifyQuorum> {
        Ok(programme::VerifyQuorum {
            key: self.key,
            session: id::row("Session", &self.session_id)?,
            call: self.call.0,
            headcount: self.headcount.map(i64::from),
            note: self.note,
        })
    }
}

/// Something to tell everybody.
#[derive(InputObject)]
pub(crate) struct AnnounceInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// One line, at most 200 characters.
    text: String,
    /// From when it is shown; null for now.
    from: Option<DateTime<Utc>>,
    /// When it disappears by itself; null until another one or until it is taken away.
    until: Option<DateTime<Utc>>,
}

impl AnnounceInput {
    /// The command.
    pub(super) fn command(self) -> async_graphql::Result<programme::Announce> {
        let conference = id::row("Conference", &self.conference_id)?;
        Ok(programme::Announce { key: self.key, conference, text: self.text, from: self.from, until: self.until })
    }
}

/// An announcement to take away.
#[derive(InputObject)]
pub(crate) struct WithdrawAnnouncementInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The announcement.
    pub announcement_id: ID,
}
