//! What other capabilities know of polls.

use crate::Outcome;
use domain::Code;
use domain::reports::{Coded, facts::PollFact};
use store::Scope;
use store::conferences::conference;
use store::voting;

/// How many polls are open, for the steps.
///
/// # Errors
/// When the database fails.
pub(crate) async fn polls_open(scope: &Scope, conference: &conference::Model) -> Outcome<u32> {
    let open = voting::open_polls(scope, conference.id).await?;
    Ok(u32::try_from(open.len()).unwrap_or(u32::MAX))
}

/// The votes of a conference that came to a result, annulled ones included, for the report.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Vec<PollFact>> {
    let rows = voting::polls_of(scope, conference.id).await?;
    let refused = voting::refused_counts(scope, rows.iter().map(|row| row.id).collect()).await?;
    let fact = |row: &voting::poll::Model| {
        let outcome = row.outcome?;
        Some(PollFact {
            kind: Coded::new(row.kind.code(), row.kind.label()),
            outcome: Coded::new(outcome.code(), outcome.label()),
            refused_attempts: refused.get(&row.id).copied().unwrap_or(0).into(),
        })
    };
    Ok(rows.iter().filter_map(fact).collect())
}
