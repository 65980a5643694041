//! A proposal whose last destaque is settled is decided by its destaques.

use crate::proposals::amend::{conclude as decide, highlighted};
use crate::{Ctx, Outcome, failure::Found};
use domain::destaques::DestaqueState;
use domain::proposals::ProposalState;
use store::Scope;
use store::destaques::{DestaqueTarget, destaque};
use store::proposals::proposal;
use uuid::Uuid;

/// Decides the proposals of a destaque just settled on which none waits any more. Where all were taken back,
/// the proposal returns to the bloc. Articles are decided by the adoption.
///
/// # Errors
/// When the database fails.
pub(super) async fn conclude(ctx: &Ctx, scope: &Scope, settled: &destaque::Model) -> Outcome<()> {
    if *settled.target == DestaqueTarget::Article {
        return Ok(());
    }
    let all = store::destaques::on(scope, settled.conference_id, DestaqueTarget::Proposal).await?;
    for proposal in [Some(settled.subject_id), settled.merges_id].into_iter().flatten() {
        let own: Vec<_> =
            all.iter().filter(|row| row.subject_id == proposal || row.merges_id == Some(proposal)).collect();
        if own.iter().all(|row| row.state.is_settled()) {
            conclude_one(ctx, scope, proposal, &own, settled).await?;
        }
    }
    Ok(())
}

async fn conclude_one(
    ctx: &Ctx,
    scope: &Scope,
    proposal: Uuid,
    own: &[&destaque::Model],
    settled: &destaque::Model,
) -> Outcome<()> {
    let row = scope.lock::<proposal::Entity>(proposal).await?.found()?;
    if *row.state != ProposalState::InPlenary {
        return Ok(());
    }
    if own.iter().all(|row| *row.state == DestaqueState::Withdrawn) {
        highlighted(scope, proposal, false).await?;
        return Ok(());
    }
    let poll = own.iter().rev().find_map(|row| row.polls.last()).map(|vote| vote.poll);
    let reason = settled.reason.clone().unwrap_or_else(|| "Destaques resolvidos.".to_owned());
    decide(scope, ctx, proposal, poll, format!("Destaque {}: {reason}", settled.label())).await?;
    Ok(())
}
