//! What tests stand on: throwaway databases, a mail sink, a clock that tests set, the freshness of generated files.
//!
//! Used by tests only. PostgreSQL and Redis come from `scripts/with-services`.

pub mod clock;
pub mod databases;
pub mod generated;
pub mod services;
pub mod smtp;
pub mod state_reports;

pub use databases::TestDatabase;
