//! What the hall is at.

use crate::id;
use crate::types::destaques::DiffPart;
use crate::types::enums::Enumeration;
use async_graphql::{ID, Object};
use chrono::{DateTime, Utc};
use usecases::programme::{ItemKind, ItemView};
use uuid::Uuid;

pub(crate) struct CurrentItem {
    /// The council.
    pub tenant: Uuid,
    /// The item.
    pub item: ItemView,
}

/// The API's type of what an item is about.
pub(crate) fn type_of(kind: ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::Article => Some("RulesArticle"),
        ItemKind::Destaque => Some("Destaque"),
        ItemKind::Proposal => Some("Proposal"),
        ItemKind::Motion => Some("Motion"),
        ItemKind::Point => Some("Point"),
        ItemKind::FreeText => None,
    }
}

/// What the hall is at (*em pauta*).
#[Object]
impl CurrentItem {
    /// What kind of thing.
    async fn kind(&self) -> Enumeration<ItemKind> {
        Enumeration(self.item.kind)
    }

    /// Global id of the article, destaque, proposal, motion or point; null for free text.
    async fn subject_id(&self) -> Option<ID> {
        Some(id::global(type_of(self.item.kind)?, self.tenant, self.item.subject?))
    }

    /// Heading, for instance "Art. 14".
    async fn title(&self) -> &str {
        &self.item.title
    }

    /// Text as it stands; null when there is none.
    async fn text(&self) -> Option<&str> {
        self.item.text.as_deref()
    }

    /// What an amendment would change, by words; null when it is none.
    async fn diff(&self) -> Option<Vec<DiffPart>> {
        Some(self.item.difference.clone()?.into_iter().map(DiffPart::from).collect())
    }

    /// Since when.
    async fn since(&self) -> Option<DateTime<Utc>> {
        self.item.since
    }
}
