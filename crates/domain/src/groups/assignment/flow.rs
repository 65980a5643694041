//! Flow of least cost through a small network, by cheapest paths one after the other.

use std::collections::VecDeque;

#[derive(Debug, Clone, Copy)]
struct Arc {
    to: usize,
    room: u32,
    cost: i64,
}

/// A network whose arcs have a capacity and a cost for each unit. Costs may be negative as long as
/// no cycle is.
#[derive(Debug, Default)]
pub struct Network {
    /// Every arc is followed by its reverse, so that `index ^ 1` is the other direction.
    arcs: Vec<Arc>,
    leaving: Vec<Vec<usize>>,
}

impl Network {
    /// A network with so many nodes and no arcs.
    pub fn new(nodes: usize) -> Self {
        Self { arcs: Vec::new(), leaving: vec![Vec::new(); nodes] }
    }

    /// Adds an arc and gives its index.
    pub fn arc(&mut self, from: usize, to: usize, room: u32, cost: i64) -> usize {
        let index = self.arcs.len();
        self.arcs.push(Arc { to, room, cost });
        self.arcs.push(Arc { to: from, room: 0, cost: -cost });
        self.leaving[from].push(index);
        self.leaving[to].push(index + 1);
        index
    }

    /// How much flows through an arc.
    pub fn through(&self, arc: usize) -> u32 {
        self.arcs[arc ^ 1].room
    }

    /// Sends as much as fits from `source` to `sink`, at the least cost for that much.
    pub fn fill(&mut self, source: usize, sink: usize) {
        while let Some(path) = self.cheapest_path(source, sink) {
            let room = path.iter().map(|arc| self.arcs[*arc].room).min().unwrap_or(0);
            for arc in path {
                self.arcs[arc].room -= room;
                self.arcs[arc ^ 1].room += room;
            }
        }
    }

    /// The arcs of a cheapest path with room left, from the sink back (Bellman and Ford, with a queue).
    fn cheapest_path(&self, source: usize, sink: usize) -> Option<Vec<usize>> {
        let mut cost = vec![i64::MAX; self.leaving.len()];
        let mut arrived_by = vec![usize::MAX; self.leaving.len()];
        let mut queued = vec![false; self.leaving.len()];
        let mut queue = VecDeque::from([source]);
        cost[source] = 0;
        while let Some(node) = queue.pop_front() {
            queued[node] = false;
            for index in &self.leaving[node] {
                let arc = self.arcs[*index];
                let reached = cost[node] + arc.cost;
                if arc.room > 0 && reached < cost[arc.to] {
                    cost[arc.to] = reached;
                    arrived_by[arc.to] = *index;
                    if !std::mem::replace(&mut queued[arc.to], true) {
                        queue.push_back(arc.to);
                    }
                }
            }
        }
        (cost[sink] < i64::MAX).then(|| self.path_back(source, sink, &arrived_by))
    }

    fn path_back(&self, source: usize, sink: usize, arrived_by: &[usize]) -> Vec<usize> {
        let mut path = Vec::new();
        let mut node = sink;
        while node != source {
            let arc = arrived_by[node];
            path.push(arc);
            node = self.arcs[arc ^ 1].to;
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_path_takes_an_earlier_choice_back_when_that_is_cheaper_in_all() {
        // Two people, two seats; the first is cheap in both, the second only in the first seat.
        let mut network = Network::new(6);
        let (source, sink) = (0, 5);
        for person in [1, 2] {
            network.arc(source, person, 1, 0);
        }
        let first_in_one = network.arc(1, 3, 1, 0);
        let first_in_two = network.arc(1, 4, 1, 1);
        let second_in_one = network.arc(2, 3, 1, 0);
        let second_in_two = network.arc(2, 4, 1, 9);
        for seat in [3, 4] {
            network.arc(seat, sink, 1, 0);
        }
        network.fill(source, sink);
        let through = [first_in_one, first_in_two, second_in_one, second_in_two].map(|arc| network.through(arc));
        assert_eq!(through, [0, 1, 1, 0]);
    }
}
