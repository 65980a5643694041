//! Who may vote in a poll.

use crate::entity::*;
use crate::participants::participant;
use crate::{Result, Scope};
use chrono::{DateTime, Utc};
use domain::people::Category;
use domain::voting::PollState;
use sea_orm::{QueryOrder, QuerySelect};

/// The roll.
pub mod roll {
    use super::*;

    /// Somebody who may vote in a poll (*colégio de votantes*), written when it opened and never changed.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "poll_roll")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The poll.
        pub poll_id: Uuid,
        /// The delegate.
        pub participant_id: Uuid,
    }
    tenant_table!();
}

/// A delegate accredited until an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accredited {
    /// The delegate.
    pub participant: Uuid,
    /// Whether the delegate is still there.
    pub present: bool,
}

/// The delegates accredited until an instant, gone or not, by number: the base of a quorum; those
/// present are the roll of a poll that opens then.
///
/// # Errors
/// When the database fails.
pub async fn accredited(scope: &Scope, conference: Uuid, at: DateTime<Utc>) -> Result<Vec<Accredited>> {
    let delegates = [Category::Born, Category::Government, Category::CivilSociety].map(Coded);
    let query = scope
        .find::<participant::Entity>()
        .filter(participant::Column::ConferenceId.eq(conference))
        .filter(participant::Column::Category.is_in(delegates))
        .filter(participant::Column::HoldsSeat.eq(true))
        .filter(participant::Column::CheckInAt.lte(at))
        .order_by_asc(participant::Column::Number)
        .select_only()
        .column(participant::Column::Id)
        .column(participant::Column::CheckOutAt);
    let rows: Vec<(Uuid, Option<DateTime<Utc>>)> = query.into_tuple().all(scope.connection()).await?;
    let accredited = |(participant, gone): (Uuid, Option<DateTime<Utc>>)| Accredited {
        participant,
        present: gone.is_none_or(|gone| gone > at),
    };
    Ok(rows.into_iter().map(accredited).collect())
}

/// Whether a participant is on the roll of a poll.
///
/// # Errors
/// When the database fails.
pub async fn on_roll(scope: &Scope, poll: Uuid, participant: Uuid) -> Result<bool> {
    let query = scope
        .find::<roll::Entity>()
        .filter(roll::Column::PollId.eq(poll))
        .filter(roll::Column::ParticipantId.eq(participant));
    Ok(scope.one(query).await?.is_some())
}

/// Whether a participant is on the roll of a poll that has or may still have effect.
///
/// # Errors
/// When the database fails.
pub async fn is_on_a_roll(scope: &Scope, participant: Uuid) -> Result<bool> {
    let rolls: Vec<Uuid> = scope
        .find::<roll::Entity>()
        .filter(roll::Column::ParticipantId.eq(participant))
        .select_only()
        .column(roll::Column::PollId)
        .into_tuple()
        .all(scope.connection())
        .await?;
    if rolls.is_empty() {
        return Ok(false);
    }
    let effective = scope
        .find::<super::poll::Entity>()
        .filter(super::poll::Column::Id.is_in(rolls))
        .filter(super::poll::Column::State.ne(Coded(PollState::Annulled)));
    Ok(scope.count(effective).await? > 0)
}
