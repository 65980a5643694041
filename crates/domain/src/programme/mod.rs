//! The programme (*programação*): sessions, the tables, who speaks when, points of order and
//! announcements. Source: domain.md sections 4, 5 and 7; mission.md steps 7, 10, 11 and 13.

mod announcements;
mod hours;
mod points;
mod queue;
mod refusals;
mod session;
mod speech;
mod table;
mod voice;

pub use announcements::{ANNOUNCEMENT_MAX, Announcement, announcement, current_announcement};
pub use hours::{CountedHours, CountedSession, HoursMinimum, Shift, count_hours};
pub use points::{Appeal, Point, PointKind, PointState, Ruling, check_point};
pub use queue::{Asker, Defences, QueueOrder, SpeakersQueue, SpeechRequest};
pub use refusals::ProgrammeRefusal;
pub use session::{SessionAct, SessionKind, SessionState, check_only_plenary, check_schedule};
pub use speech::{FinishedSpeech, Speech, SpeechEnd, SpeechKind, SpeechRules};
pub use table::{DirectingTable, Keynote, TableMember, check_keynote, check_opening_table};
pub use voice::VoiceMatrix;
