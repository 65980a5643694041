//! What every resolver works with.

use async_graphql::Context;
use usecases::{App, Ctx};

/// The token a request came with, for ending its session.
#[derive(Debug, Clone)]
pub(crate) struct PresentedToken(pub Option<String>);

/// The running system and the context of the request.
pub(crate) fn asked<'a>(ctx: &'a Context<'_>) -> (&'a App, &'a Ctx) {
    (ctx.data_unchecked::<App>(), ctx.data_unchecked::<Ctx>())
}
