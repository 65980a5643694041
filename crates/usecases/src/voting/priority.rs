//! Votes on priorities (*priorização*): the options are proposals.

use crate::Outcome;
use domain::Code;
use domain::voting::{Choice, PollOption};
use store::Scope;
use store::proposals::{self, ProposalFilter, proposal};
use uuid::Uuid;

/// The proposals as options, in the order of the caderno, and the abstention.
///
/// # Errors
/// Not found when one of them is no proposal of the conference.
pub(super) async fn options(scope: &Scope, conference: Uuid, items: &[Uuid]) -> Outcome<Vec<PollOption>> {
    let rows = rows(scope, conference, items).await?;
    let option =
        |row: &proposal::Model| PollOption::new(row.label().to_string(), format!("{}. {}", row.label(), row.text));
    let mut options: Vec<PollOption> = rows.iter().map(option).collect();
    options.push(PollOption::new(Choice::Abstention.code(), Choice::Abstention.label()));
    Ok(options)
}

async fn rows(scope: &Scope, conference: Uuid, items: &[Uuid]) -> Outcome<Vec<proposal::Model>> {
    let filter = ProposalFilter { ids: Some(items.to_vec()), ..ProposalFilter::default() };
    let rows = proposals::in_order(scope, conference, &filter).await?;
    if rows.len() == items.len() { Ok(rows) } else { Err(crate::Failure::NotFound) }
}
