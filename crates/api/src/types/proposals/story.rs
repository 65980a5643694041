//! What became of a proposal: wordings, votes, decisions, origins.

use crate::id;
use crate::types::enums::{Enumeration, optional};
use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use domain::destaques::{DiffOp, diff};
use domain::proposals::{GroupOutcome, ProposalAct};
use std::collections::HashMap;
use usecases::proposals::{self, DecisionWay, OriginKind};

/// One wording of a proposal (*redação*).
#[derive(SimpleObject)]
pub(crate) struct TextVersion {
    /// 1 for the first wording.
    number: i32,
    /// The wording; null where the plenary suppressed it.
    text: Option<String>,
    /// What changed since the wording before; empty for the first one, and for a suppression.
    changes: Vec<TextPart>,
    /// Name of who wrote it; null for those who may not see names.
    author: Option<String>,
    /// When.
    at: DateTime<Utc>,
    /// Why.
    reason: String,
    /// Global id of the destaque that changed it; null when none did.
    destaque_id: Option<ID>,
    /// Global id of the poll that decided it; null when none did.
    poll_id: Option<ID>,
}

/// A run of words with the same fate.
#[derive(SimpleObject)]
pub(crate) struct TextPart {
    /// Kept, added or taken away.
    op: Enumeration<DiffOp>,
    /// The words, with the spaces before them.
    text: String,
}

impl TextVersion {
    pub(super) fn all(rows: Vec<proposals::TextVersion>, names: &HashMap<String, String>) -> Vec<Self> {
        let mut before: Option<String> = None;
        let mut versions = Vec::with_capacity(rows.len());
        for row in rows {
            let parts = match (&before, &row.text) {
                (Some(before), Some(after)) => diff(before, after),
                _ => Vec::new(),
            };
            before.clone_from(&row.text);
            versions.push(Self {
                number: row.number,
                text: row.text,
                changes: parts.into_iter().map(|part| TextPart { op: Enumeration(part.op), text: part.text }).collect(),
                author: names.get(&row.author).cloned(),
                at: row.at,
                reason: row.reason,
                destaque_id: row.destaque_id.map(|destaque| id::global("Destaque", row.tenant_id, destaque)),
                poll_id: row.poll_id.map(|poll| id::global("Poll", row.tenant_id, poll)),
            });
        }
        versions
    }
}

/// A group's vote on a proposal and what came of it.
#[derive(SimpleObject)]
pub(crate) struct GroupResult {
    /// Votes in favour.
    in_favour: i32,
    /// Votes against.
    against: i32,
    /// Abstentions.
    abstention: i32,
    /// What became of it; null until the group is concluded.
    outcome: Option<Enumeration<GroupOutcome>>,
    /// Whether the votes count as consensus; always false where the cycle makes no difference.
    consensus: bool,
    /// Place among those of its axis and level that reached the threshold; null unless it did.
    rank: Option<i32>,
    /// Figures and rule, in Portuguese; null until the group is concluded.
    reason: Option<String>,
}

impl GroupResult {
    pub(super) fn of(row: &proposals::Proposal) -> Option<Self> {
        Some(Self {
            in_favour: row.votes_for?,
            against: row.votes_against?,
            abstention: row.abstentions?,
            outcome: optional(row.group_outcome),
            consensus: row.group_consensus,
            rank: row.group_rank,
            reason: row.group_reason.clone(),
        })
    }
}

/// One decision of the plenary on a proposal (*decisão registrada*).
#[derive(SimpleObject)]
pub(crate) struct PlenaryDecision {
    /// What was decided.
    act: Enumeration<ProposalAct>,
    /// How.
    way: Enumeration<DecisionWay>,
    /// Global id of the poll that decided; null for a declaration.
    poll_id: Option<ID>,
    /// Why, with figures and rule, in Portuguese.
    reason: String,
    /// When.
    at: DateTime<Utc>,
}

impl From<proposals::Decision> for PlenaryDecision {
    fn from(row: proposals::Decision) -> Self {
        Self {
            act: Enumeration(*row.act),
            way: Enumeration(*row.way),
            poll_id: row.poll_id.map(|poll| id::global("Poll", row.tenant_id, poll)),
            reason: row.reason,
            at: row.at,
        }
    }
}

/// Something a proposal was made of (*origem*).
#[derive(SimpleObject)]
pub(crate) struct Origin {
    /// What it is.
    kind: Enumeration<OriginKind>,
    /// Global id of it.
    source_id: ID,
    /// When that was noted.
    at: DateTime<Utc>,
}

impl From<proposals::Origin> for Origin {
    fn from(row: proposals::Origin) -> Self {
        let kind = match *row.kind {
            OriginKind::Proposal => "Proposal",
            OriginKind::Received => "PoolItem",
            OriginKind::Contribution => "Contribution",
            OriginKind::Deliberation => "Deliberation",
        };
        Self { kind: Enumeration(*row.kind), source_id: id::global(kind, row.tenant_id, row.source_id), at: row.at }
    }
}
