//! Following: a snapshot at once, then a newer one whenever there is one.

use crate::{App, Failure, Outcome};
use domain::ids::RowId;
use futures_util::Stream;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// Shortest time between two snapshots: what happens meanwhile is in the second.
const SHORTEST: Duration = Duration::from_millis(100);
/// How long to wait before reading again when the database failed.
const AGAIN: Duration = Duration::from_secs(1);

/// What has a place in the order of a conference's events.
pub trait Versioned {
    /// The sequence up to which it holds everything.
    fn version(&self) -> i64;
}

/// Snapshots of what is counted under `counted`, read by `read`, each newer than the one before and
/// than `after`. `read` takes the sequence first, so that nothing it shows is older than its version.
///
/// An expected failure ends the stream after it was told. An unexpected one of the first reading
/// too; later ones are only logged and tried again, for a screen keeps its last frame meanwhile.
pub fn follow<T, F, Fut>(
    app: &App,
    counted: RowId,
    after: Option<i64>,
    read: F,
) -> impl Stream<Item = Outcome<T>> + Send + 'static + use<T, F, Fut>
where
    T: Versioned + Send + 'static,
    F: Fn() -> Fut + Send + 'static,
    Fut: Future<Output = Outcome<T>> + Send,
{
    let follower = Follower { sequence: app.watch.look_at(counted), seen: after, last: None, over: false, read };
    futures_util::stream::unfold(follower, |mut follower| async move {
        let item = follower.next().await?;
        Some((item, follower))
    })
}

struct Follower<F> {
    sequence: watch::Receiver<i64>,
    seen: Option<i64>,
    last: Option<Instant>,
    over: bool,
    read: F,
}

impl<F> Follower<F> {
    async fn next<T, Fut>(&mut self) -> Option<Outcome<T>>
    where
        T: Versioned,
        F: Fn() -> Fut,
        Fut: Future<Output = Outcome<T>>,
    {
        while !self.over {
            if let Some(last) = self.last {
                let seen = self.seen.unwrap_or(-1);
                self.sequence.wait_for(|sequence| *sequence > seen).await.ok()?;
                tokio::time::sleep_until(last + SHORTEST).await;
            }
            let first = self.last.replace(Instant::now()).is_none();
            match (self.read)().await {
                Ok(snapshot) if self.seen.is_none_or(|seen| snapshot.version() > seen) => {
                    self.seen = Some(snapshot.version());
                    return Some(Ok(snapshot));
                }
                Ok(_) => {}
                Err(failure @ (Failure::Internal(_) | Failure::Store(_))) if !first => {
                    tracing::warn!(error = %failure, "a snapshot could not be read; tried again shortly");
                    tokio::time::sleep(AGAIN).await;
                }
                Err(failure) => {
                    self.over = true;
                    return Some(Err(failure));
                }
            }
        }
        None
    }
}
