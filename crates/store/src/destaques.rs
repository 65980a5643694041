//! Destaques on articles of the rules and on proposals.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::destaques::{DestaqueKind, DestaqueState};
use domain::voting::Outcome;
use sea_orm::{QueryOrder, QuerySelect};

domain::codes! {
    /// What a destaque is about.
    pub enum DestaqueTarget {
        /// An article of the rules of procedure (*artigo do regimento*).
        Article = "ARTICLE", "artigo do regimento";
        /// A proposal in the plenary (*proposta*).
        Proposal = "PROPOSAL", "proposta";
    }
}

/// A vote on a destaque, in the order of the votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestaquePoll {
    /// The poll.
    pub poll: Uuid,
    /// As people call it, for instance "V03".
    pub label: String,
    /// What came out.
    pub outcome: Outcome,
}

/// Destaques.
pub mod destaque {
    use super::*;

    /// A destaque (*destaque*) called by a delegate.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "destaques")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The destaque.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Article or proposal.
        pub target: Coded<DestaqueTarget>,
        /// The article or proposal.
        pub subject_id: Uuid,
        /// How it is cited: "art. 16", "1M2".
        pub subject_label: String,
        /// Its place among what is voted: the article's number; 0 for proposals, whose label sorts.
        pub subject_order: i32,
        /// The proposal that would go into the subject (MERGE).
        pub merges_id: Option<Uuid>,
        /// How that one is cited.
        pub merges_label: Option<String>,
        /// The reading of the rules in which it was called; 0 for proposals.
        pub reading_round: i32,
        /// Number among those on articles, or among those on proposals, from 1.
        pub number: i32,
        /// Kind.
        pub kind: Coded<DestaqueKind>,
        /// Where it stands.
        pub state: Coded<DestaqueState>,
        /// The delegate who called it.
        pub author_id: Uuid,
        /// When.
        pub raised_at: DateTimeUtc,
        /// The text in discussion when it was called, or when its amendment was last written.
        pub before_text: String,
        /// The text of the proposal that would go in (MERGE).
        pub before_merged: Option<String>,
        /// The author's words.
        pub wording: Option<String>,
        /// The whole text as it would read.
        pub proposed: Option<String>,
        /// The text after its approval; none when suppressed, or not approved.
        pub after_text: Option<String>,
        /// How it was settled, to be read out.
        pub reason: Option<String>,
        /// The approved destaque that left it without a purpose, until the chair confirms.
        pub pointless_by: Option<Uuid>,
        /// Votes on it, in order.
        pub polls: Doc<Vec<DestaquePoll>>,
        /// When it was settled.
        pub settled_at: Option<DateTimeUtc>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();

    impl Model {
        /// What people call it: "RD2" on the rules, "PD1" on a proposal.
        pub fn label(&self) -> String {
            let prefix = if *self.target == DestaqueTarget::Article { "RD" } else { "PD" };
            format!("{prefix}{}", self.number)
        }
    }
}

/// Which destaques are wanted.
#[derive(Debug, Clone, Default)]
pub struct DestaqueFilter {
    /// Only on articles, or on proposals.
    pub target: Option<DestaqueTarget>,
    /// Only on this article or proposal.
    pub subject: Option<Uuid>,
    /// Only of this kind.
    pub kind: Option<DestaqueKind>,
    /// Only in one of these states; empty for all.
    pub states: Vec<DestaqueState>,
}

/// States in which something is still to happen.
pub const PENDING: [DestaqueState; 3] = [DestaqueState::Raised, DestaqueState::Presented, DestaqueState::InVote];

/// The destaques of a conference that fit, in the order in which they were called.
///
/// # Errors
/// When the database fails.
pub async fn page(
    scope: &Scope,
    conference: Uuid,
    filter: &DestaqueFilter,
    request: &PageRequest,
) -> Result<Page<destaque::Model>> {
    let mut query = scope.find::<destaque::Entity>().filter(destaque::Column::ConferenceId.eq(conference));
    if let Some(target) = filter.target {
        query = query.filter(destaque::Column::Target.eq(Coded(target)));
    }
    if let Some(subject) = filter.subject {
        query = query.filter(destaque::Column::SubjectId.eq(subject));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(destaque::Column::Kind.eq(Coded(kind)));
    }
    if !filter.states.is_empty() {
        query = query.filter(destaque::Column::State.is_in(filter.states.iter().map(|state| Coded(*state))));
    }
    scope.page(query, destaque::Column::RaisedAt, request).await
}

/// All destaques on articles, or on proposals, of a conference in the order in which they were called.
///
/// # Errors
/// When the database fails.
pub async fn on(scope: &Scope, conference: Uuid, target: DestaqueTarget) -> Result<Vec<destaque::Model>> {
    let query = scope
        .find::<destaque::Entity>()
        .filter(destaque::Column::ConferenceId.eq(conference))
        .filter(destaque::Column::Target.eq(Coded(target)));
    scope.all(query.order_by_asc(destaque::Column::Number)).await
}

/// The destaques of a conference that are not settled, in the order in which they were called.
///
/// # Errors
/// When the database fails.
pub async fn pending(scope: &Scope, conference: Uuid) -> Result<Vec<destaque::Model>> {
    let query = scope
        .find::<destaque::Entity>()
        .filter(destaque::Column::ConferenceId.eq(conference))
        .filter(destaque::Column::State.is_in(PENDING.map(Coded)));
    scope.all(query.order_by_asc(destaque::Column::RaisedAt).order_by_asc(destaque::Column::Id)).await
}

/// The number of the next destaque on articles, or on proposals. The caller holds a lock under which
/// destaques are called one at a time.
///
/// # Errors
/// When the database fails.
pub async fn next_number(scope: &Scope, conference: Uuid, target: DestaqueTarget) -> Result<i32> {
    let query = scope
        .find::<destaque::Entity>()
        .filter(destaque::Column::ConferenceId.eq(conference))
        .filter(destaque::Column::Target.eq(Coded(target)))
        .order_by_desc(destaque::Column::Number)
        .limit(1);
    Ok(scope.one(query).await?.map_or(1, |last| last.number + 1))
}
