//! Councils and municipalities.

use crate::connection::Connection;
use crate::types::councils::{Council, Municipality, by_slug};
use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail};
use async_graphql::{Context, InputObject, Object};
use domain::people::Level;
use usecases::councils;

#[derive(Default)]
pub(crate) struct CouncilsQuery;

/// Which councils are wanted.
#[derive(InputObject, Default)]
pub(crate) struct CouncilFilterInput {
    /// Only of this state, two letters.
    uf: Option<String>,
    /// Only of this level.
    level: Option<Enumeration<Level>>,
    /// Name or place contains this; accents and case do not matter.
    search: Option<String>,
}

#[Object]
impl CouncilsQuery {
    /// A council by its name in addresses; null when there is none.
    async fn council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Name in addresses, for instance itamarandiba-mg.")] slug: String,
    ) -> async_graphql::Result<Option<Council>> {
        let (app, asking) = asked(ctx);
        Ok(councils::by_slug(app, &slug).await.or_fail(asking)?.map(Council))
    }

    /// Active councils that fit the filter, by slug.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn councils(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones are wanted; all when it is not given.")] filter: Option<CouncilFilterInput>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Council>> {
        let (app, asking) = asked(ctx);
        let size = crate::connection::size(first)?;
        let filter = filter.unwrap_or_default();
        let wanted = councils::CouncilFilter {
            uf: filter.uf.map(|uf| uf.to_uppercase()),
            level: filter.level.map(|level| level.0),
            search: filter.search,
            ..councils::CouncilFilter::default()
        };
        let rows = councils::search(app, wanted, after.as_deref(), size + 1).await.or_fail(asking)?;
        Ok(by_slug(rows, size, after.is_some()))
    }

    /// A municipality by IBGE code; null when there is none.
    async fn municipality(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "IBGE code, 7 digits.")] ibge_code: String,
    ) -> async_graphql::Result<Option<Municipality>> {
        let (app, asking) = asked(ctx);
        Ok(councils::municipality(app, &ibge_code).await.or_fail(asking)?.map(Municipality))
    }

    /// Municipalities whose name contains the search, those that begin with it first, of one state
    /// if given; accents and case do not matter. At most 50.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Name contains this; accents and case do not matter.")] search: String,
        #[graphql(desc = "Only of this state, two letters.")] uf: Option<String>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
    ) -> async_graphql::Result<Vec<Municipality>> {
        let (app, asking) = asked(ctx);
        let size = crate::connection::size(first)?;
        let rows = councils::municipalities(app, &search, uf.as_deref(), size).await.or_fail(asking)?;
        Ok(rows.into_iter().map(Municipality).collect())
    }
}
