//! A caderno that does not come from groups: a state's, from the proposals of the conferences below.

use super::write::{Fresh, add, made_of};
use crate::groups::standing::{lock_conference, not_over};
use crate::{Ctx, Outcome};
use domain::people::GovernmentLevel;
use domain::proposals::{ProposalKind, ProposalState};
use store::Scope;
use store::proposals::{OriginKind, ProposalOrigin, proposal};
use uuid::Uuid;

/// A proposal of the caderno, its text checked.
#[derive(Debug, Clone)]
pub(crate) struct BookEntry {
    /// Number of the axis.
    pub axis: i32,
    /// Level of government it addresses.
    pub level: GovernmentLevel,
    /// New or a recommendation.
    pub kind: ProposalKind,
    /// Its wording.
    pub text: String,
    /// The proposals of the pool it was made of.
    pub sources: Vec<Uuid>,
}

/// Puts a caderno before the plenary of a conference, numbered in the order given, with its lineage.
///
/// # Errors
/// `AXIS_UNKNOWN`, `CONFERENCE_STATE`; not found when there is no such conference.
pub(crate) async fn publish_book(
    scope: &Scope,
    ctx: &Ctx,
    conference: Uuid,
    entries: Vec<BookEntry>,
) -> Outcome<Vec<proposal::Model>> {
    let conference = lock_conference(scope, conference).await?;
    not_over(&conference)?;
    let mut book = Vec::with_capacity(entries.len());
    for entry in entries {
        let fresh = Fresh {
            conference: conference.id,
            group: None,
            axis: i32::from(conference.parameters.known_axis(entry.axis)?),
            level: entry.level,
            kind: entry.kind,
            origin: ProposalOrigin::Consolidation,
            state: ProposalState::InPlenary,
            text: entry.text,
            reason: "Caderno consolidado das conferências de origem.".into(),
        };
        let row = add(scope, ctx, fresh).await?;
        for source in entry.sources {
            made_of(scope, ctx, &row, OriginKind::Received, source).await?;
        }
        let book_text = Some(row.text.clone());
        let published = proposal::Model { book_text, published_at: Some(ctx.now()), ..row };
        book.push(scope.save::<proposal::Entity>(published).await?);
    }
    Ok(book)
}
