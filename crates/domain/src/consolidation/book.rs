//! The proposal book (*caderno de propostas*): what goes to the parent's plenary, in order and numbered.

use super::{ItemId, Origin, PoolItem};
use crate::Refusal;
use crate::people::GovernmentLevel;
use std::collections::BTreeSet;

/// A proposal in the book.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BookEntry {
    /// Number in the book: axis, letter of the level (M, E, U), place from 1: `1E2`.
    pub number: String,
    /// Item of the pool.
    pub item: ItemId,
    /// Axis.
    pub axis: u32,
    /// Level of government addressed.
    pub level: GovernmentLevel,
    /// Text.
    pub text: String,
    /// How many councils asked for it.
    pub towns: usize,
    /// Where it came from.
    pub lineage: BTreeSet<Origin>,
}

/// Why no book can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookRefused {
    /// Nothing chosen.
    #[error("Nenhuma proposta foi escolhida para o caderno. Escolha ao menos uma.")]
    Empty,
    /// An item is part of another.
    #[error("Uma das propostas escolhidas foi aglutinada em outra. Escolha a proposta aglutinada.")]
    NotInForce(ItemId),
    /// An item is chosen twice.
    #[error("Uma das propostas foi escolhida duas vezes. Retire a repetição.")]
    Repeated(ItemId),
}

impl From<BookRefused> for Refusal {
    fn from(refused: BookRefused) -> Self {
        let code = match refused {
            BookRefused::Empty => "BOOK_EMPTY",
            BookRefused::NotInForce(_) => "BOOK_ITEM_NOT_IN_FORCE",
            BookRefused::Repeated(_) => "BOOK_ITEM_REPEATED",
        };
        Self::invalid("items", code, refused.to_string())
    }
}

/// The book of the chosen items.
///
/// Order: axis; level of government (municipality, state, Union); number of councils that asked for
/// it, most first; mean priority where it was decided, best first; text, then identifier. Numbers
/// start at 1 in each axis and level and are final once the book is published.
///
/// # Errors
/// [`BookRefused`]: nothing chosen, an item twice, an item that was merged into another.
pub fn book<'a>(items: impl IntoIterator<Item = &'a PoolItem>) -> Result<Vec<BookEntry>, BookRefused> {
    let mut items: Vec<&PoolItem> = items.into_iter().collect();
    if items.is_empty() {
        return Err(BookRefused::Empty);
    }
    let mut seen = BTreeSet::new();
    for item in &items {
        if !item.in_force() {
            return Err(BookRefused::NotInForce(item.id));
        }
        if !seen.insert(item.id) {
            return Err(BookRefused::Repeated(item.id));
        }
    }
    items.sort_by_cached_key(|item| {
        (item.axis, item.level, std::cmp::Reverse(item.towns()), mean_priority(item), item.text.clone(), item.id)
    });
    let mut entries: Vec<BookEntry> = Vec::with_capacity(items.len());
    let mut place = 0;
    for item in items {
        let same = entries.last().is_some_and(|last| (last.axis, last.level) == (item.axis, item.level));
        place = if same { place + 1 } else { 1 };
        entries.push(BookEntry {
            number: format!("{}{}{place}", item.axis, letter(item.level)),
            item: item.id,
            axis: item.axis,
            level: item.level,
            text: item.text.clone(),
            towns: item.towns(),
            lineage: item.lineage.clone(),
        });
    }
    Ok(entries)
}

/// In thousandths, so that means compare exactly enough and without fractions.
fn mean_priority(item: &PoolItem) -> u64 {
    let sum: u64 = item.lineage.iter().map(|origin| u64::from(origin.priority)).sum();
    (sum * 1000).checked_div(item.lineage.len() as u64).unwrap_or(u64::MAX)
}

fn letter(level: GovernmentLevel) -> char {
    match level {
        GovernmentLevel::Municipal => 'M',
        GovernmentLevel::State => 'E',
        GovernmentLevel::Union => 'U',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::TenantId;
    use uuid::Uuid;

    fn item(number: u128, axis: u32, level: GovernmentLevel, towns: u128, priority: u32) -> PoolItem {
        let origin = |town: u128| Origin {
            tenant: TenantId(Uuid::from_u128(town)),
            place: "M".into(),
            conference: Uuid::from_u128(town),
            proposal: "p".into(),
            label: "1M1".into(),
            axis,
            level,
            priority,
            text: "t".into(),
        };
        PoolItem {
            lineage: (0..towns).map(origin).collect(),
            ..PoolItem::reported(ItemId(Uuid::from_u128(number)), origin(0))
        }
    }

    #[test]
    fn what_more_towns_asked_for_comes_first_then_the_better_priority() {
        use GovernmentLevel::{Municipal, State, Union};
        let items = [
            item(1, 2, State, 1, 1),
            item(2, 1, Union, 1, 1),
            item(3, 1, State, 2, 3),
            item(4, 1, State, 5, 4),
            item(5, 1, State, 2, 1),
            item(6, 1, Municipal, 1, 1),
        ];
        let book = book(&items).unwrap();
        let order: Vec<(&str, u128)> = book.iter().map(|one| (&*one.number, one.item.0.as_u128())).collect();
        assert_eq!(order, [("1M1", 6), ("1E1", 4), ("1E2", 5), ("1E3", 3), ("1U1", 2), ("2E1", 1)]);
    }

    #[test]
    fn merged_and_repeated_items_are_refused() {
        let one = item(1, 1, GovernmentLevel::State, 1, 1);
        assert_eq!(book([&one, &one]), Err(BookRefused::Repeated(one.id)));
        let merged = PoolItem { merged_into: Some(ItemId(Uuid::from_u128(9))), ..one.clone() };
        assert_eq!(book([&merged]), Err(BookRefused::NotInForce(one.id)));
        assert_eq!(book([]), Err(BookRefused::Empty));
    }
}
