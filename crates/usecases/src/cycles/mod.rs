//! Cycles (*ciclos conferenciais*): written as drafts, published in versions.

mod publish;
mod read;
mod write;

pub use publish::{PublishCycle, SetQuotas, publish, set_quotas};
pub(crate) use read::published;
pub use read::{contradictions, draft, get, list};
pub use store::cycles::CycleState;
pub use store::cycles::cycle::Model as Cycle;
pub use write::{CreateCycle, CycleChange, UpdateCycle, create, update};
