//! Figures over the participants of a conference, one statement each.
#![allow(clippy::disallowed_methods)] // Aggregates have no scoped form; the tenant comes from `Scope::find`.

use super::participant::{Column, Entity};
use super::people::delegates;
use crate::entity::*;
use crate::{Result, Scope};
use chrono::{DateTime, Utc};
use domain::participants::{Channel, Eligibility, Gender};
use domain::people::{Category, ReservedGroup, Sector, Segment};
use sea_orm::sea_query::{CaseStatement, Func, SimpleExpr};
use sea_orm::{FromQueryResult, QueryFilter, QuerySelect};

/// What the figures need to know of one participant.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CountedRow {
    /// Category.
    pub category: Coded<Category>,
    /// Sector.
    pub sector: Option<Coded<Sector>>,
    /// Segment.
    pub segment: Option<Coded<Segment>>,
    /// Gender.
    pub gender: Option<Coded<Gender>>,
    /// Reserved groups.
    pub reserved_groups: Doc<Vec<ReservedGroup>>,
    /// Channel.
    pub channel: Coded<Channel>,
    /// When checked in.
    pub check_in_at: Option<DateTimeUtc>,
    /// Accessibility needs.
    pub accessibility_needs: Doc<Vec<String>>,
}

/// What the figures need, of all who did not withdraw.
///
/// # Errors
/// When the database fails.
pub async fn counted(scope: &Scope, conference: Uuid) -> Result<Vec<CountedRow>> {
    let columns = [
        Column::Category,
        Column::Sector,
        Column::Segment,
        Column::Gender,
        Column::ReservedGroups,
        Column::Channel,
        Column::CheckInAt,
        Column::AccessibilityNeeds,
    ];
    let query = scope
        .find::<Entity>()
        .filter(Column::ConferenceId.eq(conference))
        .filter(Column::WithdrawnAt.is_null())
        .select_only()
        .columns(columns);
    Ok(query.into_model::<CountedRow>().all(scope.connection()).await?)
}

/// Delegates with a vote: accredited so far, and in the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PresenceCounts {
    /// Checked in by then, also those who left (base of the quorum).
    pub accredited: u32,
    /// In the hall.
    pub present: u32,
}

#[derive(FromQueryResult)]
struct Pair {
    first: i64,
    second: i64,
}

/// The delegates accredited by an instant, and those of them in the hall then.
///
/// # Errors
/// When the database fails.
pub async fn presence_at(scope: &Scope, conference: Uuid, at: DateTime<Utc>) -> Result<PresenceCounts> {
    let inside = Column::CheckOutAt.is_null().or(Column::CheckOutAt.gt(at));
    let query = scope
        .find::<Entity>()
        .filter(Column::ConferenceId.eq(conference))
        .filter(Column::Category.is_in(delegates()))
        .filter(Column::HoldsSeat.eq(true))
        .filter(Column::CheckInAt.lte(at))
        .select_only()
        .expr_as(Column::Id.count(), "first")
        .expr_as(count_if(inside), "second");
    let pair = query.into_model::<Pair>().one(scope.connection()).await?.unwrap_or(Pair { first: 0, second: 0 });
    Ok(PresenceCounts { accredited: small(pair.first), present: small(pair.second) })
}

/// What the checklist of the conference needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepCounts {
    /// Eligible participants.
    pub registered: u32,
    /// Of those, with a working group.
    pub assigned: u32,
    /// Waiting for a review.
    pub to_review: u32,
    /// Eligible delegates.
    pub delegates: u32,
    /// Delegates who were checked in.
    pub accredited: u32,
}

#[derive(FromQueryResult)]
struct StepRow {
    registered: i64,
    assigned: i64,
    to_review: i64,
    delegates: i64,
    accredited: i64,
}

/// The figures of the checklist.
///
/// # Errors
/// When the database fails.
pub async fn step_counts(scope: &Scope, conference: Uuid) -> Result<StepCounts> {
    let eligible = || Column::Eligibility.eq(Coded(Eligibility::Eligible));
    let delegate = || Column::Category.is_in(delegates());
    let query = scope
        .find::<Entity>()
        .filter(Column::ConferenceId.eq(conference))
        .filter(Column::WithdrawnAt.is_null())
        .select_only()
        .expr_as(count_if(eligible()), "registered")
        .expr_as(count_if(eligible().and(Column::GroupId.is_not_null())), "assigned")
        .expr_as(count_if(Column::Eligibility.eq(Coded(Eligibility::Pending))), "to_review")
        .expr_as(count_if(eligible().and(delegate())), "delegates")
        .expr_as(count_if(delegate().and(Column::CheckInAt.is_not_null())), "accredited");
    let row = query.into_model::<StepRow>().one(scope.connection()).await?;
    Ok(row.map_or_else(StepCounts::default, |row| StepCounts {
        registered: small(row.registered),
        assigned: small(row.assigned),
        to_review: small(row.to_review),
        delegates: small(row.delegates),
        accredited: small(row.accredited),
    }))
}

/// How many rows fit: both databases count what is not null.
fn count_if(condition: SimpleExpr) -> SimpleExpr {
    Func::count(CaseStatement::new().case(condition, 1)).into()
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
