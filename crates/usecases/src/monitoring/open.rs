//! Proposals of the own level that were approved become deliberations in follow-up.

use super::read::{DeliberationView, one};
use crate::{
    Act, App, Ctx, Outcome,
    failure::{Found, OrRefuse},
};
use chrono::NaiveDate;
use domain::conferences::ConferenceState;
use domain::ids::RowId;
use domain::monitoring::Deliberation;
use domain::people::{GovernmentLevel, Level};
use domain::{Code, Refusal};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::conferences::conference;
use store::monitoring::{self as kept, deliberation};
use store::proposals::{self, ProposalFilter, proposal};
use store::{Coded, Doc, Scope};
use uuid::Uuid;

/// A deliberation to follow up.
#[derive(Debug, Clone, Serialize)]
pub struct OpenDeliberation {
    /// Idempotency key.
    pub key: Uuid,
    /// The proposal that was approved.
    pub proposal: RowId,
    /// Who is responsible, if known.
    pub responsible: Option<String>,
    /// Last day to do it, if set.
    pub deadline: Option<NaiveDate>,
}

/// Opens the follow-up of an approved proposal of the own level (*deliberação*). When a conference closes this
/// happens by itself for all of them.
///
/// # Errors
/// `PROPOSAL_NOT_APPROVED`, `DELIBERATION_OTHER_LEVEL`, `DELIBERATION_EXISTS`, `CONFERENCE_CANCELLED`.
pub async fn open_deliberation(app: &App, ctx: &Ctx, command: &OpenDeliberation) -> Outcome<DeliberationView> {
    let tenant = command.proposal.tenant;
    let permit = ctx.permit(Action::ManageDeliberations, tenant, None)?;
    let id: Uuid = app
        .act(ctx, "monitoring.open", &permit, command.key, command, |scope| async move {
            let proposal = scope.get::<proposal::Entity>(command.proposal.id).await?.found()?;
            ctx.permit(Action::ManageDeliberations, tenant, Some(proposal.conference_id))?;
            let conference = scope.lock::<conference::Entity>(proposal.conference_id).await?.found()?;
            check(&conference, &proposal)?;
            let known = kept::deliberations(&scope, conference.id).await?;
            if known.iter().any(|known| known.proposal_id == proposal.id) {
                let message = "Esta deliberação já está em acompanhamento. Registre nela o andamento.";
                return Err(Refusal::rule("DELIBERATION_EXISTS", "uma deliberação por proposta", message).into());
            }
            let mut row = row(ctx, &conference, &proposal);
            if let Some(responsible) = &command.responsible {
                let assigned = super::read::as_rule(&row).assigned(responsible, command.deadline).or_refuse()?;
                row.responsible = assigned.responsible;
            }
            row.deadline = command.deadline;
            let row = scope.insert::<deliberation::Entity>(row).await?;
            let act = Act::new(Action::ManageDeliberations, "Deliberation", row.id).of(conference.id);
            act.with(json!({ "label": row.label })).record(&scope, ctx).await?;
            Ok(row.id)
        })
        .await?;
    one(app, ctx, RowId { tenant, id }).await
}

fn check(conference: &conference::Model, proposal: &proposal::Model) -> Outcome<()> {
    if *conference.state == ConferenceState::Cancelled {
        let message = "A conferência foi cancelada; não há deliberação a acompanhar.";
        return Err(Refusal::rule("CONFERENCE_CANCELLED", "etapas da conferência", message).into());
    }
    if !proposal.state.is_deliberation() {
        let message = format!(
            "A proposta está {}; só o que a plenária final aprovou é deliberação. Confira a votação.",
            proposal.state.label()
        );
        return Err(Refusal::rule("PROPOSAL_NOT_APPROVED", "deliberação", message).into());
    }
    if *proposal.level != own_level(conference) {
        let message = format!(
            "A proposta é para {}; quem a acompanha é aquele ente. Escolha uma proposta do próprio nível.",
            proposal.level.label()
        );
        return Err(Refusal::rule("DELIBERATION_OTHER_LEVEL", "ente federado da proposta", message).into());
    }
    Ok(())
}

/// The level of government that a conference decides for; what goes to others is followed up there.
fn own_level(conference: &conference::Model) -> GovernmentLevel {
    match *conference.level {
        Level::Municipal => GovernmentLevel::Municipal,
        Level::State => GovernmentLevel::State,
        Level::National => GovernmentLevel::Union,
    }
}

/// Opens the follow-up of everything the conference approved for its own level, each proposal once; says how many
/// came. To be called when a conference closes.
///
/// # Errors
/// When the database fails.
pub(crate) async fn open_all(ctx: &Ctx, scope: &Scope, conference: &conference::Model) -> Outcome<usize> {
    let filter = ProposalFilter { level: Some(own_level(conference)), ..ProposalFilter::default() };
    let approved = proposals::in_order(scope, conference.id, &filter).await?;
    let known = kept::deliberations(scope, conference.id).await?;
    let missing = approved.iter().filter(|proposal| {
        proposal.state.is_deliberation() && !known.iter().any(|known| known.proposal_id == proposal.id)
    });
    let rows: Vec<_> = missing.map(|proposal| row(ctx, conference, proposal)).collect();
    let count = rows.len();
    scope.insert_all::<deliberation::Entity>(rows).await?;
    let act = Act::new(Action::ManageDeliberations, "Conference", conference.id).of(conference.id);
    act.with(json!({ "deliberations": count })).record(scope, ctx).await?;
    Ok(count)
}

fn row(ctx: &Ctx, conference: &conference::Model, proposal: &proposal::Model) -> deliberation::Model {
    let label = proposal.label();
    let opened = Deliberation::new(&label.to_string(), label.axis, *proposal.level, &proposal.text);
    deliberation::Model {
        tenant_id: conference.tenant_id,
        id: ctx.new_id(),
        conference_id: conference.id,
        proposal_id: proposal.id,
        label: opened.label,
        axis: proposal.axis,
        level: Coded(opened.level),
        text: opened.text,
        state: Coded(opened.state),
        responsible: None,
        deadline: None,
        progress: i32::from(opened.progress),
        entries: Doc(Vec::new()),
        opened_at: ctx.now(),
        version: 1,
    }
}
