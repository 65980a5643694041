//! The final report, from what happened to the answer of the council above.

mod deadline;
pub(crate) mod desk;
#[path = "../../../crates/domain/tests/closing/facts.rs"]
#[allow(dead_code)] // The closing tests of the domain use all of it.
pub(crate) mod facts;
mod filing;
mod letters;
mod specimen;
mod writing;
