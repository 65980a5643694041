//! All open sockets of a process, to close them when it stops.

use std::future::Future;
use std::time::Duration;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long closing may take.
const CLOSING: Duration = Duration::from_secs(5);

/// The open sockets. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Sockets {
    stop: CancellationToken,
    open: TaskTracker,
}

impl Sockets {
    /// Closes all sockets with 1012 (service restart), a little apart from each other so that
    /// clients come back spread, and waits for it.
    pub async fn close(&self) {
        self.stop.cancel();
        self.open.close();
        if tokio::time::timeout(CLOSING, self.open.wait()).await.is_err() {
            tracing::warn!(open = self.open.len(), "some sockets did not close in time");
        }
    }

    pub(super) fn track<F: Future>(&self, socket: F) -> impl Future<Output = F::Output> + use<F> {
        self.open.track_future(socket)
    }

    /// Resolves when the process stops.
    pub(super) async fn stopping(&self) {
        self.stop.cancelled().await;
    }
}
