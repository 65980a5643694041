//! The inbox of a council.

use crate::connection::{Connection, size};
use crate::types::councils::Council;
use crate::types::enums::Enumeration;
use crate::types::reports::ReturnReason;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject, connection as relay};
use chrono::{DateTime, NaiveDate, Utc};
use domain::consolidation::{self as rules, EntryState};
use domain::ids::TenantId;
use usecases::consolidation::{self, InboxEntryRow, InboxQuery, Place};

/// Which part of an inbox is wanted.
#[derive(InputObject, Default)]
pub(crate) struct InboxFilterInput {
    /// The cycle; the one that the council published last when it is not named.
    cycle_id: Option<ID>,
    /// Only in this state; EXPECTED are those that have filed nothing.
    state: Option<Enumeration<EntryState>>,
    /// Only those that filed late or have filed nothing in time (true), or only the others (false).
    late: Option<bool>,
    /// Name or place contains this; accents and case do not matter.
    search: Option<String>,
}

pub(crate) struct Inbox {
    opened: consolidation::Inbox,
    query: InboxQuery,
}

/// Opens the inbox of a council for who may read it.
pub(crate) async fn open(
    ctx: &Context<'_>,
    council: TenantId,
    filter: Option<InboxFilterInput>,
) -> async_graphql::Result<Inbox> {
    let (app, asking) = asked(ctx);
    let filter = filter.unwrap_or_default();
    let cycle = id::optional_row("Cycle", filter.cycle_id.as_ref())?;
    let opened = consolidation::inbox(app, asking, council, cycle).await.or_fail(asking)?;
    let query = InboxQuery { state: filter.state.map(|state| state.0), late: filter.late, search: filter.search };
    Ok(Inbox { opened, query })
}

/// The inbox (*caixa de entrada*) of a council for one cycle: every council below it, with what it filed.
#[Object]
impl Inbox {
    /// The cycle; null when the council has published none.
    async fn cycle_id(&self) -> Option<ID> {
        self.opened.cycle.as_ref().map(|cycle| id::global("Cycle", cycle.tenant_id, cycle.id))
    }

    /// Name of the cycle; null when the council has published none.
    async fn cycle_name(&self) -> Option<&str> {
        self.opened.cycle.as_ref().map(|cycle| cycle.name.as_str())
    }

    /// How all councils below stand, whatever the filter.
    async fn summary(&self, ctx: &Context<'_>) -> async_graphql::Result<InboxSummary> {
        let (app, asking) = asked(ctx);
        Ok(consolidation::summary(app, &self.opened).await.or_fail(asking)?.into())
    }

    /// The active councils below that fit the filter, by their names in addresses.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn places(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<InboxPlace>> {
        let (app, asking) = asked(ctx);
        let size = size(first)?;
        let rows = consolidation::entries(app, &self.opened, &self.query, after.as_deref(), size + 1);
        let mut rows = rows.await.or_fail(asking)?;
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        let mut page = Connection::new(after.is_some(), more);
        page.edges.extend(rows.into_iter().map(|row| relay::Edge::new(row.council.slug.clone(), InboxPlace(row))));
        Ok(page)
    }
}

/// How the councils below stand. The five states add up to the total.
#[derive(SimpleObject)]
pub(crate) struct InboxSummary {
    /// Active councils below.
    total: i32,
    /// Have filed nothing yet.
    expected: i32,
    /// Arrived and not answered.
    received: i32,
    /// Given back, a new version is awaited.
    returned: i32,
    /// Accepted.
    accepted: i32,
    /// Held no conference.
    not_held: i32,
    /// Filed after the deadline.
    late: i32,
    /// Have filed nothing although the deadline is over.
    overdue: i32,
}

impl From<rules::InboxSummary> for InboxSummary {
    fn from(summary: rules::InboxSummary) -> Self {
        let whole = |count: u64| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            total: whole(summary.total),
            expected: whole(summary.expected),
            received: whole(summary.received),
            returned: whole(summary.returned),
            accepted: whole(summary.accepted),
            not_held: whole(summary.not_held),
            late: whole(summary.late),
            overdue: whole(summary.overdue),
        }
    }
}

pub(crate) struct InboxPlace(pub Place);

/// A council below, with what it filed.
#[Object]
impl InboxPlace {
    /// The council.
    async fn council(&self) -> Council {
        Council(self.0.council.clone())
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<EntryState> {
        Enumeration(self.0.entry.as_ref().map_or(EntryState::Expected, |entry| *entry.state))
    }

    /// Whether it filed after the deadline, or has filed nothing although the deadline is over.
    async fn late(&self) -> bool {
        self.0.overdue || self.0.entry.as_ref().is_some_and(|entry| entry.late)
    }

    /// Last day in time, on that council's clock; while nothing is filed, the latest that is possible.
    async fn deadline(&self) -> Option<NaiveDate> {
        self.0.deadline
    }

    /// What it filed; null when it has filed nothing.
    async fn entry(&self) -> Option<InboxEntry> {
        self.0.entry.clone().map(InboxEntry)
    }
}

/// A report in the inbox, in short.
pub struct InboxEntry(pub InboxEntryRow);

/// A report in the inbox, in short.
#[Object]
impl InboxEntry {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("InboxEntry", self.0.tenant_id, self.0.id)
    }

    /// Name of the place.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// Title of the conference.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<EntryState> {
        Enumeration(*self.0.state)
    }

    /// Version of the report received last, from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// Protocol number (*protocolo*) of that version.
    async fn protocol(&self) -> &str {
        &self.0.protocol
    }

    /// SHA-256 of its letter.
    async fn hash(&self) -> &str {
        &self.0.letter_hash
    }

    /// When that version was filed.
    async fn filed_at(&self) -> DateTime<Utc> {
        self.0.filed_at
    }

    /// When that version arrived.
    async fn received_at(&self) -> DateTime<Utc> {
        self.0.received_at
    }

    /// Whether the first version was filed after the deadline; corrections asked for are never late.
    async fn late(&self) -> bool {
        self.0.late
    }

    /// Proposals in the report.
    async fn proposals(&self) -> i32 {
        self.0.proposals
    }

    /// Titular delegates in the report.
    async fn delegates(&self) -> i32 {
        self.0.delegates
    }

    /// Why it was given back last.
    async fn return_reasons(&self) -> Vec<ReturnReason> {
        self.0.reasons.iter().map(ReturnReason::from).collect()
    }

    /// When it was accepted or given back; null before.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.decided_at
    }

    /// Who decided; null before.
    async fn decided_by(&self) -> Option<&str> {
        self.0.decided_by.as_deref()
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
