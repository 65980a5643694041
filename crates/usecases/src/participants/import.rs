//! Import of registrations from a spreadsheet: a dry run shows each row, the import keeps all or none.

use super::register::{NewParticipant, row};
use super::rules::{BEFORE_THE_END, Bound, bound, in_state};
use crate::failure::Found;
use crate::{Act, App, Ctx, Outcome};
use documents::csv;
use domain::Refusal;
use domain::ids::RowId;
use domain::participants::identity::KnownPeople;
use domain::participants::import::{
    Columns, ImportContext, ImportOutcome, ImportReport, ImportSeverity, Registered, check_rows,
};
use domain::participants::{Channel, Cpf, Email};
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Scope;
use store::conferences::conference;
use store::participants::{self as people, participant};
use uuid::Uuid;

/// A file with registrations.
#[derive(Debug, Clone, Serialize)]
pub struct ImportParticipants {
    /// Idempotency key of the import; a dry run leaves it unused.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The file's text, with a header row.
    pub csv: String,
    /// Whether only the report is wanted.
    pub dry_run: bool,
}

/// What an import says and did.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportResult {
    /// How many were registered; none in a dry run.
    pub imported: u32,
    /// Titles of columns that are not imported.
    pub unknown_columns: Vec<String>,
    /// One for each row, in the order of the file.
    pub rows: Vec<ImportedRow>,
}

/// What an import says of a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportedRow {
    /// Line in the file, the header being line 1.
    pub line: u64,
    /// What becomes of it.
    pub outcome: ImportOutcome,
    /// What there is to say.
    pub findings: Vec<ImportFinding>,
}

/// Something to say about a field of a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportFinding {
    /// How grave.
    pub severity: ImportSeverity,
    /// Machine code.
    pub code: String,
    /// The field; empty for the whole row.
    pub field: String,
    /// What to do.
    pub message: String,
}

/// Imports registrations (*importação*), or shows what an import would do.
///
/// # Errors
/// Refusals of the file as a whole (`COLUMN_MISSING`, …); `IMPORT_HAS_PROBLEMS` when a row cannot be
/// taken: nothing is imported then; `CONFERENCE_STATE`.
pub async fn import(app: &App, ctx: &Ctx, command: &ImportParticipants) -> Outcome<ImportResult> {
    let permit = ctx.permit(Action::ManageParticipants, command.conference.tenant, Some(command.conference.id))?;
    if command.dry_run {
        let scope = app.db.read(&permit).await?;
        let conference = scope.get::<conference::Entity>(command.conference.id).await?.found()?;
        let report = report(&scope, &conference, &bound(ctx, &conference)?, &command.csv).await?;
        return Ok(result(&report, 0));
    }
    app.act(ctx, "participants.import", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        in_state(&conference, BEFORE_THE_END)?;
        let report = report(&scope, &conference, &bound(ctx, &conference)?, &command.csv).await?;
        let problems = report.count(ImportOutcome::Problems);
        if problems > 0 {
            return Err(has_problems(problems).into());
        }
        let imported = keep(&scope, ctx, &conference, &report).await?;
        let act = Act::new(Action::ManageParticipants, "Conference", conference.id).of(conference.id);
        act.with(json!({ "imported": imported })).live().record(&scope, ctx).await?;
        Ok(result(&report, imported))
    })
    .await
}

fn has_problems(count: usize) -> Refusal {
    let rows = if count == 1 { "1 linha precisa".to_owned() } else { format!("{count} linhas precisam") };
    let message = format!(
        "{rows} de correção e nada foi importado. Simule a importação, corrija as linhas indicadas e envie de novo."
    );
    Refusal::invalid("csv", "IMPORT_HAS_PROBLEMS", message)
}

async fn report(scope: &Scope, conference: &conference::Model, bound: &Bound, text: &str) -> Outcome<ImportReport> {
    let table = csv::read(text.as_bytes(), &csv::Limits::default()).map_err(|error| Refusal::from(error).at("csv"))?;
    let columns = Columns::from_header(&table.header).map_err(|error| Refusal::from(error).at("csv"))?;
    let mut known = KnownPeople::default();
    for person in people::all_of(scope, conference.id).await? {
        let cpf = person.cpf.as_deref().and_then(|cpf| Cpf::parse(cpf).ok());
        let email = person.email.as_deref().and_then(|email| Email::parse(email).ok());
        known.add(Registered::Before, cpf, email.as_ref());
    }
    let context = ImportContext { today: bound.today, axes: &bound.axes, rules: &bound.rules, known: &known };
    let rows = table.rows.iter().map(|row| (row.line, row.cells.as_slice()));
    Ok(check_rows(&columns, rows, &context))
}

async fn keep(scope: &Scope, ctx: &Ctx, conference: &conference::Model, report: &ImportReport) -> Outcome<u32> {
    let mut number = people::last_number(scope, conference.id).await?;
    let mut imported = 0;
    let mut rows: Vec<participant::Model> = Vec::new();
    for (_, registration) in report.registrations() {
        number += 1;
        imported += 1;
        rows.push(row(ctx, conference, number, NewParticipant::of(registration.clone(), Channel::Import)));
    }
    scope.insert_all::<participant::Entity>(rows).await?;
    Ok(imported)
}

fn result(report: &ImportReport, imported: u32) -> ImportResult {
    let finding = |found: &domain::participants::import::Finding| ImportFinding {
        severity: found.severity,
        code: found.code.to_owned(),
        field: found.field.clone(),
        message: found.message.clone(),
    };
    let row = |row: &domain::participants::import::RowReport| ImportedRow {
        line: row.line,
        outcome: row.outcome(),
        findings: row.findings.iter().map(finding).collect(),
    };
    ImportResult {
        imported,
        unknown_columns: report.unknown_columns.clone(),
        rows: report.rows.iter().map(row).collect(),
    }
}
