//! What the checklist and the report say about proposals.

use super::priorities::{Rank, ranked};
use crate::Outcome;
use domain::Code;
use domain::conferences::steps::ProposalFacts;
use domain::proposals::ProposalState;
use domain::reports::Coded as Told;
use domain::reports::facts::ProposalFact;
use store::conferences::conference;
use store::proposals::{self, ProposalFilter, proposal};
use store::{Scope, proposals::last_decided_at};

fn count<'a>(rows: impl Iterator<Item = &'a proposal::Model>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

/// Facts of the checklist.
///
/// # Errors
/// When the database fails.
pub(crate) async fn step_facts(scope: &Scope, conference: &conference::Model) -> Outcome<ProposalFacts> {
    let rows = proposals::in_order(scope, conference.id, &ProposalFilter::default()).await?;
    let sent = || rows.iter().filter(|row| row.book_text.is_some());
    Ok(ProposalFacts {
        to_send: count(rows.iter().filter(|row| *row.state == ProposalState::ToPlenary)),
        sent: count(sent()),
        sent_at: sent().filter_map(|row| row.published_at).max(),
        undecided: count(rows.iter().filter(|row| *row.state == ProposalState::InPlenary)),
        destaques_pending: crate::destaques::pending_on_proposals(scope, conference.id).await?,
        decided_at: last_decided_at(scope, conference.id).await?,
    })
}

/// Facts of the report: every proposal that a group voted or a plenary had before it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn report_facts(scope: &Scope, conference: &conference::Model) -> Outcome<Vec<ProposalFact>> {
    let rows = proposals::in_order(scope, conference.id, &ProposalFilter::default()).await?;
    let approved: Vec<proposal::Model> = rows.iter().filter(|row| row.state.is_deliberation()).cloned().collect();
    let ranks = ranked(conference, &approved);
    let told = rows.iter().filter(|row| row.group_outcome.is_some() || row.book_text.is_some());
    Ok(told.map(|row| fact(row, ranks.get(&row.id).copied())).collect())
}

fn told<T: Code>(code: T) -> Told {
    Told::new(code.code(), code.label())
}

fn fact(row: &proposal::Model, rank: Option<Rank>) -> ProposalFact {
    let label = row.label();
    let decided = row.book_text.is_some() && row.state.is_final();
    ProposalFact {
        id: row.id.to_string(),
        label: label.to_string(),
        axis: label.axis,
        level: label.level,
        kind: told(*row.kind),
        text: row.text.clone(),
        group_outcome: row.group_outcome.map(|outcome| told(*outcome)),
        plenary_outcome: decided.then(|| told(*row.state)),
        priority: rank.map(|rank| rank.priority),
        reported: rank.is_some_and(|rank| rank.reported),
    }
}
