//! What a hall sees, in GraphQL.

use super::enums::Enumeration;
use crate::id;
use async_graphql::{ID, Object};
use chrono::{DateTime, Utc};
use domain::conferences::ConferenceState;
use usecases::live::Plenary;

/// All that a display of the hall shows at one moment (*telão*).
pub(crate) struct PlenarySnapshot(Plenary);

impl From<Plenary> for PlenarySnapshot {
    fn from(plenary: Plenary) -> Self {
        Self(plenary)
    }
}

#[Object]
impl PlenarySnapshot {
    /// Place in the conference's order of events: a higher one is newer. Send it as `after` when reconnecting.
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// The server's clock when the snapshot was taken, to set timers by.
    async fn server_time(&self) -> DateTime<Utc> {
        self.0.at
    }

    /// The conference.
    async fn conference_id(&self) -> ID {
        id::global("Conference", self.0.conference.tenant_id, self.0.conference.id)
    }

    /// Title of the conference.
    async fn conference_title(&self) -> &str {
        &self.0.conference.title
    }

    /// IANA time zone of the hall.
    async fn time_zone(&self) -> &str {
        &self.0.conference.time_zone
    }

    /// Where the conference stands.
    async fn phase(&self) -> Enumeration<ConferenceState> {
        Enumeration(*self.0.conference.state)
    }
}
