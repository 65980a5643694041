//! What convening and organizing add to a conference.

use super::checklist::{ConferenceStep, CycleDifferences};
use super::decree::{Committee, Decree};
use super::listing::{ConferenceListing, listed, place};
use crate::connection::{Connection, PageArgs, connection, size};
use crate::types::councils::AuditEntry;
use crate::types::cycles::{Cycle, CycleParameters};
use crate::{context::asked, error::OrFail};
use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use domain::conferences::ConferenceDays;
use domain::ids::TenantId;
use std::sync::Arc;
use usecases::conferences::{self, Conference as Row};
use usecases::councils;

pub(crate) struct ConferenceConvening(pub Arc<Row>);

/// Cycle, act, committee, checklist, and the conferences above and below.
#[Object]
impl ConferenceConvening {
    /// Name of the venue; null while not set.
    async fn venue_name(&self) -> Option<&str> {
        self.0.venue_name.as_deref()
    }

    /// Address of the venue; null while not set.
    async fn venue_address(&self) -> Option<&str> {
        self.0.venue_address.as_deref()
    }

    /// Why it was cancelled; null otherwise.
    async fn state_reason(&self) -> Option<&str> {
        self.0.state_reason.as_deref()
    }

    /// When it was planned.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// What to know about days outside the cycle's window; null when all is well. It refuses nothing.
    async fn window_notice(&self) -> Option<String> {
        let (first, last) = self.0.first_day.zip(self.0.last_day)?;
        self.0.parameters.window(*self.0.level)?.notice(ConferenceDays { first, last })
    }

    /// The parameters that hold here: those of the cycle as accepted, with what the conference set for itself.
    async fn parameters(&self) -> CycleParameters {
        CycleParameters(self.0.parameters.0.clone())
    }

    /// The cycle it was planned from.
    async fn cycle(&self, ctx: &Context<'_>) -> async_graphql::Result<Cycle> {
        let (app, asking) = asked(ctx);
        conferences::cycle(app, &self.0).await.map(Cycle).or_fail(asking)
    }

    /// The published version of the cycle that was accepted.
    async fn cycle_version(&self) -> i32 {
        self.0.cycle_version
    }

    /// What the cycle changed since; nothing of it holds before it is accepted. For people of the council.
    async fn cycle_differences(&self, ctx: &Context<'_>) -> async_graphql::Result<CycleDifferences> {
        let (app, asking) = asked(ctx);
        conferences::differences(app, asking, &self.0).await.map(Into::into).or_fail(asking)
    }

    /// The latest act of convocation: published for everybody, a draft for people of the council; null when
    /// there is none.
    async fn decree(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Decree>> {
        let (app, asking) = asked(ctx);
        Ok(conferences::decrees(app, asking, &self.0).await.or_fail(asking)?.pop().map(Decree))
    }

    /// The act of convocation and those that rectify it, in order; drafts for people of the council only.
    async fn decrees(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Decree>> {
        let (app, asking) = asked(ctx);
        Ok(conferences::decrees(app, asking, &self.0).await.or_fail(asking)?.into_iter().map(Decree).collect())
    }

    /// The organizing committee with its parity.
    async fn committee(&self, ctx: &Context<'_>) -> async_graphql::Result<Committee> {
        let (app, asking) = asked(ctx);
        conferences::committee(app, asking, &self.0).await.map(Into::into).or_fail(asking)
    }

    /// The steps of the conference, each derived from facts. For people of the council.
    #[graphql(complexity = "20 + 19 * child_complexity")]
    async fn steps(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ConferenceStep>> {
        let (app, asking) = asked(ctx);
        let checklist = conferences::steps(app, asking, &self.0).await.or_fail(asking)?;
        Ok(checklist.steps.into_iter().map(Into::into).collect())
    }

    /// The step whose next action comes first; null when nothing is left to do. For people of the council.
    #[graphql(complexity = "20 + child_complexity")]
    async fn next_step(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<ConferenceStep>> {
        let (app, asking) = asked(ctx);
        Ok(conferences::steps(app, asking, &self.0).await.or_fail(asking)?.next.map(Into::into))
    }

    /// The conference of the council above in the same tree of cycles; null while there is none.
    async fn parent(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<ConferenceListing>> {
        let (app, asking) = asked(ctx);
        Ok(conferences::parent(app, &self.0).await.or_fail(asking)?.map(ConferenceListing))
    }

    /// The conferences of the councils under this one's in the same tree of cycles, by first day.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn children(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<ConferenceListing>> {
        let (app, asking) = asked(ctx);
        let size = size(first)?;
        let from = place(after.as_deref())?;
        let rows = conferences::children(app, &self.0, from, size + 1).await.or_fail(asking)?;
        Ok(listed(rows, size, after.is_some()))
    }

    /// The audit log of the conference (*trilha de auditoria*), oldest first.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn audit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end, at most 50.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Connection<AuditEntry>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs { first, after, last, before }.request()?;
        let rows = councils::audit_page(app, asking, TenantId(self.0.tenant_id), Some(self.0.id), None, &page);
        Ok(connection(rows.await.or_fail(asking)?, AuditEntry::from))
    }
}
