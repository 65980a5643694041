//! Checks of the quorum, and the call under which the plenary meets.

use super::{locked_session, meeting};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::quorum::{FirstCall, QuorumCall};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::programme::{last_check_of, quorum_check, running_plenary, session};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A check of the quorum.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyQuorum {
    /// Idempotency key.
    pub key: Uuid,
    /// The session.
    pub session: RowId,
    /// First or second call.
    pub call: QuorumCall,
    /// Delegates counted in the hall; none when the check-ins count.
    pub headcount: Option<i64>,
    /// What is announced.
    pub note: Option<String>,
}

/// Checks the quorum of a session and records it (*verificação de quórum*), reached or not.
///
/// # Errors
/// `FIRST_CALL_MISSING`, `SECOND_CALL_TOO_EARLY`, `SECOND_CALL_NOT_NEEDED`, `PRESENT_EXCEEDS_ACCREDITED`,
/// `NOT_A_PLENARY`.
pub async fn verify_quorum(app: &App, ctx: &Ctx, command: &VerifyQuorum) -> Outcome<quorum_check::Model> {
    let permit = ctx.permit(Action::LeadSession, command.session.tenant, None)?;
    let note = &text::optional_line("note", command.note.as_deref(), text::LINE_MAX)?;
    let counted = command.headcount.map(headcount).transpose()?;
    app.act(ctx, "programme.verify_quorum", &permit, command.key, command, |scope| async move {
        let session = locked_session(ctx, &scope, Action::LeadSession, command.session).await?;
        let conference = meeting(&scope, session.conference_id).await?;
        if !session.kind.is_plenary() {
            let message = "Só sessões da plenária têm quórum. Escolha a sessão que está para começar.";
            return Err(Refusal::rule("NOT_A_PLENARY", "quorumFirst", message).into());
        }
        if command.call == QuorumCall::Second {
            allow_second(ctx, &scope, &conference, &session).await?;
        }
        let delegates = crate::participants::presence_at(&scope, conference.id, ctx.now()).await?;
        let present = counted.unwrap_or(delegates.present);
        let result = conference.parameters.quorum.check(command.call, delegates.accredited, present).or_refuse()?;
        let row = quorum_check::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            session_id: session.id,
            call: Coded(command.call),
            at: ctx.now(),
            result: Doc(result),
            counted_heads: counted.is_some(),
            note: note.clone(),
        };
        let row = scope.insert::<quorum_check::Entity>(row).await?;
        let act = Act::new(Action::LeadSession, "QuorumVerification", row.id).of(conference.id);
        act.with(json!({ "call": row.call, "check": row.result })).live().record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn headcount(given: i64) -> Result<u32, Refusal> {
    u32::try_from(given).map_err(|_| {
        Refusal::invalid(
            "headcount",
            "HEADCOUNT_INVALID",
            "Informe quantas pessoas delegadas foram contadas, a partir de 0.",
        )
    })
}

/// The second call follows a first one of the same session that did not reach its quorum.
async fn allow_second(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    session: &session::Model,
) -> Outcome<()> {
    let checks = store::programme::quorum_checks(scope, conference.id).await?;
    let first = checks.iter().rev().find(|check| check.session_id == session.id && *check.call == QuorumCall::First);
    let Some(first) = first else {
        let message = "Faça antes a primeira convocação desta sessão.";
        return Err(Refusal::rule("FIRST_CALL_MISSING", "quorumFirst", message).into());
    };
    let zone = conference.time_zone.parse().unwrap_or(chrono_tz::America::Sao_Paulo);
    let first = FirstCall { at: first.at, reached: first.result.reached };
    conference.parameters.quorum.allow_second_call(first, ctx.now(), zone).or_refuse()
}

/// The call under which the plenary that runs meets; the first when none was made.
///
/// # Errors
/// When the database fails.
pub(crate) async fn call_in_force(scope: &Scope, conference: Uuid) -> Outcome<QuorumCall> {
    let Some(session) = running_plenary(scope, conference).await? else { return Ok(QuorumCall::First) };
    call_of(scope, session.id).await
}

/// The call under which a session meets; the first when none was made.
///
/// # Errors
/// When the database fails.
pub(crate) async fn call_of(scope: &Scope, session: Uuid) -> Outcome<QuorumCall> {
    Ok(last_check_of(scope, session).await?.map_or(QuorumCall::First, |check| *check.call))
}
