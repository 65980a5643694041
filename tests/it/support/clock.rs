//! The test's clock as the system sees it.

use chrono::{DateTime, Utc};
use testkit::clock::FakeClock;

/// A clock that stands still until the test moves it.
pub struct TestClock(pub FakeClock);

impl usecases::Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.now_millis()).unwrap()
    }
}
