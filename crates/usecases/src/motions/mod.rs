//! Motions (*moções*): handed in, signed, admitted by the number of signatures, voted.

mod admit;
pub(crate) mod decided;
pub(crate) mod facts;
mod read;
mod sign;
mod submit;

pub use admit::{CloseMotions, close_motions};
pub(crate) use read::admitted;
pub use read::{MotionView, of_conference, signed_by_me};
pub use sign::{SignMotion, WithdrawSignature, sign, withdraw_signature};
pub use store::motions::motion::Model as Motion;
pub use submit::{SubmitMotion, WithdrawMotion, submit, withdraw};
