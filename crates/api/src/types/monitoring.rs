//! Deliberations in GraphQL.

use super::enums::Enumeration;
use crate::connection::{Connection, PageArgs, connection};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{RowId, TenantId};
use domain::monitoring as rules;
use domain::monitoring::DeliberationState;
use domain::people::GovernmentLevel;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::monitoring::{self, DeliberationView};

pub(crate) struct ConferenceMonitoring(pub Arc<Row>);

/// What a conference says of its deliberations.
#[Object]
impl ConferenceMonitoring {
    /// Deliberations for the own level and what is done about them (*deliberações*), by label; open to everybody.
    #[graphql(complexity = "5 + first.or(last).unwrap_or(20) as usize * child_complexity")]
    async fn deliberations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only in this state.")] state: Option<Enumeration<DeliberationState>>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end, at most 50.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Connection<Deliberation>> {
        let args = PageArgs { first, after, last, before };
        page_of(ctx, TenantId(self.0.tenant_id), Some(self.0.id), state, args).await
    }

    /// The deliberations in figures; open to everybody.
    #[graphql(complexity = "5 + child_complexity")]
    async fn deliberation_summary(&self, ctx: &Context<'_>) -> async_graphql::Result<DeliberationSummary> {
        let (app, asking) = asked(ctx);
        let conference = RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id };
        Ok(monitoring::summary(app, asking, conference).await.or_fail(asking)?.into())
    }
}

/// A page of a council's deliberations.
pub(crate) async fn page_of(
    ctx: &Context<'_>,
    council: TenantId,
    conference: Option<uuid::Uuid>,
    state: Option<Enumeration<DeliberationState>>,
    args: PageArgs,
) -> async_graphql::Result<Connection<Deliberation>> {
    let (app, asking) = asked(ctx);
    let page = args.request()?;
    let state = state.map(|state| state.0);
    let rows = monitoring::deliberations(app, asking, council, conference, state, &page).await.or_fail(asking)?;
    Ok(connection(rows, Deliberation))
}

pub(crate) struct Deliberation(pub DeliberationView);

/// Something a final plenary decided for the own level, in follow-up (*deliberação*).
#[Object]
impl Deliberation {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Deliberation", self.0.deliberation.tenant_id, self.0.deliberation.id)
    }

    /// Global id of the proposal it was.
    async fn proposal_id(&self) -> ID {
        id::global("Proposal", self.0.deliberation.tenant_id, self.0.deliberation.proposal_id)
    }

    /// Label in the conference: `1M2`.
    async fn label(&self) -> &str {
        &self.0.deliberation.label
    }

    /// Axis.
    async fn axis(&self) -> i32 {
        self.0.deliberation.axis
    }

    /// Level of government that must act.
    async fn level(&self) -> Enumeration<GovernmentLevel> {
        Enumeration(*self.0.deliberation.level)
    }

    /// Text as approved.
    async fn text(&self) -> &str {
        &self.0.deliberation.text
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<DeliberationState> {
        Enumeration(*self.0.deliberation.state)
    }

    /// Who is responsible; null until somebody is named.
    async fn responsible(&self) -> Option<&str> {
        self.0.deliberation.responsible.as_deref()
    }

    /// Last day to do it; null until one is set.
    async fn deadline(&self) -> Option<NaiveDate> {
        self.0.deliberation.deadline
    }

    /// Whether the deadline has passed while it is not closed.
    async fn overdue(&self) -> bool {
        self.0.overdue
    }

    /// Progress in per cent, 0 to 100.
    async fn progress(&self) -> i32 {
        self.0.deliberation.progress
    }

    /// What was recorded, in order of time; nothing is ever removed.
    async fn entries(&self) -> Vec<DeliberationEntry> {
        self.0.deliberation.entries.iter().cloned().map(DeliberationEntry::from).collect()
    }

    /// When follow-up began.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.0.deliberation.opened_at
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.deliberation.version
    }
}

/// Something recorded about a deliberation (*registro de acompanhamento*).
#[derive(SimpleObject)]
pub(crate) struct DeliberationEntry {
    /// When.
    at: DateTime<Utc>,
    /// The council that recorded it.
    by: String,
    /// State afterwards.
    state: Enumeration<DeliberationState>,
    /// Progress afterwards, in per cent.
    progress: u8,
    /// What was done, or why not.
    account: String,
    /// What proves it, in words; null where nothing was attached.
    evidence: Option<String>,
    /// Where that can be read; null where it is not online.
    evidence_address: Option<String>,
}

impl From<rules::MonitoringEntry> for DeliberationEntry {
    fn from(entry: rules::MonitoringEntry) -> Self {
        let (evidence, evidence_address) = match entry.evidence {
            Some(evidence) => (Some(evidence.description), evidence.address),
            None => (None, None),
        };
        Self {
            at: entry.at,
            by: entry.by,
            state: Enumeration(entry.state),
            progress: entry.progress,
            account: entry.account,
            evidence,
            evidence_address,
        }
    }
}

/// The deliberations of a conference in figures.
#[derive(SimpleObject)]
pub(crate) struct DeliberationSummary {
    /// How many there are.
    total: u64,
    /// By state; every state is there.
    by_state: Vec<DeliberationCount>,
    /// Deadline passed and not closed.
    overdue: u64,
    /// Nobody named as responsible and not closed.
    without_responsible: u64,
    /// Mean progress in whole per cent.
    progress: u8,
}

impl From<rules::MonitoringSummary> for DeliberationSummary {
    fn from(summary: rules::MonitoringSummary) -> Self {
        let count = |(state, count)| DeliberationCount { state: Enumeration(state), count };
        Self {
            total: summary.total,
            by_state: summary.by_state.into_iter().map(count).collect(),
            overdue: summary.overdue,
            without_responsible: summary.without_responsible,
            progress: summary.progress,
        }
    }
}

/// How many deliberations are in a state.
#[derive(SimpleObject)]
pub(crate) struct DeliberationCount {
    /// The state.
    state: Enumeration<DeliberationState>,
    /// How many.
    count: u64,
}
