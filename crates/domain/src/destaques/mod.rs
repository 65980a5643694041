//! Destaques (*destaques*): what a delegate highlights in an article or a proposal, how it is
//! settled, and what it does to the text. Source: domain.md section 7.
//!
//! The rules of procedure and the proposals both build on this module, so what happens to a text
//! (its word differences and its history) is here too.

mod amendment;
pub mod diff;
mod history;
mod kind;
mod life;
mod mooting;
mod refusals;
mod words;

pub use amendment::{AmendedText, Amendment};
pub use diff::{DiffOp, DiffPart, diff, rebase};
pub use history::{TextHistory, TextVersion};
pub use kind::{DestaqueKind, DestaqueState};
pub use life::{Destaque, DestaqueAct, Raising, check_raising};
pub use mooting::{ApprovedDestaque, Mooted, PendingDestaque, made_pointless};
pub use refusals::DestaqueRefusal;
pub use words::{answered_reason, decided_reason, fallen_reason, mooted_reason};
