//! The schema: what the modules offer, put together.

use crate::types::proposals::{AuthorLoader, ProposalStoryLoader, RankLoader};
use crate::types::voting::loaders as voting;
use crate::{
    limits,
    loaders::{CouncilLoader, MunicipalityLoader},
    mutation::Mutation,
    outcome::RefusalInterface,
    query::Query,
    subscription::Subscription,
};
use async_graphql::dataloader::DataLoader;
use usecases::App;

/// The executable schema.
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// The schema over a running system.
pub fn schema(app: App) -> Schema {
    builder()
        .data(DataLoader::new(CouncilLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(MunicipalityLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(AuthorLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(voting::TurnoutLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(voting::CountingLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(voting::PresentLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(voting::MyVoteLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(ProposalStoryLoader(app.clone()), tokio::spawn))
        .data(DataLoader::new(RankLoader(app.clone()), tokio::spawn))
        .data(app)
        .limit_depth(limits::DEPTH)
        .limit_complexity(limits::COST)
        .limit_directives(limits::DIRECTIVES)
        .extension(limits::Limits)
        .finish()
}

/// The schema in the schema language, as committed in `schema.graphql`.
pub fn sdl() -> String {
    builder().finish().sdl_with_options(async_graphql::SDLExportOptions::new().sorted_fields().sorted_enum_items())
}

fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, Subscription> {
    async_graphql::Schema::build(Query::default(), Mutation::default(), Subscription::default())
        .register_output_type::<RefusalInterface>()
}
