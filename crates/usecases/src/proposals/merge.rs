//! Proposals become one; the originals are kept, and say where they went.

use super::edit::unvoted;
use super::write::{Because, made_of, reword};
use crate::groups::standing::{current, lock_conference, not_over};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use domain::Refusal;
use domain::ids::RowId;
use domain::proposals::{Lineage, ProposalAct, ProposalRefusal, ProposalState};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::groups::working_group;
use store::proposals::{self, OriginKind, proposal};
use store::{Coded, Scope};
use uuid::Uuid;

/// Most proposals that go into one at once.
const SOURCES_MAX: usize = 50;

/// Proposals to put together.
#[derive(Debug, Clone, Serialize)]
pub struct MergeProposals {
    /// Idempotency key.
    pub key: Uuid,
    /// The proposal that stays.
    pub target: RowId,
    /// Its version that was read.
    pub version: i32,
    /// The proposals that go into it.
    pub sources: Vec<RowId>,
    /// The wording of all of them together.
    pub text: String,
}

/// Puts proposals of one axis and level together (*aglutinação*) before the plenary; in the plenary a destaque does.
///
/// # Errors
/// `STALE_VERSION`, `PROPOSAL_NOT_NOW`, `MERGE_LEVELS`, `ALREADY_MERGED`, `MERGE_CYCLE`, `MERGE_STAGES`,
/// `GROUP_CONCLUDED`, refusals on the text.
pub async fn merge(app: &App, ctx: &Ctx, command: &MergeProposals) -> Outcome<proposal::Model> {
    let permit = ctx.permit(Action::ManageProposals, command.target.tenant, None)?;
    if command.sources.is_empty() || command.sources.len() > SOURCES_MAX {
        let message = format!("Indique de 1 a {SOURCES_MAX} propostas que serão reunidas a esta.");
        return Err(Refusal::invalid("sourceIds", "OUT_OF_RANGE", message).into());
    }
    app.act(ctx, "proposals.merge", &permit, command.key, command, |scope| async move {
        let read = scope.get::<proposal::Entity>(command.target.id).await?.found()?;
        ctx.permit(Action::ManageProposals, scope.tenant(), Some(read.conference_id))?;
        let conference = lock_conference(&scope, read.conference_id).await?;
        not_over(&conference)?;
        let wording = conference.parameters.proposals().check_text(&command.text)?;
        meeting_group(&scope, &read).await?;
        let target = scope.lock::<proposal::Entity>(read.id).await?.found()?;
        current(target.version, command.version)?;
        if *target.state == ProposalState::InPlenary {
            return Err(Refusal::from(ProposalRefusal::NotNow(*target.state)).into());
        }
        let mut sources = Vec::with_capacity(command.sources.len());
        for source in &command.sources {
            sources.push(scope.lock::<proposal::Entity>(source.id).await?.found()?);
        }
        let target = together(&scope, ctx, target, sources, wording, Because::of("Propostas reunidas.")).await?;
        let act = Act::new(Action::ManageProposals, "Proposal", target.id).of(conference.id);
        let details = json!({ "merged": command.sources.len(), "version": target.version });
        act.with(details).live().record(&scope, ctx).await?;
        Ok(target)
    })
    .await
}

/// Puts locked proposals together, wherever they stand: all of them in the same place.
pub(super) async fn together(
    scope: &Scope,
    ctx: &Ctx,
    target: proposal::Model,
    sources: Vec<proposal::Model>,
    wording: String,
    because: Because,
) -> Outcome<proposal::Model> {
    let known = proposals::siblings(scope, target.conference_id, target.axis, *target.level).await?;
    let pairs = known.iter().filter_map(|row| Some((row.id, row.merged_into?)));
    let mut lineage = Lineage::of(pairs).or_refuse()?;
    for source in sources {
        if source.conference_id != target.conference_id {
            return Err(crate::Failure::NotFound);
        }
        lineage.join(source.id, target.id).or_refuse()?;
        Lineage::check((source.label(), *source.state), (target.label(), *target.state)).or_refuse()?;
        if (source.group_id, *source.state) != (target.group_id, *target.state) {
            let message =
                "As propostas estão em grupos ou etapas diferentes. Reúna as que estão no mesmo lugar da tramitação.";
            return Err(Refusal::rule("MERGE_STAGES", "tramitação das propostas", message).into());
        }
        made_of(scope, ctx, &target, OriginKind::Proposal, source.id).await?;
        let state = Coded(source.state.after(ProposalAct::Merge).or_refuse()?);
        let gone = proposal::Model { state, merged_into: Some(target.id), version: source.version + 1, ..source };
        scope.save::<proposal::Entity>(gone).await?;
    }
    let voted_here = *target.state == ProposalState::InGroup;
    let row = reword(scope, ctx, target, Some(wording), because).await?;
    let row = if voted_here { unvoted(row) } else { row };
    let version = row.version + 1;
    Ok(scope.save::<proposal::Entity>(proposal::Model { version, ..row }).await?)
}

/// Locks the group in which a proposal is discussed, which must meet.
async fn meeting_group(scope: &Scope, row: &proposal::Model) -> Outcome<()> {
    let Some(group) = row.group_id else { return Ok(()) };
    let group = scope.lock::<working_group::Entity>(group).await?.found()?;
    if *row.state == ProposalState::InGroup {
        group.state.records().or_refuse()?;
    }
    Ok(())
}
