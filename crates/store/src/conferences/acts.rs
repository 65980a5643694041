//! Acts of convocation.

use crate::entity::*;
use crate::{Result, Scope};
use domain::conferences::act::{ConvocationActType, SignerRole};
use domain::conferences::{ConferenceKind, ConferenceMode};
use sea_orm::QueryOrder;

/// Whoever signs an act, as kept with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptSigner {
    /// The office.
    pub role: SignerRole,
    /// Name below the text.
    pub name: String,
    /// Title below the text.
    pub title: String,
    /// When they signed the present text.
    pub signed_at: Option<DateTimeUtc>,
}

/// What an act says of its conference: what publication fixes, and a rectification changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NamedByAct {
    /// Edition number.
    pub edition: i32,
    /// Ordinary or extraordinary.
    pub kind: ConferenceKind,
    /// In person, hybrid or virtual.
    pub mode: ConferenceMode,
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
    /// Name of the venue.
    pub venue_name: Option<String>,
    /// Address of the venue.
    pub venue_address: Option<String>,
}

/// Acts of convocation.
pub mod act {
    use super::*;

    /// An act of convocation (*ato de convocação*); those after the first rectify it.
    #[derive(Debug, Clone, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "convocation_acts")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The act.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// 1 for the act that convenes, then those that rectify it.
        pub ordinal: i32,
        /// Type.
        pub kind: Coded<ConvocationActType>,
        /// Number, once given.
        pub number: Option<String>,
        /// Date of the act, once given.
        pub date: Option<Date>,
        /// Place where it is given.
        pub place: String,
        /// Whole text.
        pub text: String,
        /// Who signs, in order.
        pub signers: Doc<Vec<KeptSigner>>,
        /// What it says of the conference.
        pub names: Doc<NamedByAct>,
        /// Date of publication.
        pub published_on: Option<Date>,
        /// Gazette, page or board.
        pub published_in: Option<String>,
        /// When the publication was recorded here.
        pub published_at: Option<DateTimeUtc>,
        /// When it was first drafted.
        pub created_at: DateTimeUtc,
        /// Version for optimistic concurrency.
        pub version: i32,
    }
    tenant_table!();
}

/// The acts of a conference, in order.
///
/// # Errors
/// When the database fails.
pub async fn acts(scope: &Scope, conference: Uuid) -> Result<Vec<act::Model>> {
    let query = scope.find::<act::Entity>().filter(act::Column::ConferenceId.eq(conference));
    scope.all(query.order_by_asc(act::Column::Ordinal)).await
}

/// The latest act of a conference.
///
/// # Errors
/// When the database fails.
pub async fn last_act(scope: &Scope, conference: Uuid) -> Result<Option<act::Model>> {
    let query = scope.find::<act::Entity>().filter(act::Column::ConferenceId.eq(conference));
    scope.one(query.order_by_desc(act::Column::Ordinal)).await
}
