//! Polls: written, opened, voted in, closed, settled.

mod inputs;

use crate::context::asked;
use crate::error::not_found;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::voting::{Poll, VoteReceipt};
use async_graphql::{Context, ID, Object};
use domain::ids::TenantId;
use domain::voting::{Counts, Declaration, PollOption};
use inputs::{
    AnnulPollInput, BreakTieInput, CastVoteInput, ClosePollInput, CreatePollInput, ExtendPollInput, OpenPollInput,
    ProclaimPollInput, PublishPollInput, RecordShowOfCardsInput,
};
use usecases::voting::{self, CardsSeen, TieDecision};
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct VotingMutation;

outcome! {
    /// What came of an act on a poll.
    PollOutcome = Poll
}
outcome! {
    /// What came of a vote.
    CastVoteOutcome = VoteReceipt
}

/// The rows that global ids of one type name in one council, with that type.
fn items(tenant: TenantId, ids: &[ID]) -> async_graphql::Result<(Option<String>, Vec<Uuid>)> {
    let mut kind = None;
    let mut items = Vec::with_capacity(ids.len());
    for given in ids {
        let (named, row) = id::decode(given).ok_or_else(not_found)?;
        if row.tenant != tenant || kind.get_or_insert_with(|| named.clone()) != &named {
            return Err(not_found());
        }
        items.push(row.id);
    }
    Ok((kind, items))
}

#[Object]
impl VotingMutation {
    /// Writes a poll (*votação*) as a draft, bound to the rules of the conference as they are now.
    async fn create_poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CreatePollInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let (item_kind, items) = items(conference.tenant, &input.item_ids.unwrap_or_default())?;
        let options = input.options.unwrap_or_default();
        let command = voting::CreatePoll {
            key: input.key,
            conference,
            kind: input.kind.0,
            subject: input.subject.0,
            item_kind,
            items,
            question: input.question,
            options: options.into_iter().map(|option| PollOption::new(option.code, option.label)).collect(),
            max_choices: input.max_choices.unwrap_or(1),
            replaces: id::optional_row("Poll", input.replaces_poll_id.as_ref())?,
        };
        settle(asking, voting::create_poll(app, asking, &command).await, Poll)
    }

    /// Shows a poll with its rule before it opens (*publicar*). Repeating is harmless.
    async fn publish_poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PublishPollInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let command = voting::PublishPoll { key: input.key, poll: id::row("Poll", &input.poll_id)? };
        settle(asking, voting::publish_poll(app, asking, &command).await, Poll)
    }

    /// Opens a poll (*abrir*): the delegates checked in at this moment are its roll, whatever happens later.
    async fn open_poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenPollInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let poll = id::row("Poll", &input.poll_id)?;
        let command = voting::OpenPoll { key: input.key, poll, seconds: input.seconds.map(i64::from) };
        settle(asking, voting::open_poll(app, asking, &command).await, Poll)
    }

    /// Casts the vote of the delegate who asks (*votar*), once. The same key again gives the same receipt.
    async fn cast_vote(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CastVoteInput,
    ) -> async_graphql::Result<CastVoteOutcome> {
        let (app, asking) = asked(ctx);
        let poll = id::row("Poll", &input.poll_id)?;
        let command = voting::CastVote { key: input.key, poll, choices: input.choices };
        settle(asking, voting::cast_vote(app, asking, &command).await, VoteReceipt::from)
    }

    /// Records what a teller counted in a round (*contagem*), or the chair's declaration without numbers
    /// (*declaração da mesa*). Tellers must agree; otherwise it is counted again.
    async fn record_show_of_cards(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RecordShowOfCardsInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let poll = id::row("Poll", &input.poll_id)?;
        let seen = match (input.count, input.declaration) {
            (Some(count), None) => Some(CardsSeen::Counted {
                teller: count.teller,
                round: count.round,
                counts: count.counts.into_iter().map(|option| (option.code, option.votes)).collect::<Counts>(),
            }),
            (None, Some(declared)) => {
                Some(CardsSeen::Declared(Declaration { kind: declared.kind.0, approved: declared.approved }))
            }
            _ => None,
        };
        let command = voting::RecordShowOfCards { key: input.key, poll, seen };
        settle(asking, voting::record_show_of_cards(app, asking, &command).await, Poll)
    }

    /// Gives more time to an open poll (*prorrogar*).
    async fn extend_poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ExtendPollInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let poll = id::row("Poll", &input.poll_id)?;
        let command = voting::ExtendPoll { key: input.key, poll, closes_at: input.closes_at };
        settle(asking, voting::extend_poll(app, asking, &command).await, Poll)
    }

    /// Ends voting (*encerrar*) and computes the result (*apurar*). Repeating is harmless.
    async fn close_poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ClosePollInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let command = voting::ClosePoll { key: input.key, poll: id::row("Poll", &input.poll_id)? };
        settle(asking, voting::close_poll(app, asking, &command).await, Poll)
    }

    /// Breaks a tie as the rules of procedure say (*desempatar*): by the chair's casting vote, or by a second
    /// vote, whose draft comes back.
    async fn break_tie(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: BreakTieInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let poll = id::row("Poll", &input.poll_id)?;
        let decision = match input.casting_vote {
            Some(option) => TieDecision::CastingVote { option },
            None => TieDecision::SecondVote { question: input.question },
        };
        let command = voting::BreakTie { key: input.key, poll, decision };
        settle(asking, voting::break_tie(app, asking, &command).await, Poll)
    }

    /// Announces the result (*proclamar*) and writes its consequences. Repeating is harmless.
    async fn proclaim_poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ProclaimPollInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let command = voting::ProclaimPoll { key: input.key, poll: id::row("Poll", &input.poll_id)? };
        settle(asking, voting::proclaim_poll(app, asking, &command).await, Poll)
    }

    /// Takes the effect from a poll (*anular*), in any state; all that was collected is kept.
    async fn annul_poll(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AnnulPollInput,
    ) -> async_graphql::Result<PollOutcome> {
        let (app, asking) = asked(ctx);
        let poll = id::row("Poll", &input.poll_id)?;
        let command = voting::AnnulPoll { key: input.key, poll, reason: input.reason };
        settle(asking, voting::annul_poll(app, asking, &command).await, Poll)
    }
}
