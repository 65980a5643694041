//! The binary as a process: started, stopped, killed in the middle, on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

mod killing;
mod seeding;
mod server;
mod stopping;
