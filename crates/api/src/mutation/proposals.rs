//! Proposals: submission, wording, lineage, the caderno and what the plenary decides on it.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::enums::Enumeration;
use crate::types::proposals::{DecidedBloc, Proposal, SentBook};
use async_graphql::{Context, ID, InputObject, Object};
use domain::people::GovernmentLevel;
use domain::proposals::ProposalKind;
use usecases::proposals;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ProposalsMutation;

/// A proposal to submit.
#[derive(InputObject)]
pub(crate) struct SubmitProposalInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The working group that discusses it; null before the groups meet, or for a new one in the final plenary.
    working_group_id: Option<ID>,
    /// Number of the axis; not needed in a group, which has its own.
    axis: Option<i32>,
    /// Level of government it addresses.
    level: Enumeration<GovernmentLevel>,
    /// New or a recommendation.
    kind: Enumeration<ProposalKind>,
    /// Its wording.
    text: String,
    /// The earlier deliberation on which a recommendation insists; null for none.
    deliberation_id: Option<ID>,
}

/// Another wording of a proposal.
#[derive(InputObject)]
pub(crate) struct EditProposalInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposal.
    proposal_id: ID,
    /// The version that was read.
    version: i32,
    /// The wording.
    text: String,
    /// Why, for the history.
    reason: Option<String>,
    /// The group that is to discuss it, for a draft that has none; null leaves it where it is.
    working_group_id: Option<ID>,
}

/// Proposals that become one.
#[derive(InputObject)]
pub(crate) struct MergeProposalsInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposal that stays.
    proposal_id: ID,
    /// Its version that was read.
    version: i32,
    /// The proposals that go into it.
    source_proposal_ids: Vec<ID>,
    /// The wording of all of them together.
    text: String,
}

/// A proposal to take back.
#[derive(InputObject)]
pub(crate) struct WithdrawProposalInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposal.
    proposal_id: ID,
    /// The version that was read.
    version: i32,
}

/// The sending of the caderno.
#[derive(InputObject)]
pub(crate) struct SendToPlenaryInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
}

/// A decision on one proposal that needed no poll.
#[derive(InputObject)]
pub(crate) struct RecordDecisionInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposal.
    proposal_id: ID,
    /// The version that was read.
    version: i32,
    /// Whether the plenary approves it.
    approved: bool,
    /// What the chair declared, for the record.
    statement: String,
}

/// A decision on all that nobody highlighted.
#[derive(InputObject)]
pub(crate) struct DecideEnBlocInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Only of this axis; null for all axes.
    axis: Option<i32>,
}

outcome! {
    /// What came of an act on a proposal.
    ProposalOutcome = Proposal
}
outcome! {
    /// What came of sending the caderno.
    SendToPlenaryOutcome = SentBook
}
outcome! {
    /// What came of a decision en bloc.
    DecideEnBlocOutcome = DecidedBloc
}

#[Object]
impl ProposalsMutation {
    /// Submits a proposal (*apresentação de proposta*): in a group, as a draft before the groups meet, or new in the
    /// final plenary, where a poll admits it.
    async fn submit_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The proposal.")] input: SubmitProposalInput,
    ) -> async_graphql::Result<ProposalOutcome> {
        let (app, asking) = asked(ctx);
        let command = proposals::SubmitProposal {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            group: id::optional_row("WorkingGroup", input.working_group_id.as_ref())?,
            axis: input.axis,
            level: input.level.0,
            kind: input.kind.0,
            text: input.text,
            deliberation: id::optional_row("Deliberation", input.deliberation_id.as_ref())?,
        };
        settle(asking, proposals::submit(app, asking, &command).await, Proposal)
    }

    /// Edits the wording of a proposal before it is in the caderno; every wording is kept. A group that voted the old
    /// one votes again.
    async fn edit_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The wording.")] input: EditProposalInput,
    ) -> async_graphql::Result<ProposalOutcome> {
        let (app, asking) = asked(ctx);
        let command = proposals::EditProposal {
            key: input.key,
            proposal: id::row("Proposal", &input.proposal_id)?,
            version: input.version,
            text: input.text,
            reason: input.reason,
            group: id::optional_row("WorkingGroup", input.working_group_id.as_ref())?,
        };
        settle(asking, proposals::edit(app, asking, &command).await, Proposal)
    }

    /// Makes one proposal of several (*aglutinação*); the originals stay visible as its parents.
    async fn merge_proposals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What goes into what.")] input: MergeProposalsInput,
    ) -> async_graphql::Result<ProposalOutcome> {
        let (app, asking) = asked(ctx);
        let sources = input.source_proposal_ids.iter().map(|id| id::row("Proposal", id));
        let command = proposals::MergeProposals {
            key: input.key,
            target: id::row("Proposal", &input.proposal_id)?,
            version: input.version,
            sources: sources.collect::<Result<_, _>>()?,
            text: input.text,
        };
        settle(asking, proposals::merge(app, asking, &command).await, Proposal)
    }

    /// Takes a proposal back (*retirada*) before any outcome: a delegate only the own one.
    async fn withdraw_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The proposal.")] input: WithdrawProposalInput,
    ) -> async_graphql::Result<ProposalOutcome> {
        let (app, asking) = asked(ctx);
        let proposal = id::row("Proposal", &input.proposal_id)?;
        let command = proposals::WithdrawProposal { key: input.key, proposal, version: input.version };
        settle(asking, proposals::withdraw(app, asking, &command).await, Proposal)
    }

    /// Makes the output of all groups the caderno of the final plenary, in one act. From then on it is public.
    async fn send_to_plenary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference.")] input: SendToPlenaryInput,
    ) -> async_graphql::Result<SendToPlenaryOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = proposals::SendToPlenary { key: input.key, conference };
        settle(asking, proposals::send_to_plenary(app, asking, &command).await, SentBook::from)
    }

    /// Puts a decision on one proposal on record that the chair declared without objection. Polls write theirs
    /// themselves when they are proclaimed; highlighted proposals are decided by their destaques.
    async fn record_decision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The decision.")] input: RecordDecisionInput,
    ) -> async_graphql::Result<ProposalOutcome> {
        let (app, asking) = asked(ctx);
        let command = proposals::RecordDecision {
            key: input.key,
            proposal: id::row("Proposal", &input.proposal_id)?,
            version: input.version,
            approved: input.approved,
            statement: input.statement,
        };
        settle(asking, proposals::record_decision(app, asking, &command).await, Proposal)
    }

    /// Approves what nobody highlighted by declaration without objection (*em bloco*): each proposal gets its own
    /// recorded decision. By a poll on a bloc the same happens when it is proclaimed.
    async fn decide_en_bloc(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The conference, and the axis if only one.")] input: DecideEnBlocInput,
    ) -> async_graphql::Result<DecideEnBlocOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = proposals::DecideEnBloc { key: input.key, conference, axis: input.axis };
        settle(asking, proposals::decide_en_bloc(app, asking, &command).await, DecidedBloc::from)
    }
}
