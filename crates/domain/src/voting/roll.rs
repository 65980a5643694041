//! The roll (*colégio de votantes*): fixed at the moment a poll opens.

use crate::people::Category;
use chrono::{DateTime, Utc};

/// A person's credentialing, as far as votes depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    /// Only delegates vote (domain.md section 17).
    pub category: Category,
    /// When the person was accredited.
    pub checked_in_at: Option<DateTime<Utc>>,
    /// When the person left for good.
    pub checked_out_at: Option<DateTime<Utc>>,
}

impl Presence {
    /// Whether the person is a delegate accredited until `at`, gone or not (the base of a quorum).
    pub fn is_accredited(&self, at: DateTime<Utc>) -> bool {
        self.category.is_delegate() && self.checked_in_at.is_some_and(|checked_in| checked_in <= at)
    }

    /// Whether the person is on the roll of a poll opened at `at`: accredited and not gone.
    pub fn is_on_roll(&self, at: DateTime<Utc>) -> bool {
        self.is_accredited(at) && self.checked_out_at.is_none_or(|checked_out| checked_out > at)
    }
}
