//! What can be read of a report, by whom.

use super::frame::frame;
use crate::{App, Ctx, Outcome, failure::Found};
use domain::ids::RowId;
use domain::reports::{Deadline, ReportState, Shortcoming, validate};
use policy::{Action, Permit};
use store::conferences::conference;
use store::reports::{self, report_version};

/// A report as one reader may see it.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// The version shown: for people of the council the current one, for others the one filed last.
    pub version: report_version::Model,
    /// All versions that the reader may see, oldest first.
    pub versions: Vec<report_version::Model>,
    /// What the version lacks as of now; only for people of the council.
    pub shortcomings: Vec<Shortcoming>,
    /// Until when it is filed.
    pub deadline: Deadline,
    /// Whether the reader belongs to the council: sees drafts and reasons of returns.
    pub internal: bool,
    /// Whether the reader sees documents and contacts of delegates.
    pub personal: bool,
}

/// The report of a conference; none before it was generated, and for the public before it was filed.
///
/// # Errors
/// Not found when there is no such conference.
pub async fn of_conference(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Option<ReportView>> {
    let RowId { tenant, id } = conference;
    let internal = ctx.permit(Action::ReadReport, tenant, Some(id));
    let is_internal = internal.is_ok();
    let permit = internal.or_else(|_| ctx.permit(Action::ReadConference, tenant, Some(id)))?;
    view(app, ctx, &permit, conference, is_internal).await
}

/// The report that the actor just worked on.
pub(super) async fn own(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<ReportView> {
    let permit = ctx.permit(Action::ReadReport, conference.tenant, Some(conference.id))?;
    view(app, ctx, &permit, conference, true).await?.found()
}

async fn view(
    app: &App,
    ctx: &Ctx,
    permit: &Permit,
    RowId { tenant, id }: RowId,
    internal: bool,
) -> Outcome<Option<ReportView>> {
    let scope = app.db.read(permit).await?;
    let mut versions = reports::versions(&scope, id).await?;
    versions.retain(|version| internal || is_public(*version.state));
    let Some(version) = versions.last().cloned() else { return Ok(None) };
    let conference = scope.get::<conference::Entity>(id).await?.found()?;
    let rules = frame(&scope, &conference).await?.rules;
    let shortcomings = if internal { validate(&version.content, &rules, ctx.now()) } else { vec![] };
    let personal = ctx.permit(Action::ReadPersonalData, tenant, Some(id)).is_ok();
    Ok(Some(ReportView { version, versions, shortcomings, deadline: rules.deadline, internal, personal }))
}

/// Whether a version of that state left the council, and so is public.
fn is_public(state: ReportState) -> bool {
    matches!(state, ReportState::Filed | ReportState::Returned | ReportState::Accepted)
}
