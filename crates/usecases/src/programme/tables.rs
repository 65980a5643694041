//! Who sits at the opening table, and who directs a plenary.

use super::{check_version, locked_session, open_conference};
use crate::{Act, App, Ctx, Outcome, failure::Found, failure::OrRefuse};
use domain::programme::{DirectingTable, TableMember, check_opening_table};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::participants::participant;
use store::programme::{lock_programme, programme, session};
use store::{Doc, Scope};
use uuid::Uuid;

/// Most people at an opening table.
const TABLE_MAX: usize = 40;

/// A place at the opening table.
#[derive(Debug, Clone, Serialize)]
pub struct TablePlace {
    /// Name as announced.
    pub name: String,
    /// Why the person is there.
    pub role: String,
    /// The participant, when registered.
    pub participant: Option<RowId>,
}

/// The opening table, in the order of being called.
#[derive(Debug, Clone, Serialize)]
pub struct SetOpeningTable {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version that was read; 1 before the first time.
    pub version: i32,
    /// The places.
    pub places: Vec<TablePlace>,
}

/// The opening table as it is now.
pub type OpeningTable = programme::Model;

/// Composes the opening table (*mesa de abertura*).
///
/// # Errors
/// `STALE_VERSION`, `SAME_PERSON_TWICE`, `TABLE_TOO_LONG`, `CONFERENCE_OVER`, refusals of the texts;
/// not found when a participant is not of this conference.
pub async fn set_opening_table(app: &App, ctx: &Ctx, command: &SetOpeningTable) -> Outcome<OpeningTable> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageProgramme, conference.tenant, Some(conference.id))?;
    let members = &members(&command.places)?;
    app.act(ctx, "programme.set_opening_table", &permit, command.key, command, |scope| async move {
        open_conference(&scope, conference.id).await?;
        are_of(&scope, conference.id, members.iter().filter_map(|member| member.participant).collect()).await?;
        let row = lock_programme(&scope, conference.id).await?;
        check_version(row.version, command.version)?;
        let version = row.version + 1;
        let row = programme::Model { opening_table: Doc(members.clone()), version, ..row };
        let row = scope.save::<programme::Entity>(row).await?;
        let act = Act::new(Action::ManageProgramme, "Conference", conference.id).of(conference.id);
        act.with(json!({ "openingTable": members.len(), "version": row.version })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn members(places: &[TablePlace]) -> Outcome<Vec<TableMember>> {
    if places.len() > TABLE_MAX {
        let message = format!("A mesa de abertura tem no máximo {TABLE_MAX} pessoas. Retire algumas da lista.");
        return Err(Refusal::invalid("members", "TABLE_TOO_LONG", message).into());
    }
    let member = |(order, place): (u32, &TablePlace)| {
        Ok::<_, Refusal>(TableMember {
            order,
            name: text::line("name", &place.name, text::LINE_MAX)?,
            role: text::line("role", &place.role, text::LINE_MAX)?,
            participant: place.participant.map(|participant| participant.id),
        })
    };
    let members = (1..).zip(places).map(member).collect::<Result<Vec<_>, _>>()?;
    check_opening_table(&members).or_refuse()?;
    Ok(members)
}

/// Checks that all are participants of the conference.
async fn are_of(scope: &Scope, conference: Uuid, mut wanted: Vec<Uuid>) -> Outcome<()> {
    wanted.sort_unstable();
    wanted.dedup();
    let count = wanted.len();
    let found = if count == 0 { Vec::new() } else { scope.get_many::<participant::Entity>(wanted).await? };
    let own = found.iter().filter(|person| person.conference_id == conference).count();
    (own == count).then_some(()).found()
}

/// The table that directs a session.
#[derive(Debug, Clone, Serialize)]
pub struct SetDirectingTable {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session: RowId,
    /// Presides.
    pub chair: RowId,
    /// Keeps the minutes.
    pub secretary: RowId,
    /// Keeps the texts.
    pub rapporteur: RowId,
}

/// Says who directs a session (*mesa diretora*); may change while it runs.
///
/// # Errors
/// `SAME_PERSON_TWICE`, `CONFERENCE_OVER`; not found when somebody is not of this conference.
pub async fn set_directing_table(app: &App, ctx: &Ctx, command: &SetDirectingTable) -> Outcome<session::Model> {
    let permit = ctx.permit(Action::LeadSession, command.session.tenant, None)?;
    let [chair, secretary, rapporteur] = [command.chair, command.secretary, command.rapporteur].map(|row| row.id);
    DirectingTable { chair, secretary, rapporteur }.check().or_refuse()?;
    app.act(ctx, "programme.set_directing_table", &permit, command.key, command, |scope| async move {
        let row = locked_session(ctx, &scope, Action::LeadSession, command.session).await?;
        let conference: conference::Model = open_conference(&scope, row.conference_id).await?;
        are_of(&scope, conference.id, vec![chair, secretary, rapporteur]).await?;
        let places = (Some(chair), Some(secretary), Some(rapporteur));
        let (chair_id, secretary_id, rapporteur_id) = places;
        let row = session::Model { chair_id, secretary_id, rapporteur_id, version: row.version + 1, ..row };
        let row = scope.save::<session::Entity>(row).await?;
        let act = Act::new(Action::LeadSession, "Session", row.id).of(row.conference_id);
        act.with(json!({ "directingTable": places })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}
