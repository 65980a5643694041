//! The public list of conferences: facts that the act of convocation makes public, of all councils.
//! It is written in the transaction that changes the conference.

use crate::Directory;
use crate::Result;
use crate::entity::*;
use domain::conferences::{ConferenceMode, ConferenceState};
use domain::people::Level;
use sea_orm::{Condition, QueryOrder, QuerySelect};

/// Conferences as listed.
pub mod listing {
    use super::*;

    /// A conference as the public list shows it.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "conference_directory")]
    pub struct Model {
        /// The conference.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The council that holds it.
        pub council_id: Uuid,
        /// The council above.
        pub parent_council_id: Option<Uuid>,
        /// The first cycle of the tree it was planned from.
        pub cycle_root_id: Uuid,
        /// Stage.
        pub level: Coded<Level>,
        /// State, two letters; none for the national stage.
        pub uf: Option<String>,
        /// Full title.
        pub title: String,
        /// Title and place in search form.
        pub search_title: String,
        /// Edition number.
        pub edition: i32,
        /// Theme.
        pub theme: String,
        /// In person, hybrid or virtual.
        pub mode: Coded<ConferenceMode>,
        /// Where it stands.
        pub state: Coded<ConferenceState>,
        /// First day.
        pub first_day: Date,
        /// Last day.
        pub last_day: Date,
    }
    directory_table!();
}

/// Which conferences are wanted.
#[derive(Debug, Clone, Default)]
pub struct ListingFilter {
    /// Only of this council.
    pub council: Option<Uuid>,
    /// Only of councils under this one.
    pub parent_council: Option<Uuid>,
    /// Only planned from this tree of cycles.
    pub cycle_root: Option<Uuid>,
    /// Only of this state.
    pub uf: Option<String>,
    /// Only of this stage.
    pub level: Option<Level>,
    /// Only where they stand so.
    pub state: Option<ConferenceState>,
    /// Title or place contains this (a search key).
    pub search: Option<String>,
    /// Only those that last until this day at least.
    pub from: Option<Date>,
    /// Only those that begin by this day.
    pub to: Option<Date>,
}

/// How a conference is listed, if it is.
///
/// # Errors
/// When the database fails.
pub async fn listing_of(directory: &Directory, conference: Uuid) -> Result<Option<listing::Model>> {
    let query = directory.find::<listing::Entity>().filter(listing::Column::Id.eq(conference));
    Ok(query.one(directory.connection()).await?)
}

/// A page of conferences by first day; `after` names the last one seen.
///
/// # Errors
/// When the database fails.
pub async fn listings(
    directory: &Directory,
    filter: &ListingFilter,
    after: Option<(Date, Uuid)>,
    limit: u64,
) -> Result<Vec<listing::Model>> {
    use listing::Column;
    let mut which = Condition::all()
        .add_option(filter.council.map(|council| Column::CouncilId.eq(council)))
        .add_option(filter.parent_council.map(|parent| Column::ParentCouncilId.eq(parent)))
        .add_option(filter.cycle_root.map(|root| Column::CycleRootId.eq(root)))
        .add_option(filter.uf.as_deref().map(|uf| Column::Uf.eq(uf)))
        .add_option(filter.level.map(|level| Column::Level.eq(Coded(level))))
        .add_option(filter.state.map(|state| Column::State.eq(Coded(state))))
        .add_option(filter.search.as_deref().map(|search| Column::SearchTitle.contains(search)))
        .add_option(filter.from.map(|from| Column::LastDay.gte(from)))
        .add_option(filter.to.map(|to| Column::FirstDay.lte(to)));
    if let Some((day, id)) = after {
        let same_day = Condition::all().add(Column::FirstDay.eq(day)).add(Column::Id.gt(id));
        which = which.add(Condition::any().add(Column::FirstDay.gt(day)).add(same_day));
    }
    let query = directory.find::<listing::Entity>().filter(which);
    let query = query.order_by_asc(Column::FirstDay).order_by_asc(Column::Id).limit(limit);
    Ok(query.all(directory.connection()).await?)
}
