//! The checklist of the 17 steps, derived from what each capability finds in its rows.

use super::facts;
use crate::{App, Ctx, Outcome};
use chrono::{DateTime, Utc};
use domain::conferences::steps::{self, CredentialingFacts, Step, StepFacts};
use domain::conferences::{ConferenceDays, Edition};
use domain::ids::TenantId;
use policy::Action;
use store::Scope;
use store::conferences::conference;

/// The checklist of a conference.
#[derive(Debug, Clone)]
pub struct Checklist {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The step whose next action comes first.
    pub next: Option<Step>,
    /// How many steps are done.
    pub done: usize,
}

/// The steps of a conference on the council's calendar, for its people.
///
/// # Errors
/// Not found for strangers.
pub async fn steps(app: &App, ctx: &Ctx, row: &conference::Model) -> Outcome<Checklist> {
    let permit = ctx.permit(Action::ReadOrganization, TenantId(row.tenant_id), Some(row.id))?;
    let scope = app.db.read(&permit).await?;
    let today = ctx.now().with_timezone(&super::plan::zone(&row.time_zone)).date_naive();
    let steps = steps::steps(&facts_of(&scope, row).await?, today);
    let next = steps::next_act(&steps).cloned();
    let (done, _) = steps::summary(&steps);
    Ok(Checklist { steps, next, done })
}

async fn facts_of(scope: &Scope, row: &conference::Model) -> Outcome<StepFacts> {
    let first = row.first_day.unwrap_or_else(|| row.created_at.date_naive());
    let days = ConferenceDays { first, last: row.last_day.unwrap_or(first) };
    let planned = StepFacts::planned(Edition::new(i64::from(row.edition))?, days);
    let (convocation, committee) = facts::step_facts(scope, row).await?;
    let elects = row.parameters.elects_to(*row.level).is_some();
    let (participants, desk) = crate::participants::facts::step_facts(scope, row).await?;
    let credentialing = CredentialingFacts { quorum_at: first_quorum(scope, row).await?, ..desk };
    let programme = crate::programme::step_facts(scope, row).await?;
    let (report, filing) = crate::reports::step_facts(scope, row).await?;
    let election = match elects {
        true => Some(crate::elections::facts::step_facts(scope, row).await?),
        false => None,
    };
    Ok(StepFacts {
        state: *row.state,
        convocation,
        committee,
        participants,
        credentialing,
        rules: crate::rules::facts::step_facts(scope, row).await?,
        opening: programme.opening,
        opening_table_size: programme.opening_table_size,
        opening_plenary: programme.opening_plenary,
        points: programme.points,
        keynote: programme.keynote,
        keynote_speaker: programme.keynote_speaker,
        final_plenary: programme.final_plenary,
        groups: crate::groups::facts::step_facts(scope, row).await?,
        proposals: crate::proposals::facts::step_facts(scope, row).await?,
        polls_open: crate::voting::polls_open(scope, row).await?,
        election,
        motions: crate::motions::facts::step_facts(scope, row).await?,
        actions: crate::actions::facts::step_facts(scope, row).await?,
        evaluation: crate::evaluations::facts::step_facts(scope, row).await?,
        report,
        filing,
        ..planned
    })
}

/// When a check of the quorum first found one.
async fn first_quorum(scope: &Scope, row: &conference::Model) -> Outcome<Option<DateTime<Utc>>> {
    let checks = store::programme::quorum_checks(scope, row.id).await?;
    Ok(checks.into_iter().find(|check| check.result.reached).map(|check| check.at))
}
