//! States and municipalities of IBGE.

use crate::entity::*;
use crate::{Directory, Result};
use sea_orm::{QueryOrder, QuerySelect};

/// Municipalities.
pub mod municipality {
    use super::*;

    /// A municipality (*município*).
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "municipalities")]
    pub struct Model {
        /// IBGE code, 7 digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub ibge_code: String,
        /// Official name.
        pub name: String,
        /// Name in search form: lower case, no accents.
        pub search_name: String,
        /// State, two letters.
        pub uf: String,
        /// Inhabitants, Census 2022.
        pub population: i32,
        /// Inhabitants, IBGE's estimate for 1 July 2024.
        pub population_estimate_2024: Option<i32>,
        /// Seat, decimal degrees north.
        pub latitude: f64,
        /// Seat, decimal degrees east.
        pub longitude: f64,
        /// Whether it is a capital.
        pub is_capital: bool,
        /// IANA time zone.
        pub time_zone: String,
    }
    directory_table!();
}

/// States.
pub mod state {
    use super::*;

    /// A state or the Federal District (*unidade da federação*).
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "states")]
    pub struct Model {
        /// Two letters.
        #[sea_orm(primary_key, auto_increment = false)]
        pub uf: String,
        /// IBGE code, 2 digits.
        pub ibge_code: String,
        /// Name.
        pub name: String,
        /// Region of Brazil.
        pub region: String,
    }
    directory_table!();
}

/// The name of a state.
///
/// # Errors
/// When the database fails.
pub async fn state_name(directory: &Directory, uf: &str) -> Result<Option<String>> {
    let query = directory.find::<state::Entity>().filter(state::Column::Uf.eq(uf));
    Ok(query.one(directory.connection()).await?.map(|state| state.name))
}

/// The municipality with an IBGE code.
///
/// # Errors
/// When the database fails.
pub async fn municipality(directory: &Directory, ibge_code: &str) -> Result<Option<municipality::Model>> {
    let query = directory.find::<municipality::Entity>().filter(municipality::Column::IbgeCode.eq(ibge_code));
    Ok(query.one(directory.connection()).await?)
}

/// Municipalities by IBGE code, in no order.
///
/// # Errors
/// When the database fails.
pub async fn municipalities(directory: &Directory, ibge_codes: Vec<String>) -> Result<Vec<municipality::Model>> {
    let query = directory.find::<municipality::Entity>().filter(municipality::Column::IbgeCode.is_in(ibge_codes));
    Ok(query.all(directory.connection()).await?)
}

/// Municipalities whose name contains `search` (a search key), of one state if given; names that
/// begin with it come first, larger ones before smaller ones.
///
/// # Errors
/// When the database fails.
pub async fn search_municipalities(
    directory: &Directory,
    search: &str,
    uf: Option<&str>,
    limit: u64,
) -> Result<Vec<municipality::Model>> {
    let mut query = directory.find::<municipality::Entity>().filter(municipality::Column::SearchName.contains(search));
    if let Some(uf) = uf {
        query = query.filter(municipality::Column::Uf.eq(uf));
    }
    let begins = Expr::col(municipality::Column::SearchName).like(format!("{search}%"));
    Ok(query
        .order_by_desc(begins)
        .order_by_desc(municipality::Column::Population)
        .limit(limit)
        .all(directory.connection())
        .await?)
}

/// All municipalities of a state, by IBGE code.
///
/// # Errors
/// When the database fails.
pub async fn all_of_state(directory: &Directory, uf: &str) -> Result<Vec<municipality::Model>> {
    let query = directory.find::<municipality::Entity>().filter(municipality::Column::Uf.eq(uf));
    Ok(query.order_by_asc(municipality::Column::IbgeCode).all(directory.connection()).await?)
}
