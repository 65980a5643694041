//! The meetings of the pools: who may vote and has voted, and apart from it what was chosen.

use crate::entity::*;
use crate::{Result, Scope};
use domain::codes;
use domain::people::Pool;
use sea_orm::{QueryOrder, QuerySelect};

codes! {
    /// State of a pool's meeting (*situação da reunião do segmento*).
    pub enum MeetingState {
        /// Has not decided (*aguardando*).
        Waiting = "WAITING", "aguardando";
        /// Ballots are being cast (*em votação*); the roll is fixed.
        Open = "OPEN", "em votação";
        /// No more ballots are taken (*encerrada*).
        Closed = "CLOSED", "encerrada";
        /// The meeting acclaimed its candidates (*aclamação*).
        Acclaimed = "ACCLAIMED", "por aclamação";
    }
}

/// Meetings.
pub mod meeting {
    use super::*;

    /// The meeting of a pool (*reunião do segmento*) in an election.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "election_meetings")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The meeting.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The election.
        pub election_id: Uuid,
        /// The pool.
        pub pool: Coded<Pool>,
        /// Titular seats of the pool.
        pub seats: i32,
        /// Where it stands.
        pub state: Coded<MeetingState>,
        /// The participants acclaimed, in the order of the list; empty acclaims all candidates.
        pub acclaimed: Option<Doc<Vec<Uuid>>>,
        /// When the ballot opened.
        pub opened_at: Option<DateTimeUtc>,
        /// When it closed, or the meeting acclaimed.
        pub closed_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// Rolls.
pub mod voter {
    use super::*;

    /// Somebody on the roll of a meeting. Says whether they voted, never what.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "election_voters")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The meeting.
        pub meeting_id: Uuid,
        /// The voter.
        pub participant_id: Uuid,
        /// Whether the vote was used.
        pub voted: bool,
    }
    tenant_table!();
}

/// Counts of what was chosen.
pub mod choice {
    use super::*;

    /// How many ballots of a meeting name a candidate, or nobody. Ballots are added here when they are
    /// cast and are kept nowhere else, so no order, time or transaction tells whose they were.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "election_choices")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The meeting.
        pub meeting_id: Uuid,
        /// The candidate; none for blank ballots.
        pub candidate_id: Option<Uuid>,
        /// Ballots.
        pub votes: i32,
    }
    tenant_table!();
}

/// The roll of a meeting in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turnout {
    /// On the roll.
    pub voters: u64,
    /// Of those, who have voted.
    pub voted: u64,
}

/// The meetings in these elections.
///
/// # Errors
/// When the database fails.
pub async fn meetings(scope: &Scope, elections: Vec<Uuid>) -> Result<Vec<meeting::Model>> {
    let query = scope.find::<meeting::Entity>().filter(meeting::Column::ElectionId.is_in(elections));
    scope.all(query.order_by_asc(meeting::Column::Id)).await
}

/// The meeting of a pool.
///
/// # Errors
/// When the database fails.
pub async fn meeting_of(scope: &Scope, election: Uuid, pool: Pool) -> Result<Option<meeting::Model>> {
    let query = scope
        .find::<meeting::Entity>()
        .filter(meeting::Column::ElectionId.eq(election))
        .filter(meeting::Column::Pool.eq(Coded(pool)));
    scope.one(query).await
}

/// Somebody's place on the roll of a meeting.
///
/// # Errors
/// When the database fails.
pub async fn voter_of(scope: &Scope, meeting: Uuid, participant: Uuid) -> Result<Option<voter::Model>> {
    let query = scope
        .find::<voter::Entity>()
        .filter(voter::Column::MeetingId.eq(meeting))
        .filter(voter::Column::ParticipantId.eq(participant));
    scope.one(query).await
}

/// How many are on the rolls of these meetings and how many have voted, by meeting; in one query.
///
/// # Errors
/// When the database fails.
pub async fn turnout(scope: &Scope, meetings: Vec<Uuid>) -> Result<Vec<(Uuid, Turnout)>> {
    let query = scope
        .find::<voter::Entity>()
        .filter(voter::Column::MeetingId.is_in(meetings))
        .select_only()
        .columns([voter::Column::MeetingId, voter::Column::Voted])
        .column_as(voter::Column::Id.count(), "voters")
        .group_by(voter::Column::MeetingId)
        .group_by(voter::Column::Voted);
    let groups: Vec<(Uuid, bool, i64)> = query.into_tuple().all(scope.connection()).await?;
    let mut found: Vec<(Uuid, Turnout)> = Vec::new();
    for (meeting, voted, count) in groups {
        let count = u64::try_from(count).unwrap_or_default();
        let position = found.iter().position(|(known, _)| *known == meeting).unwrap_or_else(|| {
            found.push((meeting, Turnout::default()));
            found.len() - 1
        });
        let turnout = &mut found[position].1;
        turnout.voters += count;
        turnout.voted += if voted { count } else { 0 };
    }
    Ok(found)
}

/// What was chosen in these meetings.
///
/// # Errors
/// When the database fails.
pub async fn choices(scope: &Scope, meetings: Vec<Uuid>) -> Result<Vec<choice::Model>> {
    scope.all(scope.find::<choice::Entity>().filter(choice::Column::MeetingId.is_in(meetings))).await
}
