//! Who is asking.

use crate::{context::asked, types::identity::Viewer};
use async_graphql::{Context, Object};
use policy::Actor;

#[derive(Default)]
pub(crate) struct IdentityQuery;

#[Object]
impl IdentityQuery {
    /// Whoever is signed in; null for nobody.
    async fn me(&self, ctx: &Context<'_>) -> Option<Viewer> {
        let (_, asking) = asked(ctx);
        match &asking.actor {
            Actor::Anonymous => None,
            actor => Some(Viewer(actor.clone())),
        }
    }
}
