//! Publication of the draft, and its way back.

use super::{after, as_articles, author, locked, open_conference, unchanged};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::rules::{RulesAct, next_version};
use domain::{ids::RowId, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Doc;
use store::rules::{document, version};
use uuid::Uuid;

/// The publication of the draft.
#[derive(Debug, Clone, Serialize)]
pub struct PublishRules {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version that was read.
    pub version: i32,
    /// What changed and why.
    pub reason: Option<String>,
}

/// Publishes the draft (*minuta*) as a new version, which stays as it is for good.
///
/// # Errors
/// `RULES_NOT_NOW`, `NO_ARTICLES`, `ARTICLES_OUT_OF_ORDER`, `UNKNOWN_CHAPTER`; `STALE_VERSION`.
pub async fn publish(app: &App, ctx: &Ctx, command: &PublishRules) -> Outcome<document::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageRules, conference.tenant, Some(conference.id))?;
    let reason = &text::optional_line("reason", command.reason.as_deref(), text::LINE_MAX)?;
    app.act(ctx, "rules.publish", &permit, command.key, command, |scope| async move {
        open_conference(&scope, conference.id).await?;
        let kept = locked(&scope, conference.id).await?;
        unchanged(&kept, command.version)?;
        let mut kept = after(kept, RulesAct::Publish)?;
        let previous = store::rules::version_numbered(&scope, conference.id, kept.published_version).await?;
        let articles = as_articles(&store::rules::articles(&scope, conference.id).await?);
        let text = (kept.chapters.0.clone(), articles);
        let why = reason.as_deref().unwrap_or("Publicação da minuta.");
        let content = next_version(previous.as_ref().map(|row| &row.content.0), text, author(ctx), ctx.now(), why);
        let content = content.or_refuse()?;
        kept.published_version += 1;
        kept.published_at = Some(ctx.now());
        let row = version::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            version: kept.published_version,
            content: Doc(content),
        };
        scope.insert::<version::Entity>(row).await?;
        let kept = scope.save::<document::Entity>(kept).await?;
        let act = Act::new(Action::ManageRules, "RulesOfProcedure", kept.id).of(conference.id).live();
        act.with(json!({ "act": "publish", "publishedVersion": kept.published_version })).record(&scope, ctx).await?;
        Ok(kept)
    })
    .await
}

/// The way back to the draft.
#[derive(Debug, Clone, Serialize)]
pub struct ReopenRules {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The version that was read.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// Takes a published text back to the draft, to change it and publish it as a new version.
///
/// # Errors
/// `RULES_NOT_NOW` once the reading began; `STALE_VERSION`.
pub async fn reopen(app: &App, ctx: &Ctx, command: &ReopenRules) -> Outcome<document::Model> {
    let conference = command.conference;
    let permit = ctx.permit(Action::ManageRules, conference.tenant, Some(conference.id))?;
    let reason = &text::line("reason", &command.reason, text::LINE_MAX)?;
    app.act(ctx, "rules.reopen", &permit, command.key, command, |scope| async move {
        open_conference(&scope, conference.id).await?;
        let kept = locked(&scope, conference.id).await?;
        unchanged(&kept, command.version)?;
        let kept = scope.save::<document::Entity>(after(kept, RulesAct::ReopenDraft)?).await?;
        let act = Act::new(Action::ManageRules, "RulesOfProcedure", kept.id).of(conference.id).live();
        act.with(json!({ "act": "reopen", "reason": reason })).record(&scope, ctx).await?;
        Ok(kept)
    })
    .await
}
