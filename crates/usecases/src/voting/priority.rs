//! Votes on priorities (*priorização*): the options are proposals, the result is their order.

use crate::Outcome;
use crate::failure::OrRefuse;
use domain::Code;
use domain::proposals::Stage;
use domain::voting::{Choice, Poll, PollOption, PriorityItem, PriorityVotes};
use store::Scope;
use store::conferences::conference;
use store::proposals::{self, ProposalFilter, proposal};
use store::voting::{ballot, poll};
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

/// The closed poll with the order that the ballots give, cut where the cycle's report is full.
pub(super) async fn rank(scope: &Scope, row: &poll::Model, ballots: &[ballot::Model]) -> Outcome<Poll> {
    let rows = rows(scope, row.conference_id, &row.items).await?;
    let conference = scope.get::<conference::Entity>(row.conference_id).await?;
    let limit = conference
        .zip(rows.first())
        .map_or(0, |(conference, first)| conference.parameters.proposals().limit(Stage::Report, *first.level));
    let items: Vec<PriorityItem> = rows.iter().map(item).collect();
    let voters = u32::try_from(ballots.len()).unwrap_or(u32::MAX);
    let votes = PriorityVotes { counts: super::tally::marks(ballots), voters };
    Ok(row.poll.rank(&items, &votes, limit).or_refuse()?.poll)
}

fn item(row: &proposal::Model) -> PriorityItem {
    PriorityItem {
        code: row.label().to_string(),
        group_votes: row.votes_for.and_then(|votes| u32::try_from(votes).ok()).unwrap_or(0),
        number: row.label().number,
    }
}

async fn rows(scope: &Scope, conference: Uuid, items: &[Uuid]) -> Outcome<Vec<proposal::Model>> {
    let filter = ProposalFilter { ids: Some(items.to_vec()), ..ProposalFilter::default() };
    let rows = proposals::in_order(scope, conference, &filter).await?;
    if rows.len() == items.len() { Ok(rows) } else { Err(crate::Failure::NotFound) }
}
