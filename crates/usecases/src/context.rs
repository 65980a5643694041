//! The context of a request: who asks, what time it is, where randomness comes from.

use chrono::{DateTime, SubsecRound, Utc};
use domain::ids::TenantId;
use policy::{Action, Actor, Permit};
use rand::RngCore;
use std::sync::Arc;
use uuid::Uuid;

use crate::Failure;

/// Where time comes from.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
}

/// Where randomness comes from.
pub trait Entropy: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // The one place where the machine's clock is read.
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The operating system's random numbers.
#[derive(Debug, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[allow(clippy::disallowed_methods)] // The one place where the machine's randomness is read.
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// The context of a request. Time and randomness come only from here.
#[derive(Clone)]
pub struct Ctx {
    /// Who asks.
    pub actor: Actor,
    /// Names the request in logs, errors and the audit log.
    pub request_id: String,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Ctx {
    /// A context.
    pub fn new(actor: Actor, request_id: String, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { actor, request_id, clock, entropy }
    }

    /// Now, in whole milliseconds (both databases keep those exactly).
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now().trunc_subsecs(3)
    }

    /// A new identifier (UUID version 7: later ones sort later).
    pub fn new_id(&self) -> Uuid {
        let milliseconds = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &self.bytes()).into_uuid()
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// A permit for an action in a tenant; `conference` where the object belongs to one.
    ///
    /// # Errors
    /// As [`policy::permit`].
    pub fn permit(&self, action: Action, tenant: TenantId, conference: Option<Uuid>) -> Result<Permit, Failure> {
        Ok(policy::permit(&self.actor, action, tenant, conference)?)
    }

    /// The same context for another actor.
    #[must_use]
    pub fn with_actor(&self, actor: Actor) -> Self {
        Self { actor, ..self.clone() }
    }
}
