//! The rules of procedure: draft, publication, reading, adoption.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::enums::Enumeration;
use crate::types::rules::{RulesArticle, RulesOfProcedure};
use async_graphql::{Context, ID, InputObject, Object};
use domain::rules::DestaqueWindow;
use usecases::rules;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct RulesMutation;

/// A chapter to draft.
#[derive(InputObject)]
pub(crate) struct DraftChapterInput {
    /// Title, in capitals.
    title: String,
    /// Texts of its articles without their labels, in order.
    articles: Vec<String>,
}

/// What fills a placeholder of the model.
#[derive(InputObject)]
pub(crate) struct PlaceholderInput {
    /// Name of the placeholder, for instance `coordinator` for `{{coordinator}}`.
    name: String,
    /// The text in its place.
    value: String,
}

/// A draft of the rules of procedure.
#[derive(InputObject)]
pub(crate) struct DraftRulesInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version that was read, where there is a draft already: all of it is replaced.
    version: Option<i32>,
    /// Chapters with their articles; null takes the cycle's model.
    chapters: Option<Vec<DraftChapterInput>>,
    /// What fills the model's placeholders beside what is known: edition, title, theme, firstDay, lastDay, year,
    /// venue, venueAddress, council, acronym, uf, delegates, defenceSeconds, presentationSeconds, pointSeconds.
    values: Option<Vec<PlaceholderInput>>,
}

/// A change of an article.
#[derive(InputObject)]
pub(crate) struct EditArticleInput {
    /// Idempotency key.
    key: Uuid,
    /// The article.
    rules_article_id: ID,
    /// The version of the article that was read.
    version: i32,
    /// The new text; null leaves it.
    text: Option<String>,
    /// Number of another chapter; null leaves it.
    chapter: Option<i32>,
    /// Why, for the history.
    reason: Option<String>,
}

/// An article to add.
#[derive(InputObject)]
pub(crate) struct AddArticleInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version of the rules that was read.
    version: i32,
    /// Number of its chapter.
    chapter: i32,
    /// The number it takes, moving the others on; null puts it at the end of its chapter.
    number: Option<i32>,
    /// Text without the label.
    text: String,
}

/// An article to remove.
#[derive(InputObject)]
pub(crate) struct RemoveArticleInput {
    /// Idempotency key.
    key: Uuid,
    /// The article.
    rules_article_id: ID,
    /// The version of the article that was read.
    version: i32,
}

/// The publication of the draft.
#[derive(InputObject)]
pub(crate) struct PublishRulesInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version of the rules that was read.
    version: i32,
    /// What changed and why.
    reason: Option<String>,
}

/// The way back to the draft.
#[derive(InputObject)]
pub(crate) struct ReopenRulesInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version of the rules that was read.
    version: i32,
    /// Why.
    reason: String,
}

/// The start of the reading.
#[derive(InputObject)]
pub(crate) struct StartReadingInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Until when a destaque may be called; null for UNTIL_READING_ENDS.
    destaque_window: Option<Enumeration<DestaqueWindow>>,
}

/// A move of the reading.
#[derive(InputObject)]
pub(crate) struct AdvanceReadingInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version of the rules that was read, so that two people who go on at once skip no article.
    version: i32,
    /// Number of the article to read; null goes on to the next, and after the last one ends the reading.
    article: Option<i32>,
    /// Why; needed to go back.
    reason: Option<String>,
}

/// A parameter of the conference that an approved destaque changed.
#[derive(InputObject)]
pub(crate) struct AdoptedParameterInput {
    /// defenceSeconds, presentationSeconds, pointSeconds, speechSeconds or maxDefencePairs.
    name: String,
    /// The value adopted.
    value: u32,
    /// Number of the amended article that fixes it.
    article: u32,
}

/// The adoption of the rules of procedure.
#[derive(InputObject)]
pub(crate) struct AdoptRulesInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// The version of the rules that was read.
    version: i32,
    /// Parameters of the conference that approved destaques changed; they hold from now on.
    parameters: Option<Vec<AdoptedParameterInput>>,
}

outcome! {
    /// What came of an act on the rules of procedure.
    RulesOutcome = RulesOfProcedure
}
outcome! {
    /// What came of an act on an article.
    RulesArticleOutcome = RulesArticle
}

#[Object]
impl RulesMutation {
    /// Drafts the rules of procedure (*minuta*) from the cycle's model or from the chapters given, replacing a
    /// draft that was there.
    async fn draft_rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: DraftRulesInput,
    ) -> async_graphql::Result<RulesOutcome> {
        let (app, asking) = asked(ctx);
        let chapter =
            |chapter: DraftChapterInput| rules::DraftChapter { title: chapter.title, articles: chapter.articles };
        let command = rules::DraftRules {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            version: input.version,
            chapters: input.chapters.map(|chapters| chapters.into_iter().map(chapter).collect()),
            values: input.values.unwrap_or_default().into_iter().map(|filled| (filled.name, filled.value)).collect(),
        };
        settle(asking, rules::draft(app, asking, &command).await, RulesOfProcedure)
    }

    /// Changes an article of the draft.
    async fn edit_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: EditArticleInput,
    ) -> async_graphql::Result<RulesArticleOutcome> {
        let (app, asking) = asked(ctx);
        let command = rules::EditArticle {
            key: input.key,
            article: id::row("RulesArticle", &input.rules_article_id)?,
            version: input.version,
            text: input.text,
            chapter: input.chapter,
            reason: input.reason,
        };
        settle(asking, rules::edit_article(app, asking, &command).await, RulesArticle::from)
    }

    /// Adds an article to the draft; those after it are renumbered.
    async fn add_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AddArticleInput,
    ) -> async_graphql::Result<RulesArticleOutcome> {
        let (app, asking) = asked(ctx);
        let command = rules::AddArticle {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            version: input.version,
            chapter: input.chapter,
            number: input.number,
            text: input.text,
        };
        settle(asking, rules::add_article(app, asking, &command).await, RulesArticle::from)
    }

    /// Removes an article from the draft; those after it are renumbered.
    async fn remove_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RemoveArticleInput,
    ) -> async_graphql::Result<RulesOutcome> {
        let (app, asking) = asked(ctx);
        let article = id::row("RulesArticle", &input.rules_article_id)?;
        let command = rules::RemoveArticle { key: input.key, article, version: input.version };
        settle(asking, rules::remove_article(app, asking, &command).await, RulesOfProcedure)
    }

    /// Publishes the draft (*publicação da minuta*) as a new version, which stays as it is for good.
    async fn publish_rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PublishRulesInput,
    ) -> async_graphql::Result<RulesOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = rules::PublishRules { key: input.key, conference, version: input.version, reason: input.reason };
        settle(asking, rules::publish(app, asking, &command).await, RulesOfProcedure)
    }

    /// Takes a published text back to the draft, to change it before the reading.
    async fn reopen_rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ReopenRulesInput,
    ) -> async_graphql::Result<RulesOutcome> {
        let (app, asking) = asked(ctx);
        let conference = id::row("Conference", &input.conference_id)?;
        let command = rules::ReopenRules { key: input.key, conference, version: input.version, reason: input.reason };
        settle(asking, rules::reopen(app, asking, &command).await, RulesOfProcedure)
    }

    /// Starts the reading of the published text to the plenary (*leitura*), at its first article.
    async fn start_reading(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: StartReadingInput,
    ) -> async_graphql::Result<RulesOutcome> {
        let (app, asking) = asked(ctx);
        let command = rules::StartReading {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            window: input.destaque_window.map_or(DestaqueWindow::UntilReadingEnds, |window| window.0),
        };
        settle(asking, rules::start(app, asking, &command).await, RulesOfProcedure)
    }

    /// Moves the reading on, or back with a reason; after the last article it ends.
    async fn advance_reading(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AdvanceReadingInput,
    ) -> async_graphql::Result<RulesOutcome> {
        let (app, asking) = asked(ctx);
        let command = rules::AdvanceReading {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            version: input.version,
            article: input.article,
            reason: input.reason,
        };
        settle(asking, rules::advance(app, asking, &command).await, RulesOfProcedure)
    }

    /// Adopts the rules (*aprovação do regimento*) as the polls decided them; afterwards nothing of them changes.
    async fn adopt_rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AdoptRulesInput,
    ) -> async_graphql::Result<RulesOutcome> {
        let (app, asking) = asked(ctx);
        let parameter = |given: AdoptedParameterInput| domain::rules::AdoptedParameter {
            name: given.name,
            value: given.value,
            article: given.article,
        };
        let command = rules::AdoptRules {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            version: input.version,
            parameters: input.parameters.unwrap_or_default().into_iter().map(parameter).collect(),
        };
        settle(asking, rules::adopt(app, asking, &command).await, RulesOfProcedure)
    }
}
