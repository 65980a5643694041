//! From the call of its author to the end without a vote.

use super::conclude::conclude;
use super::{as_rule, is_in_hall, locked, moved, subject};
use crate::{Act, App, Ctx, Outcome, failure::Found, failure::OrRefuse};
use domain::destaques::{DestaqueAct, DestaqueState, answered_reason, fallen_reason, mooted_reason};
use domain::{Code, Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::destaques::{DestaqueTarget, destaque};
use store::participants::participant;
use uuid::Uuid;

/// Cited where the table names no article.
const RULES: &str = "regimento interno";

domain::codes! {
    /// How the chair settles a destaque without a vote.
    pub enum Settlement {
        /// Its author was absent when called (*caiu*).
        Fallen = "FALLEN", "caiu";
        /// An approved destaque decided on the same text (*prejudicado*).
        Mooted = "MOOTED", "prejudicado";
    }
}

/// The author's own end of a destaque.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawDestaque {
    /// Idempotency key.
    pub key: Uuid,
    /// The destaque.
    pub destaque: RowId,
}

/// Takes a destaque back (*retirar*): its author does, or the table or the rapporteur at the author's word.
///
/// # Errors
/// `NOT_AUTHOR`, `VOTE_IN_PROGRESS`, `DESTAQUE_SETTLED`.
pub async fn withdraw(app: &App, ctx: &Ctx, command: &WithdrawDestaque) -> Outcome<destaque::Model> {
    let permit = ctx.permit(Action::RaiseDestaque, command.destaque.tenant, None)?;
    app.act(ctx, "destaques.withdraw", &permit, command.key, command, |scope| async move {
        let row = locked(ctx, &scope, Action::RaiseDestaque, command.destaque).await?;
        let by = ctx.actor.participant().unwrap_or(row.author_id);
        let state = as_rule(&row).after(DestaqueAct::Withdraw { by }).or_refuse()?;
        keep(ctx, &scope, moved(ctx, row, state, None), Action::RaiseDestaque).await
    })
    .await
}

/// The call of a destaque's author to the floor.
#[derive(Debug, Clone, Serialize)]
pub struct CallDestaque {
    /// Idempotency key.
    pub key: Uuid,
    /// The destaque.
    pub destaque: RowId,
}

/// Calls the author, who presents the destaque (*apresentação*); it can be voted from then on.
///
/// # Errors
/// `AUTHOR_ABSENT`, `DESTAQUE_NOT_NOW`, `DESTAQUE_SETTLED`.
pub async fn call(app: &App, ctx: &Ctx, command: &CallDestaque) -> Outcome<destaque::Model> {
    let permit = ctx.permit(Action::LeadReading, command.destaque.tenant, None)?;
    app.act(ctx, "destaques.call", &permit, command.key, command, |scope| async move {
        let row = locked(ctx, &scope, Action::LeadReading, command.destaque).await?;
        let state = as_rule(&row).after(DestaqueAct::Call { author_present: true }).or_refuse()?;
        subject::of(&scope, &row).await?;
        let author = scope.get::<participant::Entity>(row.author_id).await?.found()?;
        if !is_in_hall(ctx, &author) {
            let message = "Quem pediu o destaque não está com a entrada registrada. Registre que o destaque caiu.";
            return Err(Refusal::rule("AUTHOR_ABSENT", "regimento interno: destaques", message).into());
        }
        keep(ctx, &scope, moved(ctx, row, state, None), Action::LeadReading).await
    })
    .await
}

/// The answer to a clarification.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerDestaque {
    /// Idempotency key.
    pub key: Uuid,
    /// The destaque.
    pub destaque: RowId,
    /// What the table answered.
    pub answer: String,
    /// The article that says a clarification is not voted, for instance "art. 15, § 3º".
    pub rule: Option<String>,
}

/// Records the table's answer to a clarification (*esclarecimento*), which is not voted.
///
/// # Errors
/// `ONLY_CLARIFICATION_ANSWERED`, `DESTAQUE_SETTLED`; refusals on the text.
pub async fn answer(app: &App, ctx: &Ctx, command: &AnswerDestaque) -> Outcome<destaque::Model> {
    let permit = ctx.permit(Action::LeadReading, command.destaque.tenant, None)?;
    let answer = &text::body("answer", &command.answer, text::BODY_MAX)?;
    let rule = &text::optional_line("rule", command.rule.as_deref(), text::LINE_MAX)?;
    app.act(ctx, "destaques.answer", &permit, command.key, command, |scope| async move {
        let row = locked(ctx, &scope, Action::LeadReading, command.destaque).await?;
        let state = as_rule(&row).after(DestaqueAct::Answer).or_refuse()?;
        let reason = answered_reason(answer, rule.as_deref().unwrap_or(RULES));
        keep(ctx, &scope, moved(ctx, row, state, Some(reason)), Action::LeadReading).await
    })
    .await
}

/// An end without a vote.
#[derive(Debug, Clone, Serialize)]
pub struct SettleDestaque {
    /// Idempotency key.
    pub key: Uuid,
    /// The destaque.
    pub destaque: RowId,
    /// Which end.
    pub outcome: Settlement,
    /// The article that says so, for instance "art. 17".
    pub rule: Option<String>,
}

/// Settles a destaque without a vote: it fell, or an approved one made it pointless.
///
/// # Errors
/// `NOT_POINTLESS`, `DESTAQUE_NOT_NOW`, `VOTE_IN_PROGRESS`, `DESTAQUE_SETTLED`.
pub async fn settle(app: &App, ctx: &Ctx, command: &SettleDestaque) -> Outcome<destaque::Model> {
    let permit = ctx.permit(Action::LeadReading, command.destaque.tenant, None)?;
    let rule = &text::optional_line("rule", command.rule.as_deref(), text::LINE_MAX)?;
    app.act(ctx, "destaques.settle", &permit, command.key, command, |scope| async move {
        let row = locked(ctx, &scope, Action::LeadReading, command.destaque).await?;
        let rule = rule.as_deref().unwrap_or(RULES);
        let (act, reason) = match command.outcome {
            Settlement::Fallen => (DestaqueAct::Call { author_present: false }, fallen_reason(rule, kept(&row))),
            Settlement::Mooted => (DestaqueAct::Moot, mooted_reason(&made_pointless_by(&scope, &row).await?, rule)),
        };
        let state = as_rule(&row).after(act).or_refuse()?;
        keep(ctx, &scope, moved(ctx, row, state, Some(reason)), Action::LeadReading).await
    })
    .await
}

/// What stays when a destaque does not pass.
pub(super) fn kept(row: &destaque::Model) -> &'static str {
    match *row.target {
        DestaqueTarget::Article => "mantido o texto",
        DestaqueTarget::Proposal => "fica aprovado o texto do caderno",
    }
}

/// The name of the approved destaque that left this one without a purpose.
async fn made_pointless_by(scope: &Scope, row: &destaque::Model) -> Outcome<String> {
    if row.state.is_settled() {
        return Ok(String::new());
    }
    match row.pointless_by {
        Some(by) => Ok(scope.get::<destaque::Entity>(by).await?.found()?.label()),
        None => Err(Refusal::rule(
            "NOT_POINTLESS",
            "regimento interno: destaque prejudicado",
            "Nenhum destaque aprovado decidiu sobre este mesmo texto. Chame quem pediu o destaque para apresentá-lo.",
        )
        .into()),
    }
}

async fn keep(ctx: &Ctx, scope: &Scope, row: destaque::Model, action: Action) -> Outcome<destaque::Model> {
    let row = scope.save::<destaque::Entity>(row).await?;
    if row.state.is_settled() {
        conclude(ctx, scope, &row).await?;
    }
    let act = Act::new(action, "Destaque", row.id).of(row.conference_id).live();
    let state = DestaqueState::code(*row.state);
    act.with(json!({ "destaque": row.label(), "state": state, "reason": row.reason })).record(scope, ctx).await?;
    Ok(row)
}
