//! Accredited delegates as participants of the council's own conference.

use super::cycle;
use crate::{Ctx, Outcome, failure::Found};
use domain::Refusal;
use domain::participants::{Channel, Cpf, Eligibility};
use domain::people::{Category, SeatKind, Sector};
use domain::text;
use store::conferences::conference;
use store::consolidation::{self, accreditation};
use store::participants::{self, participant};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// The conference to which the delegates of a cycle go; none while it is not planned.
///
/// # Errors
/// When the database fails.
pub(super) async fn own_conference(scope: &Scope, of_cycle: Uuid) -> Outcome<Option<conference::Model>> {
    for conference in consolidation::conferences_ahead(scope).await? {
        if cycle::behind(scope, &conference).await?.id == of_cycle {
            return Ok(Some(conference));
        }
    }
    Ok(None)
}

/// Gives all accredited delegates who wait for it a place among the participants: called when the
/// council plans its conference.
///
/// # Errors
/// When the database fails.
pub(crate) async fn seat_waiting(scope: &Scope, ctx: &Ctx, conference: &conference::Model) -> Outcome<()> {
    let cycle = cycle::behind(scope, conference).await?.id;
    for row in consolidation::waiting_for_conference(scope, cycle).await? {
        let participant = seat(scope, ctx, conference, &row).await?;
        let row = accreditation::Model { participant_id: Some(participant), version: row.version + 1, ..row };
        scope.save::<accreditation::Entity>(row).await?;
    }
    Ok(())
}

/// Makes an accredited delegate a participant; who is registered already gets the delegate's category.
///
/// # Errors
/// When the database fails.
pub(super) async fn seat(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    row: &accreditation::Model,
) -> Outcome<Uuid> {
    // Numbers are given one at a time.
    scope.lock::<conference::Entity>(conference.id).await?.found()?;
    let wanted = new_participant(scope, ctx, conference, row).await?;
    let (cpf, email) = (wanted.cpf.as_deref(), wanted.email.as_deref());
    match consolidation::participant_known_by(scope, conference.id, cpf, email).await? {
        Some(known) => {
            let now = participant::Model {
                category: wanted.category,
                sector: wanted.sector,
                segment: wanted.segment,
                organization: wanted.organization.or(known.organization.clone()),
                eligibility: wanted.eligibility,
                eligibility_reason: None,
                withdrawn_at: None,
                seat_kind: wanted.seat_kind,
                delegation_id: wanted.delegation_id,
                holds_seat: true,
                version: known.version + 1,
                ..known
            };
            Ok(scope.save::<participant::Entity>(now).await?.id)
        }
        None => Ok(scope.insert::<participant::Entity>(wanted).await?.id),
    }
}

/// Takes the delegate's category back from a participant who gave up the seat or was refused.
///
/// # Errors
/// `DELEGATE_CHECKED_IN` once the person was checked in at the next stage.
pub(super) async fn unseat(scope: &Scope, participant: Uuid, reason: &str) -> Outcome<()> {
    let known = scope.lock::<participant::Entity>(participant).await?.found()?;
    if known.check_in_at.is_some() {
        let message = "A pessoa já entrou na conferência. Desfaça a entrada no credenciamento antes desta mudança.";
        return Err(Refusal::rule("DELEGATE_CHECKED_IN", "credenciamento", message).into());
    }
    let now = participant::Model {
        eligibility: Coded(Eligibility::Refused),
        eligibility_reason: Some(reason.to_owned()),
        holds_seat: false,
        version: known.version + 1,
        ..known
    };
    scope.save::<participant::Entity>(now).await?;
    Ok(())
}

async fn new_participant(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    row: &accreditation::Model,
) -> Outcome<participant::Model> {
    let delegate = &row.delegate.0;
    let field = |name: &str| delegate.fields.get(name).map(|value| value.trim().to_owned());
    let category = if delegate.sector == Sector::Government { Category::Government } else { Category::CivilSociety };
    Ok(participant::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: conference.id,
        number: participants::last_number(scope, conference.id).await? + 1,
        name: delegate.name.clone(),
        search_name: text::search_key(&delegate.name),
        social_name: None,
        gender: None,
        birth_date: None,
        cpf: field("cpf").and_then(|cpf| Cpf::parse(&cpf).ok()).map(|cpf| cpf.digits()),
        email: field("email").filter(|email| !email.is_empty()).map(|email| email.to_lowercase()),
        category: Coded(category),
        sector: Some(Coded(delegate.sector)),
        segment: delegate.segment.map(Coded),
        organization: delegate.organization.clone(),
        mandate_id: None,
        reserved_groups: Doc(vec![]),
        axis_preferences: Doc(vec![]),
        group_id: None,
        channel: Coded(Channel::ExOfficio),
        eligibility: Coded(Eligibility::Eligible),
        eligibility_reason: None,
        badge_code: None,
        pin_hash: None,
        registered_at: ctx.now(),
        consent: None,
        check_in_at: None,
        check_in_desk: None,
        check_out_at: None,
        accessibility_needs: Doc(vec![]),
        diet: field("diet"),
        withdrawn_at: None,
        seat_kind: Some(Coded(SeatKind::Titular)),
        delegation_id: Some(row.sender_id),
        replaces_id: None,
        holds_seat: true,
        version: 1,
    })
}
