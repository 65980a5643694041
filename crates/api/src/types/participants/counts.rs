//! Figures on participants.

use crate::types::enums::Enumeration;
use async_graphql::{Object, SimpleObject};
use domain::Code;
use domain::participants::Gender;
use domain::people::{Category, Pool, ReservedGroup};
use std::collections::BTreeMap;
use usecases::participants;

pub(crate) struct ParticipantCounts(pub participants::ParticipantCounts);

/// Figures over the participants of a conference (*quadro de participantes*). Counts only.
#[Object]
impl ParticipantCounts {
    /// Registrations that were not withdrawn.
    async fn registered(&self) -> u32 {
        self.0.registered
    }

    /// Those who came, also if they left since.
    async fn present(&self) -> u32 {
        self.0.present
    }

    /// Those who did not come.
    async fn absent(&self) -> u32 {
        self.0.absent
    }

    /// Registered at the desk.
    async fn walk_ins(&self) -> u32 {
        self.0.walk_ins
    }

    /// By category, those with nobody left out.
    async fn by_category(&self) -> Vec<CategoryPresence> {
        both(&self.0.registered_by_category, &self.0.present_by_category)
            .map(|(category, registered, present)| CategoryPresence { category, registered, present })
            .collect()
    }

    /// Delegates by pool, those with nobody left out.
    async fn by_pool(&self) -> Vec<PoolPresence> {
        both(&self.0.registered_by_pool, &self.0.present_by_pool)
            .map(|(pool, registered, present)| PoolPresence { pool, registered, present })
            .collect()
    }

    /// Those who came, by gender as declared; who declared none is in no row.
    async fn present_by_gender(&self) -> Vec<GenderPresence> {
        let row =
            |(gender, present): (&Gender, &u32)| GenderPresence { gender: Enumeration(*gender), present: *present };
        self.0.present_by_gender.iter().map(row).collect()
    }

    /// Those who came, by reserved group declared; a person counts in each.
    async fn present_by_reserved_group(&self) -> Vec<ReservedGroupPresence> {
        let row = |(group, present): (&ReservedGroup, &u32)| ReservedGroupPresence {
            group: Enumeration(*group),
            present: *present,
        };
        self.0.present_by_reserved_group.iter().map(row).collect()
    }

    /// Those who came and declared at least one reserved group.
    async fn present_any_reserved_group(&self) -> u32 {
        self.0.present_any_reserved_group
    }

    /// Registrations that name accessibility needs.
    async fn with_accessibility_needs(&self) -> u32 {
        self.0.with_accessibility_needs
    }

    /// Parity of the registered delegates (*paridade*).
    async fn parity_registered(&self) -> PoolParity {
        self.0.parity_of_seats().into()
    }

    /// Parity of the delegates who came; often off, and only shown.
    async fn parity_present(&self) -> PoolParity {
        self.0.parity_present().into()
    }
}

/// Registered and present side by side.
pub(super) fn both<'a, T: Code + Ord>(
    registered: &'a BTreeMap<T, u32>,
    present: &'a BTreeMap<T, u32>,
) -> impl Iterator<Item = (Enumeration<T>, u32, u32)> + 'a {
    registered.iter().map(|(key, count)| (Enumeration(*key), *count, present.get(key).copied().unwrap_or_default()))
}

/// People of one category.
#[derive(SimpleObject)]
pub(crate) struct CategoryPresence {
    /// The category.
    pub category: Enumeration<Category>,
    /// Registered.
    pub registered: u32,
    /// Came.
    pub present: u32,
}

/// Delegates of one pool.
#[derive(SimpleObject)]
pub(crate) struct PoolPresence {
    /// The pool.
    pub pool: Enumeration<Pool>,
    /// Registered.
    pub registered: u32,
    /// Came.
    pub present: u32,
}

/// People of one gender.
#[derive(SimpleObject)]
pub(crate) struct GenderPresence {
    /// The gender as declared.
    pub gender: Enumeration<Gender>,
    /// Came.
    pub present: u32,
}

/// People of one reserved group.
#[derive(SimpleObject)]
pub(crate) struct ReservedGroupPresence {
    /// The group as declared.
    pub group: Enumeration<ReservedGroup>,
    /// Came.
    pub present: u32,
}

/// Parity of a number of delegates (*paridade*).
#[derive(SimpleObject)]
pub(crate) struct PoolParity {
    /// Of the government.
    government: u32,
    /// Of civil society, all segments.
    civil_society: u32,
    /// Users.
    users: u32,
    /// Workers.
    workers: u32,
    /// Entities.
    entities: u32,
    /// Whether both halves are equal and the segments differ by no more than the indivisible rest.
    on_parity: bool,
}

impl From<participants::PoolParity> for PoolParity {
    fn from(parity: participants::PoolParity) -> Self {
        Self {
            government: parity.government,
            civil_society: parity.civil_society,
            users: parity.users,
            workers: parity.workers,
            entities: parity.entities,
            on_parity: parity.on_parity(),
        }
    }
}
