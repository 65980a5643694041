//! Participants: registration, review, credentialing, badges.

mod attendance;
mod badges;
mod correction;
mod credentialing;
mod import;
mod registration;
mod review;

pub(crate) use attendance::AttendanceMutation;
pub(crate) use badges::BadgesMutation;
pub(crate) use correction::CorrectionMutation;
pub(crate) use credentialing::CredentialingMutation;
pub(crate) use import::ImportMutation;
pub(crate) use registration::RegistrationMutation;
pub(crate) use review::ReviewMutation;

use crate::outcome::outcome;
use crate::types::participants::Participant;

outcome! {
    /// What came of an act on a participant.
    ParticipantOutcome = Participant
}
