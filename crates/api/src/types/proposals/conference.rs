//! The proposals of a conference.

use super::Proposal;
use crate::connection::{Connection, PageArgs, connection};
use crate::types::enums::Enumeration;
use crate::types::motions::PlainMotion;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::ids::{RowId, TenantId};
use domain::people::GovernmentLevel;
use domain::proposals::ProposalState;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::proposals::{self, VoteStep};

pub(crate) struct ConferenceProposals(pub Arc<Row>);

/// Which proposals are wanted.
#[derive(InputObject, Default)]
pub(crate) struct ProposalFilterInput {
    /// Only of this axis.
    axis: Option<i32>,
    /// Only for this level of government.
    level: Option<Enumeration<GovernmentLevel>>,
    /// Only in this state.
    state: Option<Enumeration<ProposalState>>,
    /// Only of this working group.
    working_group_id: Option<ID>,
    /// Wording contains this; accents and case do not matter.
    search: Option<String>,
}

/// The proposals of a conference.
#[Object]
impl ConferenceProposals {
    /// Proposals in the order of the caderno: axis, level, number. Everybody sees the caderno and what was decided;
    /// members of a group also its drafts; the council's people all.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn proposals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; null for all.")] filter: Option<ProposalFilterInput>,
        #[graphql(desc = "How many, at most 50.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Proposal>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let filter = filter.unwrap_or_default();
        let wanted = proposals::Wanted {
            axis: filter.axis,
            level: filter.level.map(|level| level.0),
            state: filter.state.map(|state| state.0),
            group: id::optional_row("WorkingGroup", filter.working_group_id.as_ref())?,
            search: filter.search,
        };
        let rows = proposals::page(app, asking, self.row(), wanted, &page).await.or_fail(asking)?;
        Ok(connection(rows, Proposal))
    }

    /// What still has to be voted in the final plenary (*o que ainda vai a voto*), in order: only what is really open.
    #[graphql(complexity = "5 + 10 * child_complexity")]
    async fn to_be_voted(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ToBeVoted>> {
        let (app, asking) = asked(ctx);
        let open = proposals::to_be_voted(app, asking, self.row()).await.or_fail(asking)?;
        Ok(open.into_iter().map(ToBeVoted::from).collect())
    }
}

impl ConferenceProposals {
    fn row(&self) -> RowId {
        RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id }
    }
}

/// Something that waits for a vote of the final plenary.
#[derive(SimpleObject)]
pub(crate) struct ToBeVoted {
    /// Which step.
    step: Enumeration<VoteStep>,
    /// What the chair says, in Portuguese.
    label: String,
    /// The proposals it is about; empty for a motion.
    proposals: Vec<Proposal>,
    /// The motion it is about; null for proposals.
    motion: Option<PlainMotion>,
}

impl From<proposals::ToBeVoted> for ToBeVoted {
    fn from(open: proposals::ToBeVoted) -> Self {
        Self {
            step: Enumeration(open.step),
            label: open.label,
            proposals: open.proposals.into_iter().map(Proposal).collect(),
            motion: open.motion.map(PlainMotion::from),
        }
    }
}

/// The caderno as it was sent to the plenary.
#[derive(SimpleObject)]
pub(crate) struct SentBook {
    /// Global id of the conference.
    conference_id: ID,
    /// Proposals that are before the plenary now.
    sent: i32,
    /// Proposals that the plenary's limit cut, where several groups share an axis.
    cut: i32,
}

impl From<proposals::SentBook> for SentBook {
    fn from(book: proposals::SentBook) -> Self {
        let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        Self {
            conference_id: id::global("Conference", book.conference.tenant.0, book.conference.id),
            sent: count(book.sent),
            cut: count(book.cut),
        }
    }
}

/// Proposals that were decided together.
#[derive(SimpleObject)]
pub(crate) struct DecidedBloc {
    /// The proposals, in the order of the caderno.
    proposals: Vec<Proposal>,
}

impl From<Vec<proposals::Proposal>> for DecidedBloc {
    fn from(rows: Vec<proposals::Proposal>) -> Self {
        Self { proposals: rows.into_iter().map(Proposal).collect() }
    }
}
