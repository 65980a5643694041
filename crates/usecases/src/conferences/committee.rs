//! The organizing committee, with its parity at all times.

use crate::{Act, App, Ctx, Outcome, failure::Found};
use domain::conferences::{self as rules, CommitteeMember, ConferenceField, may_change};
use domain::councils::ParityReport;
use domain::ids::RowId;
use domain::people::{Sector, Segment};
use domain::{Refusal, text};
use policy::Action;
use serde::Serialize;
use serde_json::json;
use store::Coded;
use store::conferences::{self, committee_member, conference};
use uuid::Uuid;

/// Somebody to appoint.
#[derive(Debug, Clone, Serialize)]
pub struct AppointMember {
    /// Idempotency key.
    pub key: Uuid,
    /// The conference.
    pub conference: RowId,
    /// Name.
    pub name: String,
    /// Half of parity.
    pub sector: Sector,
    /// Segment, for civil society.
    pub segment: Option<Segment>,
    /// Task in the committee.
    pub task: Option<String>,
    /// The act that names the person.
    pub named_by: Option<String>,
}

/// The committee of a conference.
#[derive(Debug, Clone)]
pub struct Committee {
    /// Those who are in it, in order of appointment.
    pub members: Vec<committee_member::Model>,
    /// Parity by the cycle's rule, and what it lacks.
    pub parity: ParityReport,
    /// Fewest members by the cycle's rule.
    pub min_size: u32,
    /// The act that named it.
    pub named_by: Option<String>,
}

/// Appoints a member of the organizing committee (*nomeação*). Parity is shown, and refuses nobody: a committee
/// grows one by one.
///
/// # Errors
/// `SEGMENT_REQUIRED`, `SEGMENT_NOT_ALLOWED`, `ALREADY_APPOINTED`, `CONFERENCE_STATE`; refusals on each field.
pub async fn appoint(app: &App, ctx: &Ctx, command: &AppointMember) -> Outcome<committee_member::Model> {
    let permit = ctx.permit(Action::ManageCommittee, command.conference.tenant, Some(command.conference.id))?;
    app.act(ctx, "conferences.appoint", &permit, command.key, command, |scope| async move {
        let conference = scope.lock::<conference::Entity>(command.conference.id).await?.found()?;
        may_change(ConferenceField::Title, *conference.state, false)?;
        let present = active(conferences::committee(&scope, conference.id).await?);
        let known: Vec<_> = present.iter().map(as_rule).collect();
        let task = command.task.as_deref();
        let member = rules::appoint(&known, &command.name, command.sector, command.segment, task)?;
        let row = committee_member::Model {
            tenant_id: scope.tenant_id(),
            id: ctx.new_id(),
            conference_id: conference.id,
            name: member.name,
            sector: Coded(member.sector),
            segment: member.segment.map(Coded),
            task: member.task,
            named_by: text::optional_line("namedBy", command.named_by.as_deref(), text::LINE_MAX)?,
            appointed_at: ctx.now(),
            dismissed_at: None,
            dismissal_reason: None,
        };
        let row = scope.insert::<committee_member::Entity>(row).await?;
        let act = Act::new(Action::ManageCommittee, "CommitteeMember", row.id).of(conference.id);
        act.with(json!({ "appointed": row.sector, "segment": row.segment })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

/// Somebody to dismiss.
#[derive(Debug, Clone, Serialize)]
pub struct DismissMember {
    /// Idempotency key.
    pub key: Uuid,
    /// The member.
    pub member: RowId,
    /// Why.
    pub reason: Option<String>,
}

/// Dismisses a member of the committee (*desligamento*); the record stays.
///
/// # Errors
/// `ALREADY_DISMISSED`, `CONFERENCE_STATE`.
pub async fn dismiss(app: &App, ctx: &Ctx, command: &DismissMember) -> Outcome<committee_member::Model> {
    let permit = ctx.permit(Action::ManageCommittee, command.member.tenant, None)?;
    let reason = &text::optional_line("reason", command.reason.as_deref(), text::LINE_MAX)?;
    app.act(ctx, "conferences.dismiss", &permit, command.key, command, |scope| async move {
        let row = scope.lock::<committee_member::Entity>(command.member.id).await?.found()?;
        ctx.permit(Action::ManageCommittee, command.member.tenant, Some(row.conference_id))?;
        let conference = scope.get::<conference::Entity>(row.conference_id).await?.found()?;
        may_change(ConferenceField::Title, *conference.state, false)?;
        if row.dismissed_at.is_some() {
            return Err(already_dismissed().into());
        }
        let row = committee_member::Model { dismissed_at: Some(ctx.now()), dismissal_reason: reason.clone(), ..row };
        let row = scope.save::<committee_member::Entity>(row).await?;
        let act = Act::new(Action::ManageCommittee, "CommitteeMember", row.id).of(row.conference_id);
        act.with(json!({ "dismissed": row.sector })).record(&scope, ctx).await?;
        Ok(row)
    })
    .await
}

fn already_dismissed() -> Refusal {
    Refusal::rule(
        "ALREADY_DISMISSED",
        "comissão organizadora",
        "Esta pessoa já saiu da comissão. Para que volte, nomeie-a de novo.",
    )
}

/// The committee of a conference: the act that names it is public, and so is it.
///
/// # Errors
/// When the database fails.
pub async fn committee(app: &App, ctx: &Ctx, row: &conference::Model) -> Outcome<Committee> {
    let permit = ctx.permit(Action::ReadConference, domain::ids::TenantId(row.tenant_id), Some(row.id))?;
    let all = conferences::committee(&app.db.read(&permit).await?, row.id).await?;
    Ok(measured(row, active(all)))
}

/// A committee as the cycle's rule measures it.
pub(super) fn measured(row: &conference::Model, members: Vec<committee_member::Model>) -> Committee {
    let rule = row.parameters.committee_rule();
    let known: Vec<_> = members.iter().map(as_rule).collect();
    let parity = rules::committee_parity(&known, &rule);
    let named_by = members.iter().rev().find_map(|member| member.named_by.clone());
    Committee { members, parity, min_size: rule.min_size, named_by }
}

/// Those who are in the committee now.
pub(super) fn active(all: Vec<committee_member::Model>) -> Vec<committee_member::Model> {
    all.into_iter().filter(|member| member.dismissed_at.is_none()).collect()
}

fn as_rule(kept: &committee_member::Model) -> CommitteeMember {
    CommitteeMember {
        name: kept.name.clone(),
        sector: *kept.sector,
        segment: kept.segment.map(|segment| *segment),
        task: kept.task.clone(),
    }
}
