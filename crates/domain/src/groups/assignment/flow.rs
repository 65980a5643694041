//! Flow of least cost through a small network: all paths of the cheapest cost, then of the next.

use std::collections::VecDeque;

#[derive(Debug, Clone, Copy)]
struct Arc {
    to: usize,
    room: u32,
    cost: i64,
}

/// Cost of a node that no path reaches.
const UNREACHED: i64 = i64::MAX;

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
        loop {
            let cost = self.cheapest(source);
            if cost[sink] == UNREACHED {
                return;
            }
            self.send_along(source, sink, &cost);
        }
    }

    /// Least cost to each node over arcs with room left (Bellman and Ford, with a queue).
    fn cheapest(&self, source: usize) -> Vec<i64> {
        let mut cost = vec![UNREACHED; self.leaving.len()];
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
                    if !std::mem::replace(&mut queued[arc.to], true) {
                        queue.push_back(arc.to);
                    }
                }
            }
        }
        cost
    }

    /// Sends flow along paths that cost the least, going forth and back node by node. A node from
    /// which no way led on is not tried again until costs are computed anew; the first path is
    /// always found, so every call makes progress.
    fn send_along(&mut self, source: usize, sink: usize, cost: &[i64]) {
        let mut next = vec![0; self.leaving.len()];
        let mut closed = vec![false; self.leaving.len()];
        let mut path: Vec<usize> = Vec::new();
        let mut node = source;
        closed[source] = true;
        loop {
            if node == sink {
                let full = self.send(&path);
                for arc in path.drain(full..) {
                    closed[self.arcs[arc].to] = false;
                }
                node = path.last().map_or(source, |arc| self.arcs[*arc].to);
                continue;
            }
            let way = self.leaving[node][next[node]..].iter().position(|index| {
                let arc = self.arcs[*index];
                arc.room > 0 && !closed[arc.to] && cost[arc.to] == cost[node] + arc.cost
            });
            match (way, path.last()) {
                (Some(way), _) => {
                    next[node] += way;
                    let arc = self.leaving[node][next[node]];
                    path.push(arc);
                    node = self.arcs[arc].to;
                    closed[node] = true;
                }
                (None, None) => return,
                (None, Some(arc)) => {
                    node = self.arcs[arc ^ 1].to;
                    next[node] += 1;
                    path.pop();
                }
            }
        }
    }

    /// Sends as much as fits along a path; gives the place of its first arc that is now full.
    fn send(&mut self, path: &[usize]) -> usize {
        let room = path.iter().map(|arc| self.arcs[*arc].room).min().unwrap_or(0);
        for arc in path {
            self.arcs[*arc].room -= room;
            self.arcs[*arc ^ 1].room += room;
        }
        path.iter().position(|arc| self.arcs[*arc].room == 0).unwrap_or(0)
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
