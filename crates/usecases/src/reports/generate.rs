//! Generating a report from what happened; nothing in it is typed twice.

use super::{facts, frame::frame, read, version};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::ids::RowId;
use domain::reports::{FreeTexts, Report, ReportFacts, ReportState, ReportVersion, build};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::reports::{self, report, report_version};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A report to generate, or to generate again.
#[derive(Debug, Clone, Serialize)]
pub struct GenerateReport {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Generates the report (*gerar o relatório*) from what is on record now. What people wrote stays;
/// signatures hold only if nothing changed. After a return it opens the next version.
///
/// # Errors
/// `REPORT_WRONG_STATE` once it is filed; `REPORT_NO_ROUNDS_LEFT`; `CONFERENCE_WITHOUT_DAYS`.
pub async fn generate(app: &App, ctx: &Ctx, command: &GenerateReport) -> Outcome<read::ReportView> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::ManageReport, tenant, Some(id))?;
    app.act(ctx, "reports.generate", &permit, command.key, command, |scope| async move {
        let conference = scope.get::<conference::Entity>(id).await?.found()?;
        let frame = frame(&scope, &conference).await?;
        let facts = facts::load(&scope, &conference, &frame, ctx).await?;
        let report = begun(&scope, ctx, id).await?;
        let kept = reports::numbered_version(&scope, id, report.current).await?;
        let texts = kept.as_ref().map(|kept| kept.free_texts.0.clone()).unwrap_or_default();
        let content = build(&conference.parameters.report_model, &facts, &texts);
        let hash = content.content_hash().or_refuse()?;
        let rule = match &kept {
            None => ReportVersion::first(hash),
            Some(kept) if *kept.state == ReportState::Returned => {
                let rounds = conference.parameters.return_rounds;
                version::as_rule(kept).next_version(rounds).and_then(|next| next.edited(&hash)).or_refuse()?
            }
            Some(kept) => version::as_rule(kept).edited(&hash).or_refuse()?,
        };
        let is_new = kept.as_ref().is_none_or(|kept| u32::try_from(kept.number) != Ok(rule.number));
        let row = match kept {
            Some(kept) if !is_new => kept,
            _ => fresh(ctx, &report, &rule, (&facts, &content, &texts)),
        };
        let row = report_version::Model {
            facts: Doc(facts),
            content: Doc(content),
            generated_at: ctx.now(),
            ..version::after(row, rule)
        };
        let row = report_version::Model { errors: version::errors(&row, &frame.rules, ctx.now()), ..row };
        let row = keep(&scope, report, row, is_new).await?;
        let act = Act::new(Action::ManageReport, "Report", row.report_id).of(id);
        act.with(json!({ "version": row.number, "hash": row.content_hash })).live().record(&scope, ctx).await?;
        Ok(row.number)
    })
    .await?;
    read::own(app, ctx, command.conference).await
}

/// The report of the conference, begun if there is none, and locked.
async fn begun(scope: &Scope, ctx: &Ctx, conference: Uuid) -> Outcome<report::Model> {
    let first = report::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: conference,
        current: 1,
        created_at: ctx.now(),
    };
    scope.insert_new::<report::Entity>(first).await?;
    reports::lock_report(scope, conference).await?.found()
}

fn fresh(
    ctx: &Ctx,
    report: &report::Model,
    rule: &ReportVersion,
    (facts, content, texts): (&ReportFacts, &Report, &FreeTexts),
) -> report_version::Model {
    report_version::Model {
        tenant_id: report.tenant_id,
        id: ctx.new_id(),
        report_id: report.id,
        conference_id: report.conference_id,
        number: i32::try_from(rule.number).unwrap_or(i32::MAX),
        state: Coded(rule.state),
        facts: Doc(facts.clone()),
        free_texts: Doc(texts.clone()),
        content: Doc(content.clone()),
        content_hash: rule.content_hash.clone(),
        errors: 0,
        signatures: Doc(vec![]),
        filing: None,
        return_reasons: Doc(vec![]),
        letter_id: None,
        letter_hash: None,
        receipt: None,
        generated_at: ctx.now(),
        signed_at: None,
        filed_at: None,
        answered_at: None,
        version: 0,
    }
}

async fn keep(
    scope: &Scope,
    report: report::Model,
    row: report_version::Model,
    is_new: bool,
) -> Outcome<report_version::Model> {
    if !is_new {
        return Ok(scope.save::<report_version::Entity>(row).await?);
    }
    scope.save::<report::Entity>(report::Model { current: row.number, ..report }).await?;
    Ok(scope.insert::<report_version::Entity>(row).await?)
}
