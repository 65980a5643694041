//! Cycles.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};
use domain::cycles::CycleParameters;
use domain::people::Level;

domain::codes! {
    /// Where a cycle stands (*situação do ciclo*).
    pub enum CycleState {
        /// Being written; only its council sees it (*rascunho*).
        Draft = "DRAFT", "em rascunho";
        /// Published at least once; conferences are planned from it (*publicado*).
        Published = "PUBLISHED", "publicado";
    }
}

/// Cycles.
pub mod cycle {
    use super::*;

    /// A cycle (*ciclo conferencial*) of a state or national council.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "cycles")]
    pub struct Model {
        /// The council that publishes it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The cycle.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Name, for instance "14º ciclo".
        pub name: String,
        /// Level of the council that publishes it.
        pub level: Coded<Level>,
        /// Where it stands.
        pub state: Coded<CycleState>,
        /// The parameters being written.
        pub parameters: Doc<CycleParameters>,
        /// Version for optimistic concurrency.
        pub version: i32,
        /// When it was begun.
        pub created_at: DateTimeUtc,
        /// When it was last published; none for a draft.
        pub published_at: Option<DateTimeUtc>,
        /// How often it was published; 0 for a draft.
        pub published_version: i32,
        /// The parameters as last published.
        pub published_parameters: Option<Doc<CycleParameters>>,
        /// The council above whose cycle this one inherits from; none for one that stands alone.
        pub inherits_tenant_id: Option<Uuid>,
        /// That cycle.
        pub inherits_id: Option<Uuid>,
        /// The published version of it that was last compared with this one.
        pub inherits_version: Option<i32>,
    }
    tenant_table!();

    impl Model {
        /// The first cycle of the tree this one stands in: the one it inherits from, or itself.
        pub fn root(&self) -> Uuid {
            self.inherits_id.unwrap_or(self.id)
        }
    }
}

/// The cycles of a council, oldest first; only the published ones if asked.
///
/// # Errors
/// When the database fails.
pub async fn cycles(scope: &Scope, only_published: bool, request: &PageRequest) -> Result<Page<cycle::Model>> {
    let mut query = scope.find::<cycle::Entity>();
    if only_published {
        query = query.filter(cycle::Column::State.eq(Coded(CycleState::Published)));
    }
    scope.page(query, cycle::Column::CreatedAt, request).await
}
