//! Drafting from the cycle's model, or from chapters and articles that are given.

use super::{author, open_conference};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::conferences::{Edition, NumeralStyle};
use domain::destaques::TextHistory;
use domain::reports::long_date;
use domain::rules::{Article, Chapter, DestaqueWindow, RulesAct, RulesModel, RulesState, check_articles, fill_model};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use store::conferences::conference;
use store::councils::council;
use store::rules::{article, document};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// Most articles of a document.
const ARTICLES_MAX: usize = 300;

/// A chapter to draft.
#[derive(Debug, Clone, Serialize)]
pub struct DraftChapter {
    /// Title, in capitals.
    pub title: String,
    /// Texts of its articles, in order.
    pub articles: Vec<String>,
}

/// A draft to make.
#[derive(Debug, Clone, Serialize)]
pub struct DraftRules {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version that was read, when there is a draft already: all of it is replaced.
    pub version: Option<i32>,
    /// Chapters with their articles; none takes the cycle's model.
    pub chapters: Option<Vec<DraftChapter>>,
    /// What fills the model's placeholders, beside what is known of the conference.
    pub values: BTreeMap<String, String>,
}

/// Drafts the rules of procedure (*minuta do regimento interno*), replacing a draft that was there.
///
/// # Errors
/// `RULES_MODEL_MISSING`, `PLACEHOLDERS_OPEN`, `NO_ARTICLES`, `RULES_NOT_NOW`; refusals on the texts; `STALE_VERSION`.
pub async fn draft(app: &App, ctx: &Ctx, command: &DraftRules) -> Outcome<document::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageRules, conference.tenant, Some(conference.id))?;
    let given = &command.chapters.as_deref().map(given).transpose()?;
    app.act(ctx, "rules.draft", &permit, command.key, command, |scope| async move {
        let conference = open_conference(&scope, conference.id).await?;
        let text = match given {
            Some(text) => text.clone(),
            None => from_model(&scope, &conference, &command.values).await?,
        };
        check_articles(&text.chapters, &text.articles).or_refuse()?;
        let document = replaced(ctx, &scope, conference.id, &text, command.version).await?;
        write(ctx, &scope, conference.id, text.articles).await?;
        let act = Act::new(Action::ManageRules, "RulesOfProcedure", document.id).of(conference.id);
        act.with(json!({ "act": "draft", "version": document.version })).record(&scope, ctx).await?;
        Ok(document)
    })
    .await
}

fn given(chapters: &[DraftChapter]) -> Outcome<RulesModel> {
    let mut model = RulesModel { chapters: Vec::new(), articles: Vec::new() };
    for (chapter, number) in chapters.iter().zip(1..) {
        let title = text::line("chapters", &chapter.title, text::LINE_MAX)?;
        model.chapters.push(Chapter { number, title });
        for article in &chapter.articles {
            let text = text::body("chapters", article, text::BODY_MAX)?;
            model.articles.push(Article { number: 0, chapter: number, text });
        }
    }
    if model.articles.len() > ARTICLES_MAX {
        let message = format!("O regimento pode ter até {ARTICLES_MAX} artigos. Junte os que tratam do mesmo assunto.");
        return Err(Refusal::invalid("chapters", "TOO_MANY_ARTICLES", message).into());
    }
    domain::rules::renumber(&mut model.articles);
    Ok(model)
}

/// The cycle's model with its placeholders filled; what is still open is named all at once.
async fn from_model(
    scope: &Scope,
    conference: &conference::Model,
    given: &BTreeMap<String, String>,
) -> Outcome<RulesModel> {
    let Some(model) = conference.parameters.rules_model.clone() else {
        return Err(Refusal::rule(
            "RULES_MODEL_MISSING",
            "ciclo: rulesModel",
            "Este ciclo não traz modelo de regimento. Envie os capítulos e artigos que o conselho escreveu.",
        )
        .into());
    };
    let council = store::councils::council(&scope.directory(), scope.tenant_id()).await?;
    let mut values = known(conference, council.as_ref());
    for (name, value) in given {
        values.insert(name.clone(), text::body("values", value, text::BODY_MAX)?);
    }
    let titles = model.chapters.iter().map(|chapter| chapter.title.as_str());
    let all: Vec<&str> = titles.chain(model.articles.iter().map(|article| article.text.as_str())).collect();
    fill_model(&all.join("\n"), &values).or_refuse()?;
    let chapter = |chapter: &Chapter| -> Outcome<Chapter> {
        Ok(Chapter { title: fill_model(&chapter.title, &values).or_refuse()?, number: chapter.number })
    };
    let article = |article: &Article| -> Outcome<Article> {
        Ok(Article { text: fill_model(&article.text, &values).or_refuse()?, ..article.clone() })
    };
    Ok(RulesModel {
        chapters: model.chapters.iter().map(chapter).collect::<Outcome<_>>()?,
        articles: model.articles.iter().map(article).collect::<Outcome<_>>()?,
    })
}

/// What the system knows to fill a model with.
fn known(conference: &conference::Model, council: Option<&council::Model>) -> BTreeMap<String, String> {
    let parameters = &conference.parameters;
    let edition = Edition::new(i64::from(conference.edition)).ok().map(|edition| edition.display(NumeralStyle::Arabic));
    let values = [
        ("edition", edition),
        ("title", Some(conference.title.clone())),
        ("theme", Some(conference.theme.clone())),
        ("firstDay", conference.first_day.map(long_date)),
        ("lastDay", conference.last_day.map(long_date)),
        ("year", conference.first_day.map(|day| day.format("%Y").to_string())),
        ("venue", conference.venue_name.clone()),
        ("venueAddress", conference.venue_address.clone()),
        ("council", council.map(|council| council.name.clone())),
        ("acronym", council.map(|council| council.acronym.clone())),
        ("uf", council.and_then(|council| council.uf.clone())),
        ("delegates", Some(parameters.municipal_delegate_count.to_string())),
        ("defenceSeconds", Some(parameters.speech.defence_seconds.to_string())),
        ("presentationSeconds", Some(parameters.speech.presentation_seconds.to_string())),
        ("pointSeconds", Some(parameters.speech.point_seconds.to_string())),
    ];
    values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// The document for a text: a new one, or the one that is there without its articles.
async fn replaced(
    ctx: &Ctx,
    scope: &Scope,
    conference: Uuid,
    text: &RulesModel,
    version: Option<i32>,
) -> Outcome<document::Model> {
    let chapters = Doc(text.chapters.clone());
    let Some(kept) = store::rules::lock_document_of(scope, conference).await? else {
        let first = fresh(ctx, scope, conference, chapters);
        return Ok(scope.insert::<document::Entity>(first).await?);
    };
    super::unchanged(&kept, version.unwrap_or_default())?;
    let kept = document::Model { chapters, ..super::after(kept, RulesAct::Edit)? };
    store::rules::remove_articles(scope, conference).await?;
    Ok(scope.save::<document::Entity>(kept).await?)
}

fn fresh(ctx: &Ctx, scope: &Scope, conference: Uuid, chapters: Doc<Vec<Chapter>>) -> document::Model {
    document::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: conference,
        state: Coded(RulesState::Draft),
        chapters,
        published_version: 0,
        published_at: None,
        reading_round: 0,
        reading_article: None,
        destaque_window: Coded(DestaqueWindow::UntilReadingEnds),
        reading_started_at: None,
        reading_ended_at: None,
        approval_poll_id: None,
        adopted_at: None,
        adopted_parameters: Doc(Vec::new()),
        version: 1,
    }
}

async fn write(ctx: &Ctx, scope: &Scope, conference: Uuid, articles: Vec<Article>) -> Outcome<()> {
    let rows = articles.into_iter().map(|article| row(ctx, scope, conference, article)).collect();
    Ok(scope.insert_all::<article::Entity>(rows).await?)
}

/// The row of an article that is new.
pub(super) fn row(ctx: &Ctx, scope: &Scope, conference: Uuid, article: Article) -> article::Model {
    article::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id: conference,
        number: i32::try_from(article.number).unwrap_or_default(),
        chapter: i32::try_from(article.chapter).unwrap_or_default(),
        current_text: Some(article.text.clone()),
        history: Doc(TextHistory::begin(article.text.clone(), author(ctx), ctx.now(), "Minuta.")),
        text: article.text,
        decision_poll_id: None,
        decision: None,
        outcome: None,
        adopted_text: None,
        version: 1,
    }
}
