//! Returning and accepting reports.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::consolidation::InboxEntry;
use async_graphql::{Context, ID, InputObject, Object};
use domain::reports::ReturnReason;
use usecases::consolidation;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct InboxMutation;

/// Why a report is given back.
#[derive(InputObject)]
pub(crate) struct ReturnReasonInput {
    /// Number of the section; null for the report as a whole.
    section: Option<i32>,
    /// What must change.
    reason: String,
}

/// A report to give back.
#[derive(InputObject)]
pub(crate) struct ReturnReportInput {
    /// Idempotency key.
    key: Uuid,
    /// The entry of the inbox.
    inbox_entry_id: ID,
    /// What must change, by section; at least one.
    reasons: Vec<ReturnReasonInput>,
}

/// A report to accept.
#[derive(InputObject)]
pub(crate) struct AcceptReportInput {
    /// Idempotency key.
    key: Uuid,
    /// The entry of the inbox.
    inbox_entry_id: ID,
}

outcome! {
    /// What came of a decision on a report.
    InboxOutcome = InboxEntry
}

#[Object]
impl InboxMutation {
    /// Gives a report back with reasons (*devolver com justificativa*); the council below corrects it as a new version.
    async fn return_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ReturnReportInput,
    ) -> async_graphql::Result<InboxOutcome> {
        let (app, asking) = asked(ctx);
        // Sections count from 1, so 0 is one that no model has.
        let section = |number: i32| u32::try_from(number).unwrap_or_default();
        let reason = |one: ReturnReasonInput| ReturnReason { section: one.section.map(section), reason: one.reason };
        let command = consolidation::ReturnReport {
            key: input.key,
            entry: id::row("InboxEntry", &input.inbox_entry_id)?,
            reasons: input.reasons.into_iter().map(reason).collect(),
        };
        settle(asking, consolidation::return_report(app, asking, &command).await, InboxEntry)
    }

    /// Accepts a report (*aceitar*): its proposals for this level and above go into the pool with their
    /// lineage, its delegates onto the accreditation list, checked against the seats of the place.
    async fn accept_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AcceptReportInput,
    ) -> async_graphql::Result<InboxOutcome> {
        let (app, asking) = asked(ctx);
        let entry = id::row("InboxEntry", &input.inbox_entry_id)?;
        let command = consolidation::AcceptReport { key: input.key, entry };
        settle(asking, consolidation::accept(app, asking, &command).await, InboxEntry)
    }
}
