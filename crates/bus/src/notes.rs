//! What a subscriber holds.

use crate::Note;
use futures_util::Stream;
use tokio::sync::{broadcast, watch};

/// The notes since the subscription, in the order in which this node heard of them.
///
/// A subscriber that falls far behind skips the oldest notes instead of holding up the others.
#[derive(Debug)]
pub struct Notes {
    heard: broadcast::Receiver<Note>,
    stopping: watch::Receiver<bool>,
}

impl Notes {
    pub(crate) fn new(heard: broadcast::Receiver<Note>, stopping: watch::Receiver<bool>) -> Self {
        Self { heard, stopping }
    }

    /// The next note; `None` once the bus is shut down. Cancelling the call loses nothing.
    pub async fn next(&mut self) -> Option<Note> {
        loop {
            let received = tokio::select! {
                biased;
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                received = self.heard.recv() => received,
            };
            match received {
                Ok(note) => return Some(note),
                Err(broadcast::error::RecvError::Lagged(skipped)) => {
                    tracing::debug!(skipped, "a subscriber fell behind and skipped live notes");
                }
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }

    /// The same notes as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Note> + Send + 'static {
        futures_util::stream::unfold(self, |mut notes| async move { notes.next().await.map(|note| (note, notes)) })
    }
}
