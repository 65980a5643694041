//! Signatures under a motion: a delegate's own on the phone, or those on paper that the table types in.

use super::read::{MotionView, view};
use crate::groups::standing::{meeting, participants};
use crate::{
    Act, App, Ctx, Failure, Outcome,
    failure::{Found, OrRefuse},
};
use domain::Refusal;
use domain::ids::RowId;
use domain::motions::{MotionRefusal, MotionState, check_signature};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::motions::{self, motion, signature};
use store::participants::participant;
use uuid::Uuid;

/// Most signatures typed in at once.
const PAPER_MAX: usize = 500;

/// A signature, or the signatures of a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SignMotion {
    /// Idempotency key.
    pub key: Uuid,
    /// The motion.
    pub motion: RowId,
    /// Those who signed on paper, when the table types them in; empty for a delegate's own.
    pub on_paper: Vec<RowId>,
}

/// A delegate's own signature to take back.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawSignature {
    /// Idempotency key.
    pub key: Uuid,
    /// The motion.
    pub motion: RowId,
}

/// Signs a motion (*assinatura de moção*). On paper also people without a vote sign; they do not count.
///
/// # Errors
/// `MOTION_LATE`, `SIGNER_NOT_DELEGATE`, `SIGNER_NOT_IN_HALL`, `ALREADY_SIGNED`, `MOTION_NOT_NOW`, `SIGN_AS_SELF`,
/// `SIGNERS_REQUIRED`.
pub async fn sign(app: &App, ctx: &Ctx, command: &SignMotion) -> Outcome<MotionView> {
    let permit = ctx.permit(Action::SignMotion, command.motion.tenant, None)?;
    let signers = signers(ctx, &command.on_paper)?;
    let signers = &signers;
    let row = app
        .act(ctx, "motions.sign", &permit, command.key, command, |scope| async move {
            let (conference, row) = lock(&scope, ctx, command.motion.id).await?;
            let mut signed: Vec<Uuid> =
                motions::signatures(&scope, row.id).await?.iter().map(|entry| entry.participant_id).collect();
            let people = participants(&scope, conference.id, signers).await?;
            let before = signed.len();
            for person in &people {
                let paper = ctx.actor.participant().is_none();
                match admissible(ctx, &conference, person, &signed, paper) {
                    // A sheet may be typed in twice; each person counts once.
                    Err(MotionRefusal::AlreadySigned) if paper => continue,
                    other => other.or_refuse()?,
                }
                scope.insert::<signature::Entity>(entry(ctx, &row, person, paper)).await?;
                signed.push(person.id);
            }
            let act = Act::new(Action::SignMotion, "Motion", row.id).of(conference.id);
            act.with(json!({ "signatures": signed.len() - before })).live().record(&scope, ctx).await?;
            Ok(row)
        })
        .await?;
    view(app, ctx, row).await
}

/// Takes the actor's own signature back, while the window is open.
///
/// # Errors
/// `NOT_SIGNED`, `MOTION_LATE`, `MOTION_NOT_NOW`; `SIGN_AS_SELF` for who is no participant.
pub async fn withdraw_signature(app: &App, ctx: &Ctx, command: &WithdrawSignature) -> Outcome<MotionView> {
    let permit = ctx.permit(Action::SignMotion, command.motion.tenant, None)?;
    let own = ctx.actor.participant();
    let row = app
        .act(ctx, "motions.withdraw_signature", &permit, command.key, command, |scope| async move {
            let (conference, row) = lock(&scope, ctx, command.motion.id).await?;
            let own = own.ok_or_else(as_self)?;
            conference.parameters.motions.check_window(ctx.now()).or_refuse()?;
            let signatures = motions::signatures(&scope, row.id).await?;
            let Some(entry) = signatures.iter().find(|entry| entry.participant_id == own) else {
                let message = "Sua assinatura não está nesta moção. Nada foi alterado.";
                return Err(Refusal::rule("NOT_SIGNED", "assinaturas de moção", message).into());
            };
            scope.delete::<signature::Entity>(entry.id).await?;
            let act = Act::new(Action::SignMotion, "Motion", row.id).of(conference.id);
            act.with(json!({ "signatures": -1 })).live().record(&scope, ctx).await?;
            Ok(row)
        })
        .await?;
    view(app, ctx, row).await
}

/// Who signs: the participant who acts, or those whom the table read on paper.
fn signers(ctx: &Ctx, on_paper: &[RowId]) -> Result<Vec<Uuid>, Refusal> {
    match (ctx.actor.participant(), on_paper) {
        (Some(own), []) => Ok(vec![own]),
        (Some(_), _) => Err(as_self()),
        (None, []) => {
            let message = "Indique quem assinou no papel. Cada delegada ou delegado assina por si no telefone.";
            Err(Refusal::invalid("participantIds", "SIGNERS_REQUIRED", message))
        }
        (None, many) if many.len() > PAPER_MAX => {
            let message = format!("Registre no máximo {PAPER_MAX} assinaturas de cada vez.");
            Err(Refusal::invalid("participantIds", "TOO_MANY", message))
        }
        (None, many) => Ok(many.iter().map(|row| row.id).collect()),
    }
}

fn as_self() -> Refusal {
    let message = "Cada pessoa assina por si, e só a própria assinatura pode ser retirada.";
    Refusal::rule("SIGN_AS_SELF", "assinaturas de moção", message)
}

/// The motion, locked, while it gathers signatures.
async fn lock(scope: &Scope, ctx: &Ctx, id: Uuid) -> Outcome<(conference::Model, motion::Model)> {
    let row = scope.lock::<motion::Entity>(id).await?.found()?;
    ctx.permit(Action::SignMotion, scope.tenant(), Some(row.conference_id))?;
    let conference = scope.get::<conference::Entity>(row.conference_id).await?.found()?;
    meeting(&conference)?;
    if *row.state != MotionState::Submitted {
        return Err(Failure::Refused(MotionRefusal::NotNow(*row.state).into()));
    }
    Ok((conference, row))
}

/// Checks one signature. On paper the person was in the hall, and people without a vote are taken down too.
fn admissible(
    ctx: &Ctx,
    conference: &conference::Model,
    person: &participant::Model,
    signed: &[Uuid],
    paper: bool,
) -> Result<(), MotionRefusal> {
    let now = ctx.now();
    let came = person.check_in_at.is_some_and(|at| at <= now);
    let in_hall = came && (paper || person.check_out_at.is_none_or(|at| at > now));
    let rules = &conference.parameters.motions;
    let signer = (person.id, *person.category);
    let checked = match check_signature(rules, signer, in_hall, signed, now) {
        // A delegate whose seat somebody else holds has no vote.
        Ok(()) if !person.holds_seat => Err(MotionRefusal::SignerNotDelegate),
        other => other,
    };
    match checked {
        Err(MotionRefusal::SignerNotDelegate) if paper && in_hall => {
            if signed.contains(&person.id) {
                Err(MotionRefusal::AlreadySigned)
            } else {
                Ok(())
            }
        }
        other => other,
    }
}

fn entry(ctx: &Ctx, row: &motion::Model, person: &participant::Model, on_paper: bool) -> signature::Model {
    signature::Model {
        tenant_id: row.tenant_id,
        id: ctx.new_id(),
        conference_id: row.conference_id,
        motion_id: row.id,
        participant_id: person.id,
        delegate: person.category.is_delegate() && person.holds_seat,
        on_paper,
        at: ctx.now(),
    }
}
