//! Import of registrations from a spreadsheet: pure validation, row by row, for a dry run and for real.
//!
//! The same rows, day and registrations give the same report, so what the dry run showed is what
//! the import does.

mod columns;
mod report;
mod row;
mod words;

pub use columns::{Column, Columns, HeaderError};
pub use report::{Finding, ImportOutcome, ImportReport, ImportSeverity, RowReport};

use super::identity::KnownPeople;
use super::rules::ParticipationRules;
use chrono::NaiveDate;

/// Whom a row of the file repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// A registration the conference has already.
    Before,
    /// An earlier row of the same file.
    AtLine(u64),
}

/// What rows are checked against.
#[derive(Debug, Clone, Copy)]
pub struct ImportContext<'a> {
    /// The day, at the conference's place.
    pub today: NaiveDate,
    /// Numbers of the cycle's axes.
    pub axes: &'a [u8],
    /// The conference's parameters.
    pub rules: &'a ParticipationRules,
    /// People registered already; add each as [`Registered::Before`].
    pub known: &'a KnownPeople<Registered>,
}

/// Checks all rows, given as line number in the file and cells in the order of the header.
///
/// A row that repeats another of the file is told the line of the first one that was taken.
pub fn check_rows<'a>(
    columns: &Columns,
    rows: impl IntoIterator<Item = (u64, &'a [String])>,
    context: &ImportContext<'_>,
) -> ImportReport {
    let mut known = context.known.clone();
    let rows = rows
        .into_iter()
        .map(|(line, cells)| {
            let report = row::check(columns, line, cells, context, &known);
            if let Some(registration) = &report.registration {
                known.add(Registered::AtLine(line), registration.cpf, registration.email.as_ref());
            }
            report
        })
        .collect();
    ImportReport { unknown_columns: columns.unknown().to_vec(), rows }
}

#[cfg(test)]
mod tests;
