//! Validating a report against the cycle.

use super::{frame::frame, read, version};
use crate::{Act, App, Ctx, Outcome};
use domain::ids::RowId;
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::reports::report_version;
use uuid::Uuid;

/// A report to validate.
#[derive(Debug, Clone, Serialize)]
pub struct ValidateReport {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Holds the report against the cycle's rules as of now (*validar*) and notes how many shortcomings
/// keep it from being signed; the view names each of them.
///
/// # Errors
/// Not found before the report was generated.
pub async fn validate(app: &App, ctx: &Ctx, command: &ValidateReport) -> Outcome<read::ReportView> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::ManageReport, tenant, Some(id))?;
    app.act(ctx, "reports.validate", &permit, command.key, command, |scope| async move {
        let (conference, _, row) = version::locked(&scope, id).await?;
        let errors = version::errors(&row, &frame(&scope, &conference).await?.rules, ctx.now());
        let row = scope.save::<report_version::Entity>(report_version::Model { errors, ..row }).await?;
        let act = Act::new(Action::ManageReport, "Report", row.report_id).of(id);
        act.with(json!({ "version": row.number, "errors": errors })).record(&scope, ctx).await?;
        Ok(row.number)
    })
    .await?;
    read::own(app, ctx, command.conference).await
}
