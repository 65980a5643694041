//! Accrediting the delegates that accepted reports bring.

use super::{cycle, inbox, seats};
use crate::{
    Act, App, Ctx, Outcome, Page, PageRequest,
    failure::{Found, OrRefuse},
    record::tell,
};
use domain::consolidation::{AccreditationState, Accredited, Roster, RosterRefused, SubstitutionScope};
use domain::elections::SubstitutionScope as CycleScope;
use domain::ids::{RowId, TenantId};
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::consolidation::{self, AccreditationDecision, AccreditationFilter, accreditation, inbox_entry};
use store::cycles::cycle::Model as Cycle;
use store::{Coded, Scope, councils};
use uuid::Uuid;

/// A decision on one delegate.
#[derive(Debug, Clone, Serialize)]
pub struct DecideAccreditation {
    /// Idempotency key.
    pub key: Uuid,
    /// The delegate on the list.
    pub accreditation: RowId,
    /// Why, when refusing.
    pub reason: Option<String>,
}

/// A change of who holds a seat.
#[derive(Debug, Clone, Serialize)]
pub struct ReplaceAccredited {
    /// Idempotency key.
    pub key: Uuid,
    /// Who gives the seat up, or takes it back.
    pub accreditation: RowId,
}

/// Accredits a delegate (*credenciar*), who becomes a participant of the council's own conference
/// if it is planned and the delegate has a seat.
///
/// # Errors
/// `ACCREDITATION_DECIDED` when accredited before; `ACCREDITATION_OVER_QUOTA` when the seats of the
/// place are taken.
pub async fn accredit(app: &App, ctx: &Ctx, command: &DecideAccreditation) -> Outcome<accreditation::Model> {
    let permit = ctx.permit(Action::AccreditDelegate, command.accreditation.tenant, None)?;
    let cycle = &cycle_of(app, &permit, command.accreditation).await?;
    app.act(ctx, "consolidation.accredit", &permit, command.key, command, |scope| async move {
        let (row, roster) = locked(&scope, command.accreditation).await?;
        if *row.decision == AccreditationDecision::Accredited {
            let message = "Esta pessoa já tem o credenciamento aceito. Não é preciso repetir.";
            return Err(Refusal::rule("ACCREDITATION_DECIDED", "lista de credenciamento", message).into());
        }
        within_quota(&scope, cycle, &row, &roster).await?;
        let row = accreditation::Model { decision: Coded(AccreditationDecision::Accredited), reason: None, ..row };
        let row = seated(&scope, ctx, row).await?;
        decided(&scope, ctx, row).await
    })
    .await
}

/// Refuses a delegate's accreditation (*não credenciar*), with the reason.
///
/// # Errors
/// A missing reason; `DELEGATE_CHECKED_IN`.
pub async fn refuse(app: &App, ctx: &Ctx, command: &DecideAccreditation) -> Outcome<accreditation::Model> {
    let permit = ctx.permit(Action::AccreditDelegate, command.accreditation.tenant, None)?;
    let reason = &text::body("reason", command.reason.as_deref().unwrap_or_default(), 1_000)?;
    app.act(ctx, "consolidation.refuse", &permit, command.key, command, |scope| async move {
        let (row, _) = locked(&scope, command.accreditation).await?;
        if let Some(participant) = row.participant_id {
            seats::unseat(&scope, participant, reason).await?;
        }
        let decision = Coded(AccreditationDecision::Refused);
        decided(&scope, ctx, accreditation::Model { decision, reason: Some(reason.clone()), ..row }).await
    })
    .await
}

/// Gives the seat of a delegate to the right alternate (*substituição*), never across sectors.
///
/// # Errors
/// `ROSTER_NOT_SEATED`, `ROSTER_NO_ALTERNATE`, `DELEGATE_CHECKED_IN`.
pub async fn substitute(app: &App, ctx: &Ctx, command: &ReplaceAccredited) -> Outcome<Vec<accreditation::Model>> {
    let permit = ctx.permit(Action::AccreditDelegate, command.accreditation.tenant, None)?;
    let cycle = cycle_of(app, &permit, command.accreditation).await?;
    let within = match cycle::parameters(&cycle).election.substitution_scope {
        CycleScope::SameSector => SubstitutionScope::SameSectorAndTown,
        CycleScope::SameSegment | CycleScope::SameSegmentAndTown => SubstitutionScope::SameSegmentAndTown,
    };
    let replace = move |roster: &Roster, position| roster.substituted(position, within);
    replaced(app, ctx, command, &permit, "consolidation.substitute", replace).await
}

/// Gives a seat back to the delegate who gave it up.
///
/// # Errors
/// `ROSTER_NOT_REPLACED`, `ROSTER_REPLACED_IN_TURN`, `DELEGATE_CHECKED_IN`.
pub async fn reinstate(app: &App, ctx: &Ctx, command: &ReplaceAccredited) -> Outcome<Vec<accreditation::Model>> {
    let permit = ctx.permit(Action::AccreditDelegate, command.accreditation.tenant, None)?;
    replaced(app, ctx, command, &permit, "consolidation.reinstate", Roster::reinstated).await
}

async fn replaced(
    app: &App,
    ctx: &Ctx,
    command: &ReplaceAccredited,
    permit: &policy::Permit,
    operation: &'static str,
    replace: impl Fn(&Roster, usize) -> Result<Roster, RosterRefused>,
) -> Outcome<Vec<accreditation::Model>> {
    let replace = &replace;
    app.act(ctx, operation, permit, command.key, command, |scope| async move {
        let (row, rows) = locked(&scope, command.accreditation).await?;
        let position = usize::try_from(row.position).unwrap_or(usize::MAX);
        let after = replace(&as_rule(&rows), position).or_refuse()?;
        let changed = changed(rows, &after);
        // Who leaves first, so that the place is free for who takes it.
        let (seating, leaving): (Vec<_>, Vec<_>) =
            changed.into_iter().partition(|row| *row.state == AccreditationState::Seated);
        let mut all = Vec::new();
        for row in leaving.into_iter().chain(seating) {
            let row = if *row.state == AccreditationState::Seated {
                seated(&scope, ctx, row).await?
            } else {
                without_seat(&scope, row).await?
            };
            all.push(scope.save::<accreditation::Entity>(row).await?);
        }
        all.sort_by_key(|row| row.position);
        let act = Act::new(Action::AccreditDelegate, "Accreditation", row.id);
        act.with(json!({ "changed": all.len() })).record(&scope, ctx).await?;
        tell(&scope, ctx, row.cycle_id).await?;
        Ok(all)
    })
    .await
}

/// The delegate and the whole delegation, the report's entry locked: one change at a time.
async fn locked(scope: &Scope, id: RowId) -> Outcome<(accreditation::Model, Vec<accreditation::Model>)> {
    let wanted = scope.get::<accreditation::Entity>(id.id).await?.found()?;
    scope.lock::<inbox_entry::Entity>(wanted.entry_id).await?.found()?;
    let roster = consolidation::roster(scope, wanted.entry_id).await?;
    let row = roster.iter().find(|row| row.id == id.id).cloned().found()?;
    Ok((row, roster))
}

async fn cycle_of(app: &App, permit: &policy::Permit, id: RowId) -> Outcome<Cycle> {
    let scope = app.db.read(permit).await?;
    let row = scope.get::<accreditation::Entity>(id.id).await?.found()?;
    let entry = scope.get::<inbox_entry::Entity>(row.entry_id).await?.found()?;
    drop(scope);
    cycle::published(app, RowId { tenant: TenantId(entry.cycle_tenant_id), id: entry.cycle_id }).await
}

/// Accredited delegates with a seat may not be more than the place has seats.
async fn within_quota(
    scope: &Scope,
    cycle: &Cycle,
    row: &accreditation::Model,
    roster: &[accreditation::Model],
) -> Outcome<()> {
    let sender = councils::council(&scope.directory(), row.sender_id).await?.found()?;
    let Some(quota) = inbox::quota(cycle::parameters(cycle), &sender) else { return Ok(()) };
    let holds = |other: &&accreditation::Model| {
        *other.state == AccreditationState::Seated && *other.decision == AccreditationDecision::Accredited
    };
    let taken = u32::try_from(roster.iter().filter(holds).count()).unwrap_or(u32::MAX);
    if *row.state != AccreditationState::Seated || taken < quota.total() {
        return Ok(());
    }
    let message = format!(
        "As {} vagas de {} já estão ocupadas. Confira a lista e faça antes uma substituição.",
        quota.total(),
        row.place
    );
    Err(Refusal::rule("ACCREDITATION_OVER_QUOTA", "seatTable", message).into())
}

/// Makes who is accredited and has a seat a participant, if the own conference is planned.
async fn seated(scope: &Scope, ctx: &Ctx, row: accreditation::Model) -> Outcome<accreditation::Model> {
    let has_place = *row.state == AccreditationState::Seated && *row.decision == AccreditationDecision::Accredited;
    if !has_place {
        return Ok(row);
    }
    let Some(conference) = seats::own_conference(scope, row.cycle_id).await? else { return Ok(row) };
    let participant = seats::seat(scope, ctx, &conference, &row).await?;
    Ok(accreditation::Model { participant_id: Some(participant), ..row })
}

async fn without_seat(scope: &Scope, row: accreditation::Model) -> Outcome<accreditation::Model> {
    if let Some(participant) = row.participant_id {
        seats::unseat(scope, participant, "A vaga passou à suplência.").await?;
    }
    Ok(row)
}

async fn decided(scope: &Scope, ctx: &Ctx, row: accreditation::Model) -> Outcome<accreditation::Model> {
    let row = accreditation::Model { decided_at: Some(ctx.now()), version: row.version + 1, ..row };
    let row = scope.save::<accreditation::Entity>(row).await?;
    let act = Act::new(Action::AccreditDelegate, "Accreditation", row.id);
    act.with(json!({ "decision": row.decision })).record(scope, ctx).await?;
    tell(scope, ctx, row.cycle_id).await?;
    Ok(row)
}

fn as_rule(rows: &[accreditation::Model]) -> Roster {
    let one = |row: &accreditation::Model| Accredited {
        delegate: row.delegate.0.clone(),
        pool: *row.pool,
        state: *row.state,
        replaces: row.replaces.and_then(|position| usize::try_from(position).ok()),
    };
    Roster { delegates: rows.iter().map(one).collect() }
}

fn changed(rows: Vec<accreditation::Model>, after: &Roster) -> Vec<accreditation::Model> {
    let now = rows.into_iter().zip(&after.delegates).filter(|(row, now)| *row.state != now.state);
    now.map(|(row, now)| accreditation::Model {
        state: Coded(now.state),
        replaces: now.replaces.and_then(|position| i32::try_from(position).ok()),
        version: row.version + 1,
        ..row
    })
    .collect()
}

/// The delegates on the list of a conference, by place and position, and whether the reader sees
/// documents and contacts.
///
/// # Errors
/// Not found for strangers.
pub async fn accreditation_page(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    filter: AccreditationFilter,
    page: &PageRequest,
) -> Outcome<(Page<accreditation::Model>, bool)> {
    let permit = ctx.permit(Action::ReadInbox, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let held = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let cycle = cycle::behind(&scope, &held).await?;
    let search = filter.search.as_deref().map(text::search_key);
    let filter = AccreditationFilter { search, ..filter };
    let rows = consolidation::accreditations(&scope, cycle.id, &filter, page).await?;
    Ok((rows, ctx.permit(Action::ReadPersonalData, conference.tenant, None).is_ok()))
}
