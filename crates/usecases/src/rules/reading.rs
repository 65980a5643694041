//! The reading of the articles to the plenary.

use super::{after, as_articles, locked, meeting, number, unchanged};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::rules::{DestaqueWindow, Reading, RulesAct, RulesRefusal, RulesState, check_articles};
use domain::{Refusal, ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::rules::document;
use store::{Coded, Scope};
use uuid::Uuid;

/// The start of the reading.
#[derive(Debug, Clone, Serialize)]
pub struct StartReading {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Until when a destaque may be called, as the table announces it.
    pub window: DestaqueWindow,
}

/// Starts the reading of the published text at its first article.
///
/// # Errors
/// `CONFERENCE_STATE`, `RULES_MISSING`, `RULES_NOT_NOW`.
pub async fn start(app: &App, ctx: &Ctx, command: &StartReading) -> Outcome<document::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::LeadReading, conference.tenant, Some(conference.id))?;
    app.act(ctx, "rules.start_reading", &permit, command.key, command, |scope| async move {
        meeting(&scope, conference.id).await?;
        let kept = locked(&scope, conference.id).await?;
        let mut kept = after(kept, RulesAct::StartReading)?;
        let articles = as_articles(&store::rules::articles(&scope, conference.id).await?);
        check_articles(&kept.chapters, &articles).or_refuse()?;
        kept.reading_round += 1;
        kept.reading_article = Some(1);
        kept.destaque_window = Coded(command.window);
        kept.reading_started_at = Some(ctx.now());
        kept.reading_ended_at = None;
        let kept = scope.save::<document::Entity>(kept).await?;
        let act = Act::new(Action::LeadReading, "RulesOfProcedure", kept.id).of(conference.id).live();
        act.with(json!({ "act": "start", "window": command.window })).record(&scope, ctx).await?;
        Ok(kept)
    })
    .await
}

/// A move of the reading.
#[derive(Debug, Clone, Serialize)]
pub struct AdvanceReading {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version that was read, so that two people who go on at once skip no article.
    pub version: i32,
    /// Number of the article to read; none goes on to the next, and after the last one ends the reading.
    pub article: Option<i32>,
    /// Why, when going back.
    pub reason: Option<String>,
}

/// Moves the reading on, or back with a reason; past the last article it ends.
///
/// # Errors
/// `CONFERENCE_STATE`, `RULES_NOT_NOW`, `UNKNOWN_ARTICLE`, `REASON_REQUIRED`, `RULES_ALREADY_VOTED`; `STALE_VERSION`.
pub async fn advance(app: &App, ctx: &Ctx, command: &AdvanceReading) -> Outcome<document::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::LeadReading, conference.tenant, Some(conference.id))?;
    let reason = &text::optional_line("reason", command.reason.as_deref(), text::LINE_MAX)?;
    app.act(ctx, "rules.advance_reading", &permit, command.key, command, |scope| async move {
        meeting(&scope, conference.id).await?;
        let kept = locked(&scope, conference.id).await?;
        let from = position(&scope, &kept).await?;
        unchanged(&kept, command.version)?;
        let to = target(&scope, &kept, from, command.article).await?;
        let back = place(to) < place(from);
        if back && reason.is_none() {
            return Err(Refusal::from(RulesRefusal::ReasonMissing).at("reason").into());
        }
        let kept = scope.save::<document::Entity>(moved(ctx, kept, from, to)?).await?;
        let act = Act::new(Action::LeadReading, "RulesOfProcedure", kept.id).of(conference.id).live();
        let details = json!({ "act": "advance", "from": from.article(), "to": to.article(), "reason": reason });
        act.with(details).record(&scope, ctx).await?;
        Ok(kept)
    })
    .await
}

/// Where the reading stands.
async fn position(scope: &Scope, kept: &document::Model) -> Outcome<Reading> {
    match (*kept.state, kept.reading_article) {
        (RulesState::Reading | RulesState::Read, Some(current)) => at(scope, kept, current).await,
        (state, _) => Err(Refusal::from(RulesRefusal::NotNow(state)).into()),
    }
}

/// A reading of this document at an article.
pub(crate) async fn at(scope: &Scope, kept: &document::Model, article: i32) -> Outcome<Reading> {
    let articles = store::rules::articles(scope, kept.conference_id).await?.len();
    Reading::at(u32::try_from(articles).unwrap_or(u32::MAX), number(article)).or_refuse()
}

async fn target(scope: &Scope, kept: &document::Model, from: Reading, wanted: Option<i32>) -> Outcome<Reading> {
    let Some(wanted) = wanted else { return Ok(from.advance()) };
    let to = at(scope, kept, wanted).await?;
    if to.has_ended() {
        return Err(Refusal::from(RulesRefusal::UnknownArticle { article: number(wanted) }).at("article").into());
    }
    Ok(to)
}

/// A number by which places in the reading compare; the end comes last.
fn place(reading: Reading) -> u32 {
    reading.article().unwrap_or(u32::MAX)
}

fn moved(ctx: &Ctx, kept: document::Model, from: Reading, to: Reading) -> Outcome<document::Model> {
    let mut kept = match (from.has_ended(), to.has_ended()) {
        (false, true) => after(kept, RulesAct::EndReading)?,
        (true, false) if kept.approval_poll_id.is_some() => {
            return Err(Refusal::from(RulesRefusal::AlreadyVoted).into());
        }
        (true, false) => after(kept, RulesAct::ResumeReading)?,
        _ => document::Model { version: kept.version + 1, ..kept },
    };
    kept.reading_ended_at = to.has_ended().then(|| kept.reading_ended_at.unwrap_or_else(|| ctx.now()));
    kept.reading_article = match to.article() {
        Some(article) => i32::try_from(article).ok(),
        None => from.article().map_or(kept.reading_article, |last| i32::try_from(last + 1).ok()),
    };
    Ok(kept)
}
