//! Assignment of participants to working groups: balance first, then preference.
//!
//! Groups end with sizes that differ by at most one, each pool (and guests, and observers) is
//! spread over them as evenly as that allows, and among all such assignments one with the most
//! wishes fulfilled is taken. The same input, in whatever order, gives the same assignment. People
//! already in a group stay there, so that a second run only places who came since.

mod flow;
mod levels;
mod network;

use crate::codes;
use crate::participants::Placement;
use crate::people::{Category, Pool};
use std::collections::BTreeMap;
use uuid::Uuid;

codes! {
    /// A kind of participant that is spread evenly over the groups.
    pub enum Stratum {
        /// Delegates of the government.
        Government = "GOVERNMENT", "governo";
        /// Delegates of the users.
        Users = "USERS", "usuárias e usuários";
        /// Delegates of the workers.
        Workers = "WORKERS", "trabalhadoras e trabalhadores";
        /// Delegates of the entities.
        Entities = "ENTITIES", "entidades e organizações";
        /// Guests.
        Guests = "GUESTS", "pessoas convidadas";
        /// Observers.
        Observers = "OBSERVERS", "pessoas observadoras";
    }
}

impl Stratum {
    /// The kind a placement belongs to.
    pub fn of(placement: Placement) -> Self {
        match (placement.pool(), placement.category()) {
            (Some(Pool::Government), _) => Self::Government,
            (Some(Pool::Users), _) => Self::Users,
            (Some(Pool::Workers), _) => Self::Workers,
            (Some(Pool::Entities), _) => Self::Entities,
            (None, Category::Guest) => Self::Guests,
            (None, _) => Self::Observers,
        }
    }
}

/// A participant to be seated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    /// The participant; ids that rise with registration give earlier ones the better wish on a tie.
    pub participant: Uuid,
    /// Kind, for the balance.
    pub stratum: Stratum,
    /// Axes by number, the preferred one first.
    pub preferences: Vec<u8>,
    /// The group the person is in already, or must be in. One that is not among the groups is ignored.
    pub fixed: Option<Uuid>,
}

/// A group to seat people in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssignedGroup {
    /// The group.
    pub group: Uuid,
    /// Number of its axis.
    pub axis: u8,
    /// Seats in the room; `None` where the room takes everybody.
    pub capacity: Option<u32>,
}

/// Why somebody is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Was there already, or had to be.
    Fixed,
    /// The axis was this wish of theirs, 1 being the first.
    Preference(u8),
    /// The wished axes were full, or the balance of segments needed the person here.
    Balance,
    /// No wish was stated.
    NoPreference,
}

impl Why {
    /// The reason in pt-BR, as the participant reads it.
    pub fn explanation(self) -> String {
        match self {
            Self::Fixed => "Grupo definido pela comissão organizadora.".into(),
            Self::Preference(rank) => format!("Eixo da sua {rank}ª preferência."),
            Self::Balance => {
                "Os eixos da sua preferência ficaram completos; este grupo mantém o equilíbrio dos segmentos.".into()
            }
            Self::NoPreference => "Sem preferência informada; este grupo mantém o equilíbrio dos segmentos.".into(),
        }
    }
}

/// One person's group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The participant.
    pub participant: Uuid,
    /// The group.
    pub group: Uuid,
    /// Why.
    pub why: Why,
}

/// How many are in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSize {
    /// The group.
    pub group: Uuid,
    /// Number of its axis.
    pub axis: u8,
    /// Everybody.
    pub people: u32,
    /// By kind; a kind of which the conference has nobody is absent.
    pub by_stratum: BTreeMap<Stratum, u32>,
}

/// Who is in which group, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// In order of participant.
    pub places: Vec<Place>,
    /// People for whom no room has a seat left.
    pub unplaced: Vec<Uuid>,
    /// In the order in which the groups were given.
    pub sizes: Vec<GroupSize>,
}

/// How many wishes were fulfilled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Satisfaction {
    /// First wishes.
    pub first: u32,
    /// Later wishes.
    pub listed: u32,
    /// People with wishes, none of which could be fulfilled.
    pub other: u32,
    /// People without wishes.
    pub undecided: u32,
    /// People who were in a group already.
    pub fixed: u32,
}

impl Assignment {
    /// Counts the wishes fulfilled.
    pub fn satisfaction(&self) -> Satisfaction {
        let mut tally = Satisfaction::default();
        for place in &self.places {
            let count = match place.why {
                Why::Fixed => &mut tally.fixed,
                Why::Preference(1) => &mut tally.first,
                Why::Preference(_) => &mut tally.listed,
                Why::Balance => &mut tally.other,
                Why::NoPreference => &mut tally.undecided,
            };
            *count += 1;
        }
        tally
    }
}

/// Assigns everybody to a group. Somebody given twice is taken once; without groups nobody is placed.
pub fn assign(people: &[Seated], groups: &[AssignedGroup]) -> Assignment {
    let people: BTreeMap<Uuid, &Seated> = people.iter().rev().map(|person| (person.participant, person)).collect();
    let people: Vec<&Seated> = people.into_values().collect();
    let seats = network::seats(&people, groups);
    let mut assignment = Assignment { places: Vec::new(), unplaced: Vec::new(), sizes: Vec::new() };
    for (person, seat) in people.iter().zip(&seats) {
        match seat.map(|index| &groups[index]) {
            Some(group) => assignment.places.push(Place {
                participant: person.participant,
                group: group.group,
                why: why(person, group),
            }),
            None => assignment.unplaced.push(person.participant),
        }
    }
    let strata: BTreeMap<Stratum, u32> = people.iter().map(|person| (person.stratum, 0)).collect();
    assignment.sizes = groups
        .iter()
        .map(|group| GroupSize { group: group.group, axis: group.axis, people: 0, by_stratum: strata.clone() })
        .collect();
    for (person, seat) in people.iter().zip(seats) {
        if let Some(size) = seat.map(|index| &mut assignment.sizes[index]) {
            size.people += 1;
            *size.by_stratum.entry(person.stratum).or_default() += 1;
        }
    }
    assignment
}

fn why(person: &Seated, group: &AssignedGroup) -> Why {
    if person.fixed == Some(group.group) {
        return Why::Fixed;
    }
    match (rank(person, group.axis), person.preferences.is_empty()) {
        (Some(rank), _) => Why::Preference(rank),
        (None, true) => Why::NoPreference,
        (None, false) => Why::Balance,
    }
}

/// Which wish of a person an axis is, from 1.
fn rank(person: &Seated, axis: u8) -> Option<u8> {
    person.preferences.iter().zip(1_u8..).find(|(wished, _)| **wished == axis).map(|(_, rank)| rank)
}

#[cfg(test)]
mod tests;
