//! Which count of inhabitants decides a size class.

use crate::codes;

codes! {
    /// Which population counts (*base populacional*), parameter `populationBasis`.
    pub enum PopulationBasis {
        /// Census of 2022 (*Censo 2022*).
        Census2022 = "CENSUS_2022", "Censo 2022";
        /// IBGE's estimate for 1 July 2024 (*estimativa 2024*).
        Estimate2024 = "ESTIMATE_2024", "estimativa do IBGE de 2024";
    }
}
