//! Conferences in GraphQL: each capability adds its own fields to the object.

mod checklist;
mod convening;
mod decree;
mod listing;

pub(crate) use decree::{CommitteeMember, Decree};
pub(crate) use listing::{ConferenceListing, listed, place};

use super::enums::Enumeration;
use crate::id;
use async_graphql::{Context, ID, MergedObject, Object, dataloader::DataLoader};
use chrono::NaiveDate;
use domain::conferences::{ConferenceKind, ConferenceMode, ConferenceState};
use domain::people::Level;
use std::sync::Arc;
use usecases::conferences::Conference as Row;

/// A conference of social assistance (*conferência*).
#[derive(MergedObject)]
#[rustfmt::skip] // One capability a line, so that two that are added at once do not meet.
pub(crate) struct Conference(
    ConferenceCore,
    convening::ConferenceConvening,
    super::mobilization::ConferenceMobilization,
    super::voting::ConferenceVoting,
    super::rules::ConferenceRules,
    super::destaques::ConferenceDestaques,
    super::elections::ConferenceElections,
    super::groups::ConferenceGroups,
    super::proposals::ConferenceProposals,
    super::motions::ConferenceMotions,
    super::participants::ConferenceParticipants,
    super::reports::ConferenceReport,
    super::consolidation::ConferenceConsolidation,
    super::programme::ConferenceProgramme,
    super::displays::ConferenceDisplays,
    super::actions::ConferenceActions,
    super::evaluations::ConferenceEvaluation,
    super::monitoring::ConferenceMonitoring,
);

impl From<Row> for Conference {
    fn from(row: Row) -> Self {
        let row = Arc::new(row);
        Self::of(&row)
    }
}

impl Conference {
    /// Global id, for the interface of all objects that have one.
    pub(crate) async fn id(&self, ctx: &Context<'_>) -> async_graphql::Result<ID> {
        self.0.id(ctx).await
    }

    /// The object over a row that its parts share.
    #[rustfmt::skip]
    fn of(row: &Arc<Row>) -> Self {
        Self(
            ConferenceCore(row.clone()),
            convening::ConferenceConvening(row.clone()),
            super::mobilization::ConferenceMobilization(row.clone()),
            super::voting::ConferenceVoting(row.clone()),
            super::rules::ConferenceRules(row.clone()),
            super::destaques::ConferenceDestaques(row.clone()),
            super::elections::ConferenceElections(row.clone()),
            super::groups::ConferenceGroups(row.clone()),
            super::proposals::ConferenceProposals(row.clone()),
            super::motions::ConferenceMotions(row.clone()),
            super::participants::ConferenceParticipants(row.clone()),
            super::reports::ConferenceReport(row.clone()),
            super::consolidation::ConferenceConsolidation(row.clone()),
            super::programme::ConferenceProgramme(row.clone()),
            super::displays::ConferenceDisplays(row.clone()),
            super::actions::ConferenceActions(row.clone()),
            super::evaluations::ConferenceEvaluation(row.clone()),
            super::monitoring::ConferenceMonitoring(row.clone()),
        )
    }
}

pub(crate) struct ConferenceCore(pub Arc<Row>);

/// What every conference has, whatever the capability.
#[Object]
impl ConferenceCore {
    /// Global id.
    pub(crate) async fn id(&self) -> ID {
        id::global("Conference", self.0.tenant_id, self.0.id)
    }

    /// The council that holds it.
    async fn council(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<super::councils::Council>> {
        let loader = ctx.data_unchecked::<DataLoader<crate::loaders::CouncilLoader>>();
        let council = loader.load_one(self.0.tenant_id).await;
        council
            .map(|found| found.map(super::councils::Council))
            .map_err(|error| crate::error::coded("INTERNAL", &error.to_string()))
    }

    /// Edition number, the council's own.
    async fn edition(&self) -> i32 {
        self.0.edition
    }

    /// Full title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Theme.
    async fn theme(&self) -> &str {
        &self.0.theme
    }

    /// Stage.
    async fn level(&self) -> Enumeration<Level> {
        Enumeration(*self.0.level)
    }

    /// Ordinary or extraordinary.
    async fn kind(&self) -> Enumeration<ConferenceKind> {
        Enumeration(*self.0.kind)
    }

    /// In person, hybrid or virtual.
    async fn mode(&self) -> Enumeration<ConferenceMode> {
        Enumeration(*self.0.mode)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<ConferenceState> {
        Enumeration(*self.0.state)
    }

    /// First day, in the conference's time zone; null while not set.
    async fn first_day(&self) -> Option<NaiveDate> {
        self.0.first_day
    }

    /// Last day, in the conference's time zone; null while not set.
    async fn last_day(&self) -> Option<NaiveDate> {
        self.0.last_day
    }

    /// IANA time zone in which its dates count.
    async fn time_zone(&self) -> &str {
        &self.0.time_zone
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
