//! Results, quorums and rankings of polls.

use crate::types::enums::Enumeration;
use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use domain::quorum::{QuorumCall, QuorumCheck};
use domain::voting::{self as rules, DecidedBy, Outcome, PollState};

/// Something that can be chosen (*opção*).
#[derive(SimpleObject)]
pub(crate) struct PollOption {
    /// Code, stable within the poll; `ABSTENTION` is always the abstention.
    code: String,
    /// What a person reads.
    label: String,
}

impl From<&rules::PollOption> for PollOption {
    fn from(option: &rules::PollOption) -> Self {
        Self { code: option.code.clone(), label: option.label.clone() }
    }
}

/// Votes of one option.
#[derive(SimpleObject)]
pub(crate) struct OptionCount {
    /// Code of the option.
    code: String,
    /// What a person reads.
    label: String,
    /// How many votes, or marks where a ballot may hold several.
    votes: u32,
}

/// Counts in the order of the poll's options.
pub(crate) fn counts(poll: &rules::Poll, counts: &rules::Counts) -> Vec<OptionCount> {
    let count = |option: &rules::PollOption| OptionCount {
        code: option.code.clone(),
        label: option.label.clone(),
        votes: counts.votes(&option.code),
    };
    poll.options.iter().map(count).collect()
}

/// A check of the quorum (*quórum*).
#[derive(SimpleObject)]
pub(crate) struct PollQuorum {
    /// First or second call.
    call: Enumeration<QuorumCall>,
    /// Delegates accredited until then, also those who left.
    accredited: u32,
    /// Delegates present.
    present: u32,
    /// How many must be present.
    needed: u32,
    /// Whether that is so.
    reached: bool,
    /// The rule with its figures, in Portuguese.
    explanation: String,
}

impl From<&QuorumCheck> for PollQuorum {
    fn from(check: &QuorumCheck) -> Self {
        Self {
            call: Enumeration(check.call),
            accredited: check.accredited,
            present: check.present,
            needed: check.needed,
            reached: check.reached,
            explanation: check.explanation(),
        }
    }
}

/// What a poll needs to approve, if all delegates who are present now vote.
#[derive(SimpleObject)]
pub(crate) struct PollForecast {
    /// Delegates present now.
    present: u32,
    /// How many votes would be needed.
    minimum: u32,
    /// Both in words, in Portuguese.
    text: String,
}

impl From<rules::Forecast> for PollForecast {
    fn from(forecast: rules::Forecast) -> Self {
        Self { present: forecast.present, minimum: forecast.minimum, text: forecast.text }
    }
}

/// The computed result of a poll (*resultado*).
#[derive(SimpleObject)]
pub(crate) struct PollResult {
    /// What came out.
    outcome: Enumeration<Outcome>,
    /// What decided it.
    decided_by: Enumeration<DecidedBy>,
    /// Code of the option that carried; null unless approved.
    winner: Option<String>,
    /// Votes by option; null for a declaration without numbers.
    counts: Option<Vec<OptionCount>>,
    /// Valid votes under the rules; null for a declaration.
    valid_votes: Option<u32>,
    /// How many votes it takes; null for a declaration.
    minimum: Option<u32>,
    /// On the roll without a vote; null for a declaration.
    not_voting: Option<u32>,
    /// Delegates on the roll.
    roll_size: u32,
    /// The rule with the numbers put in, in Portuguese.
    explanation: String,
}

impl PollResult {
    /// The result of a poll, once there is one.
    pub(crate) fn of(poll: &rules::Poll) -> Option<Self> {
        let result = poll.result.as_ref()?;
        let figures = result.figures.as_ref();
        Some(Self {
            outcome: Enumeration(result.outcome),
            decided_by: Enumeration(result.decided_by),
            winner: result.winner.clone(),
            counts: figures.map(|figures| counts(poll, &figures.counts)),
            valid_votes: figures.map(|figures| figures.valid_votes),
            minimum: figures.map(|figures| figures.minimum),
            not_voting: figures.map(|figures| figures.not_voting),
            roll_size: result.roll_size,
            explanation: result.explanation.clone(),
        })
    }
}

/// The place of a proposal in a vote on priorities (*priorização*).
#[derive(SimpleObject)]
pub(crate) struct RankedOption {
    /// Code of the option.
    code: String,
    /// 1 for the first.
    place: u32,
    /// Marks it got.
    marks: u32,
    /// Votes in its working group, the first tie-break.
    group_votes: u32,
    /// Whether it goes up; what is cut stays a deliberation of the conference.
    goes_up: bool,
    /// Its place in words, in Portuguese.
    explanation: String,
}

/// The order that a vote on priorities gave.
#[derive(SimpleObject)]
pub(crate) struct PollRanking {
    /// All proposals, first to last.
    order: Vec<RankedOption>,
    /// How many go up.
    limit: u32,
    /// Delegates on the roll.
    roll_size: u32,
    /// Ballots of abstention.
    abstention: u32,
    /// On the roll without a ballot.
    not_voting: u32,
    /// The order in words, in Portuguese.
    explanation: String,
}

impl From<&rules::PriorityResult> for PollRanking {
    fn from(ranking: &rules::PriorityResult) -> Self {
        let place = |item: &rules::RankedItem| RankedOption {
            code: item.code.clone(),
            place: item.place,
            marks: item.marks,
            group_votes: item.group_votes,
            goes_up: item.goes_up,
            explanation: item.explanation.clone(),
        };
        Self {
            order: ranking.order.iter().map(place).collect(),
            limit: ranking.limit,
            roll_size: ranking.roll_size,
            abstention: ranking.abstention,
            not_voting: ranking.not_voting,
            explanation: ranking.explanation.clone(),
        }
    }
}

/// Why a poll has no effect (*anulação*).
#[derive(SimpleObject)]
pub(crate) struct PollAnnulment {
    /// When.
    at: DateTime<Utc>,
    /// The reason given.
    reason: String,
    /// The state it was in.
    from: Enumeration<PollState>,
    /// The outcome that lost its effect; null when none was computed.
    outcome_before: Option<Enumeration<Outcome>>,
}

impl From<&rules::Annulment> for PollAnnulment {
    fn from(annulment: &rules::Annulment) -> Self {
        Self {
            at: annulment.at,
            reason: annulment.reason.clone(),
            from: Enumeration(annulment.from),
            outcome_before: annulment.outcome_before.map(Enumeration),
        }
    }
}
