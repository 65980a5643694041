//! Elections case by case and their laws.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own material fails by panicking")]

mod acclamation;
mod ballots;
mod fixture;
mod laws;
mod nominations;
mod reserve;
mod substitution;
mod ties;
mod vacancies;
