//! Polls, their rolls, ballots and counts.

mod ballots;
mod cards;
mod polls;
mod voters;

pub use ballots::{ballot, ballot_by_receipt, ballot_of, ballots, ballots_of, ballots_page, turnouts};
pub use ballots::{note_refused, refused_ballot, refused_counts};
pub use cards::{declaration, declarations_of, teller_count, teller_counts_of};
pub use polls::{PollFilter, last_closed, next_number, open_polls, poll, polls_of, polls_page};
pub use voters::{Accredited, accredited, is_on_a_roll, on_roll, roll};
