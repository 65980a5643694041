//! The two halves of Redis: publishing, and the task that listens and comes back after a failure.

use crate::note::Carried;
use crate::pause;
use crate::{BusError, Note};
use futures_util::StreamExt;
use redis::aio::{ConnectionManager, ConnectionManagerConfig, PubSub};
use redis::{Client, RedisResult};
use std::time::Duration;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, interval_at, timeout};

/// Where notes travel. The number rises when their form changes so that nodes of both can run.
const CHANNEL: &str = "confere:1:live";
/// How long Redis may take to answer.
const ANSWER: Duration = Duration::from_secs(1);
/// How often a silent connection is asked whether it still lives.
const PULSE: Duration = Duration::from_secs(10);

/// Publishes notes of this node.
#[derive(Clone)]
pub(crate) struct Publisher {
    manager: ConnectionManager,
    node: u64,
}

impl Publisher {
    pub(crate) fn new(client: Client, node: u64) -> RedisResult<Self> {
        let once = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_connection_timeout(Some(ANSWER))
            .set_response_timeout(Some(ANSWER));
        Ok(Self { manager: ConnectionManager::new_lazy_with_config(client, once)?, node })
    }

    /// Publishes a note. Tried twice: after an outage the first attempt only finds that the old
    /// connection is gone, which makes the connection manager open a new one.
    pub(crate) async fn publish(&self, note: Note) -> Result<(), BusError> {
        let carried = Carried { origin: self.node, note }.write()?;
        if self.send(&carried).await.is_ok() {
            return Ok(());
        }
        Ok(self.send(&carried).await?)
    }

    async fn send(&self, carried: &str) -> RedisResult<()> {
        let mut manager = self.manager.clone();
        redis::cmd("PUBLISH").arg(CHANNEL).arg(carried).exec_async(&mut manager).await
    }
}

/// Hears the notes of other nodes and hands them to the subscribers of this one.
pub(crate) struct Listener {
    pub(crate) client: Client,
    pub(crate) node: u64,
    pub(crate) heard: broadcast::Sender<Note>,
    pub(crate) connected: watch::Sender<bool>,
    pub(crate) stopping: watch::Receiver<bool>,
}

impl Listener {
    /// Listens until the bus is shut down or dropped, coming back after each failure.
    pub(crate) async fn run(self) {
        let mut stopping = self.stopping.clone();
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => {}
            () = self.keep_listening() => {}
        }
        self.connected.send_replace(false);
    }

    async fn keep_listening(&self) {
        let mut failures = 0;
        loop {
            match self.connect().await {
                Ok(subscription) => {
                    failures = 0;
                    self.connected.send_replace(true);
                    tracing::info!("listening for live notes on Redis");
                    self.hear(subscription).await;
                    self.connected.send_replace(false);
                    tracing::warn!("the connection for live notes was lost; connecting again");
                }
                Err(error) if failures == 0 => {
                    tracing::warn!(%error, "Redis cannot be reached; live notes stay on this node");
                }
                Err(error) => tracing::debug!(%error, failures, "Redis still cannot be reached"),
            }
            tokio::time::sleep(pause::after(failures, pause::chance())).await;
            failures += 1;
        }
    }

    async fn connect(&self) -> Result<PubSub, BusError> {
        let subscribing = async {
            let mut subscription = self.client.get_async_pubsub().await?;
            subscription.subscribe(CHANNEL).await?;
            Ok::<_, redis::RedisError>(subscription)
        };
        let late = |_| redis::RedisError::from(std::io::Error::from(std::io::ErrorKind::TimedOut));
        Ok(timeout(ANSWER * 2, subscribing).await.map_err(late)??)
    }

    /// Hands notes on until the connection ends or no longer answers.
    async fn hear(&self, subscription: PubSub) {
        let (mut sink, mut messages) = subscription.split();
        let mut pulse = interval_at(Instant::now() + PULSE, PULSE);
        loop {
            tokio::select! {
                message = messages.next() => match message {
                    Some(message) => self.hand_on(message.get_payload_bytes()),
                    None => return,
                },
                _ = pulse.tick() => match timeout(ANSWER, sink.ping::<redis::Value>()).await {
                    Ok(Ok(_)) => {}
                    Ok(Err(_)) | Err(_) => return,
                },
            }
        }
    }

    fn hand_on(&self, payload: &[u8]) {
        if let Some(note) = Carried::read(payload, self.node) {
            // Without a subscriber on this node there is nobody to tell.
            let _ = self.heard.send(note);
        }
    }
}
