//! Mutations, one file a capability. Each parses its input, calls one use case and maps the outcome.

mod actions;
mod conferences;
mod consolidation;
mod convening;
mod councils;
mod cycles;
mod destaques;
mod displays;
mod elections;
mod evaluations;
mod groups;
mod identity;
mod mobilization;
mod monitoring;
mod motions;
mod participants;
mod programme;
mod proposals;
mod reports;
mod rules;
mod voting;

use async_graphql::MergedObject;

/// What can be done.
#[derive(MergedObject, Default)]
#[rustfmt::skip] // One capability a line, so that two that are added at once do not meet.
pub struct Mutation(
    identity::IdentityMutation,
    councils::CouncilsMutation,
    voting::VotingMutation,
    rules::RulesMutation,
    destaques::DestaquesMutation,
    cycles::CyclesMutation,
    elections::ElectionsMutation,
    groups::GroupsMutation,
    proposals::ProposalsMutation,
    motions::MotionsMutation,
    participants::RegistrationMutation,
    participants::CredentialingMutation,
    participants::BadgesMutation,
    participants::ReviewMutation,
    participants::CorrectionMutation,
    participants::ImportMutation,
    participants::AttendanceMutation,
    reports::ReportsMutation,
    consolidation::InboxMutation,
    consolidation::AccreditationMutation,
    consolidation::PoolMutation,
    programme::ProgrammeMutation,
    programme::SpeakingMutation,
    conferences::ConferencesMutation,
    convening::ConveningMutation,
    mobilization::MobilizationMutation,
    displays::DisplaysMutation,
    actions::ActionsMutation,
    evaluations::EvaluationsMutation,
    monitoring::MonitoringMutation,
);
