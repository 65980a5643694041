//! Polls.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::voting::{Outcome, Poll, PollKind, PollState, SubjectKind};
use sea_orm::{QueryOrder, QuerySelect};

/// Polls.
pub mod poll {
    use super::*;

    /// A poll (*votação*): the whole of it as the rules see it, and what is looked for in columns of its own.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "polls")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The poll.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Number within the conference, from 1.
        pub number: i32,
        /// How votes are given.
        pub kind: Coded<PollKind>,
        /// What it decides about.
        pub subject: Coded<SubjectKind>,
        /// Where it stands.
        pub state: Coded<PollState>,
        /// The API's type of the items; none where there are none.
        pub item_kind: Option<String>,
        /// The articles, destaques, proposals, motions or points it decides.
        pub items: Doc<Vec<Uuid>>,
        /// The poll as the rules see it.
        pub poll: Doc<Poll>,
        /// When it was written.
        pub created_at: DateTimeUtc,
        /// When it was opened.
        pub opened_at: Option<DateTimeUtc>,
        /// When it closes by itself.
        pub closes_at: Option<DateTimeUtc>,
        /// When voting ended.
        pub closed_at: Option<DateTimeUtc>,
        /// When the result was announced.
        pub proclaimed_at: Option<DateTimeUtc>,
        /// What came out; none before the tally.
        pub outcome: Option<Coded<Outcome>>,
        /// The end of the chain of receipts, once a roll call is closed.
        pub ballots_digest: Option<String>,
    }
    tenant_table!();

    impl Model {
        /// What people call it: "V03".
        pub fn label(&self) -> String {
            format!("V{:02}", self.number)
        }

        /// The row with another state of the poll; the columns follow.
        #[must_use]
        pub fn holding(self, poll: Poll) -> Self {
            Self {
                state: Coded(poll.state),
                opened_at: poll.opening.map(|opening| opening.at),
                closes_at: poll.closes_at,
                closed_at: poll.closed_at,
                outcome: poll.result.as_ref().map(|result| Coded(result.outcome)),
                poll: Doc(poll),
                ..self
            }
        }
    }
}

/// Which polls of a conference are wanted.
#[derive(Debug, Clone, Default)]
pub struct PollFilter {
    /// Only in this state.
    pub state: Option<PollState>,
    /// Only about this.
    pub subject: Option<SubjectKind>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// A page of the polls of a conference, by number.
///
/// # Errors
/// When the database fails.
pub async fn polls_page(
    scope: &Scope,
    conference: Uuid,
    filter: &PollFilter,
    request: &PageRequest,
) -> Result<Page<poll::Model>> {
    let mut query = scope.find::<poll::Entity>().filter(poll::Column::ConferenceId.eq(conference));
    if let Some(state) = filter.state {
        query = query.filter(poll::Column::State.eq(Coded(state)));
    }
    if let Some(subject) = filter.subject {
        query = query.filter(poll::Column::Subject.eq(Coded(subject)));
    }
    if !filter.drafts {
        query = query.filter(poll::Column::State.ne(Coded(PollState::Draft)));
    }
    scope.page(query, poll::Column::Number, request).await
}

/// All polls of a conference, by number.
///
/// # Errors
/// When the database fails.
pub async fn polls_of(scope: &Scope, conference: Uuid) -> Result<Vec<poll::Model>> {
    let query = scope.find::<poll::Entity>().filter(poll::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(poll::Column::Number)).await
}

/// The polls that are open in a conference, by number: one at most, but for the moment of a change.
///
/// # Errors
/// When the database fails.
pub async fn open_polls(scope: &Scope, conference: Uuid) -> Result<Vec<poll::Model>> {
    let query = scope
        .find::<poll::Entity>()
        .filter(poll::Column::ConferenceId.eq(conference))
        .filter(poll::Column::State.eq(Coded(PollState::Open)));
    scope.all(query.order_by_asc(poll::Column::Number)).await
}

/// The poll of a conference that ended last, unless it was annulled.
///
/// # Errors
/// When the database fails.
pub async fn last_closed(scope: &Scope, conference: Uuid) -> Result<Option<poll::Model>> {
    let ended = [PollState::Closed, PollState::Tallied, PollState::Proclaimed].map(Coded);
    let query = scope
        .find::<poll::Entity>()
        .filter(poll::Column::ConferenceId.eq(conference))
        .filter(poll::Column::State.is_in(ended))
        .order_by_desc(poll::Column::ClosedAt)
        .order_by_desc(poll::Column::Number);
    scope.one(query.limit(1)).await
}

/// The next free number of a conference, whose row the caller has locked.
///
/// # Errors
/// When the database fails.
pub async fn next_number(scope: &Scope, conference: Uuid) -> Result<i32> {
    let query = scope.find::<poll::Entity>().filter(poll::Column::ConferenceId.eq(conference));
    let last = query.select_only().column_as(poll::Column::Number.max(), "last");
    let last: Option<Option<i32>> = last.into_tuple().one(scope.connection()).await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}
