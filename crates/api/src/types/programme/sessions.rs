//! Sessions, the tables and the keynote.

use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::programme::{SessionKind, SessionState};
use usecases::conferences::Conference as Row;
use usecases::programme::{self, ProgrammeRow, SessionRow, SessionView};
use uuid::Uuid;

pub(crate) struct Session {
    row: SessionRow,
    view: Option<SessionView>,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self { row, view: None }
    }
}

impl From<SessionView> for Session {
    fn from(view: SessionView) -> Self {
        Self { row: view.row.clone(), view: Some(view) }
    }
}

/// A session of the programme (*sessão*).
#[Object]
impl Session {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Session", self.row.tenant_id, self.row.id)
    }

    /// Title in the programme.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// Kind.
    async fn kind(&self) -> Enumeration<SessionKind> {
        Enumeration(*self.row.kind)
    }

    /// Where; null when the programme does not say.
    async fn place(&self) -> Option<&str> {
        self.row.place.as_deref()
    }

    /// Planned beginning.
    async fn starts_at(&self) -> DateTime<Utc> {
        self.row.starts_at
    }

    /// Planned end.
    async fn ends_at(&self) -> DateTime<Utc> {
        self.row.ends_at
    }

    /// Whether it counts for the length of the conference.
    async fn counts_for_hours(&self) -> bool {
        self.row.counts_for_hours
    }

    /// Whether it counts for a participant's presence.
    async fn counts_for_presence(&self) -> bool {
        self.row.counts_for_presence
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<SessionState> {
        Enumeration(*self.row.state)
    }

    /// When it began; null before.
    async fn started_at(&self) -> Option<DateTime<Utc>> {
        self.row.started_at
    }

    /// When it ended; null before.
    async fn ended_at(&self) -> Option<DateTime<Utc>> {
        self.row.ended_at
    }

    /// Who directs it (*mesa diretora*); null while nobody is named.
    async fn directing_table(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DirectingTable>> {
        let SessionRow {
            chair_id: Some(chair), secretary_id: Some(secretary), rapporteur_id: Some(rapporteur), ..
        } = self.row
        else {
            return Ok(None);
        };
        let (app, asking) = asked(ctx);
        let view = match &self.view {
            Some(view) => view.clone(),
            None => programme::session_view(app, asking, &self.row).await.or_fail(asking)?,
        };
        let place = |person: Uuid| TablePlace {
            participant_id: id::global("Participant", self.row.tenant_id, person),
            name: view.names.get(&person).cloned().unwrap_or_default(),
        };
        Ok(Some(DirectingTable { chair: place(chair), secretary: place(secretary), rapporteur: place(rapporteur) }))
    }

    /// The keynote; null in sessions of other kinds and while it is not named.
    async fn keynote(&self) -> Option<Keynote> {
        let kept = &self.row.keynote.as_ref()?.0;
        Some(Keynote {
            title: kept.title.clone(),
            speaker: kept.speaker.clone(),
            participant_id: kept.participant.map(|person| id::global("Participant", self.row.tenant_id, person)),
            organization: kept.organization.clone(),
            minutes: kept.minutes,
            summary: kept.summary.clone(),
        })
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// The table that directs a session (*mesa diretora*).
#[derive(SimpleObject)]
pub(crate) struct DirectingTable {
    /// Presides (*presidência*).
    chair: TablePlace,
    /// Keeps the minutes (*secretaria*).
    secretary: TablePlace,
    /// Keeps the texts (*relatoria*).
    rapporteur: TablePlace,
}

/// Somebody at a directing table.
#[derive(SimpleObject)]
pub(crate) struct TablePlace {
    /// The participant.
    participant_id: ID,
    /// Name as shown.
    name: String,
}

/// A keynote (*palestra magna*).
#[derive(SimpleObject)]
pub(crate) struct Keynote {
    /// Title of the talk.
    title: String,
    /// Speaker, as announced.
    speaker: String,
    /// The participant, when registered.
    participant_id: Option<ID>,
    /// Where the speaker comes from.
    organization: Option<String>,
    /// Planned length, in minutes.
    minutes: u32,
    /// What was said, in short; null until written.
    summary: Option<String>,
}

pub(crate) struct OpeningTable(pub ProgrammeRow);

/// The opening table after it was composed.
#[Object]
impl OpeningTable {
    /// The places, in the order of being called.
    async fn members(&self) -> Vec<OpeningTableMember> {
        OpeningTableMember::all(&self.0)
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A place at the opening table (*mesa de abertura*).
#[derive(SimpleObject)]
pub(crate) struct OpeningTableMember {
    /// Order of being called, from 1.
    order: u32,
    /// Name as announced.
    name: String,
    /// Why this person is there, for instance "Presidente do CMAS".
    role: String,
    /// The participant, when registered.
    participant_id: Option<ID>,
}

impl OpeningTableMember {
    /// All places of an opening table.
    pub(super) fn all(row: &ProgrammeRow) -> Vec<Self> {
        let global = |person: Uuid| id::global("Participant", row.tenant_id, person);
        row.opening_table
            .iter()
            .map(|member| Self {
                order: member.order,
                name: member.name.clone(),
                role: member.role.clone(),
                participant_id: member.participant.map(global),
            })
            .collect()
    }
}

/// How long a programme is (*carga horária*), as the cycle counts.
#[derive(SimpleObject)]
pub(crate) struct ProgrammeLength {
    /// Minutes in sessions that count; what runs side by side counts once.
    minutes: u32,
    /// Days with such a session.
    days: u32,
    /// Shifts (*turnos*) with at least 60 such minutes.
    shifts: u32,
    /// What is missing to the least length, each as a sentence that names the cycle's parameter.
    shortcomings: Vec<String>,
}

impl ProgrammeLength {
    /// Counts sessions in the conference's time zone.
    pub(super) fn of(conference: &Row, sessions: &[SessionView]) -> Self {
        let hours = programme::length(conference, sessions);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            minutes: hours.minutes,
            days: count(hours.days.len()),
            shifts: count(hours.shifts.len()),
            shortcomings: hours.shortcomings(conference.parameters.minimum),
        }
    }
}
