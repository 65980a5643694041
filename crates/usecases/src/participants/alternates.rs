//! Alternates (*suplentes*) of a delegation, admitted in the place of absent titulars.

use super::rules::bound;
use super::view::{Participant, presence};
use crate::failure::{Found, OrRefuse};
use crate::{Act, App, Ctx, Outcome};
use domain::Refusal;
use domain::ids::RowId;
use domain::participants::Presence;
use domain::participants::alternates::{DelegationPlace, TitularArrival, admit_alternate, titular_arrives};
use domain::people::Pool;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::participants::{self as people, ChangeKind, participant};
use uuid::Uuid;

/// An admission.
#[derive(Debug, Clone, Serialize)]
pub struct AdmitAlternate {
    /// Idempotency key.
    pub key: Uuid,
    /// Who votes from now on.
    pub alternate: RowId,
    /// In whose place.
    pub titular: RowId,
}

/// Admits an alternate in the place of an absent titular (*admissão de suplente*).
///
/// # Errors
/// `NOT_AN_ALTERNATE`, `OTHER_DELEGATION`, `OTHER_POOL`, `ADMISSION_TOO_EARLY`, `TITULAR_PRESENT`,
/// `ALREADY_REPLACED`, `NOT_CHECKED_IN`.
pub async fn admit(app: &App, ctx: &Ctx, command: &AdmitAlternate) -> Outcome<Participant> {
    let permit = ctx.permit(Action::ManageCredentialing, command.alternate.tenant, None)?;
    app.act(ctx, "participants.admit_alternate", &permit, command.key, command, |scope| async move {
        let titular = scope.lock::<participant::Entity>(command.titular.id).await?.found()?;
        let alternate = scope.lock::<participant::Entity>(command.alternate.id).await?.found()?;
        ctx.permit(Action::ManageCredentialing, command.alternate.tenant, Some(alternate.conference_id))?;
        same_delegation(&alternate, &titular)?;
        let conference = scope.get::<conference::Entity>(alternate.conference_id).await?.found()?;
        let rules = bound(ctx, &conference)?.rules;
        let replaced_by = people::replaced_by(&scope, titular.id).await?.map(|row| row.id);
        let (one, other) = (place(&alternate, None)?, place(&titular, replaced_by)?);
        admit_alternate(&one, &other, &rules, ctx.now()).or_refuse()?;
        super::note(&scope, ctx, &alternate, ChangeKind::Seat, None, Some("vota no lugar de titular ausente"), None)
            .await?;
        let version = titular.version + 1;
        scope.save::<participant::Entity>(participant::Model { holds_seat: false, version, ..titular }).await?;
        let version = alternate.version + 1;
        let admitted =
            participant::Model { holds_seat: true, replaces_id: Some(command.titular.id), version, ..alternate };
        let kept = scope.save::<participant::Entity>(admitted).await?;
        let act = Act::new(Action::ManageCredentialing, "Participant", kept.id).of(kept.conference_id);
        act.with(json!({ "inPlaceOf": command.titular.id })).live().record(&scope, ctx).await?;
        Ok(Participant::seen_by(ctx, kept))
    })
    .await
}

fn same_delegation(alternate: &participant::Model, titular: &participant::Model) -> Result<(), Refusal> {
    let same = alternate.conference_id == titular.conference_id && alternate.delegation_id == titular.delegation_id;
    if same {
        return Ok(());
    }
    let message = "A suplência vale dentro da mesma delegação. Escolha uma pessoa suplente do mesmo município.";
    Err(Refusal::rule("OTHER_DELEGATION", "substitutionScope", message))
}

fn place(row: &participant::Model, replaced_by: Option<Uuid>) -> Outcome<DelegationPlace> {
    let pool = row.sector.and_then(|sector| Pool::of(*sector, row.segment.map(|segment| *segment)));
    let kind = row.seat_kind.map(|kind| *kind).zip(pool);
    let (kind, pool) = kind.ok_or_else(|| {
        let message =
            "Esta pessoa não veio por uma delegação. A suplência vale só entre titulares e suplentes eleitos.";
        Refusal::rule("NOT_AN_ALTERNATE", "suplência", message)
    })?;
    let present = matches!(presence(row), Presence::In { .. });
    Ok(DelegationPlace { participant: row.id, kind, pool, present, replaced_by })
}

/// A titular came: says whether the seat's vote is theirs. An alternate who was on no roll yet gives way.
pub(super) async fn titular_came(scope: &Scope, ctx: &Ctx, titular: &participant::Model) -> Outcome<bool> {
    let Some(alternate) = people::replaced_by(scope, titular.id).await? else { return Ok(true) };
    let voted = super::on_a_roll(scope, alternate.id).await?;
    if titular_arrives(Some(voted)) == TitularArrival::SeatKeptByAlternate {
        return Ok(false);
    }
    let alternate = scope.lock::<participant::Entity>(alternate.id).await?.found()?;
    super::note(scope, ctx, &alternate, ChangeKind::Seat, None, Some("titular chegou e retoma o voto"), None).await?;
    let version = alternate.version + 1;
    let waiting = participant::Model { holds_seat: false, replaces_id: None, version, ..alternate };
    scope.save::<participant::Entity>(waiting).await?;
    Ok(true)
}
