//! Highlighting a proposal in the plenary.

use super::raise::{called, check_author, keep};
use super::{AmendmentText, in_name_of, subject};
use crate::proposals::amend::{highlighted, lock_in_plenary};
use crate::rules::meeting;
use crate::{App, Ctx, Failure, Outcome, failure::Found, failure::OrRefuse};
use domain::destaques::DestaqueKind;
use domain::proposals::Lineage;
use domain::{Refusal, ids::RowId};
use policy::Action;
use serde::Serialize;
use store::Scope;
use store::conferences::conference;
use store::destaques::destaque;
use store::proposals::proposal;
use uuid::Uuid;

/// A destaque to call on a proposal.
#[derive(Debug, Clone, Serialize)]
pub struct HighlightProposal {
    /// Idempotency key.
    pub key: Uuid,
    /// The proposal.
    pub proposal: RowId,
    /// In whose name, when the table or the rapporteur calls it.
    pub participant: Option<RowId>,
    /// What it does.
    pub kind: DestaqueKind,
    /// The proposal that goes into this one, for a merge.
    pub merges: Option<RowId>,
    /// What it proposes, as far as it is known yet.
    pub amendment: AmendmentText,
}

/// Calls a destaque on a proposal of the caderno (*destacar proposta*); it leaves the bloc, and so does the one
/// that would go into it.
///
/// # Errors
/// `NOT_DELEGATE`, `AUTHOR_NOT_IN_HALL`, `PROPOSAL_NOT_NOW`, `MERGE_LEVELS`, `MERGE_CYCLE`; those of the wording;
/// `NOT_PERMITTED` in the name of another.
pub async fn highlight(app: &App, ctx: &Ctx, command: &HighlightProposal) -> Outcome<destaque::Model> {
    let permit = ctx.permit(Action::HighlightProposal, command.proposal.tenant, None)?;
    app.act(ctx, "destaques.highlight", &permit, command.key, command, |scope| async move {
        let conference = scope.get::<proposal::Entity>(command.proposal.id).await?.found()?.conference_id;
        ctx.permit(Action::HighlightProposal, command.proposal.tenant, Some(conference))?;
        let author = in_name_of(ctx, command.participant)?;
        // Destaques on proposals are numbered one at a time.
        scope.lock::<conference::Entity>(conference).await?.found()?;
        meeting(&scope, conference).await?;
        check_author(ctx, &scope, conference, author, false).await?;
        let row = lock_in_plenary(&scope, command.proposal.id).await?;
        let merged = merged(&scope, command, &row).await?;
        let amendment = command.amendment.of(command.kind, &row.text)?;
        highlighted(&scope, row.id, true).await?;
        if let Some(merged) = &merged {
            highlighted(&scope, merged.id, true).await?;
        }
        let subject = subject::of_proposal(&row);
        let called = called(ctx, &scope, conference, author, &subject, amendment).await?;
        let called = destaque::Model {
            merges_id: merged.as_ref().map(|merged| merged.id),
            merges_label: merged.as_ref().map(|merged| merged.label().to_string()),
            before_merged: merged.map(|merged| merged.text),
            ..called
        };
        keep(ctx, &scope, called, Action::HighlightProposal).await
    })
    .await
}

/// The proposal that would go into the highlighted one: for a merge there is one, otherwise none.
async fn merged(
    scope: &Scope,
    command: &HighlightProposal,
    target: &proposal::Model,
) -> Outcome<Option<proposal::Model>> {
    let merge = command.kind == DestaqueKind::Merge;
    let Some(wanted) = command.merges.filter(|_| merge) else {
        if merge || command.merges.is_some() {
            let message = "O destaque aglutinativo indica a outra proposta; os demais não indicam nenhuma.";
            return Err(Refusal::invalid("mergesProposalId", "MERGE_WITH", message).into());
        }
        return Ok(None);
    };
    let source = lock_in_plenary(scope, wanted.id).await?;
    if source.conference_id != target.conference_id || wanted.tenant != command.proposal.tenant {
        return Err(Failure::NotFound);
    }
    Lineage::of([]).or_refuse()?.join(source.id, target.id).or_refuse()?;
    Lineage::check((source.label(), *source.state), (target.label(), *target.state)).or_refuse()?;
    Ok(Some(source))
}
