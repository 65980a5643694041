//! The rules of the house that a compiler does not check.

mod bans;
mod crates;
mod licences;
mod sources;
