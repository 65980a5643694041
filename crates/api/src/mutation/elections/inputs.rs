//! What the mutations of elections take.

use crate::types::enums::Enumeration;
use async_graphql::{ID, InputObject};
use domain::elections::DepartureCause;
use domain::people::Pool;
use uuid::Uuid;

/// Titular seats by pool.
#[derive(InputObject)]
pub(crate) struct SeatsInput {
    /// Of the government.
    pub government: u32,
    /// Of the users.
    pub users: u32,
    /// Of the workers.
    pub workers: u32,
    /// Of the entities.
    pub entities: u32,
}

/// An election to open.
#[derive(InputObject)]
pub(crate) struct OpenNominationsInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference_id: ID,
    /// Titular seats, only where the cycle's table has none for the council (a state's conference).
    pub seats: Option<SeatsInput>,
}

/// A nomination to present.
#[derive(InputObject)]
pub(crate) struct NominateInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
    /// The participant who would be elected; null for oneself.
    pub participant_id: Option<ID>,
    /// Where the person stands; null for their own pool.
    pub pool: Option<Enumeration<Pool>>,
    /// At the table: whether the person agreed before it. Not read from participants.
    #[graphql(default)]
    pub consented: bool,
}

/// The person's agreement to stand.
#[derive(InputObject)]
pub(crate) struct AcceptNominationInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The nomination.
    pub nomination_id: ID,
}

/// The end of a nomination.
#[derive(InputObject)]
pub(crate) struct WithdrawNominationInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The nomination.
    pub nomination_id: ID,
    /// Why, if said.
    pub reason: Option<String>,
}

/// Nominations to judge.
#[derive(InputObject)]
pub(crate) struct JudgeNominationsInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
    /// Only these, also those judged before; empty for all that wait and were agreed to.
    #[graphql(default)]
    pub nomination_ids: Vec<ID>,
}

/// A ballot to open.
#[derive(InputObject)]
pub(crate) struct OpenBallotInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
    /// The pool whose meeting votes.
    pub pool: Enumeration<Pool>,
}

/// A ballot to close.
#[derive(InputObject)]
pub(crate) struct CloseBallotInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
    /// The pool whose meeting votes.
    pub pool: Enumeration<Pool>,
}

/// A secret ballot.
#[derive(InputObject)]
pub(crate) struct CastBallotInput {
    /// Idempotency key. It remembers that the vote was cast, never what for.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
    /// The pool whose meeting votes.
    pub pool: Enumeration<Pool>,
    /// The participants voted for; empty on a blank ballot.
    #[graphql(default)]
    pub choices: Vec<ID>,
    /// A blank ballot (*em branco*).
    #[graphql(default)]
    pub blank: bool,
}

/// An acclamation.
#[derive(InputObject)]
pub(crate) struct AcclaimInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
    /// The pool whose meeting acclaimed.
    pub pool: Enumeration<Pool>,
    /// The participants of a single list in its order, titulars first; empty for all candidates.
    #[graphql(default)]
    pub participant_ids: Vec<ID>,
}

/// A result to compute.
#[derive(InputObject)]
pub(crate) struct ComputeElectionInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
}

/// A result to proclaim.
#[derive(InputObject)]
pub(crate) struct ProclaimElectionInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
}

/// An election to annul.
#[derive(InputObject)]
pub(crate) struct AnnulElectionInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election.
    pub election_id: ID,
    /// Why.
    pub reason: String,
}

/// A substitution.
#[derive(InputObject)]
pub(crate) struct SubstituteDelegateInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election that gave the delegation.
    pub election_id: ID,
    /// The participant who leaves.
    pub leaving_id: ID,
    /// The alternate; null for the one whose turn it is.
    pub entering_id: Option<ID>,
    /// Why.
    pub cause: Enumeration<DepartureCause>,
    /// The reason in the council's words.
    pub reason: Option<String>,
}

/// Somebody leaves and nobody takes over.
#[derive(InputObject)]
pub(crate) struct RegisterVacancyInput {
    /// Idempotency key.
    pub key: Uuid,
    /// The election that gave the delegation.
    pub election_id: ID,
    /// The participant who leaves.
    pub leaving_id: ID,
    /// Why.
    pub cause: Enumeration<DepartureCause>,
    /// The reason in the council's words.
    pub reason: Option<String>,
}
