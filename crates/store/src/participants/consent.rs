//! Texts on the use of personal data that a conference published.

use crate::entity::*;
use crate::{Result, Scope};
use sea_orm::{QueryFilter, QueryOrder, QuerySelect};

/// Consent texts.
pub mod consent_text {
    use super::*;

    /// A published text on the use of personal data; earlier versions stay on record.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "consent_texts")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The text.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Version, as shown beside it.
        pub version: String,
        /// What people read.
        pub body: String,
        /// Days after the last day of the conference until the data are erased.
        pub retention_days: i32,
        /// Since when it is in force.
        pub published_at: DateTimeUtc,
    }
    tenant_table!();
}

/// The text in force; none while the conference has published none of its own.
///
/// # Errors
/// When the database fails.
pub async fn consent_text_in_force(scope: &Scope, conference: Uuid) -> Result<Option<consent_text::Model>> {
    let query = scope.find::<consent_text::Entity>().filter(consent_text::Column::ConferenceId.eq(conference));
    let latest = query.order_by_desc(consent_text::Column::PublishedAt).order_by_desc(consent_text::Column::Id);
    scope.one(latest.limit(1)).await
}
