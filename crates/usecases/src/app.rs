//! The parts a use case works with, and the one way to act: a transaction under an idempotency key.

use crate::{Clock, Ctx, Entropy, Failure, Outcome, live::Watch};
use bus::Bus;
use domain::Refusal;
use policy::Permit;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{
    future::Future,
    sync::{Arc, atomic::AtomicU32},
};
use store::{Database, Scope, idempotency};
use tokio::sync::Notify;
use uuid::Uuid;

/// What an installation decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach it, without a trailing slash; links in messages begin with it.
    pub public_url: String,
    /// Days a session lasts.
    pub session_days: i64,
}

/// The parts of the running system. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) db: Database,
    pub(crate) bus: Bus,
    pub(crate) settings: Arc<Settings>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    counter: Arc<AtomicU32>,
    committed: Arc<Notify>,
    pub(crate) watch: Arc<Watch>,
    pub(crate) turnout: crate::voting::Turnout,
}

impl App {
    /// Puts the parts together.
    pub fn new(db: Database, bus: Bus, settings: Settings, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        let watch = Arc::new(Watch::new(db.clone(), bus.clone()));
        Self {
            db,
            bus,
            settings: Arc::new(settings),
            clock,
            entropy,
            counter: Arc::default(),
            committed: Arc::default(),
            watch,
            turnout: crate::voting::Turnout::default(),
        }
    }

    /// A context for an actor.
    pub fn context(&self, actor: policy::Actor, request_id: String) -> Ctx {
        Ctx::new(actor, request_id, self.clock.clone(), self.entropy.clone(), self.counter.clone())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Outcome<()> {
        Ok(self.db.ping().await?)
    }

    /// Whether people reach the installation over HTTPS, so that cookies may insist on it.
    pub fn is_https(&self) -> bool {
        self.settings.public_url.starts_with("https://")
    }

    /// Wakes the relay: something was committed that it should carry out now.
    pub fn announce(&self) {
        self.committed.notify_one();
    }

    /// Waits until something was committed.
    pub(crate) async fn committed(&self) {
        self.committed.notified().await;
    }

    /// Runs a writing use case: one transaction in the permit's tenant, applied once under `key`.
    ///
    /// The same key with the same command gives the stored answer; with another command it is
    /// refused as `KEY_REUSED`. Refusals keep nothing, so a refused command may be sent again
    /// under its key. `body` may run several times and must touch nothing but the scope.
    ///
    /// # Errors
    /// Those of `body`; `KEY_REUSED`.
    pub async fn act<T, C, F, Fut>(
        &self,
        ctx: &Ctx,
        operation: &'static str,
        permit: &Permit,
        key: Uuid,
        command: &C,
        body: F,
    ) -> Outcome<T>
    where
        T: Serialize + DeserializeOwned,
        C: Serialize,
        F: Fn(Scope) -> Fut,
        Fut: Future<Output = Outcome<T>>,
    {
        let wanted = idempotency::key::Model {
            tenant_id: permit.tenant().0,
            id: ctx.new_id(),
            key,
            actor: ctx.actor.key().0,
            operation: operation.to_owned(),
            request_hash: request_hash(operation, command)?,
            answer: None,
            created_at: ctx.now(),
        };
        let (wanted, body) = (&wanted, &body);
        let answer = self
            .db
            .transact(operation, permit, |scope| async move {
                match idempotency::claim(&scope, wanted.clone()).await? {
                    idempotency::Claim::Reused => Err(Refusal::key_reused().into()),
                    idempotency::Claim::Answered(answer) => serde_json::from_value(answer).map_err(Failure::internal),
                    idempotency::Claim::New(claimed) => {
                        let answer = body(scope.clone()).await?;
                        let kept = serde_json::to_value(&answer).map_err(Failure::internal)?;
                        idempotency::answer(&scope, claimed, kept).await?;
                        Ok(answer)
                    }
                }
            })
            .await?;
        self.announce();
        Ok(answer)
    }
}

fn request_hash<C: Serialize>(operation: &str, command: &C) -> Outcome<String> {
    let mut hash = Sha256::new();
    hash.update(operation.as_bytes());
    hash.update([0]);
    hash.update(serde_json::to_vec(command).map_err(Failure::internal)?);
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
