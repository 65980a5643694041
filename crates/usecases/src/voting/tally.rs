//! The tally (*apuração*): the result is computed from the kept rows, never typed.

use super::receipt;
use crate::{
    Outcome,
    failure::{Found, OrRefuse},
    proposals,
};
use domain::voting::{
    Collected, Counts, Declaration, Poll, PollKind, PriorityVotes, ShowOfCards, SubjectKind, TellerCount,
};
use store::Scope;
use store::conferences::conference;
use store::voting::{self, ballot, declaration, poll, teller_count};
use uuid::Uuid;

/// Tallies a closed poll whose row is locked, and keeps it. A show of cards whose tellers have not
/// agreed yet stays closed, to be counted again.
pub(super) async fn keep(scope: &Scope, row: poll::Model) -> Outcome<poll::Model> {
    match *row.kind {
        PollKind::RollCall => {
            let ballots = voting::ballots(scope, row.id).await?;
            let tallied = match *row.subject {
                SubjectKind::Priority => ranked(scope, &row, &ballots).await?,
                _ => row.poll.tally(Collected::Counted(marks(&ballots))).or_refuse()?.poll,
            };
            let digest = receipt::digest(row.id, &ballots);
            let row = poll::Model { ballots_digest: Some(digest), ..row.holding(tallied) };
            Ok(scope.save::<poll::Entity>(row).await?)
        }
        PollKind::ShowOfCards => match cards(scope, row.id).await?.collected() {
            Ok(collected) => {
                let tallied = row.poll.tally(collected).or_refuse()?.poll;
                Ok(scope.save::<poll::Entity>(row.holding(tallied)).await?)
            }
            Err(_) => Ok(scope.save::<poll::Entity>(row).await?),
        },
    }
}

/// The order that a vote on priorities gives, computed from the marks, the groups' votes and the numbers.
async fn ranked(scope: &Scope, row: &poll::Model, ballots: &[ballot::Model]) -> Outcome<Poll> {
    let conference = scope.get::<conference::Entity>(row.conference_id).await?.found()?;
    let (items, limit) = proposals::decided::priority_items(scope, &conference, &row.items).await?;
    let voters = u32::try_from(ballots.len()).unwrap_or(u32::MAX);
    let votes = PriorityVotes { counts: marks(ballots), voters };
    Ok(row.poll.rank(&items, &votes, limit).or_refuse()?.poll)
}

/// Marks by option.
pub(super) fn marks(ballots: &[ballot::Model]) -> Counts {
    Counts::of_ballots(ballots.iter().flat_map(|ballot| ballot.choices.iter()).map(String::as_str))
}

/// What was collected in a show of cards.
pub(super) async fn cards(scope: &Scope, poll: Uuid) -> Outcome<ShowOfCards> {
    let counts = voting::teller_counts_of(scope, vec![poll]).await?;
    let declarations = voting::declarations_of(scope, vec![poll]).await?;
    Ok(as_rule(&counts, &declarations))
}

/// Kept counts and declarations of one poll as the rules see them.
pub(super) fn as_rule(counts: &[teller_count::Model], declarations: &[declaration::Model]) -> ShowOfCards {
    let count = |kept: &teller_count::Model| TellerCount {
        teller: kept.teller.clone(),
        round: u32::try_from(kept.round).unwrap_or_default(),
        counts: kept.counts.0.clone(),
    };
    let declared = |kept: &declaration::Model| Declaration { kind: *kept.kind, approved: kept.approved };
    ShowOfCards { counts: counts.iter().map(count).collect(), declaration: declarations.last().map(declared) }
}
