//! Polls: their life, who may do what, votes at once, the specimen's 23.

mod cards;
mod life;
mod lists;
mod races;
mod settling;
mod specimen;
pub(crate) mod support;
