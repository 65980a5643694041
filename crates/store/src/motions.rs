//! Motions and their signatures.

use crate::entity::*;
use crate::{Result, Scope};
use domain::motions::{Admission, MotionKind, MotionState};
use sea_orm::{QueryOrder, QuerySelect};

/// Motions.
pub mod motion {
    use super::*;

    /// A motion (*moção*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "motions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The motion.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Number in the order of submission, from 1.
        pub number: i32,
        /// Kind.
        pub kind: Coded<MotionKind>,
        /// Title.
        pub title: String,
        /// Text.
        pub text: String,
        /// To whom it goes.
        pub addressees: Doc<Vec<String>>,
        /// The delegate who handed it in; none where the table took it on paper.
        pub author_id: Option<Uuid>,
        /// Where it stands.
        pub state: Coded<MotionState>,
        /// The admission as computed after the window closed.
        pub admission: Option<Doc<Admission>>,
        /// The poll that decided.
        pub poll_id: Option<Uuid>,
        /// The result in words.
        pub decision_reason: Option<String>,
        /// When it was handed in.
        pub submitted_at: DateTimeUtc,
        /// When the plenary voted on it.
        pub decided_at: Option<DateTimeUtc>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();

    impl Model {
        /// What people call it: `MO1`.
        pub fn label(&self) -> String {
            format!("MO{}", self.number)
        }
    }
}

/// Signatures.
pub mod signature {
    use super::*;

    /// A signature under a motion.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "motion_signatures")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The signature.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The motion.
        pub motion_id: Uuid,
        /// Who signed.
        pub participant_id: Uuid,
        /// Whether the person held a vote then; the others do not count.
        pub delegate: bool,
        /// Whether it was taken on paper and typed in by the table.
        pub on_paper: bool,
        /// When.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// The motions of a conference, by number.
///
/// # Errors
/// When the database fails.
pub async fn of_conference(scope: &Scope, conference: Uuid) -> Result<Vec<motion::Model>> {
    let query = scope.find::<motion::Entity>().filter(motion::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(motion::Column::Number)).await
}

/// As [`of_conference`], locked until the end of the transaction.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(scope: &Scope, conference: Uuid) -> Result<Vec<motion::Model>> {
    let query = scope.find::<motion::Entity>().filter(motion::Column::ConferenceId.eq(conference));
    let query = query.order_by_asc(motion::Column::Number);
    scope.all(if scope.is_postgres() { query.lock_exclusive() } else { query }).await
}

/// The signatures under a motion, in the order in which they came.
///
/// # Errors
/// When the database fails.
pub async fn signatures(scope: &Scope, motion: Uuid) -> Result<Vec<signature::Model>> {
    let query = scope.find::<signature::Entity>().filter(signature::Column::MotionId.eq(motion));
    scope.all(query.order_by_asc(signature::Column::At).order_by_asc(signature::Column::Id)).await
}

/// The motions that a participant signed.
///
/// # Errors
/// When the database fails.
pub async fn signed_by(scope: &Scope, participant: Uuid) -> Result<Vec<Uuid>> {
    let query = scope.find::<signature::Entity>().filter(signature::Column::ParticipantId.eq(participant));
    Ok(scope.all(query).await?.into_iter().map(|entry| entry.motion_id).collect())
}

/// How many signed each motion of a conference, with a vote and without: motion, delegate, people.
///
/// # Errors
/// When the database fails.
pub async fn signature_counts(scope: &Scope, conference: Uuid) -> Result<Vec<(Uuid, bool, i64)>> {
    let query = scope
        .find::<signature::Entity>()
        .filter(signature::Column::ConferenceId.eq(conference))
        .select_only()
        .column(signature::Column::MotionId)
        .column(signature::Column::Delegate)
        .column_as(signature::Column::Id.count(), "people")
        .group_by(signature::Column::MotionId)
        .group_by(signature::Column::Delegate);
    Ok(query.into_tuple().all(scope.connection()).await?)
}
