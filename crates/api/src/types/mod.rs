//! Object types, one file a capability.

pub(crate) mod conferences;
pub(crate) mod councils;
pub(crate) mod enums;
pub(crate) mod identity;
