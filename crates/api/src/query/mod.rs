//! Root fields of queries, one file a capability.

mod conferences;
mod councils;
mod identity;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(identity::IdentityQuery, councils::CouncilsQuery, conferences::ConferencesQuery);
