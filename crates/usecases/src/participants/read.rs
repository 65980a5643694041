//! What can be asked about participants.

use super::view::Participant;
use crate::{App, Ctx, Outcome, Page, PageRequest, failure::Found};
use domain::ids::RowId;
use domain::participants::counts::{Counted, ParticipantCounts};
use domain::participants::{BadgeCode, Cpf, Eligibility, Placement};
use domain::people::{Category, Segment};
use domain::text::search_key;
use policy::Action;
use store::Scope;
use store::participants::{self as people, CountedRow, ParticipantFilter, change, participant};
use uuid::Uuid;

/// Which participants are wanted.
#[derive(Debug, Clone, Default)]
pub struct ListFilter {
    /// Part of the shown name (accents and case do not matter), a whole CPF, or a badge code.
    pub search: Option<String>,
    /// Only of this category.
    pub category: Option<Category>,
    /// Only of this segment.
    pub segment: Option<Segment>,
    /// Only where the review stands so.
    pub eligibility: Option<Eligibility>,
    /// Only in the hall now, or only not.
    pub present: Option<bool>,
    /// Only of this working group.
    pub group: Option<Uuid>,
    /// Only with a badge, or only without.
    pub has_badge: Option<bool>,
    /// Withdrawn registrations instead of the others.
    pub withdrawn: bool,
}

/// The participants of a conference that fit, by shown name.
///
/// # Errors
/// Not found for strangers; not permitted for participants.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    filter: ListFilter,
    page: &PageRequest,
) -> Outcome<Page<Participant>> {
    let permit = ctx.permit(Action::ReadParticipants, conference.tenant, Some(conference.id))?;
    let full = ctx.permit(Action::ReadPersonalData, conference.tenant, Some(conference.id)).is_ok();
    let scope = app.db.read(&permit).await?;
    let rows = people::page(&scope, conference.id, &narrowed(filter, full), page).await?;
    Ok(rows.map(|row| Participant { row, full }))
}

/// What was typed as a search is part of a name, a CPF or a badge, whichever fits. Who may not read
/// documents must not find out by them either.
fn narrowed(filter: ListFilter, full: bool) -> ParticipantFilter {
    let typed = filter.search.unwrap_or_default();
    let name = Some(search_key(&typed)).filter(|key| !key.is_empty());
    let cpf = Cpf::parse(&typed).ok().filter(|_| full).map(|cpf| cpf.digits());
    let badge_code = BadgeCode::parse(&typed).ok().map(|code| code.to_string());
    ParticipantFilter {
        name,
        cpf,
        badge_code,
        category: filter.category,
        segment: filter.segment,
        eligibility: filter.eligibility,
        present: filter.present,
        group: filter.group,
        has_badge: filter.has_badge,
        withdrawn: filter.withdrawn,
    }
}

/// One participant.
///
/// # Errors
/// Not found when there is none, or for strangers; not permitted for other participants.
pub async fn get(app: &App, ctx: &Ctx, id: RowId) -> Outcome<Participant> {
    let permit = ctx.permit(Action::ReadParticipants, id.tenant, None)?;
    let row = app.db.read(&permit).await?.get::<participant::Entity>(id.id).await?.found()?;
    ctx.permit(Action::ReadParticipants, id.tenant, Some(row.conference_id))?;
    Ok(Participant::seen_by(ctx, row))
}

/// What was decided about a registration, oldest first.
///
/// # Errors
/// As [`get`].
pub async fn changes(app: &App, ctx: &Ctx, id: RowId) -> Outcome<Vec<change::Model>> {
    let permit = ctx.permit(Action::ReadParticipants, id.tenant, None)?;
    let scope = app.db.read(&permit).await?;
    let row = scope.get::<participant::Entity>(id.id).await?.found()?;
    ctx.permit(Action::ReadParticipants, id.tenant, Some(row.conference_id))?;
    Ok(people::changes_of(&scope, vec![row.id]).await?)
}

/// The registration of the participant who asks; none for other actors.
///
/// # Errors
/// When the database fails.
pub async fn me(app: &App, ctx: &Ctx) -> Outcome<Option<Participant>> {
    let policy::Actor::Participant { tenant, conference, id, .. } = ctx.actor else { return Ok(None) };
    let permit = ctx.permit(Action::ReadSelf, tenant, Some(conference))?;
    let row = app.db.read(&permit).await?.get::<participant::Entity>(id).await?;
    Ok(row.map(|row| Participant::seen_by(ctx, row)))
}

/// Figures over all participants (*quadro de participantes*): counts only, nobody's own data.
///
/// # Errors
/// Not found for strangers; not permitted for participants.
pub async fn counts(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<ParticipantCounts> {
    let permit = ctx.permit(Action::ReadParticipants, conference.tenant, Some(conference.id))?;
    counts_in(&app.db.read(&permit).await?, conference.id).await
}

/// The figures, inside a transaction.
pub(crate) async fn counts_in(scope: &Scope, conference: Uuid) -> Outcome<ParticipantCounts> {
    let rows = people::counted(scope, conference).await?;
    let counted = rows.into_iter().map(counted).collect::<Outcome<Vec<_>>>()?;
    Ok(ParticipantCounts::of(&counted))
}

fn counted(row: CountedRow) -> Outcome<Counted> {
    let (sector, segment) = (row.sector.map(|sector| *sector), row.segment.map(|segment| *segment));
    Ok(Counted {
        placement: Placement::stored(*row.category, sector, segment).map_err(crate::Failure::internal)?,
        gender: row.gender.map(|gender| *gender),
        reserved_groups: row.reserved_groups.0,
        channel: *row.channel,
        present: row.check_in_at.is_some(),
        accessibility_needs: !row.accessibility_needs.is_empty(),
    })
}
