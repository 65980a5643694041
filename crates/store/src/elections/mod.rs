//! Elections of delegates: nominations, the meetings of the pools with their ballots, the delegation.

mod delegation;
mod held;
mod meetings;
mod nominations;

pub use delegation::{departure, departures, place, places};
pub use held::{current, election, elections};
pub use meetings::{MeetingState, Turnout, choice, choices, meeting, meeting_of, meetings, turnout, voter, voter_of};
pub use nominations::{nomination, nominations};
