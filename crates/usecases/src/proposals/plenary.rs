//! What the groups approved becomes the caderno of the final plenary, in one act.

use crate::groups::standing::{lock_conference, meeting};
use crate::{Act, App, Ctx, Outcome, failure::OrRefuse};
use domain::Refusal;
use domain::groups::GroupState;
use domain::ids::RowId;
use domain::proposals::{GroupVote, ProposalAct, ProposalState, cut_for_plenary};
use policy::Action;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::proposals::{self, ProposalFilter, proposal};
use store::{Coded, Scope, groups};
use uuid::Uuid;

/// The sending of the caderno.
#[derive(Debug, Clone, Serialize)]
pub struct SendToPlenary {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBook {
    /// The conference.
    pub conference: RowId,
    /// Proposals that are before the plenary now.
    pub sent: u32,
    /// Proposals that the plenary's limit cut.
    pub cut: u32,
}

/// Sends the output of all groups to the final plenary (*caderno de propostas*).
///
/// # Errors
/// `GROUPS_OPEN` naming those not concluded, `NOTHING_TO_SEND`, `CONFERENCE_STATE`.
pub async fn send_to_plenary(app: &App, ctx: &Ctx, command: &SendToPlenary) -> Outcome<SentBook> {
    let permit = ctx.permit(Action::ManageProposals, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "proposals.send_to_plenary", &permit, command.key, command, |scope| async move {
        let conference = lock_conference(&scope, command.conference.id).await?;
        meeting(&conference)?;
        all_concluded(&scope, conference.id).await?;
        let filter = ProposalFilter { state: Some(ProposalState::ToPlenary), ..ProposalFilter::default() };
        let rows = proposals::lock_all(&scope, conference.id, &filter).await?;
        if rows.is_empty() {
            let message = "Nenhuma proposta aprovada nos grupos aguarda a plenária. Conclua os grupos antes.";
            return Err(Refusal::rule("NOTHING_TO_SEND", "caderno da plenária final", message).into());
        }
        let votes: Vec<GroupVote> = rows.iter().map(vote).collect();
        let cut = cut_for_plenary(&votes, conference.parameters.proposals());
        let all = rows.len();
        for row in rows {
            let reason = cut.iter().find(|(label, _)| *label == row.label()).map(|(_, reason)| reason.clone());
            send(&scope, ctx, row, reason).await?;
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let book = SentBook { conference: command.conference, sent: count(all - cut.len()), cut: count(cut.len()) };
        let act = Act::new(Action::ManageProposals, "Conference", conference.id).of(conference.id);
        act.with(json!({ "sent": book.sent, "cut": book.cut })).live().record(&scope, ctx).await?;
        Ok(book)
    })
    .await
}

async fn all_concluded(scope: &Scope, conference: Uuid) -> Outcome<()> {
    let groups = groups::of_conference(scope, conference).await?;
    let open: Vec<String> =
        groups.iter().filter(|group| *group.state == GroupState::Open).map(|group| group.name.clone()).collect();
    if open.is_empty() {
        return Ok(());
    }
    let message = format!("Ainda em andamento: {}. Conclua antes de enviar o caderno à plenária.", open.join(", "));
    Err(Refusal::rule("GROUPS_OPEN", "grupos de trabalho", message).into())
}

fn vote(row: &proposal::Model) -> GroupVote {
    let in_favour = row.votes_for.and_then(|votes| u32::try_from(votes).ok()).unwrap_or(0);
    GroupVote { label: row.label(), in_favour, delegates_present: 0 }
}

async fn send(scope: &Scope, ctx: &Ctx, row: proposal::Model, cut: Option<String>) -> Outcome<()> {
    let act = if cut.is_some() { ProposalAct::CutByLimit } else { ProposalAct::BringToPlenary };
    let state = Coded(row.state.after(act).or_refuse()?);
    let version = row.version + 1;
    let sent = match cut {
        Some(reason) => {
            let outcome = Some(Coded(domain::proposals::GroupOutcome::CutByLimit));
            proposal::Model { state, group_outcome: outcome, group_reason: Some(reason), version, ..row }
        }
        None => {
            let book_text = Some(row.text.clone());
            proposal::Model { state, book_text, published_at: Some(ctx.now()), version, ..row }
        }
    };
    scope.save::<proposal::Entity>(sent).await?;
    Ok(())
}
