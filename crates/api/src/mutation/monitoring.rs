//! Follow-up of the deliberations.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::monitoring::Deliberation;
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::monitoring::Evidence;
use usecases::monitoring;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct MonitoringMutation;

/// What proves an account.
#[derive(InputObject)]
pub(crate) struct EvidenceInput {
    /// Document, page or act, in words.
    description: String,
    /// Where it can be read, if it is online: `https://…`.
    address: Option<String>,
}

impl From<EvidenceInput> for Evidence {
    fn from(input: EvidenceInput) -> Self {
        Self { description: input.description, address: input.address }
    }
}

/// A deliberation to follow up.
#[derive(InputObject)]
pub(crate) struct OpenDeliberationInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposal that was approved.
    proposal_id: ID,
    /// Who is responsible, if known.
    responsible: Option<String>,
    /// Last day to do it, if set.
    deadline: Option<NaiveDate>,
}

/// Progress to record, a responsible to name, or both.
#[derive(InputObject)]
pub(crate) struct UpdateProgressInput {
    /// Idempotency key.
    key: Uuid,
    /// The deliberation.
    deliberation_id: ID,
    /// The version that was read.
    version: i32,
    /// Progress from 1 to 99 per cent.
    progress: Option<u8>,
    /// What was done; required with progress.
    account: Option<String>,
    /// What proves it.
    evidence: Option<EvidenceInput>,
    /// Who is responsible.
    responsible: Option<String>,
    /// Last day to do it.
    deadline: Option<NaiveDate>,
}

/// Evidence to attach.
#[derive(InputObject)]
pub(crate) struct AttachDeliberationEvidenceInput {
    /// Idempotency key.
    key: Uuid,
    /// The deliberation.
    deliberation_id: ID,
    /// The evidence.
    evidence: EvidenceInput,
}

/// The end of a deliberation.
#[derive(InputObject)]
pub(crate) struct CloseDeliberationInput {
    /// Idempotency key.
    key: Uuid,
    /// The deliberation.
    deliberation_id: ID,
    /// The version that was read.
    version: i32,
    /// Whether it was done (*cumprida*).
    done: bool,
    /// What was done, or why not.
    account: String,
    /// What proves it; required where it was done.
    evidence: Option<EvidenceInput>,
}

/// A deliberation to open again.
#[derive(InputObject)]
pub(crate) struct ReopenDeliberationInput {
    /// Idempotency key.
    key: Uuid,
    /// The deliberation.
    deliberation_id: ID,
    /// Why.
    reason: String,
}

outcome! {
    /// What came of a change of a deliberation.
    DeliberationOutcome = Deliberation
}

#[Object]
impl MonitoringMutation {
    /// Opens the follow-up of an approved proposal of the own level (*deliberação*); when the conference closes,
    /// this happens by itself.
    async fn open_deliberation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenDeliberationInput,
    ) -> async_graphql::Result<DeliberationOutcome> {
        let (app, asking) = asked(ctx);
        let command = monitoring::OpenDeliberation {
            key: input.key,
            proposal: id::row("Proposal", &input.proposal_id)?,
            responsible: input.responsible,
            deadline: input.deadline,
        };
        settle(asking, monitoring::open_deliberation(app, asking, &command).await, Deliberation)
    }

    /// Records progress (*andamento*), names who is responsible or sets the deadline.
    async fn update_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UpdateProgressInput,
    ) -> async_graphql::Result<DeliberationOutcome> {
        let (app, asking) = asked(ctx);
        let command = monitoring::UpdateProgress {
            key: input.key,
            deliberation: id::row("Deliberation", &input.deliberation_id)?,
            version: input.version,
            progress: input.progress,
            account: input.account,
            evidence: input.evidence.map(Into::into),
            responsible: input.responsible,
            deadline: input.deadline,
        };
        settle(asking, monitoring::update_progress(app, asking, &command).await, Deliberation)
    }

    /// Attaches evidence (*comprovação*); state and progress stay.
    async fn attach_deliberation_evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AttachDeliberationEvidenceInput,
    ) -> async_graphql::Result<DeliberationOutcome> {
        let (app, asking) = asked(ctx);
        let deliberation = id::row("Deliberation", &input.deliberation_id)?;
        let command = monitoring::AttachEvidence { key: input.key, deliberation, evidence: input.evidence.into() };
        settle(asking, monitoring::attach_deliberation_evidence(app, asking, &command).await, Deliberation)
    }

    /// Closes a deliberation as done, with evidence, or as not done, with the reason (*encerramento*).
    async fn close_deliberation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CloseDeliberationInput,
    ) -> async_graphql::Result<DeliberationOutcome> {
        let (app, asking) = asked(ctx);
        let command = monitoring::CloseDeliberation {
            key: input.key,
            deliberation: id::row("Deliberation", &input.deliberation_id)?,
            version: input.version,
            done: input.done,
            account: input.account,
            evidence: input.evidence.map(Into::into),
        };
        settle(asking, monitoring::close_deliberation(app, asking, &command).await, Deliberation)
    }

    /// Opens a closed deliberation again, with the reason (*reabertura*); its history stays.
    async fn reopen_deliberation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ReopenDeliberationInput,
    ) -> async_graphql::Result<DeliberationOutcome> {
        let (app, asking) = asked(ctx);
        let deliberation = id::row("Deliberation", &input.deliberation_id)?;
        let command = monitoring::ReopenDeliberation { key: input.key, deliberation, reason: input.reason };
        settle(asking, monitoring::reopen_deliberation(app, asking, &command).await, Deliberation)
    }
}
