//! The facts on which a change of state depends, counted at the moment of the act.

use crate::Outcome;
use domain::conferences::Readiness;
use store::Scope;
use store::conferences::conference;

/// Counts them.
pub(super) async fn readiness(scope: &Scope, conference: &conference::Model) -> Outcome<Readiness> {
    let delegates = crate::participants::facts::eligible_delegates(scope, conference.id).await?;
    let programme = crate::programme::step_facts(scope, conference).await?;
    Ok(Readiness {
        act_published: conference.state.is_convened(),
        sessions: programme.sessions,
        delegates,
        sessions_running: programme.sessions_running,
        polls_open: crate::voting::polls_open(scope, conference).await?,
        elections_unfinished: crate::elections::facts::unfinished(scope, conference).await?,
    })
}
