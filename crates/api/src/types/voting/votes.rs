//! Votes and counts as they are shown.

use super::result::{OptionCount, counts};
use crate::id;
use crate::types::enums::Enumeration;
use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use domain::voting::{CountStanding, DeclarationKind, Poll};
use usecases::voting::{BallotRow, BallotView, CheckedReceipt, Counting, VoteReceipt as Row};

/// Proof of a vote (*comprovante*), for who cast it.
#[derive(SimpleObject)]
pub(crate) struct VoteReceipt {
    /// The poll.
    poll_id: ID,
    /// When the vote was taken.
    cast_at: DateTime<Utc>,
    /// The receipt; `verifyReceipt` finds the vote with it.
    receipt: String,
}

impl From<Row> for VoteReceipt {
    fn from(row: Row) -> Self {
        Self { poll_id: id::global("Poll", row.poll.tenant.0, row.poll.id), cast_at: row.cast_at, receipt: row.receipt }
    }
}

/// The own vote of the delegate who asks.
#[derive(SimpleObject)]
pub(crate) struct MyVote {
    /// When it was taken.
    cast_at: DateTime<Utc>,
    /// Codes of the marked options.
    choices: Vec<String>,
    /// The receipt.
    receipt: String,
}

impl From<BallotRow> for MyVote {
    fn from(row: BallotRow) -> Self {
        Self { cast_at: row.cast_at, choices: row.choices.0, receipt: row.receipt }
    }
}

/// A vote by name, of a roll call whose rules publish it (*voto nominal*).
#[derive(SimpleObject)]
pub(crate) struct Ballot {
    /// Who voted, by the name to show.
    name: String,
    /// Codes of the marked options.
    choices: Vec<String>,
    /// When it was taken.
    cast_at: DateTime<Utc>,
}

impl From<BallotView> for Ballot {
    fn from(view: BallotView) -> Self {
        Self { name: view.name, choices: view.choices, cast_at: view.cast_at }
    }
}

/// What a receipt proves.
#[derive(SimpleObject)]
pub(crate) struct ReceiptCheck {
    /// When the vote was taken.
    cast_at: DateTime<Utc>,
    /// Whether the kept vote still fits its receipt, and all votes together the digest of the closing.
    intact: bool,
    /// Whether the vote is in the tally; not yet while the poll is open.
    counted: bool,
}

impl From<CheckedReceipt> for ReceiptCheck {
    fn from(checked: CheckedReceipt) -> Self {
        Self { cast_at: checked.cast_at, intact: checked.intact, counted: checked.counted }
    }
}

/// What one teller counted in one round (*contagem*).
#[derive(SimpleObject)]
pub(crate) struct TellerCount {
    /// Name of who counted.
    teller: String,
    /// 1 for the first count, one more for each recount.
    round: u32,
    /// Votes by option.
    counts: Vec<OptionCount>,
}

/// A result the chair declared without numbers (*declaração da mesa*).
#[derive(SimpleObject)]
pub(crate) struct PollDeclaration {
    /// How.
    kind: Enumeration<DeclarationKind>,
    /// Whether the matter is approved.
    approved: bool,
}

/// Where the count of a show of cards stands.
#[derive(SimpleObject)]
pub(crate) struct PollCounting {
    /// The round in which the next count belongs.
    round: u32,
    /// Whether the tellers of the last round agree.
    agreed: bool,
    /// Codes of the options in which the tellers of the last round differ; empty unless it is counted again.
    differing: Vec<String>,
    /// All counts of all rounds, as they came.
    counts: Vec<TellerCount>,
    /// The chair's declaration, when nothing was counted.
    declaration: Option<PollDeclaration>,
}

impl PollCounting {
    /// The count of a poll.
    pub(crate) fn of(poll: &Poll, counting: Counting) -> Self {
        let last = counting.counts.iter().map(|count| count.round).max().unwrap_or(1);
        let (round, agreed, differing) = match counting.standing {
            CountStanding::Waiting { round, .. } => (round, false, Vec::new()),
            CountStanding::Recount { round, differing } => (round.saturating_add(1), false, differing),
            CountStanding::Agreed(_) => (last, true, Vec::new()),
        };
        let count = |count: domain::voting::TellerCount| TellerCount {
            round: count.round,
            counts: counts(poll, &count.counts),
            teller: count.teller,
        };
        let declared = |declared: domain::voting::Declaration| PollDeclaration {
            kind: Enumeration(declared.kind),
            approved: declared.approved,
        };
        Self {
            round,
            agreed,
            differing,
            counts: counting.counts.into_iter().map(count).collect(),
            declaration: counting.declaration.map(declared),
        }
    }
}
