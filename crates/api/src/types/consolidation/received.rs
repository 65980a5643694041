//! A report as it was received.

use super::inbox::InboxEntry;
use crate::types::reports::{ReportDelegate, ReportSection, ReportedProposal, Signature, delegates};
use async_graphql::{Json, Object, SimpleObject};
use domain::consolidation as rules;
use usecases::consolidation;

pub(crate) struct ReceivedReport(pub consolidation::ReceivedReport);

/// A report as a council received it, checked against its seal.
#[Object]
impl ReceivedReport {
    /// The entry of the inbox.
    async fn entry(&self) -> InboxEntry {
        InboxEntry(self.0.entry.clone())
    }

    /// Sections in order.
    async fn sections(&self) -> Vec<ReportSection> {
        self.0.filed.report.sections.iter().map(ReportSection::from).collect()
    }

    /// All figures, as in `Report.figures`.
    async fn figures(&self) -> Json<serde_json::Value> {
        Json(serde_json::to_value(&self.0.filed.report.figures).unwrap_or_default())
    }

    /// Proposals, by axis, level and priority.
    async fn proposals(&self) -> Vec<ReportedProposal> {
        self.0.filed.report.proposals.iter().map(ReportedProposal::from).collect()
    }

    /// The delegation; documents and contacts only for who may see them.
    async fn delegation(&self) -> Vec<ReportDelegate> {
        delegates(self.0.filed.report.delegation.as_ref(), self.0.personal)
    }

    /// What in the delegation does not fit the seats of the place; empty when it can be accepted.
    async fn quota_problems(&self) -> Vec<QuotaProblem> {
        self.0.problems.iter().map(QuotaProblem::from).collect()
    }

    /// Who signed it.
    async fn signatures(&self) -> Vec<Signature> {
        self.0.filed.signatures.iter().map(Signature::from).collect()
    }
}

/// Something in a delegation that does not fit the seat table (*tabela de vagas*).
#[derive(SimpleObject)]
pub(crate) struct QuotaProblem {
    /// Machine code, stable.
    code: String,
    /// Name of the person it is about; null for the delegation as a whole.
    delegate: Option<String>,
    /// What does not fit and what to do next, in Portuguese.
    message: String,
    /// The parameter that decided.
    rule: String,
}

impl From<&rules::QuotaProblem> for QuotaProblem {
    fn from(problem: &rules::QuotaProblem) -> Self {
        Self {
            code: problem.code.to_owned(),
            delegate: problem.delegate.clone(),
            message: problem.message.clone(),
            rule: problem.rule.to_owned(),
        }
    }
}
