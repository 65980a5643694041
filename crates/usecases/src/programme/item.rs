//! What the hall is at.

use super::meeting;
use crate::{Act, App, Ctx, Failure, Outcome, destaques, failure::Found};
use chrono::{DateTime, Duration, Utc};
use domain::destaques::DiffPart;
use domain::programme::{Defences, ProgrammeRefusal};
use domain::rules::article_label;
use domain::{Code, Refusal, ids::RowId, text};
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::conferences::conference;
use store::destaques::destaque;
use store::motions::motion;
use store::programme::{CurrentItem, ItemKind, lock_programme, point, programme};
use store::proposals::proposal;
use store::rules::article;
use store::{Doc, Scope};
use uuid::Uuid;

/// How long what was set can be undone.
const UNDO: Duration = Duration::seconds(10);
/// Longest heading and text in the table's own words, in characters: readable on the display.
const TITLE_MAX: usize = 160;
const TEXT_MAX: usize = 1_000;

/// What the hall comes to.
#[derive(Debug, Clone, Serialize)]
pub struct SetCurrentItem {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// The article, destaque, proposal, motion or point, with its kind; none for free text.
    pub subject: Option<(ItemKind, RowId)>,
    /// Heading in the table's words.
    pub title: Option<String>,
    /// Text in the table's words.
    pub text: Option<String>,
}

/// Says what the hall is at (*o que está em pauta*); with nothing at all, that it is at nothing.
/// Another text begins its own debate: defences of the one before leave the queue.
///
/// # Errors
/// `VOTE_IN_PROGRESS`, `CONFERENCE_STATE`, refusals of the texts; not found for what is not of this conference.
pub async fn set_current_item(app: &App, ctx: &Ctx, command: &SetCurrentItem) -> Outcome<SetItem> {
    let conference = command.conference;
    let permit = ctx.permit(Action::LeadSession, conference.tenant, Some(conference.id))?;
    let item = &parse(command)?;
    app.act(ctx, "programme.set_current_item", &permit, command.key, command, |scope| async move {
        let met = meeting(&scope, conference.id).await?;
        let shown = match item {
            Some(item) => Some(view(&scope, &met, item).await?.found()?),
            None => None,
        };
        let programme = lock_programme(&scope, conference.id).await?;
        let row = put(ctx, &scope, &met, programme, item.clone()).await?;
        Ok(set(row, shown))
    })
    .await
}

fn parse(command: &SetCurrentItem) -> Outcome<Option<CurrentItem>> {
    let title = text::optional_line("title", command.title.as_deref(), TITLE_MAX)?;
    let text = text::optional_body("text", command.text.as_deref(), TEXT_MAX)?;
    if command.subject.is_none() && title.is_none() && text.is_none() {
        return Ok(None);
    }
    let kind = command.subject.map_or(ItemKind::FreeText, |(kind, _)| kind);
    Ok(Some(CurrentItem { kind, subject: command.subject.map(|(_, row)| row.id), title, text }))
}

async fn put(
    ctx: &Ctx,
    scope: &Scope,
    conference: &conference::Model,
    before: programme::Model,
    item: Option<CurrentItem>,
) -> Outcome<programme::Model> {
    if super::queue::vote_open(scope, conference.id).await? {
        return Err(Refusal::from(ProgrammeRefusal::VoteInProgress).into());
    }
    let subject = |item: Option<&CurrentItem>| item.and_then(|item| item.subject);
    let same = subject(item.as_ref()).is_some() && subject(item.as_ref()) == subject(before.item.as_deref());
    let debated = item.as_ref().is_some_and(|item| item.kind.is_debated());
    let defences = match same {
        true => before.defences.clone(),
        false => debated.then(|| Doc(Defences::new(conference.parameters.speech.max_defence_pairs))),
    };
    if !same {
        store::programme::withdraw_defences(scope, conference.id).await?;
    }
    let row = programme::Model {
        item_before: before.item.clone(),
        item: item.map(Doc),
        item_at: Some(ctx.now()),
        defences,
        ..before
    };
    let row = scope.save::<programme::Entity>(row).await?;
    let act = Act::new(Action::LeadSession, "Conference", conference.id).of(conference.id);
    let details = json!({ "kind": row.item.as_ref().map(|item| item.kind), "subject": subject(row.item.as_deref()) });
    act.with(details).live().record(scope, ctx).await?;
    Ok(row)
}

/// The programme with what the hall is at.
pub type SetItem = (programme::Model, Option<ItemView>);

fn set(row: programme::Model, shown: Option<ItemView>) -> SetItem {
    let since = row.item_at;
    (row, shown.map(|item| ItemView { since, ..item }))
}

/// What was set by mistake.
#[derive(Debug, Clone, Serialize)]
pub struct UndoCurrentItem {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// Goes back to what the hall was at, within ten seconds (*desfazer*).
///
/// # Errors
/// `TOO_LATE_TO_UNDO`, `VOTE_IN_PROGRESS`.
pub async fn undo_current_item(app: &App, ctx: &Ctx, command: &UndoCurrentItem) -> Outcome<SetItem> {
    let conference = command.conference;
    let permit = ctx.permit(Action::LeadSession, conference.tenant, Some(conference.id))?;
    app.act(ctx, "programme.undo_current_item", &permit, command.key, command, |scope| async move {
        let met = meeting(&scope, conference.id).await?;
        let programme = lock_programme(&scope, conference.id).await?;
        if programme.item_at.is_none_or(|at| ctx.now() > at + UNDO) {
            let message = "Passaram-se mais de 10 segundos. Escolha de novo o que está em pauta.";
            return Err(Failure::from(Refusal::rule("TOO_LATE_TO_UNDO", "desfazer em 10 segundos", message)));
        }
        let back = programme.item_before.clone().map(|item| item.0);
        let row = put(ctx, &scope, &met, programme, back).await?;
        // What was undone cannot be undone into again.
        let row = scope.save::<programme::Entity>(programme::Model { item_at: None, item_before: None, ..row }).await?;
        let shown = match row.item.as_deref() {
            Some(item) => view(&scope, &met, item).await?,
            None => None,
        };
        Ok(set(row, shown))
    })
    .await
}

/// What the hall is at, with its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ItemView {
    /// What kind of thing.
    pub kind: ItemKind,
    /// The article, destaque, proposal, motion or point.
    pub subject: Option<Uuid>,
    /// Heading.
    pub title: String,
    /// Text as it stands.
    pub text: Option<String>,
    /// What an amendment would change, by words.
    pub difference: Option<Vec<DiffPart>>,
    /// Since when.
    pub since: Option<DateTime<Utc>>,
}

/// An item with its text, in one statement at most; nothing when it is not of this conference.
///
/// # Errors
/// When the database fails.
pub(crate) async fn view(
    scope: &Scope,
    conference: &conference::Model,
    item: &CurrentItem,
) -> Outcome<Option<ItemView>> {
    let blank = ItemView {
        kind: item.kind,
        subject: item.subject,
        title: item.title.clone().unwrap_or_default(),
        text: item.text.clone(),
        difference: None,
        since: None,
    };
    let Some(subject) = item.subject else { return Ok(Some(blank)) };
    Ok(found(scope, conference, item.kind, subject).await?.map(|(title, text, difference)| ItemView {
        title: item.title.clone().unwrap_or(title),
        text: item.text.clone().or(text),
        difference,
        ..blank
    }))
}

/// Heading, text and difference of what an item is about.
type Shown = (String, Option<String>, Option<Vec<DiffPart>>);

async fn found(scope: &Scope, conference: &conference::Model, kind: ItemKind, subject: Uuid) -> Outcome<Option<Shown>> {
    Ok(match kind {
        ItemKind::Article => scope
            .get::<article::Entity>(subject)
            .await?
            .filter(|row| row.conference_id == conference.id)
            .map(|row| (article_label(crate::rules::number(row.number)), row.current_text, None)),
        ItemKind::Destaque => scope
            .get::<destaque::Entity>(subject)
            .await?
            .filter(|row| row.conference_id == conference.id)
            .map(|row| (row.subject_label.clone(), Some(row.before_text.clone()), destaques::difference(&row))),
        ItemKind::Point => scope
            .get::<point::Entity>(subject)
            .await?
            .filter(|row| row.conference_id == conference.id)
            .map(|row| (row.kind.label().to_owned(), Some(row.text), None)),
        ItemKind::Proposal => scope
            .get::<proposal::Entity>(subject)
            .await?
            .filter(|row| row.conference_id == conference.id)
            .map(|row| (proposal_title(&row), Some(row.text), None)),
        ItemKind::Motion => scope
            .get::<motion::Entity>(subject)
            .await?
            .filter(|row| row.conference_id == conference.id)
            .map(|row| (format!("Moção {}: {}", row.number, row.title), Some(row.text), None)),
        ItemKind::FreeText => None,
    })
}

/// As the hall reads it, for instance "Eixo 3 · Estado · proposta 7".
fn proposal_title(row: &proposal::Model) -> String {
    format!("Eixo {} · {} · proposta {}", row.axis, row.level.label(), row.number)
}
