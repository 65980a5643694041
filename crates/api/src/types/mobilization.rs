//! Mobilization in GraphQL.

use super::enums::Enumeration;
use crate::connection::{Connection, PageArgs, connection};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::mobilization::EventKind;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::mobilization;

/// Who came to an event, by group.
#[derive(SimpleObject)]
pub(crate) struct EventAttendance {
    /// Of the government.
    government: i32,
    /// Users.
    users: i32,
    /// Workers.
    workers: i32,
    /// Of entities.
    entities: i32,
    /// Everybody.
    total: i32,
}

pub(crate) struct MobilizationEvent(pub mobilization::MobilizationEvent);

/// An event before the conference (*evento de mobilização, pré-conferência*).
#[Object]
impl MobilizationEvent {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("MobilizationEvent", self.0.tenant_id, self.0.id)
    }

    /// Title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Kind.
    async fn kind(&self) -> Enumeration<EventKind> {
        Enumeration(*self.0.kind)
    }

    /// Begin.
    async fn starts_at(&self) -> DateTime<Utc> {
        self.0.starts_at
    }

    /// End.
    async fn ends_at(&self) -> DateTime<Utc> {
        self.0.ends_at
    }

    /// Where, as people say it.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// Who came; null while it is not recorded.
    async fn attendance(&self) -> Option<EventAttendance> {
        let kept = &self.0;
        Some(EventAttendance {
            government: kept.government?,
            users: kept.users?,
            workers: kept.workers?,
            entities: kept.entities?,
            total: kept.attendance()?,
        })
    }

    /// How many contributions were taken down.
    async fn contribution_count(&self) -> i32 {
        self.0.contributions
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

pub(crate) struct Contribution(pub mobilization::Contribution);

/// What somebody said at an event (*contribuição*), kept without the person.
#[Object]
impl Contribution {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Contribution", self.0.tenant_id, self.0.id)
    }

    /// Global id of the event.
    async fn event_id(&self) -> ID {
        id::global("MobilizationEvent", self.0.tenant_id, self.0.event_id)
    }

    /// The words.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Number of the axis it seems to belong to; null when nobody said so.
    async fn axis(&self) -> Option<i32> {
        self.0.axis
    }

    /// Global id of the proposal drafted from it; null while there is none.
    async fn proposal_id(&self) -> Option<ID> {
        self.0.proposal_id.map(|proposal| id::global("Proposal", self.0.tenant_id, proposal))
    }

    /// When it was taken down.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at
    }
}

/// Mobilization, counted.
#[derive(SimpleObject)]
pub(crate) struct MobilizationSummary {
    /// Events.
    events: i32,
    /// Attendances; who came twice counts twice.
    attendance: i32,
    /// Contributions.
    contributions: i32,
}

pub(crate) struct ConferenceMobilization(pub Arc<Row>);

/// Events before the conference, and what came out of them.
#[Object]
impl ConferenceMobilization {
    /// Events before the conference, in order of time.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn mobilization_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<MobilizationEvent>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        Ok(connection(mobilization::events(app, asking, &self.0, &page).await.or_fail(asking)?, MobilizationEvent))
    }

    /// Events, attendances and contributions, counted.
    async fn mobilization(&self, ctx: &Context<'_>) -> async_graphql::Result<MobilizationSummary> {
        let (app, asking) = asked(ctx);
        let counted = mobilization::summary(app, asking, &self.0).await.or_fail(asking)?;
        Ok(MobilizationSummary {
            events: i32::try_from(counted.events).unwrap_or(i32::MAX),
            attendance: i32::try_from(counted.attendance).unwrap_or(i32::MAX),
            contributions: i32::try_from(counted.contributions).unwrap_or(i32::MAX),
        })
    }

    /// What people said at the events, of one event if given. For people of the council.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn contributions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of this event.")] event_id: Option<ID>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Contribution>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let event = id::optional_row("MobilizationEvent", event_id.as_ref())?.map(|row| row.id);
        let rows = mobilization::contributions(app, asking, &self.0, event, &page).await.or_fail(asking)?;
        Ok(connection(rows, Contribution))
    }
}
