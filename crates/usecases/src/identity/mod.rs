//! Who is asking: sign-in by e-mail link, sessions, and the actor of a token.

mod actor;
mod badge;
mod link;
mod session;

pub use actor::actor_of;
pub use actor::me;
pub(crate) use badge::forget_failures;
pub use badge::{Door, SignInWithBadge, sign_in_with_badge};
pub use link::{LinkRequested, RedeemLink, RequestLink, redeem_link, request_link};
pub(crate) use session::start_display_session;
pub use session::{Session, end_session, start_account_session, start_participant_session};
pub use store::identity::account::Model as Account;
