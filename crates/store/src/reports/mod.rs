//! Final reports (*relatório final*), their versions, and letters between councils.

mod letters;

pub use letters::{Direction, letter, sent_letter};

use crate::entity::*;
use crate::{Result, Scope};
use domain::reports::{Filing, FreeTexts, Receipt, Report, ReportFacts, ReportState, ReturnReason, Signature};
use sea_orm::QueryOrder;

/// Reports.
pub mod report {
    use super::*;

    /// The report (*relatório*) of one conference, in versions.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reports")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The report.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference; one report each.
        pub conference_id: Uuid,
        /// Number of the version that is worked on, from 1.
        pub current: i32,
        /// When it was first generated.
        pub created_at: DateTimeUtc,
    }
    tenant_table!();
}

/// Versions of reports.
pub mod report_version {
    use super::*;

    /// One version of a report.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "report_versions")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The version.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The report.
        pub report_id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// Number of the version, from 1.
        pub number: i32,
        /// Where it stands.
        pub state: Coded<ReportState>,
        /// What happened, as read when it was generated.
        pub facts: Doc<ReportFacts>,
        /// What people wrote, by section.
        pub free_texts: Doc<FreeTexts>,
        /// The report itself.
        pub content: Doc<Report>,
        /// Hash of the content.
        pub content_hash: String,
        /// Shortcomings that keep it from being signed, when it was last validated.
        pub errors: i32,
        /// Signatures that hold for the content.
        pub signatures: Doc<Vec<Signature>>,
        /// How it was filed.
        pub filing: Option<Doc<Filing>>,
        /// Why it was given back.
        pub return_reasons: Doc<Vec<ReturnReason>>,
        /// The letter that filed it.
        pub letter_id: Option<Uuid>,
        /// Hash of that letter.
        pub letter_hash: Option<String>,
        /// What the recipient confirmed.
        pub receipt: Option<Doc<Receipt>>,
        /// When it was generated last.
        pub generated_at: DateTimeUtc,
        /// When the last signature was given.
        pub signed_at: Option<DateTimeUtc>,
        /// When it was filed.
        pub filed_at: Option<DateTimeUtc>,
        /// When it was accepted or given back.
        pub answered_at: Option<DateTimeUtc>,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// The report of a conference, locked: its versions change one at a time.
///
/// # Errors
/// When the database fails.
pub async fn lock_report(scope: &Scope, conference: Uuid) -> Result<Option<report::Model>> {
    let query = scope.find::<report::Entity>().filter(report::Column::ConferenceId.eq(conference));
    scope.one_locked(query).await
}

/// The versions of a conference's report, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn versions(scope: &Scope, conference: Uuid) -> Result<Vec<report_version::Model>> {
    let query = scope.find::<report_version::Entity>().filter(report_version::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(report_version::Column::Number)).await
}

/// The latest version of a conference's report.
///
/// # Errors
/// When the database fails.
pub async fn current_version(scope: &Scope, conference: Uuid) -> Result<Option<report_version::Model>> {
    let query = scope.find::<report_version::Entity>().filter(report_version::Column::ConferenceId.eq(conference));
    scope.one(query.order_by_desc(report_version::Column::Number)).await
}

/// A version of a conference's report by its number.
///
/// # Errors
/// When the database fails.
pub async fn numbered_version(scope: &Scope, conference: Uuid, number: i32) -> Result<Option<report_version::Model>> {
    let query = scope
        .find::<report_version::Entity>()
        .filter(report_version::Column::ConferenceId.eq(conference))
        .filter(report_version::Column::Number.eq(number));
    scope.one(query).await
}
