//! Working groups (*grupos de trabalho*): who sits where, what they vote, what goes on.

mod assign;
mod conclude;
pub(crate) mod facts;
mod manage;
mod meet;
mod read;
pub(crate) mod standing;

pub use assign::{AssignGroups, Balance, GroupBalance, MoveToGroup, assign, move_to_group};
pub use conclude::{ConcludeGroup, ReopenGroup, conclude, reopen};
pub use manage::{CreateGroup, CreateGroups, UpdateGroup, create, create_from_axes, update};
pub use meet::{OpenGroup, RecordAttendance, RecordVote, open, record_attendance, record_vote};
pub use read::{GroupView, StratumCount, get, members, of_conference};
pub use store::groups::working_group::Model as WorkingGroup;
pub use store::participants::participant::Model as Member;
