//! The audit log: who did what, when, to what. The application can add to it, never change it.

use crate::entity::*;
use crate::{Page, PageRequest, Result, Scope};

/// An entry of the audit log.
pub mod entry {
    use super::*;

    /// One act.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_log")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The entry; ids rise with time.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference, where there is one.
        pub conference_id: Option<Uuid>,
        /// When.
        pub at: DateTimeUtc,
        /// Who, as a key without personal data (`account:<id>`).
        pub actor: String,
        /// What, as `module.verb`.
        pub action: String,
        /// To what, as `Type:<id>`.
        pub subject: String,
        /// What changed; values of personal data are not kept here.
        pub details: Json,
        /// The request that did it.
        pub request_id: String,
    }
    tenant_table!();
}

/// Adds an entry.
///
/// # Errors
/// When the database fails.
pub async fn add(scope: &Scope, entry: entry::Model) -> Result<()> {
    scope.insert_all::<entry::Entity>(vec![entry]).await
}

/// A page of a council's entries in the order of time, of one conference or subject if given.
///
/// # Errors
/// When the database fails.
pub async fn page(
    scope: &Scope,
    conference: Option<Uuid>,
    subject: Option<String>,
    request: &PageRequest,
) -> Result<Page<entry::Model>> {
    let mut query = scope.find::<entry::Entity>();
    if let Some(conference) = conference {
        query = query.filter(entry::Column::ConferenceId.eq(conference));
    }
    if let Some(subject) = subject {
        query = query.filter(entry::Column::Subject.eq(subject));
    }
    scope.page(query, entry::Column::At, request).await
}
