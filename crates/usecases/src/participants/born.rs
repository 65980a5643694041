//! Delegates by birth (*delegados natos*): the conference follows the mandates of the council by itself.

use super::register::{NewParticipant, row as new_row};
use super::review::place;
use super::rules::bound;
use super::view::{placement, presence};
use crate::{Act, Ctx, Outcome};
use chrono::NaiveDate;
use domain::conferences::ConferenceState;
use domain::participants::born::{Adoption, MandateHolder, RegisteredPerson, born_delegates};
use domain::participants::{Channel, Cpf, Eligibility, Email, Placement, Presence, Registration};
use domain::{Code, text::search_key};
use policy::Action;
use serde_json::json;
use std::collections::HashMap;
use store::conferences::{self, conference};
use store::councils::{self, mandate};
use store::participants::{self as people, ChangeKind, participant};
use store::{Coded, Scope};
use uuid::Uuid;

/// Brings the born delegates of a conference in line with the mandates in force on its first day:
/// adds who is missing, adopts who registered by themselves, follows corrections of a mandate, and
/// no longer counts those whose mandate ends before. The conference must be locked by the caller.
///
/// Call it when a conference opens registration or starts. Repeating is harmless.
///
/// # Errors
/// When the database fails.
pub(crate) async fn sync_born(scope: &Scope, ctx: &Ctx, conference: &conference::Model) -> Outcome<()> {
    let bound = bound(ctx, conference)?;
    let mandates = councils::mandates(scope).await?;
    let known = people::all_of(scope, conference.id).await?;
    let holders: Vec<MandateHolder> = mandates.iter().map(holder).collect();
    let registered = known.iter().filter(|row| row.withdrawn_at.is_none()).map(person).collect::<Outcome<Vec<_>>>()?;
    let plan = born_delegates(&holders, bound.first_day, &bound.rules, &registered);
    let mut rows: HashMap<Uuid, participant::Model> = known.into_iter().map(|row| (row.id, row)).collect();
    let mut number = people::last_number(scope, conference.id).await?;
    let (created, adopted) = (plan.create.len(), plan.adopt.len());
    for born in plan.create {
        number += 1;
        let mandate = Some(born.holder.member);
        let new = NewParticipant {
            mandate,
            ..NewParticipant::of(registration(born.holder, born.placement), Channel::ExOfficio)
        };
        scope.insert::<participant::Entity>(new_row(ctx, conference, number, new)).await?;
    }
    for adoption in plan.adopt {
        if let Some(row) = rows.remove(&adoption.participant) {
            adopt(scope, ctx, row, &adoption).await?;
        }
    }
    let mut followed = 0;
    for mandate in &mandates {
        if let Some(row) = rows.values().find(|row| row.mandate_id == Some(mandate.id)) {
            followed += usize::from(follow(scope, ctx, row.clone(), mandate, bound.first_day).await?);
        }
    }
    if created + adopted + followed > 0 {
        let act = Act::new(Action::RecordMandate, "Conference", conference.id).of(conference.id);
        let details = json!({ "born": created, "adopted": adopted, "followed": followed });
        act.with(details).live().record(scope, ctx).await?;
    }
    Ok(())
}

/// As [`sync_born`], for every conference of the council that takes registrations or is meeting.
///
/// # Errors
/// When the database fails.
pub(crate) async fn follow_mandates(scope: &Scope, ctx: &Ctx) -> Outcome<()> {
    let open = [ConferenceState::Registration, ConferenceState::InProgress];
    for conference in conferences::in_states(scope, &open).await? {
        if let Some(conference) = scope.lock::<conference::Entity>(conference.id).await? {
            sync_born(scope, ctx, &conference).await?;
        }
    }
    Ok(())
}

fn holder(mandate: &mandate::Model) -> MandateHolder {
    MandateHolder {
        member: mandate.id,
        name: mandate.name.clone(),
        cpf: None,
        email: mandate.email.as_deref().and_then(|email| Email::parse(email).ok()),
        sector: *mandate.sector,
        segment: mandate.segment.map(|segment| *segment),
        kind: *mandate.kind,
        organization: Some(mandate.organization.clone()),
        from: mandate.starts_on,
        until: Some(mandate.ends_on),
    }
}

fn person(row: &participant::Model) -> Outcome<RegisteredPerson> {
    Ok(RegisteredPerson {
        participant: row.id,
        member: row.mandate_id,
        cpf: row.cpf.as_deref().and_then(|cpf| Cpf::parse(cpf).ok()),
        email: row.email.as_deref().and_then(|email| Email::parse(email).ok()),
        placement: placement(row)?,
    })
}

fn registration(holder: MandateHolder, placement: Placement) -> Registration {
    Registration {
        name: holder.name,
        social_name: None,
        birth_date: None,
        gender: None,
        cpf: holder.cpf,
        email: holder.email,
        placement,
        organization: holder.organization,
        reserved_groups: Vec::new(),
        axis_preferences: Vec::new(),
        accessibility_needs: Vec::new(),
        diet: None,
    }
}

async fn adopt(scope: &Scope, ctx: &Ctx, row: participant::Model, adoption: &Adoption) -> Outcome<()> {
    let placed = place(scope, ctx, row, adoption.to, Some("mandato no conselho")).await?;
    let adopted = participant::Model {
        mandate_id: Some(adoption.member),
        channel: Coded(Channel::ExOfficio),
        eligibility: Coded(Eligibility::Eligible),
        eligibility_reason: None,
        ..placed
    };
    scope.save::<participant::Entity>(adopted).await?;
    Ok(())
}

/// Follows a mandate that was corrected; says whether anything changed. Who is in the hall stays as accredited.
async fn follow(
    scope: &Scope,
    ctx: &Ctx,
    row: participant::Model,
    mandate: &mandate::Model,
    day: NaiveDate,
) -> Outcome<bool> {
    if matches!(presence(&row), Presence::In { .. }) || row.withdrawn_at.is_some() {
        return Ok(false);
    }
    let in_force = mandate.starts_on <= day && day <= mandate.ends_on;
    let (state, reason) = match in_force {
        true => (Eligibility::Eligible, None),
        false => (Eligibility::Refused, Some("O mandato não está em vigor no primeiro dia da conferência.".to_owned())),
    };
    if *row.eligibility != state {
        let (before, after) = (row.eligibility.label(), state.label());
        super::note(scope, ctx, &row, ChangeKind::Eligibility, Some(before), Some(after), reason.as_deref()).await?;
    }
    // Who gave a document keeps the name that stands in it.
    let name = if row.cpf.is_some() { row.name.clone() } else { mandate.name.clone() };
    let followed = participant::Model {
        search_name: search_key(row.social_name.as_deref().unwrap_or(&name)),
        name,
        organization: Some(mandate.organization.clone()),
        sector: Some(mandate.sector),
        segment: mandate.segment,
        eligibility: Coded(state),
        eligibility_reason: reason,
        ..row.clone()
    };
    placement(&followed)?;
    if followed == row {
        return Ok(false);
    }
    let version = row.version + 1;
    scope.save::<participant::Entity>(participant::Model { version, ..followed }).await?;
    Ok(true)
}
