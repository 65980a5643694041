//! Final reports: generate, write, validate, sign, file.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::reports::Report;
use async_graphql::{Context, ID, InputObject, Object};
use usecases::reports;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ReportsMutation;

/// A report to generate.
#[derive(InputObject)]
pub(crate) struct GenerateReportInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// A free text for a section of a report.
#[derive(InputObject)]
pub(crate) struct EditReportSectionInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Number of the section.
    section: i32,
    /// The text; empty clears it.
    text: String,
    /// The version of the report that was read.
    version: i32,
}

/// A report to validate.
#[derive(InputObject)]
pub(crate) struct ValidateReportInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// The signature of a report.
#[derive(InputObject)]
pub(crate) struct SignReportInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// SHA-256 of the content that was read and is signed.
    content_hash: String,
}

/// A report to file.
#[derive(InputObject)]
pub(crate) struct FileReportInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

outcome! {
    /// What came of an act on a report.
    ReportOutcome = Report
}

#[Object]
impl ReportsMutation {
    /// Generates the final report (*relatório final*) from what is on record. What people wrote stays;
    /// another content voids the signatures; after a return it opens the next version.
    async fn generate_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: GenerateReportInput,
    ) -> async_graphql::Result<ReportOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = reports::GenerateReport { key: input.key, conference };
        settle(asking, reports::generate(app, asking, &command).await, Report)
    }

    /// Writes a free section of the report (*texto livre*); sections that facts fill are not edited.
    async fn edit_report_section(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: EditReportSectionInput,
    ) -> async_graphql::Result<ReportOutcome> {
        let (app, asking) = asked(ctx);
        let command = reports::EditReportSection {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            // Sections count from 1, so 0 is one that no model has.
            section: u32::try_from(input.section).unwrap_or_default(),
            text: input.text,
            version: input.version,
        };
        settle(asking, reports::edit_section(app, asking, &command).await, Report)
    }

    /// Holds the report against the cycle's rules as of now (*validar*); its shortcomings are named one by one.
    async fn validate_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ValidateReportInput,
    ) -> async_graphql::Result<ReportOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = reports::ValidateReport { key: input.key, conference };
        settle(asking, reports::validate(app, asking, &command).await, Report)
    }

    /// Signs the report (*assinar*) as president of the council; the signature holds for one content only.
    async fn sign_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SignReportInput,
    ) -> async_graphql::Result<ReportOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = reports::SignReport { key: input.key, conference, content_hash: input.content_hash };
        settle(asking, reports::sign(app, asking, &command).await, Report)
    }

    /// Files the signed report with the council above (*enviar*) as an immutable letter. The protocol
    /// number comes with the recipient's receipt.
    async fn file_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: FileReportInput,
    ) -> async_graphql::Result<ReportOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = reports::FileReport { key: input.key, conference };
        settle(asking, reports::file(app, asking, &command).await, Report)
    }
}
