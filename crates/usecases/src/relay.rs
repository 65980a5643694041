//! The outbox relay: carries out after the commit what was put into outboxes. Everything it does
//! may happen twice (a crash between doing and noting), so every consumer is idempotent.

use crate::{App, Failure, Outcome};
use bus::{Bus, Note};
use chrono::{DateTime, Duration, Utc};
use domain::ids::TenantId;
use mail::{Draft, Mailer};
use std::sync::Arc;
use store::outbox::{self, Topic, entry};
use uuid::Uuid;

const BATCH: u64 = 64;
/// How long a claimed entry is hidden from other relays.
const LEASE: Duration = Duration::seconds(30);
/// The relay looks by itself this often, for entries whose announcement was lost.
const SWEEP_EVERY: std::time::Duration = std::time::Duration::from_millis(500);
/// The longest pause between two tries of an entry.
const LONGEST_PAUSE: i32 = 3_600;

/// Carries out the outbox. Several may run, on several nodes.
pub struct Relay {
    app: App,
    mailer: Arc<Mailer>,
}

impl Relay {
    /// A relay of this node.
    pub fn new(app: App, mailer: Arc<Mailer>) -> Self {
        Self { app, mailer }
    }

    /// Runs until `stop` resolves; what is in hand then is finished, the rest stays whole.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        let mut beat = tokio::time::interval(SWEEP_EVERY);
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            let carried_out = tokio::select! {
                () = &mut stop => return,
                () = self.app.committed() => self.carry_out_due().await,
                _ = beat.tick() => self.drain().await,
            };
            if let Err(error) = carried_out {
                tracing::error!(%error, "the outbox could not be read");
            }
        }
    }

    /// Tells the turnout of polls that are open and carries out all that is due now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drain(&self) -> Outcome<()> {
        crate::voting::tell_turnout(&self.app).await?;
        self.carry_out_due().await
    }

    async fn carry_out_due(&self) -> Outcome<()> {
        // Carrying one out may cause another: a report that arrives is answered by a receipt.
        while self.round().await? > 0 {}
        Ok(())
    }

    /// One batch; says how many entries were due.
    async fn round(&self) -> Outcome<u64> {
        let now = self.now();
        let due: Vec<entry::Model> =
            self.app.db.sweep(|sweep| async move { outbox::claim(&sweep, now, LEASE, BATCH).await }).await?;
        let mut done = Vec::with_capacity(due.len());
        for entry in &due {
            match self.carry_out(entry).await {
                Ok(()) => done.push(entry.id),
                Err(error) => self.postpone(entry, &error).await?,
            }
        }
        if !done.is_empty() {
            let (now, done) = (self.now(), &done);
            self.app.db.sweep(|sweep| async move { outbox::complete(&sweep, done.clone(), now).await }).await?;
        }
        Ok(due.len() as u64)
    }

    async fn carry_out(&self, entry: &entry::Model) -> Outcome<()> {
        match *entry.topic {
            Topic::Live => announce(&self.app.bus, entry).await,
            Topic::Mail => self.send(entry).await,
            Topic::Deadline => crate::voting::close_due(&self.app, entry).await,
            Topic::Letter => crate::reports::deliver(&self.app, entry).await,
        }
    }

    async fn send(&self, entry: &entry::Model) -> Outcome<()> {
        let draft: Draft = serde_json::from_value(entry.payload.clone()).map_err(Failure::internal)?;
        self.mailer.send(&draft.message(entry.id, entry.created_at)).await.map_err(Failure::internal)
    }

    async fn postpone(&self, entry: &entry::Model, error: &Failure) -> Outcome<()> {
        let pause = (1 << entry.attempts.clamp(0, 11)).min(LONGEST_PAUSE);
        let until = self.now() + Duration::seconds(i64::from(pause));
        tracing::warn!(entry = %entry.id, topic = ?entry.topic.0, attempts = entry.attempts + 1, %error, "postponed");
        let (id, error) = (entry.id, &error.to_string());
        let noted = self.app.db.sweep(|sweep| async move { outbox::postpone(&sweep, id, until, error.clone()).await });
        Ok(noted.await?)
    }

    fn now(&self) -> DateTime<Utc> {
        self.app.context(policy::Actor::Anonymous, String::new()).now()
    }
}

async fn announce(bus: &Bus, entry: &entry::Model) -> Outcome<()> {
    if let (Some(conference), Some(sequence)) = (entry.conference_id, entry.sequence) {
        publish(bus, entry.tenant_id, conference, sequence).await;
    }
    Ok(())
}

/// A note that is lost is healed by the subscribers' own check, so a failure is no reason to repeat it.
async fn publish(bus: &Bus, tenant: Uuid, conference: Uuid, sequence: i64) {
    let note = Note { tenant: TenantId(tenant), conference, sequence };
    if let Err(error) = bus.publish(note).await {
        tracing::warn!(%error, "other nodes were not told; their own check heals it");
    }
}
