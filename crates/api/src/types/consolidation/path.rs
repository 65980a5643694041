//! The path of a proposal from the town upwards.

use crate::loaders::CouncilLoader;
use crate::types::councils::Council;
use crate::types::enums::Enumeration;
use async_graphql::{Context, Object, dataloader::DataLoader};
use chrono::{DateTime, Utc};
use usecases::consolidation::{Station, StationKind};

pub(crate) struct PathStation(pub Station);

/// A station of a proposal's path (*caminho da proposta*).
#[Object]
impl PathStation {
    /// What happened.
    async fn kind(&self) -> Enumeration<StationKind> {
        Enumeration(self.0.kind)
    }

    /// The council where it happened.
    async fn council(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Council>> {
        let loader = ctx.data_unchecked::<DataLoader<CouncilLoader>>();
        let council = loader.load_one(self.0.council).await;
        council.map(|found| found.map(Council)).map_err(|error| crate::error::coded("INTERNAL", &error.to_string()))
    }

    /// When, where it is known.
    async fn at(&self) -> Option<DateTime<Utc>> {
        self.0.at
    }

    /// Text of the proposal there.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Its name there: a label, a number in the book, the protocol of the report it is in.
    async fn label(&self) -> Option<&str> {
        self.0.label.as_deref()
    }

    /// How many councils asked for it there.
    async fn councils(&self) -> i32 {
        self.0.councils
    }
}
