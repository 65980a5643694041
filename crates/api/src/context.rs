//! What every resolver works with.

use async_graphql::Context;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use usecases::{App, Ctx};

/// The token a request came with, for ending its session.
#[derive(Debug, Clone)]
pub(crate) struct PresentedToken(pub Option<String>);

/// The running system and the context of the request.
pub(crate) fn asked<'a>(ctx: &'a Context<'_>) -> (&'a App, &'a Ctx) {
    (ctx.data_unchecked::<App>(), ctx.data_unchecked::<Ctx>())
}

/// Where a subscription notes the version of the snapshot it has just given, for the transport.
#[derive(Debug, Clone)]
pub(crate) struct ShownVersion(Arc<AtomicI64>);

impl ShownVersion {
    /// Nothing was shown yet.
    pub(crate) fn none() -> Self {
        Self(Arc::new(AtomicI64::new(-1)))
    }

    pub(crate) fn set(&self, version: i64) {
        self.0.store(version, Ordering::Release);
    }

    /// The version; none before the first snapshot.
    pub(crate) fn get(&self) -> Option<i64> {
        Some(self.0.load(Ordering::Acquire)).filter(|version| *version >= 0)
    }
}
