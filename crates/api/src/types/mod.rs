//! Object types, one file a capability.

pub(crate) mod actions;
pub(crate) mod conferences;
pub(crate) mod consolidation;
pub(crate) mod councils;
pub(crate) mod cycles;
pub(crate) mod destaques;
pub(crate) mod displays;
pub(crate) mod elections;
pub(crate) mod enums;
pub(crate) mod evaluations;
pub(crate) mod groups;
pub(crate) mod identity;
pub(crate) mod live;
pub(crate) mod mobilization;
pub(crate) mod monitoring;
pub(crate) mod motions;
pub(crate) mod participants;
pub(crate) mod programme;
pub(crate) mod proposals;
pub(crate) mod reports;
pub(crate) mod rules;
pub(crate) mod voting;
