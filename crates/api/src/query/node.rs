//! Any object by its global id.

use crate::types::conferences::Conference;
use crate::types::councils::Council;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Interface, Object};
use domain::ids::RowId;
use usecases::{App, Ctx, conferences, councils};

/// Most ids in one call.
const MOST: usize = 50;

/// What has a global id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Global id."))]
pub(crate) enum Node {
    Council(Council),
    Conference(Conference),
}

#[derive(Default)]
pub(crate) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The object a global id names; not found when there is none, or none for whoever asks.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the object.")] id: ID,
    ) -> async_graphql::Result<Node> {
        let (app, asking) = asked(ctx);
        load(app, asking, &id).await
    }

    /// The objects of several global ids, in their order; null for those that are not found.
    #[graphql(complexity = "5 + ids.len() * child_complexity")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global ids, at most 50.")] ids: Vec<ID>,
    ) -> async_graphql::Result<Vec<Option<Node>>> {
        let (app, asking) = asked(ctx);
        if ids.len() > MOST {
            return Err(crate::error::coded("PAGE_TOO_LARGE", "Peça no máximo 50 itens por página."));
        }
        Ok(futures_util::future::join_all(ids.iter().map(|id| load(app, asking, id)))
            .await
            .into_iter()
            .map(Result::ok)
            .collect())
    }
}

async fn load(app: &App, asking: &Ctx, id: &ID) -> async_graphql::Result<Node> {
    let (kind, row) = id::decode(id).ok_or_else(crate::error::not_found)?;
    match kind.as_str() {
        "Council" => council(app, asking, row).await,
        "Conference" => Ok(Node::Conference(conferences::get(app, asking, row).await.or_fail(asking)?.into())),
        _ => Err(crate::error::not_found()),
    }
}

async fn council(app: &App, asking: &Ctx, row: RowId) -> async_graphql::Result<Node> {
    let found = councils::get(app, row.tenant).await.or_fail(asking)?;
    found.map(|found| Node::Council(Council(found))).ok_or_else(crate::error::not_found)
}
