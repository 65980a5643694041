//! Participants (*participantes*): registration, eligibility, born delegates, credentialing, badges.

mod alternates;
mod attendance;
mod badges;
mod born;
mod consent;
mod credentialing;
mod desk;
pub(crate) mod facts;
mod history;
mod import;
mod pre_register;
mod read;
mod register;
mod review;
mod rules;
mod view;

pub use alternates::{AdmitAlternate, admit};
pub(crate) use attendance::presence_shares;
pub use attendance::{RecordSessionAttendance, SessionAttendance, record_session_attendance};
pub use badges::{IssueBadges, IssuedBadge, issue_badges};
pub(crate) use born::{follow_mandates, sync_born};
pub use consent::{ConsentText, PublishConsentText, consent_text, publish_consent_text};
pub use credentialing::{CredentialingView, MoveCredentialing, close_credentialing, credentialing, open_credentialing};
pub use desk::{AtTheDoor, CheckIn, Whom, check_in, check_out, undo_check_in};
pub use domain::participants::counts::{ParticipantCounts, PoolParity};
pub(crate) use facts::presence_at;
pub(crate) use history::{note, on_a_roll};
pub use import::{ImportFinding, ImportParticipants, ImportResult, ImportedRow, import};
pub use pre_register::{PreRegister, PreRegistered, pre_register};
pub use read::{ListFilter, changes, counts, get, list, me};
pub use register::{Person, Register, register, register_walk_in};
pub use review::{ChangeCategory, ReviewEligibility, WithdrawParticipant, change_category, review, withdraw};
pub use store::participants::ChangeKind;
pub use store::participants::change::Model as ParticipantChange;
pub use store::participants::participant::Model as ParticipantRow;
pub use view::Participant;
