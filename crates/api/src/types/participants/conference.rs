//! What participants add to a conference.

use super::{Credentialing, Participant, ParticipantCounts};
use crate::connection::{Connection, PageArgs, connection};
use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::ids::{RowId, TenantId};
use domain::participants::Eligibility;
use domain::people::{Category, Segment};
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::participants;

pub(crate) struct ConferenceParticipants(pub Arc<Row>);

impl ConferenceParticipants {
    fn row(&self) -> RowId {
        RowId { tenant: TenantId(self.0.tenant_id), id: self.0.id }
    }
}

/// Which participants are wanted; what is left out does not narrow.
#[derive(InputObject, Default)]
pub(crate) struct ParticipantFilterInput {
    /// Part of the shown name, a badge code, or, for who may see documents, a whole CPF; accents and case do not matter.
    search: Option<String>,
    /// Only of this category.
    category: Option<Enumeration<Category>>,
    /// Only of this segment.
    segment: Option<Enumeration<Segment>>,
    /// Only where the review stands so.
    eligibility: Option<Enumeration<Eligibility>>,
    /// Only who is in the hall now (true) or is not (false).
    present: Option<bool>,
    /// Only of this working group.
    group_id: Option<ID>,
    /// Only who has a badge (true) or none (false).
    has_badge: Option<bool>,
    /// Withdrawn registrations instead of those that hold.
    #[graphql(default)]
    withdrawn: bool,
}

/// The participants of a conference.
#[Object]
impl ConferenceParticipants {
    /// The participants, by shown name. For people of this council.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn participants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones are wanted; all when it is not given.")] filter: Option<ParticipantFilterInput>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Participant>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let filter = filter.unwrap_or_default();
        let wanted = participants::ListFilter {
            search: filter.search,
            category: filter.category.map(|category| category.0),
            segment: filter.segment.map(|segment| segment.0),
            eligibility: filter.eligibility.map(|state| state.0),
            present: filter.present,
            group: id::optional_row("WorkingGroup", filter.group_id.as_ref())?.map(|group| group.id),
            has_badge: filter.has_badge,
            withdrawn: filter.withdrawn,
        };
        let rows = participants::list(app, asking, self.row(), wanted, &page).await.or_fail(asking)?;
        Ok(connection(rows, Participant))
    }

    /// Figures over all participants. For people of this council.
    #[graphql(complexity = "10 + child_complexity")]
    async fn participant_counts(&self, ctx: &Context<'_>) -> async_graphql::Result<ParticipantCounts> {
        let (app, asking) = asked(ctx);
        Ok(ParticipantCounts(participants::counts(app, asking, self.row()).await.or_fail(asking)?))
    }

    /// Credentialing (*credenciamento*), in numbers. Public.
    #[graphql(complexity = "10 + child_complexity")]
    async fn credentialing(&self, ctx: &Context<'_>) -> async_graphql::Result<Credentialing> {
        let (app, asking) = asked(ctx);
        Ok(Credentialing(participants::credentialing(app, asking, &self.0).await.or_fail(asking)?))
    }

    /// The text on the use of personal data that whoever registers agrees to. Public.
    async fn consent_text(&self, ctx: &Context<'_>) -> async_graphql::Result<ConsentText> {
        let (app, asking) = asked(ctx);
        Ok(participants::consent_text(app, asking, self.row()).await.or_fail(asking)?.into())
    }
}

/// A text on the use of personal data (*termo de consentimento*, LGPD).
#[derive(SimpleObject)]
pub(crate) struct ConsentText {
    /// Version, to be sent back with the agreement.
    version: String,
    /// What people read, in Portuguese.
    body: String,
    /// Days after the last day of the conference until the data are erased.
    retention_days: u32,
}

impl From<participants::ConsentText> for ConsentText {
    fn from(text: participants::ConsentText) -> Self {
        Self { version: text.version, body: text.body, retention_days: text.retention_days }
    }
}
