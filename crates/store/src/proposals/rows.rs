//! Proposals and the queries that find them.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::people::GovernmentLevel;
use domain::proposals::{GroupOutcome, ProposalKind, ProposalLabel, ProposalState};
use sea_orm::{Condition, QueryOrder, QuerySelect};

domain::codes! {
    /// Where a proposal comes from (*origem da proposta*).
    pub enum ProposalOrigin {
        /// Written in a working group (*grupo de trabalho*).
        Group = "GROUP", "grupo de trabalho";
        /// Drafted from what people said at a mobilization event (*contribuição*).
        Contribution = "CONTRIBUTION", "contribuição da mobilização";
        /// First made in the final plenary (*proposta nova na plenária*).
        Plenary = "PLENARY", "plenária final";
        /// Consolidated from the proposals of the conferences below (*consolidação*).
        Consolidation = "CONSOLIDATION", "consolidação";
    }
}

/// Proposals.
pub mod proposal {
    use super::*;

    /// A proposal (*proposta*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "proposals")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The proposal.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The group that discusses it.
        pub group_id: Option<Uuid>,
        /// Number of the axis.
        pub axis: i32,
        /// Level of government it addresses.
        pub level: Coded<GovernmentLevel>,
        /// Number within axis and level, from 1.
        pub number: i32,
        /// Place in the order of the caderno: axis, level, number in one.
        pub position: i64,
        /// New or a recommendation.
        pub kind: Coded<ProposalKind>,
        /// Where it comes from.
        pub origin: Coded<ProposalOrigin>,
        /// Where it stands.
        pub state: Coded<ProposalState>,
        /// The wording in force; the last one where it was suppressed.
        pub text: String,
        /// The wording in search form.
        pub search_text: String,
        /// The wording in the caderno.
        pub book_text: Option<String>,
        /// Whether somebody highlighted it in the plenary and did not take that back.
        pub highlighted: bool,
        /// The participant who submitted it, if it was one.
        pub author_id: Option<Uuid>,
        /// Votes in favour in the group.
        pub votes_for: Option<i32>,
        /// Votes against in the group.
        pub votes_against: Option<i32>,
        /// Abstentions in the group.
        pub abstentions: Option<i32>,
        /// How it left the group.
        pub group_outcome: Option<Coded<GroupOutcome>>,
        /// Whether the group's votes count as consensus.
        pub group_consensus: bool,
        /// Place among those of its axis and level in the group.
        pub group_rank: Option<i32>,
        /// Why it left the group so, with the figures.
        pub group_reason: Option<String>,
        /// When it became public: with the caderno, or with the decision on its admission.
        pub published_at: Option<DateTimeUtc>,
        /// The proposal it went into.
        pub merged_into: Option<Uuid>,
        /// Marks in the vote on priorities.
        pub priority_marks: Option<i32>,
        /// When it was submitted.
        pub created_at: DateTimeUtc,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();

    impl Model {
        /// What people call it: `1M2`.
        pub fn label(&self) -> ProposalLabel {
            let plain = |number: i32| u32::try_from(number).unwrap_or_default();
            ProposalLabel { axis: plain(self.axis), level: *self.level, number: plain(self.number) }
        }
    }
}

/// Which proposals are wanted.
#[derive(Debug, Clone, Default)]
pub struct ProposalFilter {
    /// Only of this axis.
    pub axis: Option<i32>,
    /// Only for this level of government.
    pub level: Option<GovernmentLevel>,
    /// Only in this state.
    pub state: Option<ProposalState>,
    /// Only of this group.
    pub group: Option<Uuid>,
    /// Wording contains this (a search key).
    pub search: Option<String>,
    /// Only these.
    pub ids: Option<Vec<Uuid>>,
    /// None: all; else only what these may see.
    pub seen_by: Option<Onlooker>,
}

/// Somebody who sees what is public, the groups they belong to, and what they submitted.
#[derive(Debug, Clone, Default)]
pub struct Onlooker {
    /// Groups.
    pub groups: Vec<Uuid>,
    /// The participant.
    pub participant: Option<Uuid>,
}

impl Onlooker {
    /// Whether they may see a proposal.
    pub fn sees(&self, row: &proposal::Model) -> bool {
        let grouped = row.group_id.is_some_and(|group| self.groups.contains(&group));
        row.published_at.is_some() || grouped || self.participant.is_some_and(|own| row.author_id == Some(own))
    }
}

impl ProposalFilter {
    fn condition(&self, conference: Uuid) -> Condition {
        let seen = self.seen_by.clone().map(|onlooker| {
            Condition::any()
                .add(proposal::Column::PublishedAt.is_not_null())
                .add(proposal::Column::GroupId.is_in(onlooker.groups))
                .add_option(onlooker.participant.map(|own| proposal::Column::AuthorId.eq(own)))
        });
        Condition::all()
            .add(proposal::Column::ConferenceId.eq(conference))
            .add_option(self.axis.map(|axis| proposal::Column::Axis.eq(axis)))
            .add_option(self.level.map(|level| proposal::Column::Level.eq(Coded(level))))
            .add_option(self.state.map(|state| proposal::Column::State.eq(Coded(state))))
            .add_option(self.group.map(|group| proposal::Column::GroupId.eq(group)))
            .add_option(self.search.as_ref().map(|text| proposal::Column::SearchText.contains(text.as_str())))
            .add_option(self.ids.clone().map(|ids| proposal::Column::Id.is_in(ids)))
            .add_option(seen)
    }
}

/// A page of a conference's proposals, in the order of the caderno.
///
/// # Errors
/// When the database fails.
pub async fn page(
    scope: &Scope,
    conference: Uuid,
    filter: &ProposalFilter,
    request: &PageRequest,
) -> Result<Page<proposal::Model>> {
    let query = scope.find::<proposal::Entity>().filter(filter.condition(conference));
    scope.page(query, proposal::Column::Position, request).await
}

/// The proposals of a conference that fit, in the order of the caderno.
///
/// # Errors
/// When the database fails.
pub async fn in_order(scope: &Scope, conference: Uuid, filter: &ProposalFilter) -> Result<Vec<proposal::Model>> {
    let query = scope.find::<proposal::Entity>().filter(filter.condition(conference));
    scope.all(query.order_by_asc(proposal::Column::Position)).await
}

/// As [`in_order`], locked until the end of the transaction.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(scope: &Scope, conference: Uuid, filter: &ProposalFilter) -> Result<Vec<proposal::Model>> {
    let query = scope.find::<proposal::Entity>().filter(filter.condition(conference));
    let query = query.order_by_asc(proposal::Column::Position);
    scope.all(if scope.is_postgres() { query.lock_exclusive() } else { query }).await
}

/// The proposals of one axis and level, whatever became of them.
///
/// # Errors
/// When the database fails.
pub async fn siblings(
    scope: &Scope,
    conference: Uuid,
    axis: i32,
    level: GovernmentLevel,
) -> Result<Vec<proposal::Model>> {
    in_order(scope, conference, &ProposalFilter { axis: Some(axis), level: Some(level), ..ProposalFilter::default() })
        .await
}

/// Whether a caderno is before the plenary of a conference.
///
/// # Errors
/// When the database fails.
pub async fn is_book_sent(scope: &Scope, conference: Uuid) -> Result<bool> {
    let query = scope
        .find::<proposal::Entity>()
        .filter(proposal::Column::ConferenceId.eq(conference))
        .filter(proposal::Column::BookText.is_not_null());
    Ok(scope.one(query.limit(1)).await?.is_some())
}
