//! Returning and accepting reports.

use super::arrive::as_rule;
use super::{cycle, import, inbox};
use crate::reports::send;
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
    record::tell,
};
use domain::consolidation::InboxEntry;
use domain::ids::RowId;
use domain::reports::{Answer, FiledReport, ReportRefused, ReturnReason, Verdict, answer_letter, filed_report};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::consolidation::inbox_entry;
use store::cycles;
use store::{Coded, Doc, Scope, councils, identity};
use uuid::Uuid;

/// A report to give back.
#[derive(Debug, Clone, Serialize)]
pub struct ReturnReport {
    /// Idempotency key.
    pub key: Uuid,
    /// The entry of the inbox.
    pub entry: RowId,
    /// What must change, by section where known.
    pub reasons: Vec<ReturnReason>,
}

/// A report to accept.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptReport {
    /// Idempotency key.
    pub key: Uuid,
    /// The entry of the inbox.
    pub entry: RowId,
}

/// Gives a report back with reasons (*devolver*); the sender corrects it as a new version.
///
/// # Errors
/// `INBOX_WRONG_STATE` when it is answered; `REPORT_REASON_MISSING`; `REPORT_UNKNOWN_SECTION`;
/// `REPORT_NO_ROUNDS_LEFT` when the cycle allows no further return.
pub async fn return_report(app: &App, ctx: &Ctx, command: &ReturnReport) -> Outcome<inbox_entry::Model> {
    let permit = ctx.permit(Action::DecideReport, command.entry.tenant, None)?;
    let cycle = &cycle_of_entry(app, &permit, command.entry).await?;
    app.act(ctx, "consolidation.return_report", &permit, command.key, command, |scope| async move {
        let (row, rule, filed) = locked(&scope, command.entry).await?;
        let after = rule.returned(&command.reasons).or_refuse()?;
        let known = |section: u32| filed.report.sections.iter().any(|one| one.number == section);
        let sections = after.reasons.iter().filter_map(|reason| reason.section);
        if let Some(unknown) = sections.into_iter().find(|section| !known(*section)) {
            return Err(ReportRefused::UnknownSection(unknown)).or_refuse();
        }
        match cycle::parameters(cycle).return_rounds {
            Some(rounds) if rule.version > rounds => return Err(ReportRefused::NoRoundsLeft(rounds)).or_refuse(),
            _ => {}
        }
        answered(&scope, ctx, row, &after, Answer::Returned).await
    })
    .await
}

/// Accepts a report (*aceitar*): its proposals for this level and above go into the pool with their
/// lineage, its delegates onto the accreditation list.
///
/// # Errors
/// `INBOX_WRONG_STATE` when it is answered; the codes of the seat table (`TOO_MANY_TITULARS` and the
/// like) when the delegation does not fit the seats of the place.
pub async fn accept(app: &App, ctx: &Ctx, command: &AcceptReport) -> Outcome<inbox_entry::Model> {
    let permit = ctx.permit(Action::DecideReport, command.entry.tenant, None)?;
    let cycle = &cycle_of_entry(app, &permit, command.entry).await?;
    app.act(ctx, "consolidation.accept_report", &permit, command.key, command, |scope| async move {
        let (row, rule, filed) = locked(&scope, command.entry).await?;
        let after = rule.accepted().or_refuse()?;
        let sender = councils::council(&scope.directory(), row.sender_id).await?.found()?;
        let parameters = cycle::parameters(cycle);
        let quota = inbox::quota(parameters, &sender);
        let source = import::Source { entry: &row, report: &filed.report, level: *sender.level };
        import::delegates(&scope, ctx, &source, quota, parameters.election.alternates_per_seat).await?;
        import::proposals(&scope, ctx, &source).await?;
        answered(&scope, ctx, row, &after, Answer::Accepted).await
    })
    .await
}

async fn cycle_of_entry(app: &App, permit: &policy::Permit, entry: RowId) -> Outcome<cycles::cycle::Model> {
    let scope = app.db.read(permit).await?;
    let row = scope.get::<inbox_entry::Entity>(entry.id).await?.found()?;
    drop(scope);
    let tenant = domain::ids::TenantId(row.cycle_tenant_id);
    cycle::published(app, RowId { tenant, id: row.cycle_id }).await
}

async fn locked(scope: &Scope, entry: RowId) -> Outcome<(inbox_entry::Model, InboxEntry, FiledReport)> {
    let row = scope.lock::<inbox_entry::Entity>(entry.id).await?.found()?;
    let rule = as_rule(&row)?;
    let filed = filed_report(inbox::letter_of(scope, &row).await?.letter()).or_refuse()?;
    Ok((row, rule, filed))
}

/// Keeps the decision, sends the answer down and records the act.
async fn answered(
    scope: &Scope,
    ctx: &Ctx,
    row: inbox_entry::Model,
    after: &InboxEntry,
    answer: impl Fn(Verdict) -> Answer,
) -> Outcome<inbox_entry::Model> {
    let account = ctx.actor.account().found()?;
    let name = identity::account(&scope.directory(), account).await?.found()?.name;
    let verdict = Verdict {
        letter_hash: row.letter_hash.clone(),
        decided_at: ctx.now(),
        decided_by: name.clone(),
        reasons: after.reasons.clone(),
    };
    let letter = inbox::letter_of(scope, &row).await?;
    send(scope, ctx, &answer_letter(&letter, &answer(verdict))?).await?;
    let row = inbox_entry::Model {
        state: Coded(after.state),
        reasons: Doc(after.reasons.clone()),
        decided_at: Some(ctx.now()),
        decided_by: Some(name),
        version: row.version + 1,
        ..row
    };
    let row = scope.save::<inbox_entry::Entity>(row).await?;
    let act = Act::new(Action::DecideReport, "InboxEntry", row.id);
    act.with(json!({ "state": row.state, "report": row.number, "letter": row.letter_hash })).record(scope, ctx).await?;
    tell(scope, ctx, row.cycle_id).await?;
    Ok(row)
}
