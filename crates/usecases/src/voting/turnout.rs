//! Turnout is told in beats: a vote itself writes no event, for the counter of a conference's events
//! would make every vote wait for the one before it. The relay tells once for all votes since its last beat.

use crate::{App, Outcome, record};
use domain::ids::TenantId;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Conferences in which votes came in since the last beat, on this node.
#[derive(Clone, Default)]
pub(crate) struct Turnout(Arc<Mutex<HashSet<(TenantId, Uuid)>>>);

impl Turnout {
    /// A vote came in.
    pub(crate) fn changed(&self, tenant: TenantId, conference: Uuid) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert((tenant, conference));
    }

    fn take(&self) -> Vec<(TenantId, Uuid)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).drain().collect()
    }
}

/// Has the subscribers of conferences with new votes look again. What is lost when a node dies is
/// told with the next vote, or with the closing.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell_turnout(app: &App) -> Outcome<()> {
    let ctx = &app.context(policy::Actor::Anonymous, "turnout".into());
    for (tenant, conference) in app.turnout.take() {
        let permit = policy::system(tenant, "voting.tell_turnout");
        let tell = |scope: store::Scope| async move { record::tell(&scope, ctx, conference).await };
        app.db.transact("voting.tell_turnout", &permit, tell).await?;
    }
    Ok(())
}
