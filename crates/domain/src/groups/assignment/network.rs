//! The assignment as a flow: people of one kind and wish → cells (kind × group) → groups.

use super::flow::Network;
use super::levels::{Level, Vessel, levels};
use super::{AssignedGroup, Seated, Stratum, rank};
use std::collections::BTreeMap;

/// Cost of an axis that is not among a person's wishes.
const NOT_WISHED: i64 = 8;

/// People who are alike for the assignment, by index, in order of participant.
type Alike<'a> = BTreeMap<(Stratum, &'a [u8]), Vec<usize>>;

/// Index of the group of each person; `None` where no room has a seat left.
pub fn seats(people: &[&Seated], groups: &[AssignedGroup]) -> Vec<Option<usize>> {
    let index_of = |fixed| groups.iter().position(|group| Some(group.group) == fixed);
    let mut seats: Vec<Option<usize>> =
        people.iter().map(|person| person.fixed.and_then(|fixed| index_of(Some(fixed)))).collect();
    let mut free: Alike<'_> = BTreeMap::new();
    for (index, person) in people.iter().enumerate().filter(|(index, _)| seats[*index].is_none()) {
        free.entry((person.stratum, person.preferences.as_slice())).or_default().push(index);
    }
    if groups.is_empty() || free.is_empty() {
        return seats;
    }
    let hall = Hall::new(people, groups, &seats);
    for (alike, by_group) in free.values().zip(hall.flow(people, &free)) {
        let example = people[alike[0]];
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|group| (cost(example, &groups[*group]), *group));
        let chosen = order.into_iter().flat_map(|group| std::iter::repeat_n(group, size(by_group[group])));
        for (person, group) in alike.iter().zip(chosen) {
            seats[*person] = Some(group);
        }
    }
    seats
}

/// Weights of the three aims: a fuller balance is worth more than any number of wishes.
struct Weights {
    cell: i64,
    group: i64,
}

/// Even levels for the groups as a whole and for each kind in them, and who is there already.
struct Hall<'a> {
    groups: &'a [AssignedGroup],
    strata: Vec<Stratum>,
    held: BTreeMap<(Stratum, usize), u32>,
    held_in_all: Vec<u32>,
    totals: Vec<Level>,
    cells: BTreeMap<Stratum, Vec<Level>>,
    weights: Weights,
}

impl<'a> Hall<'a> {
    fn new(people: &[&Seated], groups: &'a [AssignedGroup], seats: &[Option<usize>]) -> Self {
        let mut by_stratum: BTreeMap<Stratum, u32> = BTreeMap::new();
        let mut held: BTreeMap<(Stratum, usize), u32> = BTreeMap::new();
        let mut held_in_all = vec![0_u32; groups.len()];
        for (person, seat) in people.iter().zip(seats) {
            *by_stratum.entry(person.stratum).or_default() += 1;
            if let Some(group) = seat {
                *held.entry((person.stratum, *group)).or_default() += 1;
                held_in_all[*group] += 1;
            }
        }
        let vessel = |(group, held): (&AssignedGroup, &u32)| Vessel {
            held: *held,
            most: group.capacity.unwrap_or(u32::MAX).max(*held),
        };
        let vessels: Vec<Vessel> = groups.iter().zip(&held_in_all).map(vessel).collect();
        let totals = levels(&vessels, count(people.len()));
        let cells = by_stratum
            .iter()
            .map(|(stratum, total)| {
                let cell = |(group, level): (usize, &Level)| {
                    let held = held.get(&(*stratum, group)).copied().unwrap_or(0);
                    Vessel { held, most: level.upper.max(held) }
                };
                let vessels: Vec<Vessel> = totals.iter().enumerate().map(cell).collect();
                (*stratum, levels(&vessels, *total))
            })
            .collect();
        let people = i64::from(count(people.len()));
        let cell = NOT_WISHED * people + 1;
        let weights = Weights { cell, group: 2 * cell * people + cell };
        Self { groups, strata: by_stratum.into_keys().collect(), held, held_in_all, totals, cells, weights }
    }

    /// For each set of people who are alike, how many go to each group.
    fn flow(&self, people: &[&Seated], free: &Alike<'_>) -> Vec<Vec<u32>> {
        let (source, sink) = (0, 1);
        let cell_node = |stratum: usize, group: usize| 2 + stratum * self.groups.len() + group;
        let group_node = |group: usize| cell_node(self.strata.len(), group);
        let alike_node = |place: usize| group_node(self.groups.len()) + place;
        let mut network = Network::new(alike_node(free.len()));
        for group in 0..self.groups.len() {
            self.arcs_of_group(&mut network, group, group_node(group), sink);
            for (place, stratum) in self.strata.iter().enumerate() {
                self.arcs_of_cell(&mut network, *stratum, group, cell_node(place, group), group_node(group));
            }
        }
        let mut arcs = Vec::with_capacity(free.len());
        for (place, ((stratum, _), alike)) in free.iter().enumerate() {
            let row = self.strata.iter().position(|known| known == stratum).expect("every person's kind was counted");
            network.arc(source, alike_node(place), count(alike.len()), 0);
            let to_cells = self.groups.iter().enumerate().map(|(group, target)| {
                let price = cost(people[alike[0]], target);
                network.arc(alike_node(place), cell_node(row, group), count(alike.len()), price)
            });
            arcs.push(to_cells.collect::<Vec<usize>>());
        }
        network.fill(source, sink);
        arcs.iter().map(|row| row.iter().map(|arc| network.through(*arc)).collect()).collect()
    }

    /// A group pays for being filled to its level, may take one more, and never takes more than that.
    fn arcs_of_group(&self, network: &mut Network, group: usize, from: usize, sink: usize) {
        let (level, held) = (self.totals[group], self.held_in_all[group]);
        network.arc(from, sink, level.lower - held, -self.weights.group);
        network.arc(from, sink, level.upper - level.lower, 0);
    }

    /// A cell pays likewise; beyond its upper level it costs, but is not forbidden: people who were
    /// in their groups before may have left no even way.
    fn arcs_of_cell(&self, network: &mut Network, stratum: Stratum, group: usize, from: usize, to: usize) {
        let level = self.cells[&stratum][group];
        let held = self.held.get(&(stratum, group)).copied().unwrap_or(0);
        network.arc(from, to, level.lower - held, -self.weights.cell);
        network.arc(from, to, level.upper - level.lower, 0);
        network.arc(from, to, u32::MAX, self.weights.cell);
    }
}

/// What it costs to seat a person by an axis: nothing for the first wish, or where none was stated.
fn cost(person: &Seated, group: &AssignedGroup) -> i64 {
    match rank(person, group.axis) {
        _ if person.preferences.is_empty() => 0,
        Some(1) => 0,
        Some(2) => 3,
        Some(3) => 4,
        Some(_) => 5,
        None => NOT_WISHED,
    }
}

fn count(people: usize) -> u32 {
    u32::try_from(people).expect("a conference has fewer than four thousand million people")
}

fn size(people: u32) -> usize {
    usize::try_from(people).expect("a count of people fits the memory that holds them")
}
