//! One pool while its result is being computed.

use super::methods::TieBreak;
use super::result::Candidate;
use crate::people::Pool;

/// A candidate in the ranking of a pool.
#[derive(Debug, Clone)]
pub(super) struct Standing<'a> {
    pub candidate: &'a Candidate,
    /// None where the pool acclaimed.
    pub votes: Option<u32>,
    /// Whether the person can be elected: enough votes, or on the acclaimed list.
    pub electable: bool,
    /// Whether a declaration counts towards the reserved share.
    pub declared: bool,
    /// Place within a tie, if there was one.
    pub placement: Option<Placement>,
}

/// How a tied candidate got their place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placement {
    /// From 1 within the tie.
    pub place: u32,
    /// What told them apart; nothing where the order among the tied decides nothing.
    pub by: Option<TieBreak>,
}

/// Candidates with equal votes, at `start..end` of the ranking.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    pub start: usize,
    pub end: usize,
    /// The whole tie and its breaking, in Portuguese.
    pub sentence: String,
}

/// A pool with its ranking and who holds its seats so far; positions are indices into the ranking.
#[derive(Debug, Clone)]
pub(super) struct Contest<'a> {
    pub pool: Pool,
    pub seats: usize,
    pub alternate_places: usize,
    pub standing: Vec<Standing<'a>>,
    pub ties: Vec<Tie>,
    pub blank: u32,
    /// The acclaimed list was given (`Some(true)`), all were acclaimed (`Some(false)`), or votes were cast.
    pub acclaimed: Option<bool>,
    pub titulars: Vec<usize>,
    /// Titulars by votes who gave way to the reserved share.
    pub gave_way: Vec<usize>,
    /// Those who came in by it.
    pub entered: Vec<usize>,
}

impl Contest<'_> {
    pub fn places(&self) -> usize {
        self.seats + self.alternate_places
    }

    pub fn name(&self, position: usize) -> &str {
        &self.standing[position].candidate.name
    }

    pub fn votes(&self, position: usize) -> u32 {
        self.standing[position].votes.unwrap_or(0)
    }

    pub fn names(&self, positions: &[usize]) -> Vec<&str> {
        positions.iter().map(|position| self.name(*position)).collect()
    }

    pub fn declared_titulars(&self) -> usize {
        self.titulars.iter().filter(|position| self.standing[**position].declared).count()
    }

    /// Alternates in order: the electable who hold no titular seat, by rank.
    pub fn alternates(&self) -> Vec<usize> {
        let free = (0..self.standing.len())
            .filter(|position| self.standing[*position].electable && !self.titulars.contains(position));
        free.take(self.alternate_places).collect()
    }

    /// The last titular without a declaration.
    pub fn last_undeclared(&self) -> Option<usize> {
        self.titulars.iter().rev().copied().find(|position| !self.standing[*position].declared)
    }

    /// The first of the others who can be elected and has a declaration.
    pub fn next_declared(&self) -> Option<usize> {
        (0..self.standing.len()).find(|position| {
            let standing = &self.standing[*position];
            standing.electable && standing.declared && !self.titulars.contains(position)
        })
    }
}
