//! The result of an election. Nothing in it says of a person that they declared to belong to a group.

use crate::id;
use crate::types::enums::Enumeration;
use async_graphql::{ID, Object, SimpleObject};
use domain::elections as rules;
use domain::people::{Pool, SeatKind, Sector};
use uuid::Uuid;

pub(crate) struct ElectionResult<'a> {
    pub result: &'a rules::ElectionResult,
    pub in_hall: bool,
    pub tenant: Uuid,
}

impl ElectionResult<'_> {
    fn people(&self, people: &[rules::Elected]) -> Vec<ElectedPerson> {
        people.iter().map(|one| ElectedPerson::of(one, self.in_hall, self.tenant)).collect()
    }
}

/// The result of an election (*resultado da eleição*).
#[Object]
impl ElectionResult<'_> {
    /// Titulars, by pool and order.
    async fn titulars(&self) -> Vec<ElectedPerson> {
        self.people(&self.result.titulars)
    }

    /// Alternates (*suplentes*), by pool and order.
    async fn alternates(&self) -> Vec<ElectedPerson> {
        self.people(&self.result.alternates)
    }

    /// Seats nobody was elected to: titulars first.
    async fn vacant(&self) -> Vec<VacantSeat> {
        let reason = |reason: &String| self.in_hall.then(|| reason.clone());
        let vacant = self.result.vacant.iter().map(|seat| VacantSeat {
            kind: Enumeration(seat.kind),
            pool: Enumeration(seat.pool),
            order: seat.order,
            reason: reason(&seat.reason),
        });
        vacant.collect()
    }

    /// Candidates who were not elected, by pool and rank; empty for the public.
    async fn not_elected(&self) -> Vec<ElectedPerson> {
        if self.in_hall { self.people(&self.result.not_elected) } else { Vec::new() }
    }

    /// Titular seats that the reserved share asks for (*reserva de vagas*).
    async fn reserved_needed(&self) -> u32 {
        self.result.reserved_needed
    }

    /// Titulars who count towards it; who they are is not said.
    async fn reserved_elected(&self) -> u32 {
        self.result.reserved_elected
    }

    /// Titulars by sector (*paridade*).
    async fn parity(&self) -> ElectedParity {
        let rules::Parity { government, civil_society } = self.result.parity;
        ElectedParity { government, civil_society }
    }

    /// Ballots in figures, by pool.
    async fn counts(&self) -> Vec<ElectionPoolCount> {
        let counts = self.result.counts.iter().map(|count| ElectionPoolCount {
            pool: Enumeration(count.pool),
            votes: count.votes,
            blank: count.blank,
            acclaimed: count.acclaimed,
        });
        counts.collect()
    }

    /// Every step of the computation, in Portuguese, as it goes into the minutes (*memória da apuração*). In the
    /// hall and for the council; null for the public, because it tells of people why they precede others.
    async fn trace(&self) -> Option<&[String]> {
        self.in_hall.then_some(self.result.trace.as_slice())
    }
}

/// Somebody with a place in the result.
#[derive(SimpleObject)]
pub(crate) struct ElectedPerson {
    /// Place from 1: among titulars or alternates of the pool; for who is not elected, in the pool's ranking.
    order: u32,
    /// The pool.
    pool: Enumeration<Pool>,
    /// Its sector.
    sector: Enumeration<Sector>,
    /// Global id of the participant.
    participant_id: Option<ID>,
    /// Name as called.
    name: String,
    /// Votes; null where the pool acclaimed.
    votes: Option<u32>,
    /// Why this place, in Portuguese; null for the public.
    reason: Option<String>,
}

impl ElectedPerson {
    fn of(one: &rules::Elected, in_hall: bool, tenant: Uuid) -> Self {
        let participant = Uuid::parse_str(&one.participant_id).ok();
        Self {
            order: one.order,
            pool: Enumeration(one.pool),
            sector: Enumeration(one.sector),
            participant_id: participant.map(|participant| id::global("Participant", tenant, participant)),
            name: one.name.clone(),
            votes: one.votes,
            reason: in_hall.then(|| one.reason.clone()),
        }
    }
}

/// A seat nobody was elected to (*vaga não preenchida*).
#[derive(SimpleObject)]
pub(crate) struct VacantSeat {
    /// Titular or alternate.
    kind: Enumeration<SeatKind>,
    /// The pool.
    pool: Enumeration<Pool>,
    /// Place from 1 within kind and pool.
    order: u32,
    /// Why, in Portuguese; null for the public.
    reason: Option<String>,
}

/// Titulars elected by sector (*paridade dos titulares*).
#[derive(SimpleObject)]
pub(crate) struct ElectedParity {
    /// Of the government.
    government: u32,
    /// Of civil society.
    civil_society: u32,
}

/// Ballots of a pool in figures.
#[derive(SimpleObject)]
pub(crate) struct ElectionPoolCount {
    /// The pool.
    pool: Enumeration<Pool>,
    /// Votes given to candidates.
    votes: u32,
    /// Blank ballots.
    blank: u32,
    /// Whether the pool acclaimed instead of voting.
    acclaimed: bool,
}
