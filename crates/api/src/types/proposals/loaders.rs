//! One query each for what belongs to the proposals of a whole answer.

use async_graphql::dataloader::Loader;
use domain::ids::{RowId, TenantId};
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;
use usecases::proposals::{self, Decision, Origin, Proposal, Rank, TextVersion};
use usecases::{App, Failure};
use uuid::Uuid;

/// Why nothing was loaded; shared by all that asked.
pub(crate) type Failed = Arc<Failure>;

/// Something kept beside a proposal.
pub(crate) trait Story: Copy + Eq + Hash + Send + Sync + 'static {
    /// Its rows.
    type Row: Clone + Send + Sync + 'static;
}

/// Wordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Histories;
/// Decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Decisions;
/// What it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Origins;
/// Proposals that went into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Parents;

/// The rows of one kind that belong to one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Of<K> {
    pub kind: K,
    pub tenant: Uuid,
    pub proposal: Uuid,
}

/// What is kept beside proposals.
pub(crate) struct ProposalStoryLoader(pub App);

macro_rules! story {
    ($kind:ident, $row:ty, $find:path) => {
        impl Story for $kind {
            type Row = $row;
        }

        impl Loader<Of<$kind>> for ProposalStoryLoader {
            type Value = Vec<$row>;
            type Error = Failed;

            async fn load(&self, keys: &[Of<$kind>]) -> Result<HashMap<Of<$kind>, Vec<$row>>, Failed> {
                let mut found = HashMap::new();
                for (tenant, ids) in by_tenant(keys.iter().map(|key| (key.tenant, key.proposal))) {
                    let rows = $find(&self.0, TenantId(tenant), ids).await.map_err(Arc::new)?;
                    let keyed = rows.into_iter();
                    found.extend(keyed.map(|(proposal, rows)| (Of { kind: $kind, tenant, proposal }, rows)));
                }
                Ok(found)
            }
        }
    };
}

story!(Histories, TextVersion, proposals::histories);
story!(Decisions, Decision, proposals::decisions);
story!(Origins, Origin, proposals::origins);
story!(Parents, Proposal, proposals::parents);

/// The places of the approved proposals, by tenant and conference.
pub(crate) struct RankLoader(pub App);

impl Loader<(Uuid, Uuid)> for RankLoader {
    type Value = Arc<BTreeMap<Uuid, Rank>>;
    type Error = Failed;

    async fn load(&self, keys: &[(Uuid, Uuid)]) -> Result<HashMap<(Uuid, Uuid), Self::Value>, Failed> {
        let mut found = HashMap::new();
        for (tenant, conference) in keys {
            let conference = RowId { tenant: TenantId(*tenant), id: *conference };
            let ranks = proposals::ranks(&self.0, conference).await.map_err(Arc::new)?;
            found.insert((*tenant, conference.id), Arc::new(ranks));
        }
        Ok(found)
    }
}

/// Names of those who wrote wordings, by tenant and key of the actor; asked for only where they may be seen.
pub(crate) struct AuthorLoader(pub App);

impl Loader<(Uuid, String)> for AuthorLoader {
    type Value = String;
    type Error = Failed;

    async fn load(&self, keys: &[(Uuid, String)]) -> Result<HashMap<(Uuid, String), String>, Failed> {
        let mut found = HashMap::new();
        for (tenant, actors) in by_tenant(keys.iter().cloned()) {
            let names = proposals::authors(&self.0, TenantId(tenant), actors).await.map_err(Arc::new)?;
            found.extend(names.into_iter().map(|(actor, name)| ((tenant, actor), name)));
        }
        Ok(found)
    }
}

fn by_tenant<T>(keys: impl Iterator<Item = (Uuid, T)>) -> BTreeMap<Uuid, Vec<T>> {
    let mut sorted: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for (tenant, id) in keys {
        sorted.entry(tenant).or_default().push(id);
    }
    sorted
}
