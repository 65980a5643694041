//! Loaders of polls: one query for the turnouts, counts and own votes of a whole page.

use async_graphql::dataloader::Loader;
use domain::ids::{RowId, TenantId};
use std::{collections::HashMap, sync::Arc};
use usecases::voting::{self, BallotRow, Counting};
use usecases::{App, Ctx, Failure};
use uuid::Uuid;

/// The polls of a page by council.
fn by_tenant(ids: &[RowId]) -> HashMap<TenantId, Vec<Uuid>> {
    let mut tenants: HashMap<TenantId, Vec<Uuid>> = HashMap::new();
    for id in ids {
        tenants.entry(id.tenant).or_default().push(id.id);
    }
    tenants
}

/// How many voted, by poll.
pub(crate) struct TurnoutLoader(pub App);

impl Loader<RowId> for TurnoutLoader {
    type Value = u32;
    type Error = Arc<Failure>;

    async fn load(&self, ids: &[RowId]) -> Result<HashMap<RowId, u32>, Self::Error> {
        let mut found = HashMap::new();
        for (tenant, polls) in by_tenant(ids) {
            let counts = voting::turnouts(&self.0, tenant, polls).await.map_err(Arc::new)?;
            found.extend(counts.into_iter().map(|(id, count)| (RowId { tenant, id }, count)));
        }
        Ok(found)
    }
}

/// Where counts of shows of cards stand, by poll.
pub(crate) struct CountingLoader(pub App);

impl Loader<RowId> for CountingLoader {
    type Value = Counting;
    type Error = Arc<Failure>;

    async fn load(&self, ids: &[RowId]) -> Result<HashMap<RowId, Counting>, Self::Error> {
        let mut found = HashMap::new();
        for (tenant, polls) in by_tenant(ids) {
            let counts = voting::countings(&self.0, tenant, polls).await.map_err(Arc::new)?;
            found.extend(counts.into_iter().map(|(id, counting)| (RowId { tenant, id }, counting)));
        }
        Ok(found)
    }
}

/// How many delegates are present now, by conference.
pub(crate) struct PresentLoader(pub App);

impl Loader<RowId> for PresentLoader {
    type Value = u32;
    type Error = Arc<Failure>;

    async fn load(&self, conferences: &[RowId]) -> Result<HashMap<RowId, u32>, Self::Error> {
        let ctx: Ctx = self.0.context(policy::Actor::Anonymous, "forecast".into());
        let mut found = HashMap::new();
        for conference in conferences {
            let present = voting::present(&self.0, &ctx, *conference).await.map_err(Arc::new)?;
            found.insert(*conference, present);
        }
        Ok(found)
    }
}

/// A poll and who may have voted in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Voter {
    /// The poll.
    pub poll: RowId,
    /// The participant.
    pub participant: Uuid,
}

/// Own votes.
pub(crate) struct MyVoteLoader(pub App);

impl Loader<Voter> for MyVoteLoader {
    type Value = BallotRow;
    type Error = Arc<Failure>;

    async fn load(&self, voters: &[Voter]) -> Result<HashMap<Voter, BallotRow>, Self::Error> {
        let mut asked: HashMap<(TenantId, Uuid), Vec<Uuid>> = HashMap::new();
        for voter in voters {
            asked.entry((voter.poll.tenant, voter.participant)).or_default().push(voter.poll.id);
        }
        let mut found = HashMap::new();
        for ((tenant, participant), polls) in asked {
            let votes = voting::my_votes(&self.0, tenant, participant, polls).await.map_err(Arc::new)?;
            found.extend(
                votes.into_iter().map(|vote| (Voter { poll: RowId { tenant, id: vote.poll_id }, participant }, vote)),
            );
        }
        Ok(found)
    }
}
