//! The report of an import.

use crate::types::enums::Enumeration;
use async_graphql::SimpleObject;
use domain::participants::import::{ImportOutcome, ImportSeverity};
use usecases::participants;

/// What an import says and did (*importação*).
#[derive(SimpleObject)]
pub(crate) struct ImportResult {
    /// How many people were registered; 0 in a dry run.
    imported: u32,
    /// Rows ready as they are.
    ready: u32,
    /// Rows ready, with warnings to look at.
    with_warnings: u32,
    /// Rows that must be corrected before anything is imported.
    with_problems: u32,
    /// Titles of columns that are not imported.
    unknown_columns: Vec<String>,
    /// One for each row, in the order of the file.
    rows: Vec<ImportedRow>,
}

/// What an import says of one row.
#[derive(SimpleObject)]
pub(crate) struct ImportedRow {
    /// Line in the file, the header being line 1.
    line: u64,
    /// What becomes of it.
    outcome: Enumeration<ImportOutcome>,
    /// What there is to say, in the order of the fields.
    findings: Vec<ImportFinding>,
}

/// Something to say about a field of a row.
#[derive(SimpleObject)]
pub(crate) struct ImportFinding {
    /// How grave.
    severity: Enumeration<ImportSeverity>,
    /// Machine code, stable, in capitals.
    code: String,
    /// The field by its name in the API; empty for the whole row.
    field: String,
    /// What to do, in Portuguese; never repeats personal data.
    message: String,
}

impl From<participants::ImportResult> for ImportResult {
    fn from(result: participants::ImportResult) -> Self {
        let count = |wanted| result.rows.iter().filter(|row| row.outcome == wanted).map(|_| 1).sum();
        Self {
            imported: result.imported,
            ready: count(ImportOutcome::Ok),
            with_warnings: count(ImportOutcome::Warnings),
            with_problems: count(ImportOutcome::Problems),
            unknown_columns: result.unknown_columns.clone(),
            rows: result.rows.into_iter().map(ImportedRow::from).collect(),
        }
    }
}

impl From<participants::ImportedRow> for ImportedRow {
    fn from(row: participants::ImportedRow) -> Self {
        let finding = |found: participants::ImportFinding| ImportFinding {
            severity: Enumeration(found.severity),
            code: found.code,
            field: found.field,
            message: found.message,
        };
        Self {
            line: row.line,
            outcome: Enumeration(row.outcome),
            findings: row.findings.into_iter().map(finding).collect(),
        }
    }
}
