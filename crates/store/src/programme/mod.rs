//! The programme: sessions, what the hall is at, speeches, points, quorum, announcements.

mod announcements;
mod points;
mod quorum;
mod running;
mod sessions;
mod speeches;

pub use announcements::{announcement, announcements};
pub use points::{appeals, point, points};
pub use quorum::{last_check_of, quorum_check, quorum_checks};
pub use running::{CurrentItem, ItemKind, lock_programme, programme};
pub use sessions::{running_plenary, session, sessions, sessions_running};
pub use speeches::{SpeechState, queue, speech_request, withdraw_defences, withdraw_for_point, withdraw_waiting};
