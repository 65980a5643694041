//! Mobilization (*mobilização*): events before the conference, who came, what was said, and the drafts made of it.

mod attend;
mod contribute;
mod facts;
mod read;
mod schedule;

pub use attend::{RecordAttendance, record_attendance};
pub use contribute::{RecordContribution, TurnIntoProposal, record_contribution, turn_into_proposal};
pub(crate) use facts::report_facts;
pub use read::{contributions, events, summary};
pub use schedule::{ScheduleEvent, schedule_event};
pub use store::mobilization::contribution::Model as Contribution;
pub use store::mobilization::mobilization_event::Model as MobilizationEvent;

use crate::{Outcome, failure::Found};
use domain::conferences::{ConferenceField, may_change};
use store::Scope;
use store::conferences::conference;
use uuid::Uuid;

/// The conference, if mobilization still belongs to it: it is neither over nor cancelled.
async fn not_over(scope: &Scope, id: Uuid) -> Outcome<conference::Model> {
    let row = scope.get::<conference::Entity>(id).await?.found()?;
    may_change(ConferenceField::Title, *row.state, false)?;
    Ok(row)
}

/// The numbers of a conference's axes.
fn axes(row: &conference::Model) -> Vec<u16> {
    row.parameters.axis_numbers().into_iter().map(u16::from).collect()
}
