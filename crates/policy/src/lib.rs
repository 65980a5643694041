//! Who may do what: Actor × Action × Tenant → [`Permit`].
//!
//! What belongs here: roles, the actions of the system, the matrix between them, and the permit,
//! a value that nobody else can build. What does not: loading an actor (that is `usecases`) and
//! rules about the state of things (that is `domain`).

mod action;
mod actor;
mod matrix;
mod permit;
mod role;

pub use action::Action;
pub use actor::{Actor, ActorKey, Membership};
pub use matrix::{allows, matrix_markdown};
pub use permit::{Denied, Permit, permit, public, system};
pub use role::Role;
