//! The rules of procedure of a conference: the document, its articles, its published versions.

use crate::entity::*;
use crate::{Result, Scope};
use domain::destaques::TextHistory;
use domain::rules::{AdoptedParameter, ArticleOutcome, Chapter, DestaqueWindow, RulesState, RulesVersion};
use domain::voting::Outcome;
use sea_orm::{Condition, QueryOrder, QuerySelect};

/// The document as a whole.
pub mod document {
    use super::*;

    /// The rules of procedure (*regimento interno*) of a conference.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "rules_documents")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The document.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Where it stands.
        pub state: Coded<RulesState>,
        /// Chapters in order.
        pub chapters: Doc<Vec<Chapter>>,
        /// The version last published; 0 before.
        pub published_version: i32,
        /// When that was.
        pub published_at: Option<DateTimeUtc>,
        /// Which reading it is, from 1; a rejected document is read anew. 0 before the first.
        pub reading_round: i32,
        /// Number of the article being read; one past the last when the reading ended.
        pub reading_article: Option<i32>,
        /// Until when a destaque may be called.
        pub destaque_window: Coded<DestaqueWindow>,
        /// When the reading began.
        pub reading_started_at: Option<DateTimeUtc>,
        /// When the last article was read.
        pub reading_ended_at: Option<DateTimeUtc>,
        /// The proclaimed poll that approved it as a whole.
        pub approval_poll_id: Option<Uuid>,
        /// When the plenary adopted it.
        pub adopted_at: Option<DateTimeUtc>,
        /// Parameters of the conference that the adopted text changed.
        pub adopted_parameters: Doc<Vec<AdoptedParameter>>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// Articles.
pub mod article {
    use super::*;

    /// An article (*artigo*) of the document.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "rules_articles")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The article.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// From 1, without gaps.
        pub number: i32,
        /// Number of its chapter.
        pub chapter: i32,
        /// The text as drafted and read.
        pub text: String,
        /// The text with the destaques approved so far; none when one suppressed it.
        pub current_text: Option<String>,
        /// All wordings.
        pub history: Doc<TextHistory>,
        /// The proclaimed poll on this article, alone or en bloc.
        pub decision_poll_id: Option<Uuid>,
        /// What that poll decided.
        pub decision: Option<Coded<Outcome>>,
        /// How it came to its adopted text; none before the adoption.
        pub outcome: Option<Coded<ArticleOutcome>>,
        /// The adopted text; none before the adoption, or when suppressed.
        pub adopted_text: Option<String>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// Published versions.
pub mod version {
    use super::*;

    /// A version of the document as it was published, never changed afterwards.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "rules_versions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The version's row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// 1 for the first.
        pub version: i32,
        /// Who, when, why, and the text.
        pub content: Doc<RulesVersion>,
    }
    tenant_table!();
}

/// The rules of a conference, if there are any.
///
/// # Errors
/// When the database fails.
pub async fn document_of(scope: &Scope, conference: Uuid) -> Result<Option<document::Model>> {
    scope.one(scope.find::<document::Entity>().filter(document::Column::ConferenceId.eq(conference))).await
}

/// The rules of a conference, locked until the end of the transaction.
///
/// # Errors
/// When the database fails.
pub async fn lock_document_of(scope: &Scope, conference: Uuid) -> Result<Option<document::Model>> {
    let query = scope.find::<document::Entity>().filter(document::Column::ConferenceId.eq(conference));
    scope.one(if scope.is_postgres() { query.lock_exclusive() } else { query }).await
}

/// The articles of a conference's rules, in order.
///
/// # Errors
/// When the database fails.
pub async fn articles(scope: &Scope, conference: Uuid) -> Result<Vec<article::Model>> {
    let query = scope.find::<article::Entity>().filter(article::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(article::Column::Number)).await
}

/// One article by its number.
///
/// # Errors
/// When the database fails.
pub async fn article_numbered(scope: &Scope, conference: Uuid, number: i32) -> Result<Option<article::Model>> {
    let query = scope.find::<article::Entity>().filter(article::Column::ConferenceId.eq(conference));
    scope.one(query.filter(article::Column::Number.eq(number))).await
}

/// Removes all articles, before a document is drafted anew.
///
/// # Errors
/// When the database fails.
pub async fn remove_articles(scope: &Scope, conference: Uuid) -> Result<()> {
    let all = Condition::all().add(article::Column::ConferenceId.eq(conference));
    scope.delete_where::<article::Entity>(all).await.map(|_| ())
}

/// The published versions, first to last.
///
/// # Errors
/// When the database fails.
pub async fn versions(scope: &Scope, conference: Uuid) -> Result<Vec<version::Model>> {
    let query = scope.find::<version::Entity>().filter(version::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(version::Column::Version)).await
}

/// One published version.
///
/// # Errors
/// When the database fails.
pub async fn version_numbered(scope: &Scope, conference: Uuid, number: i32) -> Result<Option<version::Model>> {
    let query = scope.find::<version::Entity>().filter(version::Column::ConferenceId.eq(conference));
    scope.one(query.filter(version::Column::Version.eq(number))).await
}
