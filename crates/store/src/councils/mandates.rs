//! Mandates of a council's members.

use crate::entity::*;
use crate::{Result, Scope};
use chrono::NaiveDate;
use domain::people::{SeatKind, Sector, Segment};
use sea_orm::QueryOrder;

/// Mandates.
pub mod mandate {
    use super::*;

    /// A mandate (*mandato*) of a member of the council.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "mandates")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The mandate.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Seat number, from 1; titular and alternate share it.
        pub seat: i32,
        /// Titular or alternate.
        pub kind: Coded<SeatKind>,
        /// Name of the member.
        pub name: String,
        /// E-mail of the member.
        pub email: Option<String>,
        /// Government or civil society.
        pub sector: Coded<Sector>,
        /// Segment, for civil society.
        pub segment: Option<Coded<Segment>>,
        /// Body or organization represented.
        pub organization: String,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// The mandates, by seat and kind.
///
/// # Errors
/// When the database fails.
pub async fn mandates(scope: &Scope) -> Result<Vec<mandate::Model>> {
    let query = scope.find::<mandate::Entity>();
    scope.all(query.order_by_asc(mandate::Column::Seat).order_by_desc(mandate::Column::Kind)).await
}

/// The mandates in force on a day, by seat and kind.
///
/// # Errors
/// When the database fails.
pub async fn mandates_on(scope: &Scope, day: NaiveDate) -> Result<Vec<mandate::Model>> {
    let query = scope
        .find::<mandate::Entity>()
        .filter(mandate::Column::StartsOn.lte(day))
        .filter(mandate::Column::EndsOn.gte(day));
    scope.all(query.order_by_asc(mandate::Column::Seat).order_by_desc(mandate::Column::Kind)).await
}
