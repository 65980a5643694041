//! A motion is handed in, or taken back before its admission.

use super::read::{MotionView, view};
use crate::groups::standing::{current, lock_conference, meeting};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::ids::RowId;
use domain::motions::{MotionAct, MotionKind, MotionRefusal, MotionState};
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::motions::{self, motion};
use store::participants::participant;
use store::{Coded, Doc, Scope, conferences::conference};
use uuid::Uuid;

/// Longest title and addressee, in characters.
const TITLE_MAX: usize = 200;
/// Longest text, in characters.
const TEXT_MAX: usize = 4_000;
/// Most addressees.
const ADDRESSEES_MAX: usize = 20;

/// A motion to hand in.
#[derive(Debug, Clone, Serialize)]
pub struct SubmitMotion {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Kind.
    pub kind: MotionKind,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// To whom it goes.
    pub addressees: Vec<String>,
}

/// A motion to take back.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawMotion {
    /// Idempotency key.
    pub key: Uuid,
    /// The motion.
    pub motion: RowId,
    /// The version that was read.
    pub version: i32,
}

/// Hands a motion in (*entrega de moção*): a delegate as such, or the table for one on paper.
///
/// # Errors
/// `MOTION_KIND`, `MOTION_LATE`, `MOTION_ADDRESSEES`, `SIGNER_NOT_DELEGATE`, `SIGNER_NOT_IN_HALL`,
/// `CONFERENCE_STATE`, refusals on each field.
pub async fn submit(app: &App, ctx: &Ctx, command: &SubmitMotion) -> Outcome<MotionView> {
    let permit = ctx.permit(Action::SubmitProposal, command.conference.tenant, Some(command.conference.id))?;
    let title = &text::line("title", &command.title, TITLE_MAX)?;
    let body = &text::body("text", &command.text, TEXT_MAX)?;
    let addressees = &addressees(&command.addressees)?;
    let row = app
        .act(ctx, "motions.submit", &permit, command.key, command, |scope| async move {
            let conference = lock_conference(&scope, command.conference.id).await?;
            meeting(&conference)?;
            conference.parameters.motions.check_submission(command.kind, addressees, ctx.now()).or_refuse()?;
            by_a_delegate(&scope, ctx).await?;
            let known = motions::of_conference(&scope, conference.id).await?;
            let row = motion::Model {
                tenant_id: scope.tenant_id(),
                id: ctx.new_id(),
                conference_id: conference.id,
                number: 1 + known.iter().map(|motion| motion.number).max().unwrap_or(0),
                kind: Coded(command.kind),
                title: title.clone(),
                text: body.clone(),
                addressees: Doc(addressees.clone()),
                author_id: ctx.actor.participant(),
                state: Coded(MotionState::Submitted),
                admission: None,
                poll_id: None,
                decision_reason: None,
                submitted_at: ctx.now(),
                decided_at: None,
                version: 1,
            };
            let row = scope.insert::<motion::Entity>(row).await?;
            let act = Act::new(Action::SubmitProposal, "Motion", row.id).of(conference.id);
            act.with(json!({ "submitted": row.number, "kind": row.kind })).live().record(&scope, ctx).await?;
            Ok(row)
        })
        .await?;
    view(app, ctx, row).await
}

/// Takes a motion back (*retirada*) before its admission: its author, or the council's people.
///
/// # Errors
/// `STALE_VERSION`, `MOTION_NOT_NOW`; `NOT_PERMITTED` for a delegate who did not hand it in.
pub async fn withdraw(app: &App, ctx: &Ctx, command: &WithdrawMotion) -> Outcome<MotionView> {
    let permit = ctx.permit(Action::SubmitProposal, command.motion.tenant, None)?;
    let row = app
        .act(ctx, "motions.withdraw", &permit, command.key, command, |scope| async move {
            let kept = scope.lock::<motion::Entity>(command.motion.id).await?.found()?;
            ctx.permit(Action::SubmitProposal, scope.tenant(), Some(kept.conference_id))?;
            meeting(&scope.get::<conference::Entity>(kept.conference_id).await?.found()?)?;
            if ctx.actor.participant().is_some() && ctx.actor.participant() != kept.author_id {
                return Err(Refusal::not_permitted("quem entregou a moção, secretaria executiva, relatoria").into());
            }
            current(kept.version, command.version)?;
            let state = Coded(kept.state.after(MotionAct::Withdraw).or_refuse()?);
            let row = motion::Model { state, version: kept.version + 1, ..kept };
            let row = scope.save::<motion::Entity>(row).await?;
            let act = Act::new(Action::SubmitProposal, "Motion", row.id).of(row.conference_id);
            act.with(json!({ "withdrawn": row.number })).live().record(&scope, ctx).await?;
            Ok(row)
        })
        .await?;
    view(app, ctx, row).await
}

fn addressees(input: &[String]) -> Result<Vec<String>, Refusal> {
    if input.len() > ADDRESSEES_MAX {
        let message = format!("Indique no máximo {ADDRESSEES_MAX} destinatários.");
        return Err(Refusal::invalid("addressees", "TOO_MANY", message));
    }
    let named = input.iter().filter_map(|entry| text::optional_line("addressees", Some(entry), TITLE_MAX).transpose());
    named.collect()
}

/// Checks that a participant who hands a motion in is a delegate in the hall.
async fn by_a_delegate(scope: &Scope, ctx: &Ctx) -> Outcome<()> {
    let Some(id) = ctx.actor.participant() else { return Ok(()) };
    let person = scope.get::<participant::Entity>(id).await?.found()?;
    let now = ctx.now();
    if !(person.category.is_delegate() && person.holds_seat) {
        return Err(Refusal::from(MotionRefusal::SignerNotDelegate).into());
    }
    if person.check_in_at.is_none_or(|came| came > now) || person.check_out_at.is_some_and(|left| left <= now) {
        return Err(Refusal::from(MotionRefusal::SignerNotInHall).into());
    }
    Ok(())
}
