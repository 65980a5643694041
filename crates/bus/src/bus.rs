//! The bus, alone or with other nodes.

use crate::redis::{Listener, Publisher};
use crate::{BusError, Note, Notes, pause};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;

/// Notes a slow subscriber may be behind before it skips some.
const BACKLOG: usize = 4096;

/// Carries notes to all subscribers of this process and, with Redis, of every other node.
///
/// Clones are the same bus. When the last one is dropped, or after [`Bus::shutdown`], subscribers
/// see the end.
#[derive(Clone)]
pub struct Bus {
    shared: Arc<Shared>,
}

struct Shared {
    heard: broadcast::Sender<Note>,
    stopping: watch::Sender<bool>,
    connected: watch::Receiver<bool>,
    publisher: Option<Publisher>,
    listener: Mutex<Option<JoinHandle<()>>>,
}

impl Bus {
    /// A bus within this process, for an installation of one node and for tests.
    pub fn local() -> Self {
        let (_, connected) = watch::channel(true);
        Self::new(broadcast::channel(BACKLOG).0, watch::channel(false).0, connected, None, None)
    }

    /// A bus between all nodes that use the Redis at `url` (`redis://[user:password@]host:port/`).
    ///
    /// Returns at once and starts a task on the current Tokio runtime: a node starts, and keeps
    /// working by itself, while Redis is down. See [`Bus::is_connected`].
    ///
    /// # Errors
    /// [`BusError::Address`] when the address cannot be used.
    pub fn redis(url: &str) -> Result<Self, BusError> {
        let refused = |error: redis::RedisError| BusError::Address(error.category().to_owned());
        let client = redis::Client::open(url).map_err(refused)?;
        let node = pause::chance();
        let publisher = Publisher::new(client.clone(), node).map_err(refused)?;
        let heard = broadcast::channel(BACKLOG).0;
        let stop = watch::channel(false).0;
        let (connected, connection) = watch::channel(false);
        let listener = Listener { client, node, heard: heard.clone(), connected, stopping: stop.subscribe() };
        let task = tokio::spawn(listener.run());
        Ok(Self::new(heard, stop, connection, Some(publisher), Some(task)))
    }

    fn new(
        heard: broadcast::Sender<Note>,
        stopping: watch::Sender<bool>,
        connected: watch::Receiver<bool>,
        publisher: Option<Publisher>,
        listener: Option<JoinHandle<()>>,
    ) -> Self {
        let shared = Shared { heard, stopping, connected, publisher, listener: Mutex::new(listener) };
        Self { shared: Arc::new(shared) }
    }

    /// Tells every subscriber of this process at once, then the other nodes.
    ///
    /// # Errors
    /// When Redis did not take the note. The subscribers of this process heard it; there is no need
    /// to publish again, for other nodes also compare sequences.
    pub async fn publish(&self, note: Note) -> Result<(), BusError> {
        // Without a subscriber on this node there is nobody to tell.
        let _ = self.shared.heard.send(note);
        match &self.shared.publisher {
            Some(publisher) => publisher.publish(note).await,
            None => Ok(()),
        }
    }

    /// The notes from now on.
    pub fn subscribe(&self) -> Notes {
        Notes::new(self.shared.heard.subscribe(), self.shared.stopping.subscribe())
    }

    /// Whether notes of other nodes are being heard; always so for a local bus.
    pub fn is_connected(&self) -> bool {
        *self.shared.connected.borrow()
    }

    /// [`Bus::is_connected`] as it changes. Each change to `true` is a moment to read everything
    /// shown again, for notes may have been lost before it.
    pub fn connection(&self) -> watch::Receiver<bool> {
        self.shared.connected.clone()
    }

    /// Ends all subscriptions and the connection, and waits for the listening task. Done twice, the
    /// second does nothing.
    pub async fn shutdown(&self) {
        self.shared.stopping.send_replace(true);
        let task = self.shared.listener.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the task that listens for live notes failed");
        }
    }
}

impl std::fmt::Debug for Bus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = if self.shared.publisher.is_some() { "redis" } else { "local" };
        f.debug_struct("Bus").field("kind", &kind).field("connected", &self.is_connected()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::TenantId;
    use futures_util::StreamExt;
    use uuid::Uuid;

    fn note(sequence: i64) -> Note {
        Note { tenant: TenantId(Uuid::from_u128(1)), conference: Uuid::from_u128(2), sequence }
    }

    #[tokio::test]
    async fn every_subscriber_hears_every_note_in_order() {
        let bus = Bus::local();
        let (mut one, other) = (bus.subscribe(), bus.subscribe());
        for sequence in 1..=3 {
            bus.publish(note(sequence)).await.unwrap();
        }
        assert_eq!(one.next().await, Some(note(1)));
        assert_eq!(other.into_stream().take(3).collect::<Vec<_>>().await, [note(1), note(2), note(3)]);
    }

    #[tokio::test]
    async fn a_note_nobody_hears_is_no_error() {
        Bus::local().publish(note(1)).await.unwrap();
    }

    #[tokio::test]
    async fn who_falls_behind_skips_to_what_is_still_there() {
        let bus = Bus::local();
        let mut slow = bus.subscribe();
        let last = BACKLOG as i64 + 10;
        for sequence in 1..=last {
            bus.publish(note(sequence)).await.unwrap();
        }
        assert_eq!(slow.next().await, Some(note(11)));
    }

    #[tokio::test]
    async fn shutdown_ends_the_subscriptions() {
        let bus = Bus::local();
        let mut notes = bus.subscribe();
        bus.shutdown().await;
        bus.shutdown().await;
        assert_eq!(notes.next().await, None);
        assert_eq!(bus.subscribe().next().await, None);
    }

    #[tokio::test]
    async fn dropping_the_bus_ends_the_subscriptions() {
        let bus = Bus::local();
        let mut notes = bus.subscribe();
        drop(bus);
        assert_eq!(notes.next().await, None);
    }

    #[tokio::test]
    async fn an_address_that_is_none_is_refused_without_repeating_it() {
        let error = Bus::redis("http://:secret@example.org").unwrap_err();
        assert!(matches!(error, BusError::Address(_)), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
}
