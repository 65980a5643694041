//! The desk: who is let in, out and back.

use super::alternates::titular_came;
use super::rules::{AT_THE_DOOR, bound, in_state};
use super::view::{Participant, placement, presence, standing, with_presence};
use crate::failure::{Found, OrRefuse};
use crate::{Act, App, Ctx, Outcome};
use domain::ids::RowId;
use domain::participants::{Attendee, BadgeCode};
use domain::people::SeatKind;
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::participants::{self as people, participant};
use uuid::Uuid;

/// Longest name of a desk, in characters.
const DESK_MAX: usize = 60;

/// Whom the desk has in front of it.
#[derive(Debug, Clone, Serialize)]
pub enum Whom {
    /// Found in the list.
    Participant(RowId),
    /// Scanned or typed, at the door of a conference.
    Badge {
        /// The conference.
        conference: RowId,
        /// The code as typed.
        code: String,
    },
}

impl Whom {
    fn permit(&self, ctx: &Ctx) -> Outcome<policy::Permit> {
        match self {
            Self::Participant(row) => Ok(ctx.permit(Action::CheckIn, row.tenant, None)?),
            Self::Badge { conference, .. } => {
                Ok(ctx.permit(Action::CheckIn, conference.tenant, Some(conference.id))?)
            }
        }
    }

    /// The person's row, locked: of two desks with one badge, the second sees what the first did.
    async fn lock(&self, scope: &Scope) -> Outcome<participant::Model> {
        let id = match self {
            Self::Participant(row) => row.id,
            Self::Badge { conference, code } => {
                let code = BadgeCode::parse(code).or_refuse()?.to_string();
                let found = people::by_badge(scope, &code).await?;
                found.filter(|row| row.conference_id == conference.id).ok_or_else(badge_unknown)?.id
            }
        };
        scope.lock::<participant::Entity>(id).await?.found()
    }
}

fn badge_unknown() -> Refusal {
    let message = "Nenhum crachá desta conferência tem este código. Confira o código ou procure a pessoa pelo nome.";
    Refusal::invalid("badgeCode", "BADGE_UNKNOWN", message)
}

/// An entry.
#[derive(Debug, Clone, Serialize)]
pub struct CheckIn {
    /// Idempotency key.
    pub key: Uuid,
    /// Who.
    pub whom: Whom,
    /// Name of the desk or laptop.
    pub desk: String,
}

/// Lets a person in (*credenciamento na entrada*).
///
/// # Errors
/// `ALREADY_IN` naming when and which desk; `CREDENTIALING_NOT_OPEN`, `CREDENTIALING_CLOSED` for
/// delegates past the time; `NOT_ELIGIBLE`; `BADGE_UNKNOWN`; `REGISTRATION_WITHDRAWN`.
pub async fn check_in(app: &App, ctx: &Ctx, command: &CheckIn) -> Outcome<Participant> {
    let permit = command.whom.permit(ctx)?;
    let desk = &text::line("desk", &command.desk, DESK_MAX)?;
    app.act(ctx, "participants.check_in", &permit, command.key, command, |scope| async move {
        let row = command.whom.lock(&scope).await?;
        ctx.permit(Action::CheckIn, permit_tenant(&row), Some(row.conference_id))?;
        holds(&row)?;
        let conference = scope.get::<conference::Entity>(row.conference_id).await?.found()?;
        in_state(&conference, AT_THE_DOOR)?;
        let attendee = Attendee { placement: placement(&row)?, standing: standing(&row), presence: presence(&row) };
        let inside = bound(ctx, &conference)?.credentialing.check_in(&attendee, desk, ctx.now()).or_refuse()?;
        let mut row = with_presence(row, inside);
        if row.seat_kind.is_some_and(|kind| *kind == SeatKind::Titular) {
            row.holds_seat = titular_came(&scope, ctx, &row).await?;
        }
        let kept = scope.save::<participant::Entity>(row).await?;
        let act = Act::new(Action::CheckIn, "Participant", kept.id).of(kept.conference_id);
        act.with(json!({ "in": true, "desk": desk })).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

/// An act on a person in the hall.
#[derive(Debug, Clone, Serialize)]
pub struct AtTheDoor {
    /// Idempotency key.
    pub key: Uuid,
    /// Who.
    pub participant: RowId,
}

/// Takes back an entry made by mistake (*desfazer a entrada*).
///
/// # Errors
/// `NOT_CHECKED_IN`; `ALREADY_ON_A_ROLL` once a vote has counted the person.
pub async fn undo_check_in(app: &App, ctx: &Ctx, command: &AtTheDoor) -> Outcome<Participant> {
    let permit = ctx.permit(Action::CheckIn, command.participant.tenant, None)?;
    app.act(ctx, "participants.undo_check_in", &permit, command.key, command, |scope| async move {
        let row = own(&scope, ctx, command.participant).await?;
        let on_a_roll = super::on_a_roll(&scope, row.id).await?;
        let outside = presence(&row).undo_check_in(on_a_roll).or_refuse()?;
        let kept = scope.save::<participant::Entity>(with_presence(row, outside)).await?;
        let act = Act::new(Action::CheckIn, "Participant", kept.id).of(kept.conference_id);
        act.with(json!({ "undone": true })).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

/// Records that a person left (*saída*); the rolls of later votes do not count them.
///
/// # Errors
/// `NOT_CHECKED_IN`, `BACK_IN_TIME`.
pub async fn check_out(app: &App, ctx: &Ctx, command: &AtTheDoor) -> Outcome<Participant> {
    let permit = ctx.permit(Action::CheckIn, command.participant.tenant, None)?;
    app.act(ctx, "participants.check_out", &permit, command.key, command, |scope| async move {
        let row = own(&scope, ctx, command.participant).await?;
        let outside = presence(&row).check_out(ctx.now()).or_refuse()?;
        let kept = scope.save::<participant::Entity>(with_presence(row, outside)).await?;
        let act = Act::new(Action::CheckIn, "Participant", kept.id).of(kept.conference_id);
        act.with(json!({ "out": true })).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

async fn own(scope: &Scope, ctx: &Ctx, id: RowId) -> Outcome<participant::Model> {
    let row = scope.lock::<participant::Entity>(id.id).await?.found()?;
    ctx.permit(Action::CheckIn, id.tenant, Some(row.conference_id))?;
    Ok(row)
}

fn permit_tenant(row: &participant::Model) -> domain::ids::TenantId {
    domain::ids::TenantId(row.tenant_id)
}

/// Refuses acts on a withdrawn registration.
pub(super) fn holds(row: &participant::Model) -> Result<(), Refusal> {
    if row.withdrawn_at.is_none() {
        return Ok(());
    }
    let message = "Esta inscrição foi retirada. Se a pessoa quer participar, faça uma inscrição nova.";
    Err(Refusal::rule("REGISTRATION_WITHDRAWN", "inscrição", message))
}
