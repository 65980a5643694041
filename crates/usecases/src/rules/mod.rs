//! The rules of procedure (*regimento interno*): draft, publication, reading, adoption.

mod adopt;
mod articles;
mod decided;
mod draft;
pub(crate) mod facts;
mod publish;
mod read;
mod reading;

pub use adopt::{AdoptRules, adopt};
pub use articles::{AddArticle, EditArticle, RemoveArticle, add_article, edit_article, remove_article};
pub use draft::{DraftChapter, DraftRules, draft};
pub use publish::{PublishRules, ReopenRules, publish, reopen};
pub use read::{RulesText, compare, current, text, versions};
pub use reading::{AdvanceReading, StartReading, advance, start};
pub use store::rules::article::Model as RulesArticle;
pub use store::rules::document::Model as RulesDocument;
pub use store::rules::version::Model as RulesVersion;

pub(crate) use decided::{check, record, restore, take_back};
pub(crate) use facts::report_facts;
pub(crate) use read::reading_view;
pub(crate) use reading::at;

use crate::{Ctx, Outcome, failure::Found};
use domain::conferences::ConferenceState;
use domain::rules::{Article, RulesAct, RulesState};
use domain::{Code, Refusal, ids::RowId};
use policy::Action;
use store::conferences::conference;
use store::rules::{article, document};
use store::{Coded, Scope};
use uuid::Uuid;

/// Who acts, as histories keep it.
pub(crate) fn author(ctx: &Ctx) -> Uuid {
    ctx.actor.account().or(ctx.actor.participant()).unwrap_or_default()
}

/// A number of an article or a chapter as the domain counts them.
pub(crate) fn number(kept: i32) -> u32 {
    u32::try_from(kept).unwrap_or_default()
}

/// The conference, which must be meeting.
pub(crate) async fn meeting(scope: &Scope, conference: Uuid) -> Outcome<conference::Model> {
    let conference = scope.get::<conference::Entity>(conference).await?.found()?;
    meets(&conference)?;
    Ok(conference)
}

/// Checks that a conference is meeting.
pub(crate) fn meets(conference: &conference::Model) -> Outcome<()> {
    match *conference.state {
        ConferenceState::InProgress => Ok(()),
        state => Err(conference_state(state, "Este ato cabe durante a conferência; inicie-a antes.").into()),
    }
}

/// The conference, which must not be over.
async fn open_conference(scope: &Scope, conference: Uuid) -> Outcome<conference::Model> {
    let conference = scope.get::<conference::Entity>(conference).await?.found()?;
    match *conference.state {
        state if state.is_terminal() => {
            Err(conference_state(state, "O regimento não muda mais; consulte as versões publicadas.").into())
        }
        _ => Ok(conference),
    }
}

fn conference_state(state: ConferenceState, next: &str) -> Refusal {
    let message = format!("A conferência está {}. {next}", state.label());
    Refusal::rule("CONFERENCE_STATE", "situação da conferência", message)
}

/// The document of a conference, locked, so that acts on it follow one another.
pub(crate) async fn locked(scope: &Scope, conference: Uuid) -> Outcome<document::Model> {
    store::rules::lock_document_of(scope, conference).await?.ok_or_else(|| {
        Refusal::rule(
            "RULES_MISSING",
            "regimento interno",
            "Esta conferência ainda não tem regimento. Gere a minuta a partir do modelo do ciclo ou escreva os artigos.",
        )
        .into()
    })
}

/// The article a command names, its document locked, after the actor was found to belong to its conference.
async fn locked_article(
    ctx: &Ctx,
    scope: &Scope,
    wanted: RowId,
    version: i32,
) -> Outcome<(document::Model, article::Model)> {
    let conference = scope.get::<article::Entity>(wanted.id).await?.found()?.conference_id;
    ctx.permit(Action::ManageRules, wanted.tenant, Some(conference))?;
    open_conference(scope, conference).await?;
    let document = locked(scope, conference).await?;
    let article = scope.lock::<article::Entity>(wanted.id).await?.found()?;
    if article.version != version {
        return Err(Refusal::stale(article.version).into());
    }
    Ok((document, article))
}

/// The document after an act: its new state, and one version on.
pub(crate) fn after(document: document::Model, act: RulesAct) -> Outcome<document::Model> {
    let state = document.state.after(act).map_err(Refusal::from)?;
    Ok(document::Model { state: Coded(state), version: document.version + 1, ..document })
}

/// Checks that the client saw the document as it is.
fn unchanged(document: &document::Model, version: i32) -> Outcome<()> {
    if document.version == version { Ok(()) } else { Err(Refusal::stale(document.version).into()) }
}

/// Articles as the domain sees them.
pub(crate) fn as_articles(rows: &[article::Model]) -> Vec<Article> {
    let article = |row: &article::Model| Article {
        number: number(row.number),
        chapter: number(row.chapter),
        text: row.text.clone(),
    };
    rows.iter().map(article).collect()
}

/// Whether only the council sees the text as it is now.
pub(crate) fn is_hidden(document: &document::Model) -> bool {
    *document.state == RulesState::Draft
}
