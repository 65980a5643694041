//! What can be asked about the rules of procedure.

use super::{as_articles, is_hidden, number};
use crate::destaques::{DestaqueView, views};
use crate::{App, Ctx, Outcome, failure::Found};
use domain::destaques::DestaqueState;
use domain::ids::TenantId;
use domain::rules::{Article, Chapter, DiffPart, Reading, RulesState, article_label, chapter_label, diff};
use policy::Action;
use store::Scope;
use store::conferences::conference;
use store::destaques::DestaqueTarget;
use store::rules::{article, document, version};

/// The text of the rules as one may see it.
#[derive(Debug, Clone)]
pub struct RulesText {
    /// Articles in order; none for the public while a published text is back in the draft.
    pub articles: Vec<article::Model>,
    /// Destaques on articles, in the order in which they were called.
    pub destaques: Vec<DestaqueView>,
}

/// The rules of a conference; none before there are any, and for the public none before they are published.
///
/// # Errors
/// When the database fails.
pub async fn current(app: &App, ctx: &Ctx, conference: &conference::Model) -> Outcome<Option<document::Model>> {
    let permit = ctx.permit(Action::ReadConference, TenantId(conference.tenant_id), Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let Some(document) = store::rules::document_of(&scope, conference.id).await? else { return Ok(None) };
    let unpublished = document.published_version == 0;
    Ok(Some(document).filter(|document| !unpublished || sees_drafts(ctx, document)))
}

/// The text of a conference's rules with its destaques.
///
/// # Errors
/// When the database fails.
pub async fn text(app: &App, ctx: &Ctx, document: &document::Model) -> Outcome<RulesText> {
    let conference = document.conference_id;
    let permit = ctx.permit(Action::ReadConference, TenantId(document.tenant_id), Some(conference))?;
    if is_hidden(document) && !sees_drafts(ctx, document) {
        return Ok(RulesText { articles: Vec::new(), destaques: Vec::new() });
    }
    let scope = app.db.read(&permit).await?;
    let articles = store::rules::articles(&scope, conference).await?;
    let destaques = store::destaques::on(&scope, conference, DestaqueTarget::Article).await?;
    Ok(RulesText { articles, destaques: views(&scope, destaques).await? })
}

fn sees_drafts(ctx: &Ctx, document: &document::Model) -> bool {
    let tenant = TenantId(document.tenant_id);
    ctx.permit(Action::ReadOrganization, tenant, Some(document.conference_id)).is_ok()
}

/// The published versions of a conference's rules, first to last.
///
/// # Errors
/// When the database fails.
pub async fn versions(app: &App, ctx: &Ctx, document: &document::Model) -> Outcome<Vec<version::Model>> {
    let conference = document.conference_id;
    let permit = ctx.permit(Action::ReadConference, TenantId(document.tenant_id), Some(conference))?;
    Ok(store::rules::versions(&app.db.read(&permit).await?, conference).await?)
}

/// The difference by words between a published version and another, or the present text.
///
/// # Errors
/// Not found for a version that is not there, and for the present text while it is hidden.
pub async fn compare(
    app: &App,
    ctx: &Ctx,
    document: &document::Model,
    from: i32,
    to: Option<i32>,
) -> Outcome<Vec<DiffPart>> {
    let permit = ctx.permit(Action::ReadConference, TenantId(document.tenant_id), Some(document.conference_id))?;
    let scope = app.db.read(&permit).await?;
    let before = published(&scope, document, from).await?;
    let after = match to {
        Some(to) => published(&scope, document, to).await?,
        None if is_hidden(document) && !sees_drafts(ctx, document) => return Err(crate::Failure::NotFound),
        None => present(&scope, document).await?,
    };
    Ok(diff(&before, &after))
}

async fn published(scope: &Scope, document: &document::Model, number: i32) -> Outcome<String> {
    let row = store::rules::version_numbered(scope, document.conference_id, number).await?.found()?;
    Ok(whole(&row.content.chapters, &row.content.articles))
}

async fn present(scope: &Scope, document: &document::Model) -> Outcome<String> {
    let rows = store::rules::articles(scope, document.conference_id).await?;
    let rows: Vec<_> = rows.into_iter().filter_map(as_it_reads).collect();
    Ok(whole(&document.chapters, &as_articles(&rows)))
}

/// The article with its present text; none when it was suppressed.
fn as_it_reads(row: article::Model) -> Option<article::Model> {
    Some(article::Model { text: row.current_text.clone()?, ..row })
}

/// The document as one text.
fn whole(chapters: &[Chapter], articles: &[Article]) -> String {
    let mut lines = Vec::new();
    for chapter in chapters {
        lines.push(format!("{}\n{}", chapter_label(chapter.number), chapter.title));
        let own = articles.iter().filter(|article| article.chapter == chapter.number);
        lines.extend(own.map(|article| format!("{} {}", article_label(article.number), article.text)));
    }
    lines.join("\n")
}

/// Where the reading stands, for a display.
#[derive(Debug, Clone)]
pub(crate) struct ReadingView {
    /// The article being read; none when the reading ended.
    pub article: Option<article::Model>,
    /// How many articles there are.
    pub articles: u32,
    /// Whether one may be called now.
    pub window_open: bool,
    /// Destaques on the article being read, in the order in which they were called.
    pub destaques: Vec<DestaqueView>,
}

/// Where the reading stands; none before it began and once the rules are adopted.
///
/// # Errors
/// When the database fails.
pub(crate) async fn reading_view(scope: &Scope, conference: &conference::Model) -> Outcome<Option<ReadingView>> {
    let Some(document) = store::rules::document_of(scope, conference.id).await? else { return Ok(None) };
    let (RulesState::Reading | RulesState::Read, Some(current)) = (*document.state, document.reading_article) else {
        return Ok(None);
    };
    let articles = store::rules::articles(scope, conference.id).await?;
    let count = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let reading = Reading::at(count, number(current)).map_err(domain::Refusal::from)?;
    let article = articles.into_iter().find(|row| reading.article() == Some(number(row.number)));
    let mut called = store::destaques::on(scope, conference.id, DestaqueTarget::Article).await?;
    called.retain(|row| row.reading_round == document.reading_round && *row.state != DestaqueState::Withdrawn);
    called.retain(|row| article.as_ref().is_some_and(|article| article.id == row.subject_id));
    Ok(Some(ReadingView {
        article,
        articles: count,
        window_open: *document.state == RulesState::Reading,
        destaques: views(scope, called).await?,
    }))
}
