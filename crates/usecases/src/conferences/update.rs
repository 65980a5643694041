//! Changing what a conference has of its own.

use super::named::list;
use super::plan::{credentialing_close, refuse_taken, zone};
use crate::{Act, App, Ctx, Outcome, failure::Found};
use chrono::{DateTime, NaiveDate, Utc};
use domain::conferences::{
    ConferenceDays, ConferenceField, ConferenceKind, ConferenceMode, Edition, check_mode, may_change,
};
use domain::cycles::{CycleParameters, as_one};
use domain::ids::RowId;
use domain::participants::rules::RegistrationWindow;
use domain::people::Category;
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use store::conferences::conference;
use store::councils::lock_council;
use store::{Coded, Scope};
use uuid::Uuid;

/// A change of a conference; what is none stays.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateConference {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version that was read.
    pub version: i32,
    /// Title.
    pub title: Option<String>,
    /// What the act of convocation fixes.
    pub named: Named,
    /// What the cycle leaves to the conference.
    pub own: OwnParameters,
}

/// What the act of convocation names, and fixes once it is published; what is none stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Named {
    /// Edition number.
    pub edition: Option<i32>,
    /// Ordinary or extraordinary.
    pub kind: Option<ConferenceKind>,
    /// Mode.
    pub mode: Option<ConferenceMode>,
    /// First day.
    pub first_day: Option<NaiveDate>,
    /// Last day.
    pub last_day: Option<NaiveDate>,
    /// Name of the venue.
    pub venue_name: Option<String>,
    /// Address of the venue.
    pub venue_address: Option<String>,
}

/// Parameters that the cycle leaves to each conference; what is none stays.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnParameters {
    /// Days on which the public page takes registrations.
    pub registration: Option<RegistrationWindow>,
    /// Categories that may be registered at the door.
    pub walk_ins: Option<Vec<Category>>,
    /// When delegates can no longer be accredited.
    pub credentialing_close: Option<DateTime<Utc>>,
    /// From when alternates are admitted.
    pub alternate_admission_at: Option<DateTime<Utc>>,
    /// Seats of delegates.
    pub delegate_count: Option<i32>,
    /// Last moment for motions.
    pub motions_deadline: Option<DateTime<Utc>>,
    /// Voice of those who do not vote.
    pub voice: Option<BTreeMap<Category, bool>>,
}

/// Changes a conference.
///
/// # Errors
/// `FROZEN_BY_ACT` for what the published act names; `CONFERENCE_STATE` after the end; refusals on each field;
/// `STALE_VERSION`.
pub async fn update(app: &App, ctx: &Ctx, command: &UpdateConference) -> Outcome<conference::Model> {
    let permit = ctx.permit(Action::PlanConference, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "conferences.update", &permit, command.key, command, |scope| async move {
        lock_council(&scope.directory(), scope.tenant_id()).await?;
        let mut row = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        if row.version != command.version {
            return Err(Refusal::stale(row.version).into());
        }
        if let Some(title) = &command.title {
            may_change(ConferenceField::Title, *row.state, false)?;
            row.title = text::line("title", title, text::LINE_MAX)?;
        }
        rename(&scope, &mut row, &command.named, false).await?;
        own_parameters(&mut row, &command.own)?;
        row.version += 1;
        let row = scope.save::<conference::Entity>(row).await?;
        list(&scope, &row, None).await?;
        let act = Act::new(Action::PlanConference, "Conference", row.id).of(row.id);
        act.with(json!({ "version": row.version })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// Changes what the act names, where the state (or a new act) allows it.
pub(super) async fn rename(
    scope: &Scope,
    row: &mut conference::Model,
    named: &Named,
    rectified_by_new_act: bool,
) -> Outcome<()> {
    let state = *row.state;
    let may = |field| may_change(field, state, rectified_by_new_act);
    if let Some(edition) = named.edition.filter(|edition| *edition != row.edition) {
        may(ConferenceField::Edition)?;
        Edition::new(i64::from(edition))?;
        refuse_taken(scope, edition, row.id).await?;
        row.edition = edition;
    }
    if let Some(kind) = named.kind.filter(|kind| *kind != *row.kind) {
        may(ConferenceField::Kind)?;
        row.kind = Coded(kind);
    }
    if let Some(mode) = named.mode.filter(|mode| *mode != *row.mode) {
        may(ConferenceField::Mode)?;
        check_mode(mode, &row.parameters.modes_allowed)?;
        row.mode = Coded(mode);
    }
    let days = (named.first_day.or(row.first_day), named.last_day.or(row.last_day));
    if days != (row.first_day, row.last_day) {
        may(ConferenceField::Days)?;
        let (first, last) = days.0.zip(days.1).ok_or_else(|| {
            Refusal::invalid("firstDay", "REQUIRED", "Informe o primeiro e o último dia da conferência.")
        })?;
        ConferenceDays::new(first, last)?;
        (row.first_day, row.last_day) = days;
        follow_days(row)?;
    }
    for (given, kept, field) in [
        (&named.venue_name, &mut row.venue_name, "venueName"),
        (&named.venue_address, &mut row.venue_address, "venueAddress"),
    ] {
        let given = text::optional_line(field, given.as_deref(), text::LINE_MAX)?;
        if given.is_some() && given != *kept {
            may_change(ConferenceField::Venue, state, rectified_by_new_act)?;
            *kept = given;
        }
    }
    Ok(())
}

fn own_parameters(row: &mut conference::Model, own: &OwnParameters) -> Outcome<()> {
    let mut changed = row.parameters.0.clone();
    let kept = &mut changed;
    kept.registration_window = own.registration.or(kept.registration_window);
    kept.credentialing_close = own.credentialing_close.or(kept.credentialing_close);
    kept.alternate_admission_at = own.alternate_admission_at.or(kept.alternate_admission_at);
    kept.motions.deadline = own.motions_deadline.or(kept.motions.deadline);
    if let Some(walk_ins) = &own.walk_ins {
        kept.walk_ins.clone_from(walk_ins);
    }
    if let Some(voice) = &own.voice {
        kept.voice.clone_from(voice);
    }
    if let Some(count) = own.delegate_count {
        kept.municipal_delegate_count = u32::try_from(count).map_err(|_| {
            Refusal::invalid(
                "delegateCount",
                "NUMBER_INVALID",
                "Informe quantas vagas há: um número par, zero ou maior.",
            )
        })?;
    }
    if changed == row.parameters.0 {
        return Ok(());
    }
    may_change(ConferenceField::Times, *row.state, false)?;
    check(row, &changed)?;
    row.parameters.0 = changed;
    follow_days(row)
}

/// What a conference sets for itself must not contradict itself.
fn check(row: &conference::Model, parameters: &CycleParameters) -> Outcome<()> {
    let first_day = row.first_day.unwrap_or_default();
    let rules = parameters.participation(first_day, zone(&row.time_zone));
    let rules = rules.map_err(|odd| odd.at("delegateCount"))?;
    match as_one(rules.contradictions()) {
        Some(refusal) => Err(refusal.into()),
        None => Ok(()),
    }
}

/// The closing time of credentialing follows the first day unless the conference has set it.
fn follow_days(row: &mut conference::Model) -> Outcome<()> {
    let Some((first, last)) = row.first_day.zip(row.last_day) else { return Ok(()) };
    let close = credentialing_close(&row.parameters, ConferenceDays { first, last }, &row.time_zone)?;
    row.credentialing_closes_at = Some(close);
    Ok(())
}
