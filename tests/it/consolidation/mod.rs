//! What a council does with the reports it receives.

mod delegates;
mod inbox;
mod many;
mod pool;

pub(crate) use many::councils;

use crate::support::{Hall, House, Town, global, key};
use domain::conferences::ConferenceState;
use domain::people::Level;
use serde_json::json;
use store::Coded;
use store::conferences::conference;

impl House {
    /// The conference of the council above, under the cycle of a hall below.
    pub(crate) async fn conference_above(&self, above: &Town, below: &Hall) -> Hall {
        let id = self.system().new_id();
        let model = &conference::Model {
            tenant_id: above.tenant.0,
            id,
            level: Coded(Level::State),
            state: Coded(ConferenceState::Planned),
            title: "14ª Conferência Estadual de Assistência Social".into(),
            edition: 14,
            ..self.conference(below).await
        };
        let permit = policy::system(above.tenant, "test");
        let kept = self.store.transact("test.above", &permit, |scope| async move {
            scope.insert::<conference::Entity>(model.clone()).await
        });
        kept.await.unwrap();
        Hall { id: global("Conference", above.tenant, id), row: domain::ids::RowId { tenant: above.tenant, id } }
    }

    /// Puts the conference of a hall under the cycle of another, as one cycle has many.
    async fn under_the_cycle_of(&self, hall: &Hall, other: &Hall) {
        let cycle = self.conference(other).await.cycle_id;
        let model = &conference::Model { cycle_id: cycle, ..self.conference(hall).await };
        let permit = policy::system(hall.row.tenant, "test");
        let kept = self.store.transact("test.cycle", &permit, |scope| async move {
            scope.save::<conference::Entity>(model.clone()).await
        });
        kept.await.unwrap();
    }

    /// The council above accepts what a hall filed.
    pub(crate) async fn accepted(&self, above: &Town, hall: &Hall) {
        let entry = self.inbox_entry(above, hall).await;
        let input = json!({ "key": key(), "inboxEntryId": entry["id"] });
        self.act(above.secretary(), "acceptReport", "InboxEntry", "state", input).await.done();
        self.relay().await;
    }
}
