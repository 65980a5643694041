//! Publishing the proposal book of the council's own conference.

use super::cycle;
use super::merge::as_rule;
use crate::proposals::book as caderno;
use crate::{
    Act, App, Ctx, Outcome, Page, PageRequest,
    failure::{Found, OrRefuse},
    record::tell,
};
use domain::Refusal;
use domain::consolidation::{BookEntry, book};
use domain::ids::RowId;
use domain::proposals::ProposalKind;
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::conferences::conference;
use store::consolidation::{self, book_entry, proposal_pool};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A book to publish.
#[derive(Debug, Clone, Serialize)]
pub struct PublishBook {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference whose plenary works on it.
    pub conference: RowId,
    /// The chosen items of the pool; none for all in force.
    pub items: Option<Vec<RowId>>,
}

/// A published book.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Published {
    /// Tenant of the conference.
    pub tenant: Uuid,
    /// The conference.
    pub conference: Uuid,
    /// How many proposals it holds.
    pub entries: u64,
}

/// Publishes the proposal book (*caderno de propostas*): numbers are final, the pool is closed.
///
/// # Errors
/// `BOOK_EMPTY`, `BOOK_ITEM_NOT_IN_FORCE`, `BOOK_ITEM_REPEATED`, `BOOK_PUBLISHED`; not found when an
/// item is not in the pool.
pub async fn publish_book(app: &App, ctx: &Ctx, command: &PublishBook) -> Outcome<Published> {
    let RowId { tenant, id } = command.conference;
    let permit = ctx.permit(Action::Consolidate, tenant, Some(id))?;
    app.act(ctx, "consolidation.publish_book", &permit, command.key, command, |scope| async move {
        let conference = scope.get::<conference::Entity>(id).await?.found()?;
        let cycle = cycle::behind(&scope, &conference).await?.id;
        let pool = consolidation::open_pool(&scope, cycle).await?;
        if pool.book_published_at.is_some() {
            let message = "O caderno desta conferência já foi publicado, e a numeração é definitiva.";
            return Err(Refusal::rule("BOOK_PUBLISHED", "caderno de propostas", message).into());
        }
        let entries = book(&chosen(&scope, cycle, command).await?).or_refuse()?;
        let proposals = caderno::publish_book(&scope, ctx, id, entries.iter().map(before_plenary).collect()).await?;
        let rows = (1..).zip(&entries).zip(&proposals).map(|((place, entry), proposal)| {
            let proposal_id = Some(proposal.id);
            book_entry::Model { proposal_id, ..row(&scope, ctx, (id, cycle), place, entry) }
        });
        let rows = rows.collect();
        scope.insert_all::<book_entry::Entity>(rows).await?;
        let closed = proposal_pool::Model { book_conference_id: Some(id), book_published_at: Some(ctx.now()), ..pool };
        scope.save::<proposal_pool::Entity>(closed).await?;
        let count = entries.len() as u64;
        tell(&scope, ctx, cycle).await?;
        let act = Act::new(Action::Consolidate, "Conference", id).of(id);
        act.with(json!({ "book": count })).live().record(&scope, ctx).await?;
        Ok(Published { tenant: tenant.0, conference: id, entries: count })
    })
    .await
}

/// An entry as it goes before the plenary.
fn before_plenary(entry: &BookEntry) -> caderno::BookEntry {
    caderno::BookEntry {
        axis: i32::try_from(entry.axis).unwrap_or(i32::MAX),
        level: entry.level,
        kind: ProposalKind::New,
        text: entry.text.clone(),
        sources: vec![entry.item.0],
    }
}

async fn chosen(scope: &Scope, cycle: Uuid, command: &PublishBook) -> Outcome<Vec<domain::consolidation::PoolItem>> {
    let Some(wanted) = &command.items else {
        let rows = consolidation::items_in_force(scope, cycle, None).await?;
        return Ok(rows.iter().map(as_rule).collect());
    };
    let rows = consolidation::items(scope, cycle, wanted.iter().map(|item| item.id).collect()).await?;
    // One for each that was named, so that a repetition is told and not swallowed.
    wanted.iter().map(|wanted| rows.iter().find(|row| row.id == wanted.id).map(as_rule).found()).collect()
}

fn row(
    scope: &Scope,
    ctx: &Ctx,
    (conference_id, cycle_id): (Uuid, Uuid),
    place: i32,
    entry: &BookEntry,
) -> book_entry::Model {
    book_entry::Model {
        tenant_id: scope.tenant_id(),
        id: ctx.new_id(),
        conference_id,
        cycle_id,
        place,
        number: entry.number.clone(),
        axis: i32::try_from(entry.axis).unwrap_or(i32::MAX),
        level: Coded(entry.level),
        item_id: entry.item.0,
        text: entry.text.clone(),
        towns: i32::try_from(entry.towns).unwrap_or(i32::MAX),
        lineage: Doc(entry.lineage.clone()),
        proposal_id: None,
    }
}

/// The book of a conference in its order, which is public.
///
/// # Errors
/// When the database fails.
pub async fn book_page(
    app: &App,
    ctx: &Ctx,
    conference: RowId,
    page: &PageRequest,
) -> Outcome<Page<book_entry::Model>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    Ok(consolidation::book(&app.db.read(&permit).await?, conference.id, page).await?)
}
