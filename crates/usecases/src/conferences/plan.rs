//! A conference planned from a published cycle: everything the cycle decides is there at once.

use super::named::{list, own_council, title};
use crate::{Act, App, Ctx, Outcome};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::conferences::{ConferenceDays, ConferenceKind, ConferenceMode, ConferenceState, Edition, check_mode};
use domain::cycles::CycleParameters;
use domain::ids::{RowId, TenantId};
use domain::{Code, Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::{acceptance, conference, edition_taken};
use store::councils::{council, lock_council};
use store::cycles::cycle;
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A conference to plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanConference {
    /// Idempotency key.
    pub key: Uuid,
    /// The council that will hold it.
    pub council: TenantId,
    /// A published cycle of this council or of the one above.
    pub cycle: RowId,
    /// Edition number, the council's own.
    pub edition: i32,
    /// Title; none for the usual one.
    pub title: Option<String>,
    /// Ordinary or extraordinary; none for the cycle's.
    pub kind: Option<ConferenceKind>,
    /// Mode; none for the cycle's first.
    pub mode: Option<ConferenceMode>,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day.
    pub last_day: NaiveDate,
    /// Name of the venue.
    pub venue_name: Option<String>,
    /// Address of the venue.
    pub venue_address: Option<String>,
}

/// Plans a conference (*planejamento*). Days outside the cycle's window are marked, never refused.
///
/// # Errors
/// Refusals on each field; `CYCLE_NOT_ABOVE`, `STAGE_NOT_IN_CYCLE`, `MODE_NOT_ALLOWED`, `EDITION_TAKEN`; not found
/// when the cycle is not published.
pub async fn plan(app: &App, ctx: &Ctx, command: &PlanConference) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::PlanConference, command.council, None)?;
    let edition = Edition::new(i64::from(command.edition))?;
    let days = ConferenceDays::new(command.first_day, command.last_day)?;
    let cycle = &crate::cycles::published(app, command.cycle).await?;
    app.act(ctx, "conferences.plan", &permit, command.key, command, |scope| async move {
        // Editions are weighed against each other, so a council plans one conference at a time.
        lock_council(&scope.directory(), scope.tenant_id()).await?;
        let council = own_council(&scope).await?;
        let (parameters, accepted) = fitting(cycle, &council, days)?;
        let mode = match (command.mode, parameters.modes_allowed.first()) {
            (Some(mode), _) | (None, Some(&mode)) => mode,
            (None, None) => ConferenceMode::InPerson,
        };
        check_mode(mode, &parameters.modes_allowed)?;
        refuse_taken(&scope, command.edition, Uuid::nil()).await?;
        let shown = match text::optional_line("title", command.title.as_deref(), text::LINE_MAX)? {
            Some(title) => title,
            None => title(&scope.directory(), &council, edition).await?,
        };
        let row = conference::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            cycle_tenant_id: cycle.tenant_id,
            cycle_id: cycle.id,
            cycle_version: cycle.published_version,
            edition: command.edition,
            title: shown,
            level: council.level,
            kind: Coded(command.kind.unwrap_or(parameters.kind)),
            mode: Coded(mode),
            state: Coded(ConferenceState::Planned),
            theme: parameters.theme.clone(),
            first_day: Some(days.first),
            last_day: Some(days.last),
            venue_name: text::optional_line("venueName", command.venue_name.as_deref(), text::LINE_MAX)?,
            venue_address: text::optional_line("venueAddress", command.venue_address.as_deref(), text::LINE_MAX)?,
            credentialing_opened_at: None,
            credentialing_closes_at: Some(credentialing_close(&parameters, days, &council.time_zone)?),
            credentialing_closed_at: None,
            state_reason: None,
            created_at: ctx.now(),
            version: 1,
            time_zone: council.time_zone,
            parameters: Doc(parameters),
        };
        let row = scope.insert::<conference::Entity>(row).await?;
        remember_acceptance(&scope, ctx, &row, accepted).await?;
        list(&scope, &row, Some(cycle.root())).await?;
        crate::actions::carry_over(&scope, ctx, &row).await?;
        crate::consolidation::seat_waiting(&scope, ctx, &row).await?;
        let act = Act::new(Action::PlanConference, "Conference", row.id).of(row.id);
        act.with(json!({ "cycleVersion": row.cycle_version, "edition": row.edition })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// The cycle's parameters as this council's conference takes them: once as the conference holds them, without
/// the days and times that do not fit its own, and once as they were published.
fn fitting(
    cycle: &cycle::Model,
    council: &council::Model,
    days: ConferenceDays,
) -> Outcome<(CycleParameters, CycleParameters)> {
    let published = cycle.published_parameters.as_ref().map(|kept| kept.0.clone()).ok_or(crate::Failure::NotFound)?;
    if cycle.tenant_id != council.id && Some(cycle.tenant_id) != council.parent_id {
        return Err(Refusal::rule(
            "CYCLE_NOT_ABOVE",
            "ciclo do próprio conselho ou do conselho acima",
            "Este ciclo é de outro conselho. Escolha um ciclo do conselho ao qual o seu envia o relatório.",
        )
        .at("cycleId")
        .into());
    }
    if published.stages.iter().all(|stage| stage.level != *council.level) {
        return Err(Refusal::rule(
            "STAGE_NOT_IN_CYCLE",
            "stages",
            format!("O ciclo não prevê a etapa {}. Escolha outro ciclo.", council.level.label()),
        )
        .at("cycleId")
        .into());
    }
    let zone = zone(&council.time_zone);
    let mut held = published.clone();
    let within = |at: &DateTime<Utc>| (days.first..=days.last).contains(&at.with_timezone(&zone).date_naive());
    held.registration_window = held.registration_window.filter(|w| w.from <= days.first && w.to <= days.last);
    held.credentialing_close = held.credentialing_close.filter(within);
    held.alternate_admission_at = held.alternate_admission_at.filter(within);
    held.motions.deadline = held.motions.deadline.filter(within);
    Ok((held, published))
}

/// When credentialing closes by itself.
pub(super) fn credentialing_close(
    parameters: &CycleParameters,
    days: ConferenceDays,
    time_zone: &str,
) -> Outcome<DateTime<Utc>> {
    Ok(parameters.participation(days.first, zone(time_zone))?.credentialing_close)
}

/// A time zone that was checked when the council signed up.
pub(super) fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(chrono_tz::America::Sao_Paulo)
}

/// An edition is held once; a cancelled one may be planned anew.
pub(super) async fn refuse_taken(scope: &Scope, edition: i32, but: Uuid) -> Outcome<()> {
    if edition_taken(scope, edition, but).await? {
        return Err(Refusal::rule(
            "EDITION_TAKEN",
            "contagem própria de cada conselho",
            format!("O conselho já tem a {edition}ª conferência. Informe o número seguinte."),
        )
        .at("edition")
        .into());
    }
    Ok(())
}

/// Writes down which version of the cycle a conference accepted.
pub(super) async fn remember_acceptance(
    scope: &Scope,
    ctx: &Ctx,
    row: &conference::Model,
    accepted: CycleParameters,
) -> Outcome<()> {
    let entry = acceptance::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: row.id,
        cycle_version: row.cycle_version,
        parameters: Doc(accepted),
        accepted_at: ctx.now(),
        actor: ctx.actor.key().0,
    };
    Ok(scope.insert_all::<acceptance::Entity>(vec![entry]).await?)
}
