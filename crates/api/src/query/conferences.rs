//! Conferences.

use crate::connection::{Connection, size};
use crate::types::conferences::{Conference, ConferenceListing, listed, place};
use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::conferences::ConferenceState;
use domain::people::Level;
use usecases::conferences;

#[derive(Default)]
pub(crate) struct ConferencesQuery;

/// Which conferences are wanted.
#[derive(InputObject, Default)]
pub(crate) struct ConferenceFilterInput {
    /// Only of this state, two letters.
    uf: Option<String>,
    /// Only of this stage.
    level: Option<Enumeration<Level>>,
    /// Only where they stand so.
    state: Option<Enumeration<ConferenceState>>,
    /// Title or place contains this; accents and case do not matter.
    search: Option<String>,
    /// Only those that last until this day at least.
    from: Option<NaiveDate>,
    /// Only those that begin by this day.
    to: Option<NaiveDate>,
}

#[Object]
impl ConferencesQuery {
    /// A conference; not found when there is none.
    async fn conference(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id.")] id: ID,
    ) -> async_graphql::Result<Conference> {
        let (app, asking) = asked(ctx);
        let id = id::row("Conference", &id)?;
        Ok(conferences::get(app, asking, id).await.or_fail(asking)?.into())
    }

    /// Conferences of all councils that fit the filter, by first day.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn conferences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones are wanted; all when it is not given.")] filter: Option<ConferenceFilterInput>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<ConferenceListing>> {
        let (app, asking) = asked(ctx);
        let size = size(first)?;
        let from = place(after.as_deref())?;
        let filter = filter.unwrap_or_default();
        let wanted = conferences::ListingFilter {
            uf: filter.uf,
            level: filter.level.map(|level| level.0),
            state: filter.state.map(|state| state.0),
            search: filter.search,
            from: filter.from,
            to: filter.to,
            ..conferences::ListingFilter::default()
        };
        let rows = conferences::search(app, wanted, from, size + 1).await.or_fail(asking)?;
        Ok(listed(rows, size, after.is_some()))
    }
}
