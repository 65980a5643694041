//! Mutations, one file a capability. Each parses its input, calls one use case and maps the outcome.

mod councils;
mod identity;

use async_graphql::MergedObject;

/// What can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(identity::IdentityMutation, councils::CouncilsMutation);
