//! Inputs of the mutations on polls.

use crate::types::enums::Enumeration;
use async_graphql::{ID, InputObject};
use chrono::{DateTime, Utc};
use domain::voting::{DeclarationKind, PollKind, SubjectKind};
use uuid::Uuid;

/// Something that can be chosen.
#[derive(InputObject)]
pub(crate) struct PollOptionInput {
    /// Code, unique within the poll; `ABSTENTION` is always the abstention.
    pub code: String,
    /// What a person reads.
    pub label: String,
}

/// A poll to write.
#[derive(InputObject)]
pub(crate) struct CreatePollInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference_id: ID,
    /// By show of cards or by roll call.
    pub kind: Enumeration<PollKind>,
    /// What it decides about; the majority follows from it.
    pub subject: Enumeration<SubjectKind>,
    /// The articles, destaques, proposals, motions or points it decides, all of one type; several for a bloc.
    pub item_ids: Option<Vec<ID>>,
    /// The question, as the chair reads it.
    pub question: String,
    /// What can be chosen; in favour, against, abstention when not given. In a vote on priorities the proposals
    /// are the options.
    pub options: Option<Vec<PollOptionInput>>,
    /// How many options one ballot may mark; 1 when not given.
    pub max_choices: Option<u32>,
    /// The annulled poll that this one replaces.
    pub replaces_poll_id: Option<ID>,
}

/// A poll to show.
#[derive(InputObject)]
pub(crate) struct PublishPollInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
}

/// A poll to open.
#[derive(InputObject)]
pub(crate) struct OpenPollInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
    /// After how many seconds it closes by itself; when not given, a person closes it.
    pub seconds: Option<i32>,
}

/// A vote.
#[derive(InputObject)]
pub(crate) struct CastVoteInput {
    /// Idempotency key; send the same vote again with the same key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
    /// Codes of the marked options: one, unless the poll allows more.
    pub choices: Vec<String>,
}

/// Votes of one option.
#[derive(InputObject)]
pub(crate) struct OptionCountInput {
    /// Code of the option.
    pub code: String,
    /// How many votes.
    pub votes: u32,
}

/// What a teller counted.
#[derive(InputObject)]
pub(crate) struct TellerCountInput {
    /// Name of who counted.
    pub teller: String,
    /// 1 for the first count, one more for each recount.
    pub round: u32,
    /// Votes by option; options not named have none.
    pub counts: Vec<OptionCountInput>,
}

/// A result the chair declares without numbers.
#[derive(InputObject)]
pub(crate) struct DeclarationInput {
    /// By sight, or without objection.
    pub kind: Enumeration<DeclarationKind>,
    /// Whether the matter is approved.
    pub approved: bool,
}

/// What was seen in the hall: a count or a declaration, one of the two.
#[derive(InputObject)]
pub(crate) struct RecordShowOfCardsInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
    /// What a teller counted.
    pub count: Option<TellerCountInput>,
    /// What the chair declared.
    pub declaration: Option<DeclarationInput>,
}

/// More time for a poll.
#[derive(InputObject)]
pub(crate) struct ExtendPollInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
    /// The new end.
    pub closes_at: DateTime<Utc>,
}

/// A poll to close.
#[derive(InputObject)]
pub(crate) struct ClosePollInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
}

/// A tie to break.
#[derive(InputObject)]
pub(crate) struct BreakTieInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The tied poll.
    pub poll_id: ID,
    /// Code of the option that the chair's casting vote chooses; when not given, a second vote is prepared.
    pub casting_vote: Option<String>,
    /// Question of the second vote; the same as before when not given.
    pub question: Option<String>,
}

/// A result to announce.
#[derive(InputObject)]
pub(crate) struct ProclaimPollInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
}

/// A poll to annul.
#[derive(InputObject)]
pub(crate) struct AnnulPollInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The poll.
    pub poll_id: ID,
    /// Why; everybody reads it.
    pub reason: String,
}
