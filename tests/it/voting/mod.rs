//! Polls: their life, who may do what, votes at once, the specimen's 23.

mod life;
mod support;
