//! What steps and the report know of the programme.

use crate::Outcome;
use domain::conferences::steps::{PointFacts, SessionFacts};
use domain::programme::{SessionKind, SessionState};
use domain::reports::facts::{KeynoteFact, SessionFact, TableFact};
use store::Scope;
use store::conferences::conference;
use store::programme::{point, programme, session};

/// The programme for the steps.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProgrammeFacts {
    /// Step 7: the ceremony.
    pub opening: SessionFacts,
    /// Step 7: people at the opening table.
    pub opening_table_size: u32,
    /// Steps 8 and 9: the opening plenary.
    pub opening_plenary: SessionFacts,
    /// Step 10.
    pub points: PointFacts,
    /// Step 11: the keynote.
    pub keynote: SessionFacts,
    /// Step 11: whether the speaker is named.
    pub keynote_speaker: bool,
    /// Steps 13 and 14: the final plenary.
    pub final_plenary: SessionFacts,
    /// Sessions in the programme.
    pub sessions: u32,
    /// Sessions that run.
    pub sessions_running: u32,
}

/// The programme for the steps, in three statements.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<ProgrammeFacts> {
    let sessions = store::programme::sessions(scope, conference.id).await?;
    let programme = scope.get::<programme::Entity>(conference.id).await?;
    let points = store::programme::points(scope, conference.id).await?;
    let of = |kind| facts_of(conference, &sessions, kind);
    let running = sessions.iter().filter(|session| *session.state == SessionState::Running);
    Ok(ProgrammeFacts {
        opening: of(SessionKind::OpeningTable),
        opening_table_size: programme.map_or(0, |row| count(row.opening_table.len())),
        opening_plenary: of(SessionKind::OpeningPlenary),
        points: point_facts(&points),
        keynote: of(SessionKind::Keynote),
        keynote_speaker: sessions.iter().any(|session| session.keynote.is_some()),
        final_plenary: of(SessionKind::FinalPlenary),
        sessions: count(sessions.len()),
        sessions_running: count(running.count()),
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// All sessions of a kind taken together.
fn facts_of(conference: &conference::Model, sessions: &[session::Model], kind: SessionKind) -> SessionFacts {
    let own: Vec<_> = sessions.iter().filter(|session| *session.kind == kind).collect();
    let zone = conference.time_zone.parse().unwrap_or(chrono_tz::America::Sao_Paulo);
    let all_over = !own.is_empty() && own.iter().all(|session| session.ended_at.is_some());
    SessionFacts {
        planned_on: own.iter().map(|session| session.starts_at.with_timezone(&zone).date_naive()).max(),
        started_at: own.iter().filter_map(|session| session.started_at).min(),
        ended_at: own.iter().filter_map(|session| session.ended_at).max().filter(|_| all_over),
    }
}

fn point_facts(points: &[point::Model]) -> PointFacts {
    PointFacts {
        raised: count(points.len()),
        pending: count(points.iter().filter(|point| point.ruling.is_none()).count()),
        ruled_at: points.iter().filter_map(|point| point.ruled_at).max(),
    }
}

/// The programme for the report: sessions, opening table, keynotes.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProgrammeReport {
    /// Sessions, with their time in the programme.
    pub sessions: Vec<SessionFact>,
    /// Opening table.
    pub opening_table: Vec<TableFact>,
    /// Keynotes.
    pub keynotes: Vec<KeynoteFact>,
}

/// The programme for the report, in two statements.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<ProgrammeReport> {
    let sessions = store::programme::sessions(scope, conference.id).await?;
    let programme = scope.get::<programme::Entity>(conference.id).await?;
    let table = programme.map(|row| row.opening_table.0).unwrap_or_default();
    Ok(ProgrammeReport {
        keynotes: sessions.iter().filter_map(keynote_fact).collect(),
        sessions: sessions.iter().map(session_fact).collect(),
        opening_table: table.into_iter().map(|member| TableFact { name: member.name, role: member.role }).collect(),
    })
}

fn session_fact(session: &session::Model) -> SessionFact {
    SessionFact {
        title: session.title.clone(),
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        place: session.place.clone(),
        counts_for_hours: session.counts_for_hours,
    }
}

fn keynote_fact(session: &session::Model) -> Option<KeynoteFact> {
    let keynote = session.keynote.as_ref()?;
    Some(KeynoteFact {
        title: keynote.title.clone(),
        speaker: keynote.speaker.clone(),
        organization: keynote.organization.clone(),
        summary: keynote.summary.clone(),
    })
}
