//! Credentialing, quorum and badges.

use super::{CategoryPresence, Participant, PoolPresence, counts::both};
use crate::types::enums::Enumeration;
use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::participants::CredentialingState;
use usecases::participants;

pub(crate) struct Credentialing(pub participants::CredentialingView);

/// The credentialing of a conference (*credenciamento*), in numbers.
#[Object]
impl Credentialing {
    /// State at this moment; past its time it is closed, whether somebody closed it or not.
    async fn state(&self) -> Enumeration<CredentialingState> {
        Enumeration(self.0.state)
    }

    /// When it began; null before.
    async fn opened_at(&self) -> Option<DateTime<Utc>> {
        self.0.opened_at
    }

    /// When it closes by itself.
    async fn closes_at(&self) -> DateTime<Utc> {
        self.0.closes_at
    }

    /// When somebody closed it; null when nobody did.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.closed_at
    }

    /// Registered and arrived, all categories.
    async fn counts(&self) -> CredentialingCounts {
        let counts = &self.0.counts;
        CredentialingCounts {
            registered: counts.registered,
            present: counts.present,
            by_category: both(&counts.registered_by_category, &counts.present_by_category)
                .map(|(category, registered, present)| CategoryPresence { category, registered, present })
                .collect(),
            by_pool: both(&counts.registered_by_pool, &counts.present_by_pool)
                .map(|(pool, registered, present)| PoolPresence { pool, registered, present })
                .collect(),
        }
    }

    /// The quorum of a first call (*primeira convocação*) at this moment.
    async fn quorum(&self) -> CredentialingQuorum {
        let check = &self.0.quorum;
        CredentialingQuorum {
            accredited: check.accredited,
            present: check.present,
            needed: check.needed,
            reached: check.reached,
            explanation: check.explanation(),
        }
    }
}

/// How many are expected and how many came.
#[derive(SimpleObject)]
pub(crate) struct CredentialingCounts {
    /// Registrations that were not withdrawn.
    registered: u32,
    /// Those who came, also if they left since.
    present: u32,
    /// By category.
    by_category: Vec<CategoryPresence>,
    /// Delegates by pool.
    by_pool: Vec<PoolPresence>,
}

/// Quorum (*quórum*) as it stands.
#[derive(SimpleObject)]
pub(crate) struct CredentialingQuorum {
    /// Delegates accredited so far, also those who left.
    accredited: u32,
    /// Delegates in the hall.
    present: u32,
    /// How many must be present at a first call.
    needed: u32,
    /// Whether they are.
    reached: bool,
    /// The rule with its figures, in Portuguese.
    explanation: String,
}

pub(crate) struct Badge(pub participants::IssuedBadge);

/// A badge that was issued (*crachá*).
#[Object]
impl Badge {
    /// For whom.
    async fn participant(&self) -> Participant {
        Participant(self.0.participant.clone())
    }

    /// What is printed on the badge, to be read aloud or scanned; not a secret.
    async fn badge_code(&self) -> &str {
        self.0.participant.row.badge_code.as_deref().unwrap_or_default()
    }

    /// Six digits, shown only in the first answer to the request; null when the request is repeated: issue the badge again.
    async fn pin(&self) -> Option<&str> {
        self.0.pin.as_deref()
    }
}

/// Badges that were issued, in the order of the request.
#[derive(SimpleObject)]
pub(crate) struct IssuedBadges {
    /// The badges.
    pub badges: Vec<Badge>,
}
