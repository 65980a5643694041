//! Changing the draft, article by article.

use super::{as_articles, author, draft, locked, locked_article, number, open_conference, unchanged};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::rules::{Article, RulesAct, check_articles};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use store::rules::{article, document};
use uuid::Uuid;

/// A change of an article.
#[derive(Debug, Clone, Serialize)]
pub struct EditArticle {
    /// Idempotency key.
    pub key: Uuid,
    /// The article.
    pub article: RowId,
    /// The version that was read.
    pub version: i32,
    /// The new text; none leaves it.
    pub text: Option<String>,
    /// Another chapter; none leaves it.
    pub chapter: Option<i32>,
    /// Why, for the history.
    pub reason: Option<String>,
}

/// Changes an article of the draft.
///
/// # Errors
/// `RULES_NOT_NOW`, `UNKNOWN_CHAPTER`, `ARTICLES_OUT_OF_ORDER`; refusals on the text; `STALE_VERSION`.
pub async fn edit_article(app: &App, ctx: &Ctx, command: &EditArticle) -> Outcome<article::Model> {
    let permit = ctx.permit(Action::ManageRules, command.article.tenant, None)?;
    let text = &command.text.as_deref().map(|text| text::body("text", text, text::BODY_MAX)).transpose()?;
    let reason = &text::optional_line("reason", command.reason.as_deref(), text::LINE_MAX)?;
    app.act(ctx, "rules.edit_article", &permit, command.key, command, |scope| async move {
        let (document, mut row) = locked_article(ctx, &scope, command.article, command.version).await?;
        document.state.after(RulesAct::Edit).or_refuse()?;
        if let Some(chapter) = command.chapter {
            row.chapter = chapter;
            let mut all = store::rules::articles(&scope, row.conference_id).await?;
            all.iter_mut().filter(|other| other.id == row.id).for_each(|own| own.chapter = chapter);
            check_articles(&document.chapters, &as_articles(&all)).map_err(|no| Refusal::from(no).at("chapter"))?;
        }
        if let Some(text) = text {
            let why = reason.as_deref().unwrap_or("Edição da minuta.");
            row.history.0.note(Some(text.clone()), author(ctx), ctx.now(), why);
            row.current_text = Some(text.clone());
            row.text.clone_from(text);
        }
        row.version += 1;
        let row = scope.save::<article::Entity>(row).await?;
        let act = Act::new(Action::ManageRules, "RulesArticle", row.id).of(row.conference_id);
        act.with(json!({ "act": "edit", "number": row.number, "version": row.version })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// An article to add.
#[derive(Debug, Clone, Serialize)]
pub struct AddArticle {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version of the document that was read.
    pub version: i32,
    /// Number of its chapter.
    pub chapter: i32,
    /// The number it takes, moving the others on; none puts it at the end of its chapter.
    pub number: Option<i32>,
    /// Text without the label.
    pub text: String,
}

/// Adds an article to the draft; those after it are renumbered.
///
/// # Errors
/// `RULES_NOT_NOW`, `UNKNOWN_CHAPTER`, `UNKNOWN_ARTICLE`, `ARTICLES_OUT_OF_ORDER`; refusals on the text; `STALE_VERSION`.
pub async fn add_article(app: &App, ctx: &Ctx, command: &AddArticle) -> Outcome<article::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageRules, conference.tenant, Some(conference.id))?;
    let text = &text::body("text", &command.text, text::BODY_MAX)?;
    app.act(ctx, "rules.add_article", &permit, command.key, command, |scope| async move {
        open_conference(&scope, conference.id).await?;
        let document = locked(&scope, conference.id).await?;
        unchanged(&document, command.version)?;
        let mut all = store::rules::articles(&scope, conference.id).await?;
        let place = place(&all, command)?;
        let new = Article { number: 0, chapter: number(command.chapter), text: text.clone() };
        all.insert(place, draft::row(ctx, &scope, conference.id, new));
        let all = renumbered(&scope, document, all, Some(place)).await?;
        let row = scope.insert::<article::Entity>(all[place].clone()).await?;
        let act = Act::new(Action::ManageRules, "RulesArticle", row.id).of(conference.id);
        act.with(json!({ "act": "add", "number": row.number })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// Where the new article goes, as an index.
fn place(all: &[article::Model], command: &AddArticle) -> Outcome<usize> {
    let end_of_chapter = all.partition_point(|row| row.chapter <= command.chapter);
    let Some(wanted) = command.number else { return Ok(end_of_chapter) };
    let unknown = || domain::rules::RulesRefusal::UnknownArticle { article: number(wanted) };
    let index = usize::try_from(wanted).ok().and_then(|wanted| wanted.checked_sub(1));
    index.filter(|index| *index <= all.len()).ok_or_else(unknown).or_refuse()
}

/// An article to remove.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveArticle {
    /// Idempotency key.
    pub key: Uuid,
    /// The article.
    pub article: RowId,
    /// The version that was read.
    pub version: i32,
}

/// Removes an article from the draft; those after it are renumbered.
///
/// # Errors
/// `RULES_NOT_NOW`, `NO_ARTICLES` for the last one; `STALE_VERSION`.
pub async fn remove_article(app: &App, ctx: &Ctx, command: &RemoveArticle) -> Outcome<document::Model> {
    let permit = ctx.permit(Action::ManageRules, command.article.tenant, None)?;
    app.act(ctx, "rules.remove_article", &permit, command.key, command, |scope| async move {
        let (document, row) = locked_article(ctx, &scope, command.article, command.version).await?;
        let mut all = store::rules::articles(&scope, row.conference_id).await?;
        all.retain(|other| other.id != row.id);
        scope.delete::<article::Entity>(row.id).await?;
        renumbered(&scope, document, all, None).await?;
        let document = locked(&scope, row.conference_id).await?;
        let act = Act::new(Action::ManageRules, "RulesArticle", row.id).of(row.conference_id);
        act.with(json!({ "act": "remove", "number": row.number })).record(&scope, ctx).await?;
        Ok(document)
    })
    .await
}

/// Gives the articles their numbers in the order they stand in and keeps those that changed; the one
/// at `new` is not kept yet.
async fn renumbered(
    scope: &Scope,
    document: document::Model,
    mut all: Vec<article::Model>,
    new: Option<usize>,
) -> Outcome<Vec<article::Model>> {
    let document = super::after(document, RulesAct::Edit)?;
    let mut articles = as_articles(&all);
    domain::rules::renumber(&mut articles);
    check_articles(&document.chapters, &articles).or_refuse()?;
    for (index, row) in all.iter_mut().enumerate() {
        let number = i32::try_from(articles[index].number).unwrap_or_default();
        let moved = std::mem::replace(&mut row.number, number) != number;
        if moved && new != Some(index) {
            scope.save::<article::Entity>(row.clone()).await?;
        }
    }
    scope.save::<document::Entity>(document).await?;
    Ok(all)
}
