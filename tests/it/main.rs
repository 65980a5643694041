//! Black-box tests: through HTTP, on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

mod architecture;
mod councils;
mod generated;
mod hostile;
mod identity;
mod isolation;
mod limits;
mod support;
