//! The context of a request: who asks, what time it is, where randomness comes from.

use chrono::{DateTime, SubsecRound, Utc};
use domain::ids::TenantId;
use policy::{Action, Actor, Permit};
use rand::RngCore;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
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
    counter: Arc<AtomicU32>,
}

impl Ctx {
    /// A context; `counter` is shared by all contexts of a process.
    pub fn new(
        actor: Actor,
        request_id: String,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        counter: Arc<AtomicU32>,
    ) -> Self {
        Self { actor, request_id, clock, entropy, counter }
    }

    /// Now, in whole milliseconds (both databases keep those exactly).
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now().trunc_subsecs(3)
    }

    /// A new identifier (UUID version 7). Later ones of one process sort later, also within a
    /// millisecond: 26 bits count, 48 are random.
    pub fn new_id(&self) -> Uuid {
        let milliseconds = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        let [.., a, b, c, d] = self.counter.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let mut tail: [u8; 10] = self.bytes();
        // The builder overwrites the upper four bits of byte 0 and the upper two of byte 2.
        tail[..4].copy_from_slice(&[a << 2 | b >> 6, b << 2 | c >> 6, c & 0x3f, d]);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &tail).into_uuid()
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> DateTime<Utc> {
            DateTime::UNIX_EPOCH
        }
    }

    #[test]
    fn identifiers_of_one_millisecond_sort_in_the_order_they_were_made() {
        let counter = Arc::new(AtomicU32::new(60));
        let ctx = Ctx::new(Actor::Anonymous, String::new(), Arc::new(Still), Arc::new(SystemEntropy), counter);
        let made: Vec<Uuid> = (0..70_000).map(|_| ctx.new_id()).collect();
        assert!(made.is_sorted());
        assert_eq!(made[0].get_version_num(), 7);
    }
}
