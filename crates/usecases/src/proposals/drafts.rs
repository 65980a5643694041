//! Drafts: written before the groups meet, from what people said, and brought to a group when it opens.

use super::write::{Fresh, add, made_of};
use crate::groups::standing::lock_conference;
use crate::{Ctx, Outcome, failure::OrRefuse};
use domain::mobilization::DraftProposal;
use domain::proposals::{ProposalAct, ProposalKind, ProposalState};
use store::groups::working_group;
use store::proposals::{self, OriginKind, ProposalFilter, ProposalOrigin, proposal};
use store::{Coded, Scope};
use uuid::Uuid;

/// Puts down a draft made of a contribution, in the transaction of whoever marks the contribution.
///
/// # Errors
/// Not found when there is no such conference.
pub(crate) async fn draft_from_contribution(
    scope: &Scope,
    ctx: &Ctx,
    conference: Uuid,
    contribution: Uuid,
    draft: DraftProposal,
) -> Outcome<proposal::Model> {
    let conference = lock_conference(scope, conference).await?;
    let fresh = Fresh {
        conference: conference.id,
        group: None,
        axis: i32::from(draft.axis),
        level: draft.level,
        kind: ProposalKind::New,
        origin: ProposalOrigin::Contribution,
        state: ProposalState::Draft,
        text: draft.text,
        reason: "Redação a partir de uma contribuição da mobilização.".into(),
    };
    let row = add(scope, ctx, fresh).await?;
    made_of(scope, ctx, &row, OriginKind::Contribution, contribution).await?;
    Ok(row)
}

/// Brings the drafts of a group's axis to it; says how many.
///
/// # Errors
/// When the database fails.
pub(crate) async fn bring_to_group(scope: &Scope, group: &working_group::Model) -> Outcome<usize> {
    let filter =
        ProposalFilter { axis: Some(group.axis), state: Some(ProposalState::Draft), ..ProposalFilter::default() };
    let mut drafts = proposals::lock_all(scope, group.conference_id, &filter).await?;
    drafts.retain(|row| *row.origin != ProposalOrigin::Plenary);
    let brought = drafts.len();
    for row in drafts {
        bring(scope, row, group).await?;
    }
    Ok(brought)
}

/// Brings one draft to a group.
///
/// # Errors
/// `PROPOSAL_NOT_NOW`.
pub(super) async fn bring(
    scope: &Scope,
    row: proposal::Model,
    group: &working_group::Model,
) -> Outcome<proposal::Model> {
    let state = Coded(row.state.after(ProposalAct::BringToGroup).or_refuse()?);
    let brought = proposal::Model { state, group_id: Some(group.id), version: row.version + 1, ..row };
    Ok(scope.save::<proposal::Entity>(brought).await?)
}
