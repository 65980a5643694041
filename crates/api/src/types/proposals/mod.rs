//! Proposals in GraphQL.

mod conference;
mod loaders;
mod story;

pub(crate) use conference::{ConferenceProposals, DecidedBloc, SentBook};
pub(crate) use loaders::{AuthorLoader, Histories, ProposalStoryLoader, RankLoader};
use loaders::{Decisions, Origins, Parents};
use story::{GroupResult, Origin, PlenaryDecision, TextVersion};

use super::enums::Enumeration;
use crate::error::coded;
use crate::{context::asked, id};
use async_graphql::dataloader::{DataLoader, Loader};
use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use domain::ids::{RowId, TenantId};
use domain::people::GovernmentLevel;
use domain::proposals::{ProposalKind, ProposalState};
use std::collections::HashMap;
use std::hash::Hash;
use usecases::proposals::{self, ProposalOrigin, Rank};

pub(crate) struct Proposal(pub proposals::Proposal);

/// A proposal (*proposta*), from its first wording to the plenary's decision.
#[Object]
impl Proposal {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Proposal", self.0.tenant_id, self.0.id)
    }

    /// What people call it: axis, letter of the level (M, E, U), number, as in `1M2`.
    async fn label(&self) -> String {
        self.0.label().to_string()
    }

    /// Number of the axis.
    async fn axis(&self) -> i32 {
        self.0.axis
    }

    /// Level of government it addresses (*ente federado*).
    async fn level(&self) -> Enumeration<GovernmentLevel> {
        Enumeration(*self.0.level)
    }

    /// New or a recommendation.
    async fn kind(&self) -> Enumeration<ProposalKind> {
        Enumeration(*self.0.kind)
    }

    /// Where it comes from.
    async fn origin(&self) -> Enumeration<ProposalOrigin> {
        Enumeration(*self.0.origin)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<ProposalState> {
        Enumeration(*self.0.state)
    }

    /// The wording in force; the last one where the plenary suppressed it.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The wording in the plenary's caderno; null before it was sent there.
    async fn book_text(&self) -> Option<&str> {
        self.0.book_text.as_deref()
    }

    /// Whether somebody highlighted it in the plenary (*destaque*) and did not take that back.
    async fn highlighted(&self) -> bool {
        self.0.highlighted
    }

    /// Global id of the working group that discussed it; null when none did.
    async fn working_group_id(&self) -> Option<ID> {
        self.0.group_id.map(|group| id::global("WorkingGroup", self.0.tenant_id, group))
    }

    /// The group's vote and what came of it; null before the vote.
    async fn group_result(&self) -> Option<GroupResult> {
        GroupResult::of(&self.0)
    }

    /// All wordings, first to last, with author and time.
    #[graphql(complexity = "5 + 3 * child_complexity")]
    async fn history(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<TextVersion>> {
        let (_, asking) = asked(ctx);
        let rows = self.load(ctx, Histories).await?;
        let tenant = self.0.tenant_id;
        if !proposals::sees_authors(asking, RowId { tenant: TenantId(tenant), id: self.0.conference_id }) {
            return Ok(TextVersion::all(rows, &HashMap::new()));
        }
        let keys: Vec<_> = rows.iter().map(|row| (tenant, row.author.clone())).collect();
        let names = ctx.data_unchecked::<DataLoader<AuthorLoader>>().load_many(keys).await;
        let names = names.map_err(|error| coded("INTERNAL", &error.to_string()))?;
        let names = names.into_iter().map(|((_, actor), name)| (actor, name)).collect();
        Ok(TextVersion::all(rows, &names))
    }

    /// The plenary's decisions on it, first to last, each pointing to its poll.
    #[graphql(complexity = "5 + 2 * child_complexity")]
    async fn decisions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<PlenaryDecision>> {
        Ok(self.load(ctx, Decisions).await?.into_iter().map(PlenaryDecision::from).collect())
    }

    /// What it was made of: proposals, contributions, earlier deliberations.
    #[graphql(complexity = "5 + 2 * child_complexity")]
    async fn origins(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Origin>> {
        Ok(self.load(ctx, Origins).await?.into_iter().map(Origin::from).collect())
    }

    /// The proposals that went into it, with their own wordings.
    #[graphql(complexity = "5 + 3 * child_complexity")]
    async fn parents(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Proposal>> {
        Ok(self.load(ctx, Parents).await?.into_iter().map(Proposal).collect())
    }

    /// Global id of the proposal it went into; null when it stands alone.
    async fn merged_into_id(&self) -> Option<ID> {
        self.0.merged_into.map(|target| id::global("Proposal", self.0.tenant_id, target))
    }

    /// Marks in the vote on priorities; null where there was none.
    async fn priority_marks(&self) -> Option<i32> {
        self.0.priority_marks
    }

    /// Place among the approved ones of its axis and level, from 1; null unless approved, and while a vote on
    /// priorities is due.
    #[graphql(complexity = 3)]
    async fn priority(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<i32>> {
        Ok(self.rank(ctx).await?.map(|rank| i32::try_from(rank.priority).unwrap_or(i32::MAX)))
    }

    /// Whether the report takes it on; what the limit cuts stays a deliberation of the conference. Null unless
    /// approved, and while a vote on priorities is due.
    #[graphql(complexity = 3)]
    async fn reported(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<bool>> {
        Ok(self.rank(ctx).await?.map(|rank| rank.reported))
    }

    /// When it became public; null while it is a draft.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }

    /// When it was submitted.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

impl Proposal {
    /// Rows that belong to this proposal, with those of the other proposals of the answer in one query.
    async fn load<K>(&self, ctx: &Context<'_>, kind: K) -> async_graphql::Result<Vec<K::Row>>
    where
        K: loaders::Story,
        ProposalStoryLoader: Loader<loaders::Of<K>, Value = Vec<K::Row>, Error = loaders::Failed>,
        loaders::Of<K>: Hash + Eq,
    {
        let loader = ctx.data_unchecked::<DataLoader<ProposalStoryLoader>>();
        let key = loaders::Of { kind, tenant: self.0.tenant_id, proposal: self.0.id };
        let rows = loader.load_one(key).await.map_err(|error| coded("INTERNAL", &error.to_string()))?;
        Ok(rows.unwrap_or_default())
    }

    async fn rank(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Rank>> {
        if !self.0.state.is_deliberation() {
            return Ok(None);
        }
        let loader = ctx.data_unchecked::<DataLoader<RankLoader>>();
        let key = (self.0.tenant_id, self.0.conference_id);
        let ranks = loader.load_one(key).await.map_err(|error| coded("INTERNAL", &error.to_string()))?;
        Ok(ranks.and_then(|ranks| ranks.get(&self.0.id).copied()))
    }
}
