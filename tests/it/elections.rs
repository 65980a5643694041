//! Elections of delegates (*eleição*).

mod ballots;
mod delegation;
mod flow;
mod nominations;
mod specimen;
