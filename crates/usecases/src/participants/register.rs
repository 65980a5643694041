//! Registration by the council's own people: the secretariat before the day, the desk on it.

use super::consent::in_force;
use super::rules::{AT_THE_DOOR, BEFORE_THE_END, Bound, bound, in_state};
use super::view::Participant;
use crate::failure::{Found, OrRefuse};
use crate::{Act, App, Ctx, Failure, Outcome};
use chrono::NaiveDate;
use domain::Refusal;
use domain::ids::RowId;
use domain::participants::consent::{Consent, consent_needed};
use domain::participants::identity::{Duplicate, SameBy};
use domain::participants::{Channel, Declared, Email, Gender, Placement, Registration, RegistrationInput, Standing};
use domain::people::{Category, ReservedGroup, SeatKind, Sector, Segment};
use domain::text::search_key;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::participants::{self as people, participant};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A person as typed, unchecked.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// Name as in the document.
    pub name: String,
    /// Social name.
    pub social_name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Gender, if declared.
    pub gender: Option<Gender>,
    /// CPF.
    pub cpf: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Category asked for.
    pub category: Category,
    /// Sector, where it does not follow from the category.
    pub sector: Option<Sector>,
    /// Segment of civil society.
    pub segment: Option<Segment>,
    /// Whether a leading post is held in a public body.
    pub leading_post: bool,
    /// Body or entity.
    pub organization: Option<String>,
    /// Reserved groups declared.
    pub reserved_groups: Vec<ReservedGroup>,
    /// Axes, the preferred one first.
    pub axis_preferences: Vec<i32>,
    /// What the person needs to take part.
    pub accessibility_needs: Vec<String>,
    /// Food.
    pub diet: Option<String>,
}

impl Person {
    fn input(&self) -> RegistrationInput {
        // A number that no axis can have becomes one that none has: the rule says so.
        let axes = self.axis_preferences.iter().map(|axis| u8::try_from(*axis).unwrap_or_default());
        RegistrationInput {
            name: self.name.clone(),
            social_name: self.social_name.clone(),
            birth_date: self.birth_date,
            gender: self.gender,
            cpf: self.cpf.clone(),
            email: self.email.clone(),
            declared: Declared {
                category: self.category,
                sector: self.sector,
                segment: self.segment,
                leading_post: self.leading_post,
            },
            organization: self.organization.clone(),
            reserved_groups: self.reserved_groups.clone(),
            axis_preferences: axes.collect(),
            accessibility_needs: self.accessibility_needs.clone(),
            diet: self.diet.clone(),
        }
    }

    /// Checks the person for a channel on this day.
    pub(super) fn check(&self, channel: Channel, bound: &Bound) -> Outcome<Registration> {
        bound.rules.takes(channel, self.category, bound.today).or_refuse()?;
        self.read(channel, bound)
    }

    /// Checks the fields alone.
    pub(super) fn read(&self, channel: Channel, bound: &Bound) -> Outcome<Registration> {
        // The union of a mutation holds one refusal: the first in the order of the form.
        let first = |refusals: Vec<Refusal>| refusals.into_iter().next().map_or(Failure::NotFound, Failure::Refused);
        self.input().check(channel, bound.today, &bound.axes).map_err(first)
    }
}

/// A registration by the secretariat or the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Register {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Who.
    pub person: Person,
    /// The version of the consent text that the person agreed to, if asked.
    pub consent_version: Option<String>,
}

/// Registers somebody at the secretariat (*inscrição pela secretaria*).
///
/// # Errors
/// Refusals on each field; `ALREADY_REGISTERED`; `CONFERENCE_STATE` once it is over.
pub async fn register(app: &App, ctx: &Ctx, command: &Register) -> Outcome<Participant> {
    let permit = ctx.permit(Action::ManageParticipants, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "participants.register", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        in_state(&conference, BEFORE_THE_END)?;
        take(&scope, ctx, &conference, command, Channel::Office, Action::ManageParticipants).await
    })
    .await
}

/// Registers somebody who walked in (*inscrição no credenciamento*), under the cycle's `walkIns`.
///
/// # Errors
/// Refusals on each field; `WALK_IN_CATEGORY`; `ALREADY_REGISTERED`; `CONFERENCE_STATE`.
pub async fn register_walk_in(app: &App, ctx: &Ctx, command: &Register) -> Outcome<Participant> {
    let permit = ctx.permit(Action::CheckIn, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "participants.register_walk_in", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        in_state(&conference, AT_THE_DOOR)?;
        take(&scope, ctx, &conference, command, Channel::Desk, Action::CheckIn).await
    })
    .await
}

async fn take(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    command: &Register,
    channel: Channel,
    action: Action,
) -> Outcome<Participant> {
    let bound = bound(ctx, conference)?;
    let registration = command.person.check(channel, &bound)?;
    let sensitive = !registration.reserved_groups.is_empty();
    let consent = match command.consent_version.as_deref() {
        None if !consent_needed(channel, sensitive) => None,
        given => {
            Some(in_force(scope, conference.id).await?.rule().record(given, ctx.now(), bound.last_day).or_refuse()?)
        }
    };
    let row =
        add(scope, ctx, conference, NewParticipant { consent, ..NewParticipant::of(registration, channel) }).await?;
    let act = Act::new(action, "Participant", row.id).of(conference.id);
    act.with(json!({ "number": row.number, "category": row.category, "channel": row.channel }))
        .live()
        .record(scope, ctx)
        .await?;
    Ok(Participant::seen_by(ctx, row))
}

/// A participant to add: a registration with what only the system knows.
pub(crate) struct NewParticipant {
    /// Who.
    pub registration: Registration,
    /// How the registration came about.
    pub channel: Channel,
    /// The consent on record.
    pub consent: Option<Consent>,
    /// The mandate of a born delegate.
    pub mandate: Option<Uuid>,
    /// Titular or alternate of a delegation, with the council that sent it.
    pub delegation: Option<(SeatKind, Uuid)>,
}

impl NewParticipant {
    /// A registration without any of that.
    pub(crate) fn of(registration: Registration, channel: Channel) -> Self {
        Self { registration, channel, consent: None, mandate: None, delegation: None }
    }
}

/// Adds a participant under the next number. The conference must be locked by the caller.
///
/// # Errors
/// `ALREADY_REGISTERED` when CPF or e-mail are known in the conference.
pub(crate) async fn add(
    scope: &Scope,
    ctx: &Ctx,
    conference: &conference::Model,
    new: NewParticipant,
) -> Outcome<participant::Model> {
    if let Some(duplicate) = duplicate(scope, conference.id, &new.registration, None).await? {
        return Err(Failure::Refused(duplicate.into()));
    }
    let number = people::last_number(scope, conference.id).await? + 1;
    Ok(scope.insert::<participant::Entity>(row(ctx, conference, number, new)).await?)
}

/// Another registration of the same person than `but`, if there is one.
pub(super) async fn duplicate(
    scope: &Scope,
    conference: Uuid,
    registration: &Registration,
    but: Option<Uuid>,
) -> Outcome<Option<Duplicate>> {
    let cpf = registration.cpf.map(|cpf| cpf.digits());
    let email = registration.email.as_ref().map(Email::key);
    let known = people::duplicate_of(scope, conference, cpf.as_deref(), email.as_deref()).await?;
    let by = |row: &participant::Model| if cpf.is_some() && row.cpf == cpf { SameBy::Cpf } else { SameBy::Email };
    Ok(known.iter().find(|row| Some(row.id) != but).map(|row| Duplicate { of: row.id, by: by(row) }))
}

/// The row of a new participant.
pub(super) fn row(ctx: &Ctx, conference: &conference::Model, number: i32, new: NewParticipant) -> participant::Model {
    let NewParticipant { registration, channel, consent, mandate, delegation } = new;
    let Standing { state, reason } = Standing::initial(registration.placement, channel);
    let (seat_kind, delegation_id) = delegation.unzip();
    let placement: Placement = registration.placement;
    participant::Model {
        tenant_id: conference.tenant_id,
        id: ctx.new_id(),
        conference_id: conference.id,
        number,
        search_name: search_key(registration.shown_name()),
        name: registration.name,
        social_name: registration.social_name,
        gender: registration.gender.map(Coded),
        birth_date: registration.birth_date,
        cpf: registration.cpf.map(|cpf| cpf.digits()),
        email: registration.email.map(|email| email.key()),
        category: Coded(placement.category()),
        sector: placement.sector().map(Coded),
        segment: placement.segment().map(Coded),
        organization: registration.organization,
        mandate_id: mandate,
        reserved_groups: Doc(registration.reserved_groups),
        axis_preferences: Doc(registration.axis_preferences.into_iter().map(i32::from).collect()),
        group_id: None,
        channel: Coded(channel),
        eligibility: Coded(state),
        eligibility_reason: reason,
        badge_code: None,
        pin_hash: None,
        registered_at: ctx.now(),
        consent: consent.map(Doc),
        check_in_at: None,
        check_in_desk: None,
        check_out_at: None,
        accessibility_needs: Doc(registration.accessibility_needs),
        diet: registration.diet,
        withdrawn_at: None,
        holds_seat: seat_kind != Some(SeatKind::Alternate),
        seat_kind: seat_kind.map(Coded),
        delegation_id,
        replaces_id: None,
        version: 1,
    }
}
