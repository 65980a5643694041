//! The previous edition's deliberations become this one's actions to verify.

use crate::{Act, Ctx, Outcome};
use domain::actions::{ActionDraft, Deliberation, next_edition_actions};
use policy::Action;
use serde_json::json;
use store::actions::{self as kept, action};
use store::conferences::conference;
use store::monitoring::{self, deliberation};
use store::{Coded, Scope};

/// Takes over what the council's last closed conference of the level decided, each deliberation once. To be called
/// when a conference is planned; says how many came.
///
/// # Errors
/// When the database fails.
pub(crate) async fn carry_over(scope: &Scope, ctx: &Ctx, conference: &conference::Model) -> Outcome<usize> {
    let before = kept::conference_before(scope, *conference.level, conference.edition).await?;
    let Some(before) = before else { return Ok(0) };
    let deliberations = monitoring::deliberations(scope, before.id).await?;
    let decided: Vec<Deliberation> = deliberations.iter().map(as_decided).collect();
    let there = kept::actions(scope, conference.id).await?;
    let taken: Vec<_> = there.iter().filter_map(|action| action.deliberation_id).collect();
    let drafts = next_edition_actions(&decided, &title(&before), &taken);
    let first = there.last().map_or(0, |last| last.position);
    let rows: Vec<_> = drafts.into_iter().map(|draft| row(ctx, conference, draft, first)).collect();
    let count = rows.len();
    if count > 0 {
        scope.insert_all::<action::Entity>(rows).await?;
        let act = Act::new(Action::ManageActions, "Conference", conference.id).of(conference.id);
        act.with(json!({ "carriedOver": count, "from": before.id })).record(scope, ctx).await?;
    }
    Ok(count)
}

fn title(conference: &conference::Model) -> String {
    match conference.last_day {
        Some(day) => format!("{} ({})", conference.title, day.format("%Y")),
        None => conference.title.clone(),
    }
}

/// A deliberation as the next edition takes it over, with its latest evidence in words.
fn as_decided(row: &deliberation::Model) -> Deliberation {
    let evidence = row.entries.iter().rev().find_map(|entry| entry.evidence.as_ref());
    Deliberation {
        id: row.id,
        axis: u32::try_from(row.axis).unwrap_or_default(),
        level: *row.level,
        text: row.text.clone(),
        responsible: row.responsible.clone(),
        evidence: evidence.map(|evidence| evidence.description.clone()),
    }
}

fn row(ctx: &Ctx, conference: &conference::Model, draft: ActionDraft, first: i32) -> action::Model {
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    action::Model {
        tenant_id: conference.tenant_id,
        id: ctx.new_id(),
        conference_id: conference.id,
        position: first + number(draft.position),
        axis: number(draft.axis),
        level: Coded(draft.level),
        decided_by: draft.decided_by,
        text: draft.text,
        deliberation_id: Some(draft.deliberation),
        assessment: None,
        comment: None,
        evidence: draft.evidence,
        responsible: draft.responsible,
        assessed_at: None,
        version: 1,
    }
}
