//! Root fields of queries, one file a capability.

mod conferences;
mod consolidation;
mod councils;
mod cycles;
mod groups;
mod identity;
mod live;
mod node;
mod participants;
mod proposals;
mod voting;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(MergedObject, Default)]
#[rustfmt::skip] // One capability a line, so that two that are added at once do not meet.
pub struct Query(
    identity::IdentityQuery,
    councils::CouncilsQuery,
    cycles::CyclesQuery,
    conferences::ConferencesQuery,
    node::NodeQuery,
    live::LiveQuery,
    voting::VotingQuery,
    groups::GroupsQuery,
    proposals::ProposalsQuery,
    participants::ParticipantsQuery,
    consolidation::ConsolidationQuery,
);
