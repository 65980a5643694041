//! Polls as a hall's screen shows them.

use crate::Outcome;
use store::Scope;
use store::voting::{self, poll};
use uuid::Uuid;

/// A poll with what is known of it at this moment.
#[derive(Debug, Clone)]
pub(crate) struct PollView {
    /// The poll; result, roll size and quorum are in it.
    pub row: poll::Model,
    /// How many voted; none in a show of cards.
    pub turnout: Option<u32>,
}

/// The polls that are open in a conference: none or one. For snapshots.
///
/// # Errors
/// When the database fails.
pub(crate) async fn open_polls_of(scope: &Scope, conference: Uuid) -> Outcome<Vec<PollView>> {
    let open = voting::open_polls(scope, conference).await?;
    let mut views = Vec::with_capacity(open.len());
    for row in open {
        views.push(view(scope, row).await?);
    }
    Ok(views)
}

async fn view(scope: &Scope, row: poll::Model) -> Outcome<PollView> {
    if *row.kind != domain::voting::PollKind::RollCall {
        return Ok(PollView { row, turnout: None });
    }
    let turnout = voting::turnouts(scope, vec![row.id]).await?.get(&row.id).copied().unwrap_or(0);
    Ok(PollView { row, turnout: Some(turnout) })
}

/// The poll of a conference that ended last, unless it was annulled; with its result once there is one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn last_result(scope: &Scope, conference: Uuid) -> Outcome<Option<poll::Model>> {
    Ok(voting::last_closed(scope, conference).await?)
}
