//! The pool of proposals and the reversible acts on it.

use super::{ItemId, Origin, PoolItem};
use crate::{Refusal, text};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// Most items merged at once.
const MERGE_MAX: usize = 2_000;
/// Longest text of a merged proposal, in characters.
const TEXT_MAX: usize = 4_000;

/// An act on the pool, with all that is needed to take it back.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "act")]
pub enum Operation {
    /// Several items became one (*aglutinação*).
    Merge {
        /// The item that was made, as it was made.
        merged: PoolItem,
    },
    /// A merged item was taken apart into what it was made of (*desmembramento*).
    Split {
        /// The item that was taken away.
        merged: PoolItem,
    },
    /// The text of a merged item was rewritten (*nova redação*).
    Reword {
        /// Which item.
        item: ItemId,
        /// Its text before.
        before: String,
        /// Its text afterwards.
        after: String,
    },
}

/// Who did what, when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OperationRecord {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as shown in the history.
    pub by: String,
    /// What.
    pub operation: Operation,
}

/// Why an act on the pool is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PoolRefused {
    /// No such item.
    #[error("Uma das propostas não está mais na lista. Recarregue a página e escolha de novo.")]
    Unknown(ItemId),
    /// An item is part of a merge already.
    #[error(
        "Uma das propostas já faz parte de outra aglutinação. Desfaça aquela primeiro ou escolha a proposta aglutinada."
    )]
    AlreadyMerged(ItemId),
    /// Fewer than two different items, or far too many.
    #[error("Escolha de 2 a {MERGE_MAX} propostas diferentes para aglutinar.")]
    WrongNumber,
    /// Items of different axes or levels of government.
    #[error("Só se aglutinam propostas do mesmo eixo e do mesmo ente federado. Confira a seleção.")]
    DifferentPlace,
    /// The identifier for the merged item is in use.
    #[error("Já existe uma proposta com este identificador. Envie de novo.")]
    IdentifierInUse(ItemId),
    /// Only merged items are split or rewritten.
    #[error("Esta proposta é a original de um município: seu texto não muda e não há o que desmembrar.")]
    NotMerged(ItemId),
    /// Nothing is left to undo.
    #[error("Não há mais nada a desfazer.")]
    NothingToUndo,
    /// A text is empty, too long or unreadable.
    #[error(transparent)]
    Text(#[from] Refusal),
}

impl From<PoolRefused> for Refusal {
    fn from(refused: PoolRefused) -> Self {
        let message = refused.to_string();
        match refused {
            PoolRefused::Unknown(_) => Self::invalid("items", "POOL_UNKNOWN_ITEM", message),
            PoolRefused::AlreadyMerged(_) => Self::rule("POOL_ALREADY_MERGED", "uma aglutinação por proposta", message),
            PoolRefused::WrongNumber => Self::invalid("items", "POOL_WRONG_NUMBER", message),
            PoolRefused::DifferentPlace => Self::rule("POOL_DIFFERENT_PLACE", "mesmo eixo e ente federado", message),
            PoolRefused::IdentifierInUse(_) => Self::invalid("id", "POOL_IDENTIFIER_IN_USE", message),
            PoolRefused::NotMerged(_) => Self::rule("POOL_NOT_MERGED", "a origem não muda", message),
            PoolRefused::NothingToUndo => Self::rule("POOL_NOTHING_TO_UNDO", "histórico da sistematização", message),
            PoolRefused::Text(refusal) => refusal,
        }
    }
}

/// Items of a parent council and what was done to them (*banco de propostas*).
///
/// Any closed part of a pool is a pool: to merge, the items to be merged suffice. Undoing needs the
/// items that the last operation names. A refused act changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProposalPool {
    items: BTreeMap<ItemId, PoolItem>,
    history: Vec<OperationRecord>,
}

impl ProposalPool {
    /// A pool of items and the operations done so far, oldest first.
    pub fn new(items: impl IntoIterator<Item = PoolItem>, history: Vec<OperationRecord>) -> Self {
        Self { items: items.into_iter().map(|item| (item.id, item)).collect(), history }
    }

    /// Takes in a reported proposal; one that is here already changes nothing.
    pub fn import(&mut self, id: ItemId, origin: Origin) {
        self.items.entry(id).or_insert_with(|| PoolItem::reported(id, origin));
    }

    /// An item, in force or not.
    pub fn item(&self, id: ItemId) -> Option<&PoolItem> {
        self.items.get(&id)
    }

    /// All items, by identifier.
    pub fn items(&self) -> impl Iterator<Item = &PoolItem> {
        self.items.values()
    }

    /// Items in force, by identifier.
    pub fn in_force(&self) -> impl Iterator<Item = &PoolItem> {
        self.items.values().filter(|item| item.in_force())
    }

    /// What was done and not undone, oldest first.
    pub fn history(&self) -> &[OperationRecord] {
        &self.history
    }

    /// Makes one item of several in force; its lineage is the union of theirs. Merged items may be merged again.
    ///
    /// # Errors
    /// [`PoolRefused`]: too few, unknown or merged items, different axes or levels, a text that cannot be kept.
    pub fn merge(
        &mut self,
        (at, by): (DateTime<Utc>, &str),
        merged: ItemId,
        sources: &[ItemId],
        wording: &str,
    ) -> Result<&PoolItem, PoolRefused> {
        let sources: Vec<ItemId> = sources.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        if !(2..=MERGE_MAX).contains(&sources.len()) {
            return Err(PoolRefused::WrongNumber);
        }
        if self.items.contains_key(&merged) {
            return Err(PoolRefused::IdentifierInUse(merged));
        }
        let found = sources.iter().map(|id| self.available(*id)).collect::<Result<Vec<_>, _>>()?;
        let (axis, level) = (found[0].axis, found[0].level);
        if found.iter().any(|item| (item.axis, item.level) != (axis, level)) {
            return Err(PoolRefused::DifferentPlace);
        }
        let lineage = found.iter().flat_map(|item| item.lineage.iter().cloned()).collect();
        let text = text::body("text", wording, TEXT_MAX)?;
        let item = PoolItem { id: merged, axis, level, text, lineage, sources, merged_into: None };
        self.perform(at, by, Operation::Merge { merged: item })?;
        Ok(&self.items[&merged])
    }

    /// Takes a merged item in force apart; what it was made of is in force again.
    ///
    /// # Errors
    /// [`PoolRefused`]: unknown, part of another merge, or an original.
    pub fn split(&mut self, (at, by): (DateTime<Utc>, &str), merged: ItemId) -> Result<(), PoolRefused> {
        let item = self.merged(merged)?.clone();
        self.perform(at, by, Operation::Split { merged: item })
    }

    /// Rewrites the text of a merged item in force.
    ///
    /// # Errors
    /// [`PoolRefused`]: unknown, part of another merge, an original, a text that cannot be kept.
    pub fn reword(&mut self, (at, by): (DateTime<Utc>, &str), item: ItemId, wording: &str) -> Result<(), PoolRefused> {
        let before = self.merged(item)?.text.clone();
        let after = text::body("text", wording, TEXT_MAX)?;
        self.perform(at, by, Operation::Reword { item, before, after })
    }

    /// Takes back the last operation and returns its record; may be repeated until nothing is left.
    ///
    /// # Errors
    /// [`PoolRefused`]: nothing to undo, or an item of the operation is not in this pool.
    pub fn undo(&mut self) -> Result<OperationRecord, PoolRefused> {
        let last = self.history.last().cloned().ok_or(PoolRefused::NothingToUndo)?;
        let reverse = match &last.operation {
            Operation::Merge { merged } => Operation::Split { merged: merged.clone() },
            Operation::Split { merged } => Operation::Merge { merged: merged.clone() },
            Operation::Reword { item, before, after } => {
                Operation::Reword { item: *item, before: after.clone(), after: before.clone() }
            }
        };
        self.apply(&reverse)?;
        self.history.pop();
        Ok(last)
    }

    fn perform(&mut self, at: DateTime<Utc>, by: &str, operation: Operation) -> Result<(), PoolRefused> {
        let by = text::line("by", by, text::LINE_MAX)?;
        self.apply(&operation)?;
        self.history.push(OperationRecord { at, by, operation });
        Ok(())
    }

    fn apply(&mut self, operation: &Operation) -> Result<(), PoolRefused> {
        match operation {
            Operation::Merge { merged } => {
                self.place(&merged.sources, Some(merged.id))?;
                self.items.insert(merged.id, merged.clone());
            }
            Operation::Split { merged } => {
                self.place(&merged.sources, None)?;
                self.items.remove(&merged.id);
            }
            Operation::Reword { item, after, .. } => {
                self.items.get_mut(item).ok_or(PoolRefused::Unknown(*item))?.text.clone_from(after);
            }
        }
        Ok(())
    }

    fn place(&mut self, sources: &[ItemId], merged_into: Option<ItemId>) -> Result<(), PoolRefused> {
        if let Some(missing) = sources.iter().find(|id| !self.items.contains_key(id)) {
            return Err(PoolRefused::Unknown(*missing));
        }
        for id in sources {
            if let Some(item) = self.items.get_mut(id) {
                item.merged_into = merged_into;
            }
        }
        Ok(())
    }

    fn available(&self, id: ItemId) -> Result<&PoolItem, PoolRefused> {
        let item = self.items.get(&id).ok_or(PoolRefused::Unknown(id))?;
        if item.in_force() { Ok(item) } else { Err(PoolRefused::AlreadyMerged(id)) }
    }

    fn merged(&self, id: ItemId) -> Result<&PoolItem, PoolRefused> {
        let item = self.available(id)?;
        if item.sources.is_empty() { Err(PoolRefused::NotMerged(id)) } else { Ok(item) }
    }
}

#[cfg(test)]
#[path = "pool_tests.rs"]
mod tests;
