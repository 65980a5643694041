//! Participants found by what others know of them.

use super::participant::{self, Column, Entity};
use crate::entity::*;
use crate::{Result, Scope};
use chrono::{DateTime, Utc};
use domain::participants::Eligibility;
use domain::people::{Category, Sector, Segment};
use sea_orm::{Condition, QueryFilter, QueryOrder, QuerySelect};

/// The categories that vote.
pub(super) fn delegates() -> [Coded<Category>; 3] {
    [Category::Born, Category::Government, Category::CivilSociety].map(Coded)
}

/// The delegates who hold a seat's vote, checked in and not gone at an instant, by number: the roll
/// of a vote that opens then.
///
/// # Errors
/// When the database fails.
pub async fn delegates_present(scope: &Scope, conference: Uuid, at: DateTime<Utc>) -> Result<Vec<participant::Model>> {
    let not_gone = Column::CheckOutAt.is_null().or(Column::CheckOutAt.gt(at));
    let query = scope
        .find::<Entity>()
        .filter(Column::ConferenceId.eq(conference))
        .filter(Column::Category.is_in(delegates()))
        .filter(Column::HoldsSeat.eq(true))
        .filter(Column::CheckInAt.lte(at))
        .filter(not_gone);
    scope.all(query.order_by_asc(Column::Number)).await
}

/// All participants of a conference, those withdrawn too, by number.
///
/// # Errors
/// When the database fails.
pub async fn all_of(scope: &Scope, conference: Uuid) -> Result<Vec<participant::Model>> {
    let query = scope.find::<Entity>().filter(Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(Column::Number)).await
}

/// The participants of a conference who came by a mandate.
///
/// # Errors
/// When the database fails.
pub async fn born_of(scope: &Scope, conference: Uuid) -> Result<Vec<participant::Model>> {
    let query = scope.find::<Entity>().filter(Column::ConferenceId.eq(conference));
    scope.all(query.filter(Column::MandateId.is_not_null()).order_by_asc(Column::Number)).await
}

/// The highest number given in a conference, 0 before the first. Lock the conference before.
///
/// # Errors
/// When the database fails.
pub async fn last_number(scope: &Scope, conference: Uuid) -> Result<i32> {
    let query = scope.find::<Entity>().filter(Column::ConferenceId.eq(conference));
    let last = scope.one(query.order_by_desc(Column::Number).limit(1)).await?;
    Ok(last.map_or(0, |row| row.number))
}

/// A registration of the same person in the conference, by CPF (digits) or e-mail (lower case).
///
/// # Errors
/// When the database fails.
pub async fn duplicate_of(
    scope: &Scope,
    conference: Uuid,
    cpf: Option<&str>,
    email: Option<&str>,
) -> Result<Vec<participant::Model>> {
    if cpf.is_none() && email.is_none() {
        return Ok(Vec::new());
    }
    let same = Condition::any()
        .add_option(cpf.map(|cpf| Column::Cpf.eq(cpf)))
        .add_option(email.map(|email| Column::Email.eq(email)));
    scope.all(scope.find::<Entity>().filter(Column::ConferenceId.eq(conference)).filter(same)).await
}

/// The participant with a badge, in whatever conference of the council.
///
/// # Errors
/// When the database fails.
pub async fn by_badge(scope: &Scope, code: &str) -> Result<Option<participant::Model>> {
    scope.one(scope.find::<Entity>().filter(Column::BadgeCode.eq(code))).await
}

/// Which of these badge codes the council has given already.
///
/// # Errors
/// When the database fails.
pub async fn badge_codes_taken(scope: &Scope, codes: Vec<String>) -> Result<Vec<String>> {
    let rows = scope.all(scope.find::<Entity>().filter(Column::BadgeCode.is_in(codes))).await?;
    Ok(rows.into_iter().filter_map(|row| row.badge_code).collect())
}

/// How many eligible delegates of these categories sit in a pool, given as sector and segment.
///
/// # Errors
/// When the database fails.
pub async fn seats_taken(
    scope: &Scope,
    conference: Uuid,
    categories: &[Category],
    sector: Sector,
    segment: Option<Segment>,
) -> Result<u64> {
    let categories = categories.iter().copied().map(Coded).collect::<Vec<_>>();
    let mut query = scope
        .find::<Entity>()
        .filter(Column::ConferenceId.eq(conference))
        .filter(Column::WithdrawnAt.is_null())
        .filter(Column::Eligibility.eq(Coded(Eligibility::Eligible)))
        .filter(Column::Category.is_in(categories))
        .filter(Column::Sector.eq(Coded(sector)));
    if let Some(segment) = segment {
        query = query.filter(Column::Segment.eq(Coded(segment)));
    }
    scope.count(query).await
}

/// The alternate who was admitted in a titular's place.
///
/// # Errors
/// When the database fails.
pub async fn replaced_by(scope: &Scope, titular: Uuid) -> Result<Option<participant::Model>> {
    scope.one(scope.find::<Entity>().filter(Column::ReplacesId.eq(titular))).await
}
