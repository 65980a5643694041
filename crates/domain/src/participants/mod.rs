//! Participants (*participantes*): registration, eligibility, born delegates, credentialing, badges.
//!
//! Steps 3 and 4 of the process; domain.md sections 2, 16 and 17.

pub mod alternates;
pub mod badge;
pub mod born;
pub mod change;
pub mod consent;
pub mod counts;
pub mod cpf;
pub mod credentialing;
pub mod eligibility;
pub mod email;
pub mod identity;
pub mod import;
pub mod pin;
pub mod placement;
pub mod presence;
pub mod registration;
pub mod rules;
pub mod share;

#[cfg(test)]
mod specimen_tests;
#[cfg(test)]
pub(crate) mod testing;

pub use badge::BadgeCode;
pub use cpf::Cpf;
pub use credentialing::{Attendee, Credentialing, CredentialingState, Presence};
pub use eligibility::{Eligibility, Standing};
pub use email::Email;
pub use pin::{LockoutPolicy, Pin};
pub use placement::{Declared, Placement};
pub use registration::{Channel, Gender, Registration, RegistrationInput};
pub use rules::ParticipationRules;
pub use share::Share;
