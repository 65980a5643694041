//! What the hall is at.

use crate::entity::*;
use crate::{Result, Scope, StoreError};
use domain::programme::{Defences, TableMember};

domain::codes! {
    /// What the hall is at (*o que está em pauta*).
    pub enum ItemKind {
        /// An article of the rules of procedure (*artigo do regimento*).
        Article = "ARTICLE", "artigo do regimento";
        /// A destaque on an article or a proposal (*destaque*).
        Destaque = "DESTAQUE", "destaque";
        /// A proposal (*proposta*).
        Proposal = "PROPOSAL", "proposta";
        /// A motion (*moção*).
        Motion = "MOTION", "moção";
        /// A point of order, referral or clarification (*questão*).
        Point = "POINT", "questão";
        /// Anything else, in the table's words (*texto livre*).
        FreeText = "FREE_TEXT", "texto livre";
    }
}

impl ItemKind {
    /// Whether people may speak for and against it before a vote.
    pub fn is_debated(self) -> bool {
        self != Self::FreeText
    }
}

/// What the hall is at, as the table set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrentItem {
    /// What kind of thing.
    pub kind: ItemKind,
    /// The article, destaque, proposal, motion or point; none for free text.
    pub subject: Option<Uuid>,
    /// Heading in the table's words.
    pub title: Option<String>,
    /// Text in the table's words.
    pub text: Option<String>,
}

/// The programme as a whole.
pub mod programme {
    use super::*;

    /// What a conference's programme holds beside its sessions; one row each, with the conference's id.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "programmes")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The conference.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference again, for the foreign key.
        pub conference_id: Uuid,
        /// The opening table, in the order of being called.
        pub opening_table: Doc<Vec<TableMember>>,
        /// What the hall is at.
        pub item: Option<Doc<CurrentItem>>,
        /// Since when.
        pub item_at: Option<DateTimeUtc>,
        /// What it was at before, for undoing.
        pub item_before: Option<Doc<CurrentItem>>,
        /// Defences on the text under debate.
        pub defences: Option<Doc<Defences>>,
        /// Version for optimistic concurrency of the opening table.
        pub version: i32,
    }
    tenant_table!();
}

/// The programme of a conference, made if need be and locked: the queue, the floor and the current
/// item change one at a time.
///
/// # Errors
/// When the database fails.
pub async fn lock_programme(scope: &Scope, conference: Uuid) -> Result<programme::Model> {
    if let Some(row) = scope.lock::<programme::Entity>(conference).await? {
        return Ok(row);
    }
    let blank = programme::Model {
        tenant_id: scope.tenant_id(),
        id: conference,
        conference_id: conference,
        opening_table: Doc(Vec::new()),
        item: None,
        item_at: None,
        item_before: None,
        defences: None,
        version: 1,
    };
    scope.insert_new::<programme::Entity>(blank).await?;
    let row = scope.lock::<programme::Entity>(conference).await?;
    row.ok_or_else(|| StoreError::Conflict("the programme was removed meanwhile".into()))
}
