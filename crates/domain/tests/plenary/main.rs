//! The specimen conference, from the reading of its rules to the proposals of its report: what
//! the rows say must come out of the rules as the specimen expects it.

#![allow(clippy::unwrap_used, reason = "what the specimen lacks must fail the test that asks for it")]

mod actions;
mod motions;
mod programme;
mod proposals;
mod refusals;
mod rules;
mod specimen;
