//! The rules of procedure in GraphQL.

use super::destaques::{Destaque, DiffPart};
use super::enums::{Enumeration, optional};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::destaques::TextVersion;
use domain::rules::{ArticleOutcome, DestaqueWindow, RulesState, article_label, chapter_label};
use domain::voting::Outcome;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::destaques::DestaqueView;
use usecases::rules::{self, RulesArticle as ArticleRow, RulesDocument, RulesText};

fn number(kept: i32) -> u32 {
    u32::try_from(kept).unwrap_or_default()
}

/// One wording of a text (*redação*).
#[derive(SimpleObject)]
pub(crate) struct Wording {
    /// 1 for the first.
    version: u32,
    /// The wording; null when the text was suppressed.
    text: Option<String>,
    /// When.
    at: DateTime<Utc>,
    /// Why.
    reason: String,
}

impl From<&TextVersion> for Wording {
    fn from(kept: &TextVersion) -> Self {
        Self { version: kept.version, text: kept.text.clone(), at: kept.at, reason: kept.reason.clone() }
    }
}

pub(crate) struct RulesArticle {
    row: ArticleRow,
    text: Arc<RulesText>,
}

impl From<ArticleRow> for RulesArticle {
    fn from(row: ArticleRow) -> Self {
        Self { row, text: Arc::new(RulesText { articles: Vec::new(), destaques: Vec::new() }) }
    }
}

fn articles(text: &Arc<RulesText>, wanted: impl Fn(&&ArticleRow) -> bool) -> Vec<RulesArticle> {
    let article = |row: &ArticleRow| RulesArticle { row: row.clone(), text: text.clone() };
    text.articles.iter().filter(wanted).map(article).collect()
}

/// An article of the rules of procedure (*artigo*).
#[Object]
impl RulesArticle {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("RulesArticle", self.row.tenant_id, self.row.id)
    }

    /// From 1, without gaps through the whole document.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// "Art. 1º" to "Art. 9º", then "Art. 10.".
    async fn label(&self) -> String {
        article_label(number(self.row.number))
    }

    /// Number of its chapter.
    async fn chapter(&self) -> i32 {
        self.row.chapter
    }

    /// The text as drafted and read.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// The text with the destaques approved so far; null when one suppressed it.
    async fn current_text(&self) -> Option<&str> {
        self.row.current_text.as_deref()
    }

    /// The adopted text; null before the adoption, and when suppressed.
    async fn adopted_text(&self) -> Option<&str> {
        self.row.adopted_text.as_deref()
    }

    /// How it came to its adopted text; null before the adoption.
    async fn outcome(&self) -> Option<Enumeration<ArticleOutcome>> {
        optional(self.row.outcome)
    }

    /// What the plenary decided on it; null before.
    async fn decision(&self) -> Option<Enumeration<Outcome>> {
        optional(self.row.decision)
    }

    /// The poll that decided on it: its own, the one en bloc, or the one on the whole; null before.
    async fn decision_poll_id(&self) -> Option<ID> {
        self.row.decision_poll_id.map(|poll| id::global("Poll", self.row.tenant_id, poll))
    }

    /// Destaques on it, in the order in which they were called.
    #[graphql(complexity = "2 * child_complexity")]
    async fn destaques(&self) -> Vec<Destaque> {
        let own = |view: &&DestaqueView| view.row.subject_id == self.row.id;
        self.text.destaques.iter().filter(own).cloned().map(Destaque::from).collect()
    }

    /// All wordings, first to last.
    async fn history(&self) -> Vec<Wording> {
        self.row.history.versions().iter().map(Wording::from).collect()
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

pub(crate) struct RulesChapter {
    chapter: domain::rules::Chapter,
    text: Arc<RulesText>,
}

/// A chapter of the rules of procedure (*capítulo*).
#[Object]
impl RulesChapter {
    /// From 1.
    async fn number(&self) -> u32 {
        self.chapter.number
    }

    /// "CAPÍTULO IV".
    async fn label(&self) -> String {
        chapter_label(self.chapter.number)
    }

    /// Title, in capitals.
    async fn title(&self) -> &str {
        &self.chapter.title
    }

    /// Its articles, in order.
    #[graphql(complexity = "5 * child_complexity")]
    async fn articles(&self) -> Vec<RulesArticle> {
        articles(&self.text, |row| number(row.chapter) == self.chapter.number)
    }
}

pub(crate) struct RulesReading {
    document: RulesDocument,
    text: Arc<RulesText>,
}

/// Where the reading stands (*leitura do regimento*).
#[Object]
impl RulesReading {
    /// The article being read; null when the last one was read.
    async fn article(&self) -> Option<RulesArticle> {
        let current = self.document.reading_article?;
        articles(&self.text, |row| row.number == current).pop()
    }

    /// The destaques called in this reading, in their order.
    #[graphql(complexity = "10 * child_complexity")]
    async fn destaques_called(&self) -> Vec<Destaque> {
        let called = |view: &&DestaqueView| view.row.reading_round == self.document.reading_round;
        self.text.destaques.iter().filter(called).cloned().map(Destaque::from).collect()
    }

    /// Whether a destaque may be called now.
    async fn window_open(&self) -> bool {
        *self.document.state == RulesState::Reading
    }

    /// Until when a destaque may be called.
    async fn window(&self) -> Enumeration<DestaqueWindow> {
        Enumeration(*self.document.destaque_window)
    }

    /// When it began.
    async fn started_at(&self) -> Option<DateTime<Utc>> {
        self.document.reading_started_at
    }

    /// When the last article was read; null before.
    async fn ended_at(&self) -> Option<DateTime<Utc>> {
        self.document.reading_ended_at
    }
}

/// A parameter of the conference that the adopted rules changed.
#[derive(SimpleObject)]
pub(crate) struct AdoptedParameter {
    /// Name, as in the cycle's parameters: `defenceSeconds`.
    name: String,
    /// The value adopted.
    value: u32,
    /// Number of the article that fixes it.
    article: u32,
}

/// An article as it was published.
#[derive(SimpleObject)]
pub(crate) struct PublishedArticle {
    /// From 1.
    number: u32,
    /// "Art. 1º".
    label: String,
    /// Number of its chapter.
    chapter: u32,
    /// Text without the label.
    text: String,
}

/// A chapter as it was published.
#[derive(SimpleObject)]
pub(crate) struct PublishedChapter {
    /// From 1.
    number: u32,
    /// Title, in capitals.
    title: String,
}

pub(crate) struct RulesVersion(rules::RulesVersion);

/// A version of the rules as it was published; it never changes.
#[Object]
impl RulesVersion {
    /// 1 for the first.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// When it was published.
    async fn at(&self) -> DateTime<Utc> {
        self.0.content.at
    }

    /// What changed and why.
    async fn reason(&self) -> &str {
        &self.0.content.reason
    }

    /// Chapters in order.
    #[graphql(complexity = "10 * child_complexity")]
    async fn chapters(&self) -> Vec<PublishedChapter> {
        let chapter = |chapter: &domain::rules::Chapter| PublishedChapter {
            number: chapter.number,
            title: chapter.title.clone(),
        };
        self.0.content.chapters.iter().map(chapter).collect()
    }

    /// Articles in order.
    #[graphql(complexity = "40 * child_complexity")]
    async fn articles(&self) -> Vec<PublishedArticle> {
        let article = |article: &domain::rules::Article| PublishedArticle {
            number: article.number,
            label: article_label(article.number),
            chapter: article.chapter,
            text: article.text.clone(),
        };
        self.0.content.articles.iter().map(article).collect()
    }
}

pub(crate) struct RulesOfProcedure(pub RulesDocument);

impl RulesOfProcedure {
    async fn text(&self, ctx: &Context<'_>) -> async_graphql::Result<Arc<RulesText>> {
        let (app, asking) = asked(ctx);
        Ok(Arc::new(rules::text(app, asking, &self.0).await.or_fail(asking)?))
    }
}

/// The rules of procedure of a conference (*regimento interno*).
#[Object]
impl RulesOfProcedure {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("RulesOfProcedure", self.0.tenant_id, self.0.id)
    }

    /// Where they stand.
    async fn state(&self) -> Enumeration<RulesState> {
        Enumeration(*self.0.state)
    }

    /// Chapters in order, with their articles.
    #[graphql(complexity = "10 * child_complexity")]
    async fn chapters(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<RulesChapter>> {
        let text = self.text(ctx).await?;
        let chapter = |chapter: &domain::rules::Chapter| RulesChapter { chapter: chapter.clone(), text: text.clone() };
        Ok(self.0.chapters.iter().map(chapter).collect())
    }

    /// Articles in order; none for the public while a published text is back in the draft (its versions are
    /// public).
    #[graphql(complexity = "40 * child_complexity")]
    async fn articles(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<RulesArticle>> {
        Ok(articles(&self.text(ctx).await?, |_| true))
    }

    /// Where the reading stands; null before it began.
    async fn reading(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<RulesReading>> {
        if self.0.reading_article.is_none() {
            return Ok(None);
        }
        Ok(Some(RulesReading { document: self.0.clone(), text: self.text(ctx).await? }))
    }

    /// The published versions, first to last.
    #[graphql(complexity = "3 * child_complexity")]
    async fn versions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<RulesVersion>> {
        let (app, asking) = asked(ctx);
        let rows = rules::versions(app, asking, &self.0).await.or_fail(asking)?;
        Ok(rows.into_iter().map(RulesVersion).collect())
    }

    /// The difference by words from one published version to another, or to the text as it reads now.
    #[graphql(complexity = "50 + child_complexity")]
    async fn diff(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Number of the published version.")] from: i32,
        #[graphql(desc = "Number of the other one; null for the text as it reads now.")] to: Option<i32>,
    ) -> async_graphql::Result<Vec<DiffPart>> {
        let (app, asking) = asked(ctx);
        let parts = rules::compare(app, asking, &self.0, from, to).await.or_fail(asking)?;
        Ok(parts.into_iter().map(DiffPart::from).collect())
    }

    /// The version last published; 0 before.
    async fn published_version(&self) -> i32 {
        self.0.published_version
    }

    /// When it was last published; null before.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }

    /// The poll that approved them as a whole; null before.
    async fn approval_poll_id(&self) -> Option<ID> {
        self.0.approval_poll_id.map(|poll| id::global("Poll", self.0.tenant_id, poll))
    }

    /// When the plenary adopted them; null before.
    async fn adopted_at(&self) -> Option<DateTime<Utc>> {
        self.0.adopted_at
    }

    /// Parameters of the conference that the adopted text changed.
    async fn adopted_parameters(&self) -> Vec<AdoptedParameter> {
        let shown = |kept: &domain::rules::AdoptedParameter| AdoptedParameter {
            name: kept.name.clone(),
            value: kept.value,
            article: kept.article,
        };
        self.0.adopted_parameters.iter().map(shown).collect()
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

pub(crate) struct ConferenceRules(pub Arc<Row>);

/// What a conference has of its rules of procedure.
#[Object]
impl ConferenceRules {
    /// Rules of procedure (*regimento interno*); null before there are any, and for the public before they are
    /// published.
    async fn rules(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<RulesOfProcedure>> {
        let (app, asking) = asked(ctx);
        Ok(rules::current(app, asking, &self.0).await.or_fail(asking)?.map(RulesOfProcedure))
    }
}
