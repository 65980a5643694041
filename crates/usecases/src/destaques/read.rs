//! What can be asked about destaques.

use super::amendment;
use crate::{App, Ctx, Outcome, Page, PageRequest, failure::Found};
use domain::destaques::{DiffPart, diff};
use domain::ids::TenantId;
use domain::people::{Category, Sector, Segment};
use policy::Action;
use store::Scope;
use store::conferences::conference;
use store::destaques::{DestaqueFilter, destaque};
use store::participants::participant;

/// What is public of a destaque's author: who called it in the plenary, and for whom.
#[derive(Debug, Clone, Default)]
pub struct DestaqueAuthor {
    /// The name of the delegate, as shown.
    pub name: String,
    /// The delegate's category.
    pub category: Option<Category>,
    /// The delegate's sector.
    pub sector: Option<Sector>,
    /// The delegate's segment.
    pub segment: Option<Segment>,
}

impl From<&participant::Model> for DestaqueAuthor {
    fn from(person: &participant::Model) -> Self {
        Self {
            name: person.shown_name().to_owned(),
            category: Some(*person.category),
            sector: person.sector.map(|sector| *sector),
            segment: person.segment.map(|segment| *segment),
        }
    }
}

/// A destaque with its author.
#[derive(Debug, Clone)]
pub struct DestaqueView {
    /// The destaque.
    pub row: destaque::Model,
    /// Its author.
    pub author: DestaqueAuthor,
}

/// The difference by words that a destaque makes, or would make; none while it proposes nothing.
pub fn difference(row: &destaque::Model) -> Option<Vec<DiffPart>> {
    let asked = amendment(row);
    asked.check().ok()?;
    let after = row.after_text.as_deref().or(asked.proposed.as_deref()).unwrap_or_default();
    Some(diff(&row.before_text, after))
}

/// Destaques with their authors, in two statements whatever their number.
///
/// # Errors
/// When the database fails.
pub(crate) async fn views(scope: &Scope, rows: Vec<destaque::Model>) -> Outcome<Vec<DestaqueView>> {
    let mut authors: Vec<_> = rows.iter().map(|row| row.author_id).collect();
    authors.sort_unstable();
    authors.dedup();
    let people = if authors.is_empty() { Vec::new() } else { scope.get_many::<participant::Entity>(authors).await? };
    Ok(rows.into_iter().map(|row| with_author(row, &people)).collect())
}

fn with_author(row: destaque::Model, people: &[participant::Model]) -> DestaqueView {
    let person = people.iter().find(|person| person.id == row.author_id);
    DestaqueView { author: person.map(DestaqueAuthor::from).unwrap_or_default(), row }
}

/// The destaques of a conference that fit, in the order in which they were called.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    conference: &conference::Model,
    filter: &DestaqueFilter,
    page: &PageRequest,
) -> Outcome<Page<DestaqueView>> {
    let tenant = TenantId(conference.tenant_id);
    let permit = ctx.permit(Action::ReadConference, tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let rows = store::destaques::page(&scope, conference.id, filter, page).await?;
    let found = views(&scope, rows.rows.iter().map(|(_, row)| row.clone()).collect()).await?;
    let of = |row: destaque::Model| found.iter().find(|view| view.row.id == row.id).cloned();
    Ok(rows.map(|row| of(row.clone()).unwrap_or_else(|| with_author(row, &[]))))
}

/// The author of one destaque.
///
/// # Errors
/// Not found when there is none.
pub async fn author(app: &App, ctx: &Ctx, row: &destaque::Model) -> Outcome<DestaqueAuthor> {
    let permit = ctx.permit(Action::ReadConference, TenantId(row.tenant_id), Some(row.conference_id))?;
    let person = app.db.read(&permit).await?.get::<participant::Entity>(row.author_id).await?.found()?;
    Ok(DestaqueAuthor::from(&person))
}
