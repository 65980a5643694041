//! After the window has closed, the number of signatures admits a motion, or does not.

use super::read::{MotionView, counted, of_conference};
use crate::groups::standing::{lock_conference, meeting};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::Refusal;
use domain::ids::RowId;
use domain::motions::{Admission, MotionAct, MotionState, SignatureCount, admit, support_base};
use domain::voting::SubjectKind;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::motions::{self, motion};
use store::{Coded, Doc, Scope, participants};
use uuid::Uuid;

/// The end of the window for motions.
#[derive(Debug, Clone, Serialize)]
pub struct CloseMotions {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Computes the admission (*admissão*) of all motions handed in: exactly the share is enough. Where the rules
/// name a last moment, not before it.
///
/// # Errors
/// `MOTIONS_OPEN` before the last moment, `NO_MOTIONS`, `CONFERENCE_STATE`.
pub async fn close_motions(app: &App, ctx: &Ctx, command: &CloseMotions) -> Outcome<Vec<MotionView>> {
    let permit = ctx.permit(Action::RecordDecision, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "motions.close", &permit, command.key, command, |scope| async move {
        let conference = lock_conference(&scope, command.conference.id).await?;
        meeting(&conference)?;
        if conference.parameters.motions.deadline.is_some_and(|deadline| ctx.now() <= deadline) {
            let message = "O prazo das moções ainda corre. Apure as assinaturas quando ele terminar.";
            return Err(Refusal::rule("MOTIONS_OPEN", "motionWindow (prazo das moções)", message).into());
        }
        let mut rows = motions::lock_all(&scope, conference.id).await?;
        rows.retain(|row| *row.state == MotionState::Submitted);
        if rows.is_empty() {
            let message = "Nenhuma moção aguarda a apuração das assinaturas.";
            return Err(Refusal::rule("NO_MOTIONS", "moções", message).into());
        }
        let counts = motions::signature_counts(&scope, conference.id).await?;
        let base = base(&scope, ctx, &conference).await?;
        let mut admitted = 0;
        for row in rows {
            let admission = admission(&conference, counted(&counts, row.id), base);
            let act = if admission.admitted { MotionAct::Admit } else { MotionAct::NotAdmit };
            admitted += u32::from(admission.admitted);
            let state = Coded(row.state.after(act).or_refuse()?);
            let row = motion::Model { state, admission: Some(Doc(admission)), version: row.version + 1, ..row };
            scope.save::<motion::Entity>(row).await?;
        }
        let act = Act::new(Action::RecordDecision, "Conference", conference.id).of(conference.id);
        act.with(json!({ "motionsAdmitted": admitted, "base": base })).live().record(&scope, ctx).await
    })
    .await?;
    of_conference(app, ctx, command.conference).await
}

/// Delegates of whom the share is taken: those there at the last moment, or those accredited until then.
pub(super) async fn base(scope: &Scope, ctx: &Ctx, conference: &conference::Model) -> Outcome<u32> {
    let rules = &conference.parameters.motions;
    let at = rules.deadline.map_or(ctx.now(), |deadline| deadline.min(ctx.now()));
    let delegates = participants::presence_at(scope, conference.id, at).await?;
    Ok(support_base(rules.base, delegates.present, delegates.accredited))
}

/// Whether so many signatures admit a motion, with the article that says so.
pub(super) fn admission(conference: &conference::Model, count: SignatureCount, base: u32) -> Admission {
    let citations = &conference.parameters.citations;
    let article = citations.motion_admission.as_ref().or_else(|| citations.by_subject.get(&SubjectKind::Motion));
    let article = article.map_or("regimento interno", String::as_str);
    admit(count, base, &conference.parameters.motions, article)
}
