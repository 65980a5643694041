//! A clock that the seed moves through the weeks before today.

use chrono::{DateTime, Utc};
use std::sync::atomic::{AtomicI64, Ordering};

/// A settable instant.
#[derive(Debug)]
pub(super) struct SeedClock(AtomicI64);

impl SeedClock {
    pub(super) fn at(instant: DateTime<Utc>) -> Self {
        Self(AtomicI64::new(instant.timestamp_millis()))
    }

    pub(super) fn set(&self, instant: DateTime<Utc>) {
        self.0.store(instant.timestamp_millis(), Ordering::SeqCst);
    }
}

impl usecases::Clock for SeedClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).expect("only instants are set")
    }
}
