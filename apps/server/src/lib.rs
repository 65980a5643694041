//! Composition root: puts the crates together into the binary `confere`.

pub mod config;
pub mod telemetry;
