//! Final reports in GraphQL.

mod content;
mod submission;

pub(crate) use content::{ReportDelegate, ReportSection, ReportedProposal, Signature, delegates};
pub(crate) use submission::{ReportVersion, ReturnReason, Shortcoming, Submission};

use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Json, Object};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{RowId, TenantId};
use domain::reports::ReportState;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::reports::{self, ReportView};

pub(crate) struct ConferenceReport(pub Arc<Row>);

/// The report of a conference.
#[Object]
impl ConferenceReport {
    /// The final report (*relatório final*). People of the council see the current version; everybody
    /// else the one that was filed last, without personal data. Null before there is one.
    #[graphql(complexity = "20 + child_complexity")]
    async fn report(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Report>> {
        let (app, asking) = asked(ctx);
        let conference = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id };
        Ok(reports::of_conference(app, asking, conference).await.or_fail(asking)?.map(Report))
    }
}

/// A final report (*relatório final*) in one of its versions.
pub struct Report(pub ReportView);

/// A final report (*relatório final*) in one of its versions.
#[Object]
impl Report {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Report", self.0.version.tenant_id, self.0.version.report_id)
    }

    /// Number of the version shown, from 1.
    async fn number(&self) -> i32 {
        self.0.version.number
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<ReportState> {
        Enumeration(*self.0.version.state)
    }

    /// Version for optimistic concurrency; to be named by who edits a section.
    async fn version(&self) -> i32 {
        self.0.version.version
    }

    /// SHA-256 of the content, to be named by who signs it.
    async fn content_hash(&self) -> &str {
        &self.0.version.content_hash
    }

    /// When it was generated from what is on record.
    async fn generated_at(&self) -> DateTime<Utc> {
        self.0.version.generated_at
    }

    /// Last day on which it is filed in time, whole, on the council's clock.
    async fn deadline(&self) -> NaiveDate {
        self.0.deadline.last_day
    }

    /// The first instant that is late.
    async fn deadline_ends_at(&self) -> DateTime<Utc> {
        self.0.deadline.ends_at()
    }

    /// Sections of the cycle's model (*instrumental*), in order.
    async fn sections(&self) -> Vec<ReportSection> {
        self.0.version.content.sections.iter().map(ReportSection::from).collect()
    }

    /// All figures, counted from what is on record; counts only, no personal data. Hours and averages
    /// are decimal strings with two places.
    async fn figures(&self) -> Json<serde_json::Value> {
        Json(serde_json::to_value(&self.0.version.content.figures).unwrap_or_default())
    }

    /// Proposals in the report, by axis, level and priority.
    async fn proposals(&self) -> Vec<ReportedProposal> {
        self.0.version.content.proposals.iter().map(ReportedProposal::from).collect()
    }

    /// The delegation elected to the next stage; empty when there is none.
    async fn delegation(&self) -> Vec<ReportDelegate> {
        delegates(self.0.version.content.delegation.as_ref(), self.0.personal)
    }

    /// What the report lacks or has too much of as of now (*pendências*), by section. Null for those
    /// who do not belong to the council.
    async fn shortcomings(&self) -> Option<Vec<Shortcoming>> {
        self.0.internal.then(|| self.0.shortcomings.iter().map(Shortcoming::from).collect())
    }

    /// Signatures that hold for the content.
    async fn signatures(&self) -> Vec<Signature> {
        self.0.version.signatures.iter().map(Signature::from).collect()
    }

    /// How it was filed; null before.
    async fn submission(&self) -> Option<Submission> {
        Submission::of(&self.0.version, self.0.internal)
    }

    /// All versions, oldest first; for the public those that were filed.
    async fn versions(&self) -> Vec<ReportVersion> {
        self.0.versions.iter().map(|version| ReportVersion::of(version, self.0.internal)).collect()
    }
}
