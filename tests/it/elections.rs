//! Elections of delegates (*eleição*).

mod ballots;
mod delegation;
pub(crate) mod flow;
mod nominations;
pub(crate) mod specimen;
