//! Writing the free sections of a report.

use super::{frame::frame, read, version};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::Refusal;
use domain::ids::RowId;
use domain::reports::build;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Doc;
use store::reports::report_version;
use uuid::Uuid;

/// A free text for a section.
#[derive(Debug, Clone, Serialize)]
pub struct EditReportSection {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Number of the section.
    pub section: u32,
    /// The text; empty clears it.
    pub text: String,
    /// The version that was read.
    pub version: i32,
}

/// Writes a free section (*texto livre*). Another content voids the signatures given so far.
///
/// # Errors
/// `REPORT_SECTION_NOT_EDITABLE`, `REPORT_UNKNOWN_SECTION`, `REPORT_WRONG_STATE`, `STALE_VERSION`;
/// not found before the report was generated.
pub async fn edit_section(app: &App, ctx: &Ctx, command: &EditReportSection) -> Outcome<read::ReportView> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::ManageReport, tenant, Some(id))?;
    app.act(ctx, "reports.edit_section", &permit, command.key, command, |scope| async move {
        let (conference, _, row) = version::locked(&scope, id).await?;
        if row.version != command.version {
            return Err(Refusal::stale(row.version).into());
        }
        let model = &conference.parameters.report_model;
        let mut texts = row.free_texts.0.clone();
        match model.free_text(command.section, &command.text).or_refuse()? {
            Some(text) => texts.insert(command.section, text),
            None => texts.remove(&command.section),
        };
        let content = build(model, &row.facts, &texts);
        let rule = version::as_rule(&row).edited(&content.content_hash().or_refuse()?).or_refuse()?;
        let frame = frame(&scope, &conference).await?;
        let row = report_version::Model { free_texts: Doc(texts), content: Doc(content), ..version::after(row, rule) };
        let row = report_version::Model { errors: version::errors(&row, &frame.rules, ctx.now()), ..row };
        let row = scope.save::<report_version::Entity>(row).await?;
        let act = Act::new(Action::ManageReport, "Report", row.report_id).of(id);
        act.with(json!({ "version": row.number, "section": command.section })).record(&scope, ctx).await?;
        Ok(row.number)
    })
    .await?;
    read::own(app, ctx, command.conference).await
}
