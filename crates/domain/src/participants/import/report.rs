//! What an import says about each row.

use crate::codes;
use crate::participants::Registration;

codes! {
    /// How grave a finding is.
    pub enum ImportSeverity {
        /// The row is imported, and somebody should look at it.
        Warning = "WARNING", "aviso";
        /// The row is not imported.
        Problem = "PROBLEM", "problema";
    }
}

codes! {
    /// What becomes of a row.
    pub enum ImportOutcome {
        /// Imported as it is.
        Ok = "OK", "pronta";
        /// Imported, with warnings.
        Warnings = "WARNINGS", "pronta, com avisos";
        /// Not imported.
        Problems = "PROBLEMS", "a corrigir";
    }
}

/// Something to say about a field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How grave.
    pub severity: ImportSeverity,
    /// Machine code, stable.
    pub code: &'static str,
    /// The field, by its name in the API; empty for the whole row.
    pub field: String,
    /// Plain pt-BR with what to do next. Never repeats personal data.
    pub message: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowReport {
    /// Line in the file, the header being line 1.
    pub line: u64,
    /// What was found, in the order of the fields.
    pub findings: Vec<Finding>,
    /// What will be kept; `None` when there are problems.
    pub registration: Option<Registration>,
}

impl RowReport {
    /// What becomes of the row.
    pub fn outcome(&self) -> ImportOutcome {
        match (&self.registration, self.findings.is_empty()) {
            (None, _) => ImportOutcome::Problems,
            (Some(_), true) => ImportOutcome::Ok,
            (Some(_), false) => ImportOutcome::Warnings,
        }
    }
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Titles of columns that were not imported.
    pub unknown_columns: Vec<String>,
    /// One report for each row, in the order of the file.
    pub rows: Vec<RowReport>,
}

impl ImportReport {
    /// How many rows have an outcome.
    pub fn count(&self, outcome: ImportOutcome) -> usize {
        self.rows.iter().filter(|row| row.outcome() == outcome).count()
    }

    /// The registrations to create, with their lines.
    pub fn registrations(&self) -> impl Iterator<Item = (u64, &Registration)> {
        self.rows.iter().filter_map(|row| row.registration.as_ref().map(|registration| (row.line, registration)))
    }
}
