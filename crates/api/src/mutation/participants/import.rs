//! Import of registrations from a spreadsheet.

use crate::outcome::{outcome, settle};
use crate::types::participants::ImportResult;
use crate::{context::asked, id};
use async_graphql::{Context, ID, InputObject, Object};
use usecases::participants;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ImportMutation;

/// A file with registrations.
#[derive(InputObject)]
pub(crate) struct ImportParticipantsInput {
    /// Idempotency key of the import; a dry run leaves it unused.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The text of a CSV file with a header row; comma, semicolon or tab between cells.
    csv: String,
    /// Whether only the report is wanted; nothing is kept then.
    dry_run: bool,
}

outcome! {
    /// What came of an import.
    ImportParticipantsOutcome = ImportResult
}

#[Object]
impl ImportMutation {
    /// Imports registrations from a spreadsheet (*importação*). Ask for a dry run first: it shows each row
    /// with what is to be corrected. The import keeps all rows or none.
    #[graphql(complexity = "20 + child_complexity")]
    async fn import_participants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ImportParticipantsInput,
    ) -> async_graphql::Result<ImportParticipantsOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::ImportParticipants {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            csv: input.csv,
            dry_run: input.dry_run,
        };
        settle(asking, participants::import(app, asking, &command).await, ImportResult::from)
    }
}
