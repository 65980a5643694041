//! Polls in GraphQL.

pub(crate) mod loaders;
mod of_conference;
mod result;
mod votes;

pub(crate) use of_conference::ConferenceVoting;
pub(crate) use result::PollQuorum;
pub(crate) use votes::{ReceiptCheck, VoteReceipt};

use crate::connection::{Connection, PageArgs, connection};
use crate::context::asked;
use crate::error::{OrFail, coded};
use crate::id;
use crate::types::enums::Enumeration;
use async_graphql::{Context, ID, Object, dataloader::DataLoader, dataloader::Loader};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::voting::{PollKind, PollState, SubjectKind, TieStep};
use loaders::{CountingLoader, MyVoteLoader, PresentLoader, TurnoutLoader, Voter};
use policy::Action;
use result::{OptionCount, PollAnnulment, PollForecast, PollOption, PollRanking, PollResult, counts};
use std::sync::Arc;
use usecases::{Failure, voting};
use votes::{Ballot, MyVote, PollCounting};

pub(crate) struct Poll(pub voting::Poll);

impl Poll {
    fn row(&self) -> RowId {
        RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id }
    }

    fn of_tenant(&self, poll: uuid::Uuid) -> ID {
        id::global("Poll", self.0.tenant_id, poll)
    }
}

/// One value from a loader of the schema.
async fn load<L, K>(ctx: &Context<'_>, key: K) -> async_graphql::Result<Option<L::Value>>
where
    L: Loader<K, Error = Arc<Failure>>,
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
{
    let loader = ctx.data_unchecked::<DataLoader<L>>();
    loader.load_one(key).await.map_err(|error| coded("INTERNAL", &error.to_string()))
}

/// A poll (*votação*).
#[Object]
impl Poll {
    /// Global id.
    async fn id(&self) -> ID {
        self.of_tenant(self.0.id)
    }

    /// Number within the conference, from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// How votes are given.
    async fn kind(&self) -> Enumeration<PollKind> {
        Enumeration(*self.0.kind)
    }

    /// What it decides about.
    async fn subject(&self) -> Enumeration<SubjectKind> {
        Enumeration(*self.0.subject)
    }

    /// Global ids of the articles, destaques, proposals, motions or points it decides; several for a bloc.
    async fn item_ids(&self) -> Vec<ID> {
        let kind = self.0.item_kind.as_deref().unwrap_or_default();
        self.0.items.iter().map(|item| id::global(kind, self.0.tenant_id, *item)).collect()
    }

    /// The question, as the chair reads it.
    async fn question(&self) -> &str {
        &self.0.poll.question
    }

    /// What can be chosen, in the order in which it is asked.
    async fn options(&self) -> Vec<PollOption> {
        self.0.poll.options.iter().map(PollOption::from).collect()
    }

    /// How many options one ballot may mark.
    async fn max_choices(&self) -> u32 {
        self.0.poll.max_choices
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<PollState> {
        Enumeration(*self.0.state)
    }

    /// The majority it needs, in words, with the article that says so.
    async fn rule(&self) -> String {
        let terms = &self.0.poll.terms;
        let article = terms.majority_article.as_ref().map(|article| format!(" ({article})")).unwrap_or_default();
        format!("{}{article}", terms.majority.name())
    }

    /// What it needs to approve if all who are present now vote; null once it was opened, and for priorities.
    async fn forecast(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PollForecast>> {
        let before = matches!(*self.0.state, PollState::Draft | PollState::Published);
        if !before || *self.0.subject == SubjectKind::Priority {
            return Ok(None);
        }
        let conference = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.conference_id };
        let present = load::<PresentLoader, _>(ctx, conference).await?.unwrap_or_default();
        Ok(Some(self.0.poll.forecast(present).into()))
    }

    /// 1 for the first vote on the matter, 2 for the vote after a tie.
    async fn attempt(&self) -> u32 {
        self.0.poll.attempt
    }

    /// The tied poll that this one repeats.
    async fn repeats_id(&self) -> Option<ID> {
        self.0.poll.repeats.map(|poll| self.of_tenant(poll))
    }

    /// The annulled poll that this one replaces.
    async fn replaces_id(&self) -> Option<ID> {
        self.0.poll.supersedes.map(|poll| self.of_tenant(poll))
    }

    /// When it was opened.
    async fn opened_at(&self) -> Option<DateTime<Utc>> {
        self.0.opened_at
    }

    /// When it closes by itself; null when a person closes it.
    async fn closes_at(&self) -> Option<DateTime<Utc>> {
        self.0.closes_at
    }

    /// When voting ended.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.closed_at
    }

    /// When the result was announced.
    async fn proclaimed_at(&self) -> Option<DateTime<Utc>> {
        self.0.proclaimed_at
    }

    /// Delegates on the roll, fixed at opening (*colégio de votantes*).
    async fn roll_size(&self) -> Option<u32> {
        self.0.poll.opening.map(|opening| opening.roll_size)
    }

    /// How many have voted; null before opening and in a show of cards.
    async fn turnout(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<u32>> {
        if *self.0.kind != PollKind::RollCall || self.0.poll.opening.is_none() {
            return Ok(None);
        }
        Ok(Some(load::<TurnoutLoader, _>(ctx, self.row()).await?.unwrap_or(0)))
    }

    /// Counts so far of an open roll call; null unless the rules of the conference show them.
    async fn partial_counts(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<OptionCount>>> {
        let (app, asking) = asked(ctx);
        let partial = voting::partial_counts(app, &self.0).await.or_fail(asking)?;
        Ok(partial.map(|partial| counts(&self.0.poll, &partial)))
    }

    /// The quorum at opening.
    async fn quorum_at_opening(&self) -> Option<PollQuorum> {
        self.0.poll.opening.as_ref().map(|opening| (&opening.quorum).into())
    }

    /// The quorum when voting ended.
    async fn quorum_at_closing(&self) -> Option<PollQuorum> {
        self.0.poll.closing_quorum.as_ref().map(PollQuorum::from)
    }

    /// The result, once it is computed; null for priorities.
    async fn result(&self) -> Option<PollResult> {
        PollResult::of(&self.0.poll)
    }

    /// The order that a vote on priorities gave, once it is computed.
    async fn ranking(&self) -> Option<PollRanking> {
        self.0.poll.ranking.as_ref().map(PollRanking::from)
    }

    /// What is told about the result, or about the annulment, in Portuguese; null before the tally.
    async fn explanation(&self) -> Option<String> {
        self.0.poll.explanation()
    }

    /// What follows if this vote ties, as the rules of procedure say.
    async fn next_tie_step(&self) -> Enumeration<TieStep> {
        Enumeration(self.0.poll.next_tie_step())
    }

    /// Why it has no effect, once it was annulled.
    async fn annulment(&self) -> Option<PollAnnulment> {
        self.0.poll.annulment.as_ref().map(PollAnnulment::from)
    }

    /// The end of the chain over all receipts, once a roll call is closed: it proves that no vote was
    /// added, changed or taken away since.
    async fn ballots_digest(&self) -> Option<&str> {
        self.0.ballots_digest.as_deref()
    }

    /// The votes by name, in the order in which they came: once the result is proclaimed, and only where the
    /// rules publish them; null otherwise.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn ballots(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Option<Connection<Ballot>>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let page = voting::ballots(app, asking, &self.0, &page).await.or_fail(asking)?;
        Ok(page.map(|page| connection(page, Ballot::from)))
    }

    /// The vote of the delegate who asks; null for everybody else and before voting.
    async fn my_vote(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<MyVote>> {
        let (_, asking) = asked(ctx);
        let Some(participant) = asking.actor.participant() else { return Ok(None) };
        let own = asking.permit(Action::ReadSelf, TenantId(self.0.tenant_id), Some(self.0.conference_id));
        if own.is_err() {
            return Ok(None);
        }
        let vote = load::<MyVoteLoader, _>(ctx, Voter { poll: self.row(), participant }).await?;
        Ok(vote.map(MyVote::from))
    }

    /// Where the count of a show of cards stands, for those who count; null for everybody else and in a roll call.
    async fn counting(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PollCounting>> {
        let (_, asking) = asked(ctx);
        let may = asking.permit(Action::CountCards, TenantId(self.0.tenant_id), Some(self.0.conference_id));
        if *self.0.kind != PollKind::ShowOfCards || may.is_err() {
            return Ok(None);
        }
        let counting = load::<CountingLoader, _>(ctx, self.row()).await?;
        Ok(counting.map(|counting| PollCounting::of(&self.0.poll, counting)))
    }
}
