//! What a hall sees, in GraphQL.

use super::enums::Enumeration;
use super::programme::{Announcement, CurrentItem, Session, SpeechRequest};
use super::voting::{Poll, PollQuorum};
use crate::id;
use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::conferences::ConferenceState;
use domain::rules::article_label;
use usecases::live::Plenary;

pub(crate) struct PlenarySnapshot(Plenary);

impl From<Plenary> for PlenarySnapshot {
    fn from(plenary: Plenary) -> Self {
        Self(plenary)
    }
}

/// The article of the rules of procedure that is being read.
#[derive(SimpleObject)]
pub(crate) struct PlenaryReading {
    /// As it is read, for instance "Art. 14".
    label: String,
    /// Its number.
    number: u32,
    /// Its text; null when it was suppressed.
    text: Option<String>,
    /// How many articles there are.
    articles: u32,
    /// Whether a destaque may be called now.
    window_open: bool,
    /// Names of those who called a destaque on it, in order.
    destaques: Vec<String>,
}

/// All that a display of the hall shows at one moment (*telão*).
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

    /// The session in which all meet now; null when none runs.
    async fn session(&self) -> Option<Session> {
        self.0.session.clone().map(Session::from)
    }

    /// The next session of the programme; null after the last.
    async fn next_session(&self) -> Option<Session> {
        self.0.next_session.clone().map(Session::from)
    }

    /// What the hall is at, with the difference an amendment makes; null when at nothing.
    async fn current_item(&self) -> Option<CurrentItem> {
        let tenant = self.0.conference.tenant_id;
        self.0.item.clone().map(|item| CurrentItem { tenant, item })
    }

    /// The article that is being read (*leitura do regimento*); null while none is.
    async fn reading(&self) -> Option<PlenaryReading> {
        let reading = self.0.reading.clone()?;
        Some(PlenaryReading {
            label: article_label(reading.number),
            number: reading.number,
            text: reading.text,
            articles: reading.articles,
            window_open: reading.window_open,
            destaques: reading.destaques,
        })
    }

    /// Who has the floor, with `until`; null when nobody has.
    async fn speaker(&self) -> Option<SpeechRequest> {
        self.0.queue.speaking.clone().map(SpeechRequest::from)
    }

    /// Who is next, three at most, in the order in which the floor would be given.
    async fn next_speakers(&self) -> Vec<SpeechRequest> {
        self.0.queue.waiting.iter().cloned().map(SpeechRequest::from).collect()
    }

    /// How many wait to speak.
    async fn waiting_count(&self) -> u32 {
        self.0.queue.length
    }

    /// Delegates present against those needed, under the call in force; null while nobody is accredited.
    async fn quorum(&self) -> Option<PollQuorum> {
        self.0.quorum.as_ref().map(PollQuorum::from)
    }

    /// The poll that is open; its partial counts are there only where the rules show them. Null when none is.
    async fn open_poll(&self) -> Option<Poll> {
        self.0.open_poll.clone().map(Poll)
    }

    /// How many voted in the open poll; null in a show of cards and when none is open.
    async fn turnout(&self) -> Option<u32> {
        self.0.turnout
    }

    /// The poll that ended last, with its result once it is computed; null before the first.
    async fn last_result(&self) -> Option<Poll> {
        self.0.last_result.clone().map(Poll)
    }

    /// The announcement to show; it may end by itself. Null when there is none.
    async fn announcement(&self) -> Option<Announcement> {
        self.0.announcement.clone().map(Announcement)
    }
}
