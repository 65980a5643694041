//! Voting and quorum over the specimen conference, over invented cases, and as laws.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bloc;
mod cards;
mod laws;
mod priorities;
mod results;
mod roll_call;
mod specimen;
mod specimen_polls;
mod states;
mod support;
