//! The commands, one file each.

mod doctor;
mod migrate;
mod schema;
mod seed;
mod serve;
mod worker;

pub(crate) use doctor::doctor;
pub(crate) use migrate::migrate;
pub(crate) use schema::schema;
pub(crate) use seed::seed;
pub(crate) use serve::serve;
pub(crate) use worker::worker;
