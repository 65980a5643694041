//! The list of participants, filtered and by keyset.

use super::participant::{self, Column, Entity};
use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::participants::Eligibility;
use domain::people::{Category, Segment};
use sea_orm::Condition;

/// Which participants are wanted.
#[derive(Debug, Clone, Default)]
pub struct ParticipantFilter {
    /// Shown name contains this (a search key), or one of the next two fits.
    pub name: Option<String>,
    /// CPF, 11 digits.
    pub cpf: Option<String>,
    /// Code on the badge.
    pub badge_code: Option<String>,
    /// Only of this category.
    pub category: Option<Category>,
    /// Only of this segment.
    pub segment: Option<Segment>,
    /// Only where the review stands so.
    pub eligibility: Option<Eligibility>,
    /// Only in the hall now, or only not.
    pub present: Option<bool>,
    /// Only of this working group.
    pub group: Option<Uuid>,
    /// Only with a badge, or only without.
    pub has_badge: Option<bool>,
    /// Withdrawn registrations instead of the others.
    pub withdrawn: bool,
}

/// A page of the participants of a conference that fit, by shown name in search form.
///
/// # Errors
/// When the database fails.
pub async fn page(
    scope: &Scope,
    conference: Uuid,
    filter: &ParticipantFilter,
    request: &PageRequest,
) -> Result<Page<participant::Model>> {
    let query = scope.find::<Entity>().filter(Column::ConferenceId.eq(conference)).filter(fitting(filter));
    scope.page(query, Column::SearchName, request).await
}

fn fitting(filter: &ParticipantFilter) -> Condition {
    let gone = if filter.withdrawn { Column::WithdrawnAt.is_not_null() } else { Column::WithdrawnAt.is_null() };
    Condition::all()
        .add(gone)
        .add_option(searched(filter))
        .add_option(filter.category.map(|category| Column::Category.eq(Coded(category))))
        .add_option(filter.segment.map(|segment| Column::Segment.eq(Coded(segment))))
        .add_option(filter.eligibility.map(|state| Column::Eligibility.eq(Coded(state))))
        .add_option(filter.group.map(|group| Column::GroupId.eq(group)))
        .add_option(filter.present.map(|present| {
            let inside = Condition::all().add(Column::CheckInAt.is_not_null()).add(Column::CheckOutAt.is_null());
            if present { inside } else { inside.not() }
        }))
        .add_option(filter.has_badge.map(
            |badge| {
                if badge { Column::PinHash.is_not_null() } else { Column::PinHash.is_null() }
            },
        ))
}

/// What was searched for; nothing when the search was empty.
fn searched(filter: &ParticipantFilter) -> Option<Condition> {
    let any = Condition::any()
        .add_option(filter.name.as_ref().map(|name| Column::SearchName.contains(name.as_str())))
        .add_option(filter.cpf.as_ref().map(|cpf| Column::Cpf.eq(cpf.as_str())))
        .add_option(filter.badge_code.as_ref().map(|code| Column::BadgeCode.eq(code.as_str())));
    (!any.is_empty()).then_some(any)
}
