//! Correction of a registration: names, documents, contacts, needs. The category changes in its own act.

use super::consent::in_force;
use super::desk::holds;
use super::register::{Person, duplicate};
use super::rules::{BEFORE_THE_END, bound, in_state};
use super::view::Participant;
use crate::failure::{Found, OrRefuse};
use crate::{Act, App, Ctx, Outcome};
use domain::Refusal;
use domain::ids::RowId;
use domain::participants::Registration;
use domain::participants::consent::{Consent, consent_needed};
use domain::text::search_key;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::participants::participant;
use store::{Coded, Doc};
use uuid::Uuid;

/// A correction.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectRegistration {
    /// Idempotency key.
    pub key: Uuid,
    /// The participant.
    pub participant: RowId,
    /// The version that was read.
    pub version: i32,
    /// All fields as they shall be; category, sector and segment are not looked at.
    pub person: Person,
    /// The version of the consent text that the person agreed to, if asked.
    pub consent_version: Option<String>,
}

/// Corrects a registration, or completes the one that a mandate or a spreadsheet brought.
///
/// # Errors
/// Refusals on each field; `ALREADY_REGISTERED`; `CONSENT_REQUIRED`; `STALE_VERSION`;
/// `REGISTRATION_WITHDRAWN`; `CONFERENCE_STATE` once the conference is over.
pub async fn correct(app: &App, ctx: &Ctx, command: &CorrectRegistration) -> Outcome<Participant> {
    let permit = ctx.permit(Action::CorrectRegistration, command.participant.tenant, None)?;
    app.act(ctx, "participants.correct", &permit, command.key, command, |scope| async move {
        let row = scope.lock::<participant::Entity>(command.participant.id).await?.found()?;
        ctx.permit(Action::CorrectRegistration, command.participant.tenant, Some(row.conference_id))?;
        let conference = scope.get::<conference::Entity>(row.conference_id).await?.found()?;
        in_state(&conference, BEFORE_THE_END)?;
        holds(&row)?;
        if row.version != command.version {
            return Err(Refusal::stale(row.version).into());
        }
        let bound = bound(ctx, &conference)?;
        let (sector, segment) = (row.sector.map(|sector| *sector), row.segment.map(|segment| *segment));
        let person = Person { category: *row.category, sector, segment, leading_post: false, ..command.person.clone() };
        let registration = person.read(*row.channel, &bound)?;
        if let Some(other) = duplicate(&scope, conference.id, &registration, Some(row.id)).await? {
            return Err(Refusal::from(other).into());
        }
        let needed = consent_needed(*row.channel, !registration.reserved_groups.is_empty());
        let agreed = match command.consent_version.as_deref() {
            None if row.consent.is_some() || !needed => row.consent.clone(),
            given => {
                let text = in_force(&scope, conference.id).await?.rule();
                Some(Doc(text.record(given, ctx.now(), bound.last_day).or_refuse()?))
            }
        };
        let kept = scope.save::<participant::Entity>(corrected(row, registration, agreed)).await?;
        let act = Act::new(Action::CorrectRegistration, "Participant", kept.id).of(kept.conference_id);
        act.with(json!({ "version": kept.version })).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

fn corrected(row: participant::Model, registration: Registration, consent: Option<Doc<Consent>>) -> participant::Model {
    participant::Model {
        search_name: search_key(registration.shown_name()),
        name: registration.name,
        social_name: registration.social_name,
        gender: registration.gender.map(Coded),
        birth_date: registration.birth_date,
        cpf: registration.cpf.map(|cpf| cpf.digits()),
        email: registration.email.map(|email| email.key()),
        organization: registration.organization,
        reserved_groups: Doc(registration.reserved_groups),
        axis_preferences: Doc(registration.axis_preferences.into_iter().map(i32::from).collect()),
        accessibility_needs: Doc(registration.accessibility_needs),
        diet: registration.diet,
        consent,
        version: row.version + 1,
        ..row
    }
}
