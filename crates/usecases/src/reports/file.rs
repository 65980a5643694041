//! Filing a report with the council above.

use super::{frame::frame, post, read, version};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::Refusal;
use domain::ids::{RowId, TenantId};
use domain::reports::{FiledReport, filing_letter};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::reports::report_version;
use uuid::Uuid;

/// A report to file.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Files the signed report with the council above (*enviar*): an immutable letter goes into the
/// outbox with this transaction. The deadline ends with its last day on the council's own clock.
///
/// # Errors
/// `REPORT_WRONG_STATE` unless it is signed; `REPORT_LATE` where the cycle takes nothing after the
/// deadline; `LETTER_TOO_LARGE`; `NO_COUNCIL_ABOVE` for the national council.
pub async fn file(app: &App, ctx: &Ctx, command: &FileReport) -> Outcome<read::ReportView> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::FileReport, tenant, Some(id))?;
    app.act(ctx, "reports.file", &permit, command.key, command, |scope| async move {
        let (conference, _, row) = version::locked(&scope, id).await?;
        let frame = frame(&scope, &conference).await?;
        let above = frame.council.parent_id.ok_or_else(|| {
            let message = "Acima deste conselho não há outro que receba relatórios. O relatório fica publicado aqui.";
            Refusal::rule("NO_COUNCIL_ABOVE", "etapas do ciclo", message)
        })?;
        let rules = &frame.rules;
        let rule = version::as_rule(&row).filed(ctx.now(), &rules.report_signers, &rules.deadline).or_refuse()?;
        let filed = FiledReport {
            cycle: RowId { tenant: TenantId(conference.cycle_tenant_id), id: conference.cycle_id },
            report: row.content.0.clone(),
            signatures: rule.signatures.clone(),
            filed_at: ctx.now(),
        };
        let letter = filing_letter((tenant, TenantId(above)), id, rule.number, &filed).or_refuse()?;
        let letter_id = post::send(&scope, ctx, &letter).await?;
        let row = report_version::Model {
            letter_id: Some(letter_id),
            letter_hash: Some(letter.hash().to_owned()),
            ..version::after(row, rule)
        };
        let row = scope.save::<report_version::Entity>(row).await?;
        let late = row.filing.as_ref().is_some_and(|filing| filing.late);
        let act = Act::new(Action::FileReport, "Report", row.report_id).of(id);
        let details = json!({ "version": row.number, "letter": row.letter_hash, "late": late });
        act.with(details).live().record(&scope, ctx).await?;
        Ok(row.number)
    })
    .await?;
    read::own(app, ctx, command.conference).await
}
