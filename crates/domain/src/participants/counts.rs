//! Figures on participants, for the desk's screen, the parity shown and the final report.

use super::placement::Placement;
use super::registration::{Channel, Gender};
use crate::people::{Category, Pool, ReservedGroup, Sector};
use std::collections::BTreeMap;

/// What the figures need to know of one participant.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Category, sector and segment.
    pub placement: Placement,
    /// Gender, if declared.
    pub gender: Option<Gender>,
    /// Reserved groups declared. Published only as counts (LGPD).
    pub reserved_groups: Vec<ReservedGroup>,
    /// How the registration came about.
    pub channel: Channel,
    /// Whether the person was checked in at least once.
    pub present: bool,
    /// Whether accessibility needs were named.
    pub accessibility_needs: bool,
}

/// Registered and present people, by what the report asks for. Values with no people are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantCounts {
    /// All registrations.
    pub registered: u32,
    /// Those who came.
    pub present: u32,
    /// Those who did not.
    pub absent: u32,
    /// Registered at the desk.
    pub walk_ins: u32,
    /// Registrations by category.
    pub registered_by_category: BTreeMap<Category, u32>,
    /// Presence by category.
    pub present_by_category: BTreeMap<Category, u32>,
    /// Registered delegates by pool.
    pub registered_by_pool: BTreeMap<Pool, u32>,
    /// Present delegates by pool.
    pub present_by_pool: BTreeMap<Pool, u32>,
    /// Presence by declared gender.
    pub present_by_gender: BTreeMap<Gender, u32>,
    /// Presence by reserved group; a person counts in each group declared.
    pub present_by_reserved_group: BTreeMap<ReservedGroup, u32>,
    /// People present who declared at least one reserved group.
    pub present_any_reserved_group: u32,
    /// Registrations that name accessibility needs, whether the person came or not.
    pub with_accessibility_needs: u32,
}

impl ParticipantCounts {
    /// Counts.
    pub fn of<'a>(people: impl IntoIterator<Item = &'a Counted>) -> Self {
        let mut counts = Self::default();
        for person in people {
            counts.add(person);
        }
        counts
    }

    fn add(&mut self, person: &Counted) {
        self.registered += 1;
        self.walk_ins += u32::from(person.channel == Channel::Desk);
        self.with_accessibility_needs += u32::from(person.accessibility_needs);
        *self.registered_by_category.entry(person.placement.category()).or_default() += 1;
        if let Some(pool) = person.placement.pool() {
            *self.registered_by_pool.entry(pool).or_default() += 1;
        }
        if person.present {
            self.add_present(person);
        } else {
            self.absent += 1;
        }
    }

    fn add_present(&mut self, person: &Counted) {
        self.present += 1;
        *self.present_by_category.entry(person.placement.category()).or_default() += 1;
        if let Some(pool) = person.placement.pool() {
            *self.present_by_pool.entry(pool).or_default() += 1;
        }
        if let Some(gender) = person.gender {
            *self.present_by_gender.entry(gender).or_default() += 1;
        }
        for group in &person.reserved_groups {
            *self.present_by_reserved_group.entry(*group).or_default() += 1;
        }
        self.present_any_reserved_group += u32::from(!person.reserved_groups.is_empty());
    }

    /// Parity of the registered delegates' seats.
    pub fn parity_of_seats(&self) -> PoolParity {
        PoolParity::of(&self.registered_by_pool)
    }

    /// Parity of the delegates who came. Often off, and only shown: parity is a rule on seats
    /// (domain.md section 3).
    pub fn parity_present(&self) -> PoolParity {
        PoolParity::of(&self.present_by_pool)
    }
}

/// Parity (*paridade*) of a number of delegates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolParity {
    /// Delegates of the government.
    pub government: u32,
    /// Delegates of civil society, all segments.
    pub civil_society: u32,
    /// Users.
    pub users: u32,
    /// Workers.
    pub workers: u32,
    /// Entities.
    pub entities: u32,
}

impl PoolParity {
    /// From numbers by pool; a pool that is not named counts zero.
    pub fn of(by_pool: &BTreeMap<Pool, u32>) -> Self {
        let count = |pool| by_pool.get(&pool).copied().unwrap_or(0);
        let (users, workers, entities) = (count(Pool::Users), count(Pool::Workers), count(Pool::Entities));
        Self {
            government: count(Pool::Government),
            civil_society: users + workers + entities,
            users,
            workers,
            entities,
        }
    }

    /// Whether both halves are equal and the segments differ by no more than the indivisible rest.
    pub fn on_parity(self) -> bool {
        let segments = [self.users, self.workers, self.entities];
        let spread = segments.iter().max().zip(segments.iter().min()).map_or(0, |(most, least)| most - least);
        self.government == self.civil_society && spread <= 1
    }

    /// The half that has fewer, and by how many; `None` when the halves are equal.
    pub fn short_half(self) -> Option<(Sector, u32)> {
        match self.government.cmp(&self.civil_society) {
            std::cmp::Ordering::Less => Some((Sector::Government, self.civil_society - self.government)),
            std::cmp::Ordering::Greater => Some((Sector::CivilSociety, self.government - self.civil_society)),
            std::cmp::Ordering::Equal => None,
        }
    }
}
