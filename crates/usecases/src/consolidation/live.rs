//! What a screen that follows the submissions of a cycle shows.

use super::inbox::{inbox, summarize};
use crate::{App, Ctx, Outcome};
use domain::consolidation::InboxSummary;
use domain::ids::{RowId, TenantId};
use store::consolidation::{inbox_entry, latest_arrivals};
use store::sequence;

/// How many arrivals are shown.
const SHOWN: u64 = 10;

/// The submissions of a cycle to one council.
#[derive(Debug, Clone)]
pub struct SubmissionsView {
    /// Rises with every change.
    pub version: i64,
    /// How the councils below stand.
    pub summary: InboxSummary,
    /// What arrived last, newest first.
    pub latest: Vec<inbox_entry::Model>,
}

/// The submissions (*envios*) of a cycle to a council, for who may read its inbox. Changes are told
/// under the cycle's id in the receiving council's tenant.
///
/// # Errors
/// Not found for strangers, and for a cycle that is not published.
pub async fn submissions(app: &App, ctx: &Ctx, recipient: TenantId, cycle: RowId) -> Outcome<SubmissionsView> {
    let permit = ctx.permit(policy::Action::ReadInbox, recipient, None)?;
    let inbox = inbox(app, ctx, recipient, Some(cycle)).await?;
    let scope = app.db.read(&permit).await?;
    // The number is read first: a change between the two shows again, and none is missed.
    let version = sequence::current(&scope, cycle.id).await?;
    let summary = summarize(&scope, &inbox).await?;
    let latest = latest_arrivals(&scope, cycle.id, SHOWN).await?;
    Ok(SubmissionsView { version, summary, latest })
}
