//! Loaders: one query for the associations of a whole page.

use async_graphql::dataloader::Loader;
use std::{collections::HashMap, sync::Arc};
use usecases::{App, Failure, councils};
use uuid::Uuid;

/// Councils by id, from the directory.
pub(crate) struct CouncilLoader(pub App);

impl Loader<Uuid> for CouncilLoader {
    type Value = councils::Council;
    type Error = Arc<Failure>;

    async fn load(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, Self::Value>, Self::Error> {
        let rows = councils::by_ids(&self.0, ids.to_vec()).await.map_err(Arc::new)?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

/// Municipalities by IBGE code, from the directory.
pub(crate) struct MunicipalityLoader(pub App);

impl Loader<String> for MunicipalityLoader {
    type Value = councils::Municipality;
    type Error = Arc<Failure>;

    async fn load(&self, codes: &[String]) -> Result<HashMap<String, Self::Value>, Self::Error> {
        let rows = councils::municipalities_by_code(&self.0, codes.to_vec()).await.map_err(Arc::new)?;
        Ok(rows.into_iter().map(|row| (row.ibge_code.clone(), row)).collect())
    }
}
