//! How somebody proves who they are: opaque tokens, the secret of a browser, the PIN of a badge.
//!
//! What belongs here: the form of secrets, and how they are kept so that a stolen database holds
//! none of them. What does not: sessions, links and throttles as rows (`store`), when a secret is
//! valid (`usecases`). Randomness arrives as bytes from the caller.

pub mod browser;
pub mod pin;
pub mod token;
