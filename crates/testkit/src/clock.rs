//! A clock that stands still until a test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// A settable instant, shared by its clones: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Debug)]
pub struct FakeClock {
    millis: Arc<AtomicI64>,
}

impl FakeClock {
    /// A clock that shows `millis` since 1970-01-01 UTC.
    pub fn at(millis: i64) -> Self {
        Self { millis: Arc::new(AtomicI64::new(millis)) }
    }

    /// What the clock shows, in milliseconds since 1970-01-01 UTC.
    pub fn now_millis(&self) -> i64 {
        self.millis.load(Ordering::SeqCst)
    }

    /// Sets the clock, also backwards.
    pub fn set(&self, millis: i64) {
        self.millis.store(millis, Ordering::SeqCst);
    }

    /// Moves the clock forward; returns what it then shows.
    pub fn advance(&self, by: Duration) -> i64 {
        let millis = i64::try_from(by.as_millis()).expect("a test moves its clock by less than 292 million years");
        self.millis.fetch_add(millis, Ordering::SeqCst) + millis
    }
}

impl Default for FakeClock {
    /// 2027-05-20 12:00:00 UTC, 9 in the morning in Brasília.
    fn default() -> Self {
        Self::at(1_810_814_400_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_show_the_same_time() {
        let clock = FakeClock::at(1_000);
        let other = clock.clone();
        assert_eq!(clock.advance(Duration::from_secs(2)), 3_000);
        assert_eq!(other.now_millis(), 3_000);
        other.set(5);
        assert_eq!(clock.now_millis(), 5);
    }
}
