//! Conferences (*conferências*): planned from a cycle, convened by an act, organized by a committee, held, closed.

mod committee;
mod decree;
mod differences;
mod facts;
mod named;
mod plan;
mod read;
mod readiness;
mod sign;
mod state;
mod steps;
mod update;

pub use committee::{AppointMember, Committee, DismissMember, appoint, committee, dismiss};
pub use decree::{DraftDecree, draft_decree};
pub use differences::{AcceptDifferences, CycleDifferences, accept_differences, differences};
pub(crate) use facts::report_facts;
pub use plan::{PlanConference, plan};
pub use read::{children, cycle, decrees, get, of_council, parent, search};
pub use sign::{PublishDecree, SignDecree, publish_decree, sign_decree};
pub use state::{CancelConference, ChangeState, cancel, close, open_registration, start};
pub use steps::{Checklist, steps};
pub use store::conferences::act::Model as Decree;
pub use store::conferences::committee_member::Model as CommitteeRow;
pub use store::conferences::conference::Model as Conference;
pub use store::conferences::listing::Model as Listing;
pub use store::conferences::{KeptSigner, ListingFilter};
pub use update::{Named, OwnParameters, UpdateConference, update};
