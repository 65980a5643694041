//! Ballots of roll calls, and attempts that were refused.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Ballots.
pub mod ballot {
    use super::*;

    /// One delegate's vote (*voto nominal*). The application can add one, never change or remove it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ballots")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The ballot.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The poll.
        pub poll_id: Uuid,
        /// The voter.
        pub participant_id: Uuid,
        /// Codes of the marked options.
        pub choices: Doc<Vec<String>>,
        /// When it was cast.
        pub cast_at: DateTimeUtc,
        /// Random, so that nobody finds the choice by trying receipts.
        pub salt: String,
        /// The receipt given to the voter.
        pub receipt: String,
    }
    tenant_table!();
}

/// Refused attempts.
pub mod refused_ballot {
    use super::*;

    /// An attempt to vote that was refused; repeated ones of a person are kept once a reason.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "refused_ballots")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The attempt.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The poll.
        pub poll_id: Uuid,
        /// Who tried.
        pub participant_id: Uuid,
        /// Code of the refusal.
        pub code: String,
        /// When first.
        pub at: DateTimeUtc,
    }
    tenant_table!();
}

/// The ballot of a participant in a poll.
///
/// # Errors
/// When the database fails.
pub async fn ballot_of(scope: &Scope, poll: Uuid, participant: Uuid) -> Result<Option<ballot::Model>> {
    let query = of_poll(scope, poll).filter(ballot::Column::ParticipantId.eq(participant));
    scope.one(query).await
}

/// The ballots of a participant in these polls, in no order.
///
/// # Errors
/// When the database fails.
pub async fn ballots_of(scope: &Scope, participant: Uuid, polls: Vec<Uuid>) -> Result<Vec<ballot::Model>> {
    let query = scope
        .find::<ballot::Entity>()
        .filter(ballot::Column::ParticipantId.eq(participant))
        .filter(ballot::Column::PollId.is_in(polls));
    scope.all(query).await
}

/// The ballot with a receipt.
///
/// # Errors
/// When the database fails.
pub async fn ballot_by_receipt(scope: &Scope, poll: Uuid, receipt: &str) -> Result<Option<ballot::Model>> {
    scope.one(of_poll(scope, poll).filter(ballot::Column::Receipt.eq(receipt))).await
}

/// All ballots of a poll, in the order of their ids.
///
/// # Errors
/// When the database fails.
pub async fn ballots(scope: &Scope, poll: Uuid) -> Result<Vec<ballot::Model>> {
    scope.all(of_poll(scope, poll).order_by_asc(ballot::Column::Id)).await
}

/// A page of the ballots of a poll, in the order in which they were cast.
///
/// # Errors
/// When the database fails.
pub async fn ballots_page(scope: &Scope, poll: Uuid, request: &PageRequest) -> Result<Page<ballot::Model>> {
    scope.page(of_poll(scope, poll), ballot::Column::CastAt, request).await
}

/// How many voted, by poll; a poll without ballots is not there.
///
/// # Errors
/// When the database fails.
pub async fn turnouts(scope: &Scope, polls: Vec<Uuid>) -> Result<HashMap<Uuid, u32>> {
    let query = scope.find::<ballot::Entity>().filter(ballot::Column::PollId.is_in(polls));
    let counted = query
        .select_only()
        .column(ballot::Column::PollId)
        .column_as(ballot::Column::Id.count(), "voted")
        .group_by(ballot::Column::PollId);
    by_poll(counted.into_tuple().all(scope.connection()).await?)
}

/// Keeps a refused attempt, the first of its kind of a person in a poll.
///
/// # Errors
/// When the database fails.
pub async fn note_refused(scope: &Scope, attempt: refused_ballot::Model) -> Result<()> {
    scope.insert_new::<refused_ballot::Entity>(attempt).await.map(|_| ())
}

/// How many attempts were refused, by poll; a poll without any is not there.
///
/// # Errors
/// When the database fails.
pub async fn refused_counts(scope: &Scope, polls: Vec<Uuid>) -> Result<HashMap<Uuid, u32>> {
    let query = scope.find::<refused_ballot::Entity>().filter(refused_ballot::Column::PollId.is_in(polls));
    let counted = query
        .select_only()
        .column(refused_ballot::Column::PollId)
        .column_as(refused_ballot::Column::Id.count(), "refused")
        .group_by(refused_ballot::Column::PollId);
    by_poll(counted.into_tuple().all(scope.connection()).await?)
}

fn of_poll(scope: &Scope, poll: Uuid) -> sea_orm::Select<ballot::Entity> {
    scope.find::<ballot::Entity>().filter(ballot::Column::PollId.eq(poll))
}

fn by_poll(rows: Vec<(Uuid, i64)>) -> Result<HashMap<Uuid, u32>> {
    Ok(rows.into_iter().map(|(poll, count)| (poll, u32::try_from(count).unwrap_or(u32::MAX))).collect())
}
